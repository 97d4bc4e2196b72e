// The ABI of every contract against that of the contracts the world's tools know.
import { test } from "node:test";
import { artifact, assert, ethers, originalNames, signatures } from "./support.mjs";

// A function that checks a proof comes with the verifier; until then there is none.
const needsVerifier = [
    "verifyBatches",
    "verifyBatchesTrustedAggregator",
    "overridePendingState",
    "proveNonDeterministicPendingState",
];
const missing = {
    functions: { RollupManager: needsVerifier },
    events: {
        RollupManager: [
            "VerifyBatches",
            "VerifyBatchesTrustedAggregator",
            "OverridePendingState",
            "ProveNonDeterministicPendingState",
            // Declared, never emitted, in the original.
            "SetTrustedAggregator",
        ],
    },
    errors: {
        RollupManager: [
            "ExceedMaxVerifyBatches",
            "FinalNumBatchBelowLastVerifiedBatch",
            "FinalNumBatchDoesNotMatchPendingState",
            "FinalPendingStateNumInvalid",
            "InitBatchMustMatchCurrentForkID",
            "InitNumBatchAboveLastVerifiedBatch",
            "InitNumBatchDoesNotMatchPendingState",
            "InvalidProof",
            "OldStateRootDoesNotExist",
            "PendingStateDoesNotExist",
            "StoredRootMustBeDifferentThanNewRoot",
            "TrustedAggregatorTimeoutNotExpired",
        ],
        // Declared by a common interface in the original; its rollup cannot revert with them (they belong to the manager, or to the
        // first generation).
        Rollup: [
            "BatchAlreadyVerified",
            "BatchNotSequencedOrNotSequenceEnd",
            "FinalNumBatchBelowLastVerifiedBatch",
            "FinalNumBatchDoesNotMatchPendingState",
            "FinalPendingStateNumInvalid",
            "ForceBatchesAlreadyActive",
            "GlobalExitRootNotExist",
            "HaltTimeoutNotExpired",
            "InitNumBatchAboveLastVerifiedBatch",
            "InitNumBatchDoesNotMatchPendingState",
            "InvalidProof",
            "InvalidRangeBatchTimeTarget",
            "InvalidRangeMultiplierBatchFee",
            "NewAccInputHashDoesNotExist",
            "NewPendingStateTimeoutMustBeLower",
            "NewStateRootNotInsidePrime",
            "NewTrustedAggregatorTimeoutMustBeLower",
            "NotEnoughMaticAmount",
            "OldAccInputHashDoesNotExist",
            "OldStateRootDoesNotExist",
            "OnlyTrustedAggregator",
            "PendingStateDoesNotExist",
            "PendingStateInvalid",
            "PendingStateNotConsolidable",
            "PendingStateTimeoutExceedHaltAggregationTimeout",
            "SequencedTimestampBelowForcedTimestamp",
            "SequencedTimestampInvalid",
            "StoredRootMustBeDifferentThanNewRoot",
            "TrustedAggregatorTimeoutExceedHaltAggregationTimeout",
            "TrustedAggregatorTimeoutNotExpired",
        ],
    },
};
// view and pure are the same to a caller.
const kind = (mutability) => (mutability === "pure" ? "view" : mutability);

for (const [ours, original] of Object.entries(originalNames)) {
    const abi = new ethers.Interface(artifact(ours).abi);
    const expected = signatures[original];
    const absent = (what) => missing[what][ours] ?? [];
    const wanted = (what) => Object.keys(expected[what]).filter((s) => !absent(what).includes(s.split("(")[0]));

    test(`${ours}: functions of ${original}`, () => {
        for (const signature of wanted("functions")) {
            const { selector, mutability, returns } = expected.functions[signature];
            const found = abi.getFunction(signature);
            assert.ok(found, `${signature} is missing`);
            assert.equal(found.selector, selector, signature);
            assert.equal(kind(found.stateMutability), kind(mutability), signature);
            const outputs = found.outputs.map((o) => o.format("sighash"));
            assert.deepEqual(outputs, returns, `what ${signature} returns`);
        }
        for (const name of absent("functions")) {
            assert.equal(abi.getFunction(name), null, `${name} is there: take it off the list`);
        }
    });
    test(`${ours}: events of ${original}`, () => {
        for (const signature of wanted("events")) {
            const found = abi.getEvent(signature);
            assert.ok(found, `${signature} is missing`);
            assert.equal(found.topicHash, expected.events[signature].topic0);
            assert.deepEqual(found.inputs.map((i) => i.indexed ?? false), expected.events[signature].indexed, signature);
        }
    });
    test(`${ours}: errors of ${original}`, () => {
        for (const signature of wanted("errors")) {
            assert.equal(abi.getError(signature)?.selector, expected.errors[signature], signature);
        }
        for (const name of absent("errors")) {
            assert.equal(abi.getError(name), null, `${name} is there: take it off the list`);
        }
    });
}

test("every contract fits the size limit", () => {
    for (const name of [...Object.keys(originalNames), "FeeToken", "RollupProxy"]) {
        const { bytecode, deployedBytecode } = artifact(name);
        assert.ok(deployedBytecode.length / 2 - 1 <= 24576, `${name} is too large`);
        assert.ok(bytecode.length / 2 - 1 <= 49152, `the creation code of ${name} is too large`);
    }
});

test("storage that other programs read", () => {
    const slots = (name) =>
        Object.fromEntries(artifact(name).storageLayout.map(({ label, slot, offset }) => [label, [Number(slot), offset]]));
    const bridge = slots("Bridge");
    assert.deepEqual(
        [bridge._initialized, bridge._status, bridge._branch, bridge.depositCount],
        [[0, 0], [1, 0], [0x33, 0], [0x53, 0]],
    );
    assert.deepEqual(
        [bridge.isEmergencyState, bridge.networkID, bridge.globalExitRootManager, bridge.lastUpdatedDepositCount],
        [[0x68, 0], [0x68, 1], [0x68, 5], [0x68, 25]],
    );
    assert.deepEqual(
        [bridge.claimedBitMap, bridge.tokenInfoToWrappedToken, bridge.wrappedTokenToTokenInfo],
        [[0x69, 0], [0x6a, 0], [0x6b, 0]],
    );
    assert.deepEqual(
        [bridge.polygonRollupManager, bridge.gasTokenAddress, bridge.gasTokenNetwork, bridge.gasTokenMetadata, bridge.WETHToken],
        [[0x6c, 0], [0x6d, 0], [0x6d, 20], [0x6e, 0], [0x6f, 0]],
    );
    const exitRoots = slots("GlobalExitRootManagerL2");
    assert.deepEqual([exitRoots.globalExitRootMap, exitRoots.lastRollupExitRoot], [[0, 0], [1, 0]]);
});
