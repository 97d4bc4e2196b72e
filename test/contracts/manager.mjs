// The rollup manager: roles, types, rollups, fees, rewards, pending states, emergency.
import {
    Tree,
    ZERO,
    ZERO_HASH,
    assert,
    ether,
    ethers,
    eventOf,
    hashOf,
    reverts,
    revertsWithText,
    role,
    scenario,
    vectors,
} from "./support.mjs";

const WEEK = 604800;

scenario("roles after the initialisation", async (w) => {
    const { manager } = w;
    const holders = {
        timelock: ["ADD_ROLLUP_TYPE_ROLE", "ADD_EXISTING_ROLLUP_ROLE", "UPDATE_ROLLUP_ROLE"],
        admin: [
            "OBSOLETE_ROLLUP_TYPE_ROLE",
            "CREATE_ROLLUP_ROLE",
            "STOP_EMERGENCY_ROLE",
            "TWEAK_PARAMETERS_ROLE",
            "SET_FEE_ROLE",
            "TRUSTED_AGGREGATOR_ROLE_ADMIN",
        ],
        aggregator: ["TRUSTED_AGGREGATOR_ROLE"],
        council: ["EMERGENCY_COUNCIL_ROLE", "EMERGENCY_COUNCIL_ADMIN"],
    };
    const all = Object.values(holders).flat();
    for (const name of ["timelock", "admin", "aggregator", "council", "user"]) {
        for (const one of all) {
            const expected = (holders[name] ?? []).includes(one);
            assert.equal(await manager.read("hasRole", role(one), w[name]), expected, `${name} ${one}`);
        }
        assert.equal(await manager.read("hasRole", ZERO_HASH, w[name]), name === "timelock");
    }
    const admins = {
        TRUSTED_AGGREGATOR_ROLE: role("TRUSTED_AGGREGATOR_ROLE_ADMIN"),
        EMERGENCY_COUNCIL_ROLE: role("EMERGENCY_COUNCIL_ADMIN"),
        EMERGENCY_COUNCIL_ADMIN: role("EMERGENCY_COUNCIL_ADMIN"),
    };
    for (const one of all) {
        assert.equal(await manager.read("getRoleAdmin", role(one)), admins[one] ?? ZERO_HASH, one);
    }
    assert.equal(await manager.read("DEFAULT_ADMIN_ROLE"), ZERO_HASH);
    await revertsWithText(manager, /already initialized/, w.user, "initialize", ...w.initializeManager);
});

scenario("granting, revoking, renouncing", async (w) => {
    const { manager } = w;
    const aggregator = role("TRUSTED_AGGREGATOR_ROLE");
    await reverts(manager, "AddressDoNotHaveRequiredRole", w.timelock, "grantRole", aggregator, w.user);
    const granted = await manager.send({ from: w.admin }, "grantRole", aggregator, w.user);
    assert.deepEqual([...eventOf(manager, granted, "RoleGranted")], [aggregator, w.user, w.admin]);
    const twice = await manager.send({ from: w.admin }, "grantRole", aggregator, w.user);
    assert.equal(manager.events(twice).length, 0);
    await reverts(manager, "AddressDoNotHaveRequiredRole", w.user, "revokeRole", aggregator, w.aggregator);
    const revoked = await manager.send({ from: w.admin }, "revokeRole", aggregator, w.user);
    assert.deepEqual([...eventOf(manager, revoked, "RoleRevoked")], [aggregator, w.user, w.admin]);
    await reverts(manager, "AccessControlOnlyCanRenounceRolesForSelf", w.admin, "renounceRole", aggregator, w.aggregator);
    await manager.send({ from: w.aggregator }, "renounceRole", aggregator, w.aggregator);
    assert.equal(await manager.read("hasRole", aggregator, w.aggregator), false);
});

scenario("every guarded function refuses who has no role", async (w) => {
    const calls = {
        addNewRollupType: [w.user, w.user, 9, 0, ZERO_HASH, ""],
        obsoleteRollupType: [1],
        createNewRollup: [1, 5, w.user, w.user, ZERO, "", ""],
        addExistingRollup: [w.user, w.user, 9, 5, ZERO_HASH, 0],
        updateRollup: [w.rollup.address, 1, "0x"],
        deactivateEmergencyState: [],
        setTrustedAggregatorTimeout: [1],
        setPendingStateTimeout: [1],
        setMultiplierBatchFee: [1001],
        setVerifyBatchTimeTarget: [1],
        setBatchFee: [ether("1")],
    };
    for (const [method, args] of Object.entries(calls)) {
        await reverts(w.manager, "AddressDoNotHaveRequiredRole", w.user, method, ...args);
    }
});

scenario("rollup types", async (w) => {
    const { manager } = w;
    const receipt = await w.addType({ compatibility: 3 });
    assert.deepEqual(
        [...eventOf(manager, receipt, "AddNewRollupType")],
        [2n, w.rollupImplementation.address, w.verifier, w.forkID, 3n, w.genesis, "data on L1"],
    );
    assert.equal(await manager.read("rollupTypeCount"), 2n);
    const stored = [w.rollupImplementation.address, w.verifier, w.forkID, 3n];
    assert.deepEqual([...(await manager.read("rollupTypeMap", 2))], [...stored, false, w.genesis]);
    for (const unknown of [0, 3]) {
        await reverts(manager, "RollupTypeDoesNotExist", w.admin, "obsoleteRollupType", unknown);
        await reverts(manager, "RollupTypeDoesNotExist", w.admin, "createNewRollup", unknown, 5, w.user, w.user, ZERO, "", "");
    }
    const obsolete = await manager.send({ from: w.admin }, "obsoleteRollupType", 2);
    assert.deepEqual([...eventOf(manager, obsolete, "ObsoleteRollupType")], [2n]);
    assert.deepEqual([...(await manager.read("rollupTypeMap", 2))], [...stored, true, w.genesis]);
    await reverts(manager, "RollupTypeObsolete", w.admin, "obsoleteRollupType", 2);
    await reverts(manager, "RollupTypeObsolete", w.admin, "createNewRollup", 2, 5, w.user, w.user, ZERO, "", "");
});

scenario("creating rollups", async (w) => {
    const { manager } = w;
    const call = [1, w.chainID, w.admin, w.sequencer, ZERO, "", ""];
    await reverts(manager, "ChainIDAlreadyExist", w.admin, "createNewRollup", ...call);
    const second = await w.createRollup(1002n);
    assert.deepEqual(
        [...eventOf(manager, second.receipt, "CreateNewRollup")],
        [2n, 1n, second.address, 1002n, ZERO],
    );
    // Created first, initialised after: who follows the events knows the rollup before its first sequence.
    const order = second.receipt.logs.map((log) => manager.abi.parseLog(log)?.name).filter(Boolean);
    assert.ok(order.indexOf("CreateNewRollup") < order.indexOf("OnSequenceBatches"));
    assert.deepEqual(
        [...(await manager.read("rollupIDToRollupData", 2))],
        [second.address, 1002n, w.verifier, 9n, ZERO_HASH, 1n, 0n, 0n, 0n, 0n, 1n, 0n],
    );
    assert.equal(await manager.read("rollupAddressToID", second.address), 2n);
    assert.equal(await manager.read("chainIDToRollupID", 1002n), 2n);
    assert.equal(await manager.read("getRollupBatchNumToStateRoot", 2, 0), w.genesis);
    assert.equal(await manager.read("rollupCount"), 2n);
});

scenario("adding an existing rollup", async (w) => {
    const { manager } = w;
    const add = (rollup, chainID) => [rollup, w.verifier, 9, chainID, hashOf("its genesis"), 5];
    await reverts(manager, "RollupAddressAlreadyExist", w.timelock, "addExistingRollup", ...add(w.rollup.address, 7));
    await reverts(manager, "ChainIDAlreadyExist", w.timelock, "addExistingRollup", ...add(w.user, w.chainID));
    const receipt = await manager.send({ from: w.timelock }, "addExistingRollup", ...add(w.user, 7));
    assert.deepEqual([...eventOf(manager, receipt, "AddExistingRollup")], [2n, 9n, w.user, 7n, 5n, 0n]);
    assert.equal(await manager.read("getRollupBatchNumToStateRoot", 2, 0), hashOf("its genesis"));
});

scenario("updating a rollup", async (w) => {
    const { manager, rollup } = w;
    await w.addType({ compatibility: 1 });
    const fresh = await w.deploy("RollupHarness", w.exitRoots.address, w.pol.address, w.bridge.address, manager.address);
    await w.addType({ implementation: fresh.address });
    const update = (address, type, data = "0x") => [w.timelock, "updateRollup", address, type, data];
    await reverts(manager, "RollupMustExist", ...update(w.user, 3));
    await reverts(manager, "UpdateToSameRollupTypeID", ...update(rollup.address, 1));
    await reverts(manager, "RollupTypeDoesNotExist", ...update(rollup.address, 4));
    await reverts(manager, "UpdateNotCompatible", ...update(rollup.address, 2));
    await manager.send({ from: w.admin }, "obsoleteRollupType", 3);
    await reverts(manager, "RollupTypeObsolete", ...update(rollup.address, 3));
    await w.addType({ implementation: fresh.address });
    await w.recordSequence(4);
    await manager.send({ from: w.user }, "acceptTrustedTransition", 1, 5, hashOf("exit"), hashOf("root"), w.user);
    const before = await rollup.read("lastAccInputHash");
    const call = rollup.encode("version");
    const receipt = await manager.send({ from: w.timelock }, "updateRollup", rollup.address, 4, call);
    assert.deepEqual([...eventOf(manager, receipt, "UpdateRollup")], [1n, 4n, 5n]);
    const data = await manager.read("rollupIDToRollupData", 1);
    assert.deepEqual([data.rollupTypeID, data.lastVerifiedBatchBeforeUpgrade], [4n, 5n]);
    const slot = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
    const implementation = await w.chain.rpc("eth_getStorageAt", rollup.address, slot, "latest");
    assert.equal(ethers.getAddress(ethers.dataSlice(implementation, 12)), fresh.address);
    assert.equal(await rollup.read("lastAccInputHash"), before);
    // Nobody else upgrades the proxy: for others the function is simply not there.
    const proxyAbi = new ethers.Interface(["function upgradeToAndCall(address,bytes)"]);
    const upgrade = proxyAbi.encodeFunctionData("upgradeToAndCall", [fresh.address, "0x"]);
    await assert.rejects(w.chain.rpc("eth_call", { from: w.timelock, to: rollup.address, data: upgrade }, "latest"));
    await w.as(manager.address, async (from) => {
        const value = { from, to: rollup.address, data: upgrade, value: "0x1" };
        await assert.rejects(w.chain.rpc("eth_call", value, "latest"), (thrown) => {
            assert.equal(thrown.data, ethers.id("UpgradeCarriesValue()").slice(0, 10));
            return true;
        });
    });
});

scenario("taking over a chain of the first generation", async (w) => {
    const old = await w.deploy("FirstGeneration");
    const manager = await w.behindProxy("RollupManagerHarness", [w.exitRoots.address, w.pol.address, w.bridge.address]);
    const args = [...w.initializeManager.slice(0, 6), old.address, w.verifier, 4, 1101];
    await old.send({ from: w.user }, "setVerified", 8);
    await reverts(manager, "AllzkEVMSequencedBatchesMustBeVerified", w.user, "initialize", ...args);
    await old.send({ from: w.user }, "setVerified", 9);
    await old.send({ from: w.user }, "setPending", 1);
    await reverts(manager, "AllzkEVMSequencedBatchesMustBeVerified", w.user, "initialize", ...args);
    await old.send({ from: w.user }, "setPending", 0);
    const receipt = await manager.send({ from: w.user }, "initialize", ...args);
    assert.deepEqual([...eventOf(manager, receipt, "AddExistingRollup")], [1n, 4n, old.address, 1101n, 0n, 9n]);
    assert.deepEqual(
        [...(await manager.read("rollupIDToRollupData", 1))],
        [old.address, 1101n, w.verifier, 4n, ZERO_HASH, 9n, 9n, 0n, 0n, 9n, 0n, 0n],
    );
    assert.equal(await manager.read("getRollupBatchNumToStateRoot", 1, 9), ethers.toBeHex(0x1009, 32));
    assert.deepEqual(
        [...(await manager.read("getRollupSequencedBatches", 1, 9))],
        [ethers.toBeHex(0x2009, 32), 1700000000n, 7n],
    );
    assert.equal(await manager.read("totalSequencedBatches"), 9n);
    assert.equal(await manager.read("totalVerifiedBatches"), 9n);
});

scenario("recording sequences", async (w) => {
    const { manager } = w;
    await reverts(manager, "SenderMustBeRollup", w.user, "onSequenceBatches", 1, ZERO_HASH);
    await reverts(manager, "MustSequenceSomeBatch", w.rollup.address, "onSequenceBatches", 0, ZERO_HASH);
    const second = await w.createRollup(1002n);
    await w.recordSequence(3);
    await w.recordSequence(2, hashOf("b"), second);
    assert.equal(await manager.read("totalSequencedBatches"), 7n);
    assert.equal(await manager.read("getLastVerifiedBatch", 1), 0n);
    assert.equal((await manager.read("rollupIDToRollupData", 1)).lastBatchSequenced, 4n);
    assert.equal((await manager.read("rollupIDToRollupData", 2)).lastBatchSequenced, 3n);
});

scenario("input of the proofs of the vectors", async (w) => {
    const { manager } = w;
    const prime = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
    for (const v of vectors("acc-input-hash/snark-input.json")) {
        // A rollup that sequences exactly the vector's ranges, from nothing.
        const sender = ethers.Wallet.createRandom().address;
        const snapshot = await w.chain.rpc("evm_snapshot");
        await w.manager.send({ from: w.timelock }, "addExistingRollup", sender, w.verifier, v.forkID, v.chainID, w.genesis, 0);
        const id = await manager.read("rollupAddressToID", sender);
        await w.as(sender, async (from) => {
            if (v.oldNumBatch !== 0) {
                await manager.send({ from }, "onSequenceBatches", v.oldNumBatch, v.oldAccInputHash);
            }
            await manager.send({ from }, "onSequenceBatches", v.newNumBatch - v.oldNumBatch, v.newAccInputHash);
        });
        const range = [id, v.oldNumBatch, v.newNumBatch, v.newLocalExitRoot, v.oldStateRoot, v.newStateRoot];
        const bytes = await manager.readAs(v.aggregator, "getInputSnarkBytes", ...range);
        assert.equal(ethers.dataLength(bytes), 212);
        if (v.oldNumBatch === 0) {
            // On L1 the accumulated hash of batch 0 is zero; the vector has another, so the bytes are compared instead.
            const expected = ethers.solidityPacked(
                ["address", "bytes32", "bytes32", "uint64", "uint64", "uint64", "bytes32", "bytes32", "bytes32", "uint64"],
                [v.aggregator, v.oldStateRoot, ZERO_HASH, 0, v.chainID, v.forkID, v.newStateRoot, v.newAccInputHash, v.newLocalExitRoot, v.newNumBatch],
            );
            assert.equal(bytes, expected);
        } else {
            assert.equal(BigInt(ethers.sha256(bytes)) % prime, BigInt(v.inputSnark));
        }
        await w.chain.rpc("evm_revert", snapshot);
    }
    await w.recordSequence(3);
    const input = (init, final, root) => [w.user, "getInputSnarkBytes", 1, init, final, ZERO_HASH, ZERO_HASH, root];
    await reverts(manager, "OldAccInputHashDoesNotExist", ...input(2, 4, ZERO_HASH));
    await reverts(manager, "NewAccInputHashDoesNotExist", ...input(1, 3, ZERO_HASH));
    const limb = 0xffffffff00000001n;
    for (const shift of [0n, 64n, 128n, 192n]) {
        await reverts(manager, "NewStateRootNotInsidePrime", ...input(1, 4, ethers.toBeHex(limb << shift, 32)));
        await manager.read("getInputSnarkBytes", 1, 1, 4, ZERO_HASH, ZERO_HASH, ethers.toBeHex((limb - 1n) << shift, 32));
    }
});

scenario("fees of the vectors, through real sequences that are late or in time", async (w) => {
    const { manager } = w;
    const library = await w.deploy("LibraryHarness");
    await manager.send({ from: w.admin }, "setPendingStateTimeout", 0);
    for (const v of vectors("contracts/batch-fee.json")) {
        const args = [v.oldFee, v.multiplier, v.batchesAboveTarget, v.batchesBelowTarget];
        assert.equal(await library.read("adjustedFee", ...args), BigInt(v.newFee));
        await manager.send({ from: w.admin }, "setBatchFee", v.oldFee);
        await manager.send({ from: w.admin }, "setMultiplierBatchFee", v.multiplier);
        // Everything so far is verified by the trusted aggregator, which leaves the fee as it is.
        const { lastBatchSequenced } = await manager.read("rollupIDToRollupData", 1);
        if ((await manager.read("getLastVerifiedBatch", 1)) < lastBatchSequenced) {
            await accept(w, "acceptTrustedTransition", lastBatchSequenced);
        }
        assert.equal(await manager.read("getBatchFee"), BigInt(v.oldFee));
        if (v.batchesAboveTarget > 0) {
            await w.recordSequence(v.batchesAboveTarget);
        }
        await w.warp(1800);
        // In two sequences, so that the walk back takes more than a step.
        for (const part of [Math.floor(v.batchesBelowTarget / 2), Math.ceil(v.batchesBelowTarget / 2)]) {
            if (part > 0) {
                await w.recordSequence(part);
            }
        }
        await accept(w, "acceptTransition", (await manager.read("rollupIDToRollupData", 1)).lastBatchSequenced);
        assert.equal(await manager.read("getBatchFee"), BigInt(v.newFee), JSON.stringify(v));
        assert.equal(await manager.read("getForcedBatchFee"), BigInt(v.newFee) * 100n);
    }
});

const accept = (w, method, batch, tag = batch) =>
    w.manager.send({ from: w.aggregator }, method, 1, batch, hashOf(`exit ${tag}`), hashOf(`root ${tag}`), w.verifier);

scenario("a transition pays, becomes final at once without a pending time", async (w) => {
    const { manager, pol, exitRoots } = w;
    await manager.send({ from: w.admin }, "setPendingStateTimeout", 0);
    const second = await w.createRollup(1002n);
    await pol.send({ from: w.deployer }, "transfer", manager.address, ether("30"));
    await w.recordSequence(4);
    const reward = await manager.read("calculateRewardPerBatch");
    assert.equal(reward, ether("30") / 6n);
    const receipt = await accept(w, "acceptTransition", 5);
    assert.equal(await pol.read("balanceOf", w.verifier), reward * 5n);
    assert.deepEqual(
        [...eventOf(w.rollup, receipt, "VerifyBatches")],
        [5n, hashOf("root 5"), w.aggregator],
    );
    const block = await w.chain.rpc("eth_getBlockByHash", receipt.blockHash, false);
    assert.equal(await manager.read("lastAggregationTimestamp"), BigInt(block.timestamp));
    assert.equal(await manager.read("totalVerifiedBatches"), 5n);
    assert.equal(await manager.read("getRollupBatchNumToStateRoot", 1, 5), hashOf("root 5"));
    const root = new Tree([hashOf("exit 5"), ZERO_HASH]).root;
    assert.equal(await manager.read("getRollupExitRoot"), root);
    assert.equal(await exitRoots.read("lastRollupExitRoot"), root);
    eventOf(exitRoots, receipt, "UpdateL1InfoTree");
    assert.equal((await manager.read("rollupIDToRollupData", second.id)).lastLocalExitRoot, ZERO_HASH);
});

scenario("pending states wait, are consolidated by anybody after it, by the trusted aggregator before", async (w) => {
    const { manager } = w;
    const consolidate = (from, state) => [from, "consolidatePendingState", 1, state];
    await w.recordSequence(7);
    await accept(w, "acceptTransition", 1);
    await accept(w, "acceptTransition", 8);
    assert.equal(await manager.read("getLastVerifiedBatch", 1), 8n);
    assert.equal((await manager.read("rollupIDToRollupData", 1)).lastVerifiedBatch, 0n);
    const pending = await manager.read("getRollupPendingStateTransitions", 1, 2);
    assert.deepEqual([...pending].slice(1), [8n, hashOf("exit 8"), hashOf("root 8")]);
    assert.equal(await manager.read("isPendingStateConsolidable", 1, 1), false);
    await reverts(manager, "PendingStateNotConsolidable", ...consolidate(w.user, 1));
    await reverts(manager, "PendingStateInvalid", ...consolidate(w.aggregator, 3));
    await reverts(manager, "PendingStateInvalid", ...consolidate(w.aggregator, 0));
    const early = await manager.send({ from: w.aggregator }, "consolidatePendingState", 1, 1);
    assert.deepEqual(
        [...eventOf(manager, early, "ConsolidatePendingState")],
        [1n, 1n, hashOf("root 1"), hashOf("exit 1"), 1n],
    );
    await w.warp(3601);
    await manager.send({ from: w.council }, "activateEmergencyState");
    await reverts(manager, "OnlyNotEmergencyState", ...consolidate(w.user, 2));
    await manager.send({ from: w.admin }, "deactivateEmergencyState");
    assert.equal(await manager.read("isPendingStateConsolidable", 1, 2), true);
    await reverts(manager, "PendingStateInvalid", ...consolidate(w.user, 1));
    await manager.send({ from: w.user }, "consolidatePendingState", 1, 2);
    const data = await manager.read("rollupIDToRollupData", 1);
    assert.deepEqual(
        [data.lastVerifiedBatch, data.lastPendingState, data.lastPendingStateConsolidated, data.lastLocalExitRoot],
        [8n, 2n, 2n, hashOf("exit 8")],
    );
});

scenario("once nothing waits any more, states that still do are overtaken", async (w) => {
    const { manager } = w;
    await w.recordSequence(4);
    await accept(w, "acceptTransition", 1);
    await manager.send({ from: w.admin }, "setPendingStateTimeout", 0);
    await accept(w, "acceptTransition", 5);
    const data = await manager.read("rollupIDToRollupData", 1);
    assert.deepEqual([data.lastVerifiedBatch, data.lastPendingState, data.lastPendingStateConsolidated], [5n, 0n, 0n]);
    assert.equal(await manager.read("getLastVerifiedBatch", 1), 5n);
    await reverts(manager, "PendingStateInvalid", w.aggregator, "consolidatePendingState", 1, 1);
});

scenario("a sequence consolidates the middle of what can be, else the next", async (w) => {
    const { manager } = w;
    for (let i = 0; i < 6; ++i) {
        await w.recordSequence(1);
        await accept(w, "acceptTransition", i + 1);
    }
    const consolidated = async () => (await manager.read("rollupIDToRollupData", 1)).lastPendingStateConsolidated;
    assert.equal(await consolidated(), 0n);
    await w.warp(3700);
    await w.recordSequence(1);
    assert.equal(await consolidated(), 3n); // 1 + (6 - 1) / 2
    await w.recordSequence(1);
    assert.equal(await consolidated(), 5n); // 4 + (6 - 4) / 2
    // The trusted aggregator forgets them all.
    await accept(w, "acceptTrustedTransition", 7);
    const data = await manager.read("rollupIDToRollupData", 1);
    assert.deepEqual([data.lastVerifiedBatch, data.lastPendingState, data.lastPendingStateConsolidated], [7n, 0n, 0n]);
    assert.equal(await manager.read("getLastVerifiedBatch", 1), 7n);
});

scenario("the middle state is not ripe: the next one is taken", async (w) => {
    const { manager } = w;
    await w.recordSequence(3);
    await accept(w, "acceptTransition", 1);
    await w.warp(3600);
    await w.recordSequence(3);
    // The sequence above took state 1, which was ripe and alone.
    const data = () => manager.read("rollupIDToRollupData", 1);
    assert.equal((await data()).lastPendingStateConsolidated, 1n);
    await accept(w, "acceptTransition", 4);
    await w.warp(3500);
    await accept(w, "acceptTransition", 7);
    await w.recordSequence(1);
    await accept(w, "acceptTransition", 8);
    await w.warp(120);
    await w.recordSequence(1);
    assert.deepEqual([(await data()).lastPendingState, (await data()).lastPendingStateConsolidated], [4n, 2n]);
});

scenario("parameters and their ranges", async (w) => {
    const { manager } = w;
    const cases = [
        ["setMultiplierBatchFee", "multiplierBatchFee", [1000, 1023], [999, 1024], "InvalidRangeMultiplierBatchFee"],
        ["setVerifyBatchTimeTarget", "verifyBatchTimeTarget", [0, 86400], [86401], "InvalidRangeBatchTimeTarget"],
        ["setBatchFee", "getBatchFee", [10n ** 9n, ether("1000")], [10n ** 9n - 1n, ether("1000") + 1n], "BatchFeeOutOfRange"],
        ["setTrustedAggregatorTimeout", "trustedAggregatorTimeout", [7199], [7199, 8000], "NewTrustedAggregatorTimeoutMustBeLower"],
        ["setPendingStateTimeout", "pendingStateTimeout", [3599], [3599, 4000], "NewPendingStateTimeoutMustBeLower"],
    ];
    for (const [method, getter, good, bad, error] of cases) {
        for (const value of good) {
            const receipt = await manager.send({ from: w.admin }, method, value);
            assert.deepEqual([...eventOf(manager, receipt, method.replace("set", "Set"))], [BigInt(value)]);
            assert.equal(await manager.read(getter), BigInt(value));
        }
        for (const value of bad) {
            await reverts(manager, error, w.admin, method, value);
        }
    }
    await manager.send({ from: w.council }, "activateEmergencyState");
    await manager.send({ from: w.admin }, "setTrustedAggregatorTimeout", 9000);
    await manager.send({ from: w.admin }, "setPendingStateTimeout", 9000);
    assert.equal(await manager.read("trustedAggregatorTimeout"), 9000n);
});

scenario("emergency: the council at once, anybody after a week without proofs", async (w) => {
    const { manager, bridge } = w;
    await reverts(manager, "HaltTimeoutNotExpired", w.user, "activateEmergencyState"); // never a proof
    await w.recordSequence(5);
    await accept(w, "acceptTransition", 6);
    await w.warp(WEEK - 10);
    await reverts(manager, "HaltTimeoutNotExpired", w.user, "activateEmergencyState");
    await w.warp(11);
    const receipt = await manager.send({ from: w.user }, "activateEmergencyState");
    eventOf(manager, receipt, "EmergencyStateActivated");
    eventOf(bridge, receipt, "EmergencyStateActivated");
    assert.deepEqual([await manager.read("isEmergencyState"), await bridge.read("isEmergencyState")], [true, true]);
    // The bridge refuses first: it was switched with the manager.
    await reverts(bridge, "OnlyNotEmergencyState", w.manager.address, "activateEmergencyState");
    const off = await manager.send({ from: w.admin }, "deactivateEmergencyState");
    eventOf(manager, off, "EmergencyStateDeactivated");
    eventOf(bridge, off, "EmergencyStateDeactivated");
    await reverts(bridge, "OnlyEmergencyState", w.manager.address, "deactivateEmergencyState");
    await reverts(manager, "OnlyEmergencyState", w.admin, "deactivateEmergencyState");
    // A week of peace after an emergency, though the last proof is old.
    await reverts(manager, "HaltTimeoutNotExpired", w.user, "activateEmergencyState");
    await w.warp(WEEK + 1);
    await manager.send({ from: w.user }, "activateEmergencyState");
    await reverts(manager, "OnlyNotEmergencyState", w.rollup.address, "onSequenceBatches", 1, ZERO_HASH);
});
