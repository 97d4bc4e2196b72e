// The rollup: batch 1, sequences, forced batches, roles.
import {
    ZERO,
    ZERO_HASH,
    accumulate,
    artifact,
    assert,
    ether,
    ethers,
    eventOf,
    hashOf,
    reverts,
    revertsWithText,
    scenario,
    vectors,
} from "./support.mjs";

const FEE = ether("0.1");
const plain = (transactions) => [transactions, ZERO_HASH, 0, ZERO_HASH];
const DAY = 86400;

scenario("accumulated input hashes of the vectors", async (w) => {
    const rollup = w.chain.at(artifact("RollupHarness"), w.rollupImplementation.address);
    for (const v of vectors("acc-input-hash/acc-input-hash.json")) {
        const args = [v.l1InfoRootOrForcedGER, v.timestampLimit, v.sequencerAddr, v.forcedBlockHashL1];
        const got = await rollup.read("accumulate", v.oldAccInputHash, v.batchHashData, ...args);
        assert.equal(got, v.newAccInputHash);
        assert.equal(accumulate(v.oldAccInputHash, v.batchL2Data, ...args), v.newAccInputHash);
        if (v.forcedBatchHash) {
            const hash = ethers.solidityPackedKeccak256(
                ["bytes32", "bytes32", "uint64", "bytes32"],
                [v.batchHashData, v.l1InfoRootOrForcedGER, v.timestampLimit, v.forcedBlockHashL1],
            );
            assert.equal(hash, v.forcedBatchHash);
        }
    }
});

/** The transaction of batch 1, written down once more from the protocol. */
function initializeTransaction(w, networkID, token, network, metadata) {
    const call = artifactInterface("Bridge").encodeFunctionData("initialize", [
        networkID,
        token,
        network,
        "0xa40D5f56745a118D0906a34E69aeC8C0Db1cB8fA",
        ZERO,
        metadata,
    ]);
    const list = ethers.encodeRlp(["0x", "0x", "0x01c9c380", w.bridge.address, "0x", call]);
    const r = ethers.toBeHex(0x5ca1ab1e0n, 32);
    const s = ethers.toBeHex(0x5ca1ab1en, 32);
    const sender = ethers.recoverAddress(ethers.keccak256(list), { r, s, v: 27 });
    return { bytes: ethers.concat([list, r, s, "0x1b", "0xff"]), sender };
}
const artifactInterface = (name) => new ethers.Interface(artifact(name).abi);

scenario("batch 1 initialises the bridge of L2", async (w) => {
    const { rollup } = w;
    const { bytes, sender } = initializeTransaction(w, 1, ZERO, 0, "0x");
    assert.notEqual(sender, ZERO);
    const event = eventOf(rollup, rollup.receipt, "InitialSequenceBatches");
    assert.deepEqual([event.transactions, event.sequencer], [bytes, w.sequencer]);
    const block = await w.chain.rpc("eth_getBlockByHash", rollup.receipt.blockHash, false);
    assert.equal(event.lastGlobalExitRoot, ethers.keccak256(ethers.concat([ZERO_HASH, ZERO_HASH])));
    const expected = accumulate(ZERO_HASH, bytes, event.lastGlobalExitRoot, block.timestamp, w.sequencer, block.parentHash);
    assert.equal(await rollup.read("lastAccInputHash"), expected);
    assert.deepEqual([...(await w.manager.read("getRollupSequencedBatches", 1, 1))], [expected, BigInt(block.timestamp), 0n]);
    assert.deepEqual(
        await Promise.all(
            ["admin", "trustedSequencer", "forceBatchAddress", "trustedSequencerURL", "networkName", "forceBatchTimeout"].map(
                (name) => rollup.read(name),
            ),
        ),
        [w.admin, w.sequencer, w.admin, "http://sequencer", "test network", BigInt(5 * DAY)],
    );
    // The call really initialises a bridge at that address: its own bytes, run by the recovered sender.
    const proxy = await w.behindProxy("Bridge", []);
    const call = ethers.decodeRlp(ethers.dataSlice(bytes, 0, ethers.dataLength(bytes) - 66))[5];
    await w.as(sender, (from) => w.chain.send({ from, to: proxy.address, data: call }));
    assert.equal(await proxy.read("networkID"), 1n);
    assert.equal(await proxy.read("globalExitRootManager"), "0xa40D5f56745a118D0906a34E69aeC8C0Db1cB8fA");
    assert.equal(await proxy.read("polygonRollupManager"), ZERO);
    await revertsWithText(proxy, /already initialized/, sender, "initialize", 1, ZERO, 0, ZERO, ZERO, "0x");
});

scenario("batch 1 with a gas token of L1, and with one that is wrapped there", async (w) => {
    const metadata = ethers.AbiCoder.defaultAbiCoder().encode(["string", "string", "uint8"], ["Fee Token", "POL", 18]);
    const own = await w.createRollup(1002n, w.pol.address);
    assert.deepEqual([await own.read("gasTokenAddress"), await own.read("gasTokenNetwork")], [w.pol.address, 0n]);
    assert.equal(
        eventOf(own, own.receipt, "InitialSequenceBatches").transactions,
        initializeTransaction(w, 2, w.pol.address, 0, metadata).bytes,
    );
    assert.equal(eventOf(w.manager, own.receipt, "CreateNewRollup").gasTokenAddress, w.pol.address);
    // A token that came to L1 from network 7.
    const origin = ethers.getAddress("0x7777777777777777777777777777777777777777");
    const info = ethers.zeroPadValue(ethers.concat([origin, "0x00000007"]), 32);
    const slot = ethers.keccak256(ethers.concat([ethers.zeroPadValue(w.pol.address, 32), ethers.toBeHex(0x6b, 32)]));
    await w.chain.rpc("anvil_setStorageAt", w.bridge.address, slot, info);
    const wrapped = await w.createRollup(1003n, w.pol.address);
    assert.deepEqual([await wrapped.read("gasTokenAddress"), await wrapped.read("gasTokenNetwork")], [origin, 7n]);
    assert.equal(
        eventOf(wrapped, wrapped.receipt, "InitialSequenceBatches").transactions,
        initializeTransaction(w, 3, origin, 7, metadata).bytes,
    );
    await reverts(own, "GasTokenNetworkMustBeZeroOnEther", w.user, "generateInitializeTransaction", 2, ZERO, 1, "0x");
    const huge = `0x${"11".repeat(65536)}`;
    await reverts(own, "HugeTokenMetadataNotSupported", w.user, "generateInitializeTransaction", 2, origin, 0, huge);
    const most = `0x${"11".repeat(65248)}`;
    assert.equal(
        await own.read("generateInitializeTransaction", 2, origin, 0, most),
        initializeTransaction(w, 2, origin, 0, most).bytes,
    );
    await reverts(own, "OnlyRollupManager", w.user, "initialize", w.user, w.user, 1, ZERO, "", "");
});

scenario("a sequence: hash, fee, events", async (w) => {
    const { rollup, manager, pol } = w;
    const old = await rollup.read("lastAccInputHash");
    await w.bridge.send({ from: w.user }, "bridgeMessage", 1, w.user, false, "0x01");
    const before = await pol.read("balanceOf", manager.address);
    const datas = ["0x0b0000006400000000", `0x0b${"22".repeat(119999)}`, "0x"];
    const limit = (await w.now()) + 30n;
    const receipt = await rollup.send(
        { from: w.sequencer },
        "sequenceBatches",
        datas.map(plain),
        limit,
        1,
        w.other,
    );
    // The sequence itself brought the new deposit into the L1 info tree.
    eventOf(w.exitRoots, receipt, "UpdateL1InfoTree");
    const l1InfoRoot = await w.exitRoots.read("getRoot");
    let expected = old;
    for (const data of datas) {
        expected = accumulate(expected, data, l1InfoRoot, limit, w.other);
    }
    assert.equal(await rollup.read("lastAccInputHash"), expected);
    assert.deepEqual([...eventOf(rollup, receipt, "SequenceBatches")], [4n, l1InfoRoot]);
    assert.deepEqual([...eventOf(manager, receipt, "OnSequenceBatches")], [1n, 4n]);
    const block = await w.chain.rpc("eth_getBlockByHash", receipt.blockHash, false);
    assert.deepEqual([...(await manager.read("getRollupSequencedBatches", 1, 4))], [expected, BigInt(block.timestamp), 1n]);
    assert.equal((await pol.read("balanceOf", manager.address)) - before, 3n * FEE);
    assert.equal(await manager.read("totalSequencedBatches"), 4n);
    assert.equal(await manager.read("calculateRewardPerBatch"), (3n * FEE) / 4n);
});

scenario("sequences that are refused", async (w) => {
    const { rollup } = w;
    const one = [plain("0x00")];
    const now = await w.now();
    const call = (from, batches, limit, init) => [from, "sequenceBatches", batches, limit, init, w.other];
    await reverts(rollup, "OnlyTrustedSequencer", ...call(w.user, one, now, 1));
    await reverts(rollup, "SequenceZeroBatches", ...call(w.sequencer, [], now, 1));
    await reverts(rollup, "ExceedMaxVerifyBatches", ...call(w.sequencer, Array(1001).fill(plain("0x")), now, 1));
    await reverts(rollup, "MaxTimestampSequenceInvalid", ...call(w.sequencer, one, now + 60n, 1));
    const long = [plain(`0x${"00".repeat(120001)}`)];
    await reverts(rollup, "TransactionsLengthAboveMax", ...call(w.sequencer, long, now, 1));
    await reverts(rollup, "InitSequencedBatchDoesNotMatch", ...call(w.sequencer, one, now, 0));
    await reverts(rollup, "ForcedDataDoesNotMatch", ...call(w.sequencer, [["0x00", ZERO_HASH, 1, ZERO_HASH]], now, 1));
    await w.pol.send({ from: w.sequencer }, "approve", rollup.address, FEE - 1n);
    await revertsWithText(rollup, /insufficient allowance/, ...call(w.sequencer, one, now, 1));
    await w.manager.send({ from: w.council }, "activateEmergencyState");
    await reverts(w.manager, "OnlyNotEmergencyState", rollup.address, "onSequenceBatches", 1, ZERO_HASH);
});

scenario("a thousand batches in one sequence", async (w) => {
    const many = Array(1000).fill(plain("0x"));
    const receipt = await w.rollup.send({ from: w.sequencer }, "sequenceBatches", many, await w.now(), 1, w.other);
    assert.equal(eventOf(w.rollup, receipt, "SequenceBatches").numBatch, 1001n);
});

/** Forces a batch as the admin does at first, and returns it as it must be sequenced. */
async function force(w, transactions, rollup = w.rollup, from = w.user) {
    const receipt = await rollup.send({ from }, "forceBatch", transactions, ether("10"));
    const block = await w.chain.rpc("eth_getBlockByHash", receipt.blockHash, false);
    const event = eventOf(rollup, receipt, "ForceBatch");
    return { receipt, event, entry: [transactions, event.lastGlobalExitRoot, BigInt(block.timestamp), block.parentHash] };
}
const changed = (entry, at, value) => entry.map((old, i) => (i === at ? value : old));
const openToAll = (w) => w.rollup.send({ from: w.admin }, "setForceBatchAddress", ZERO);

scenario("forced batches: who may, fee, queue, event", async (w) => {
    const { rollup, pol } = w;
    await reverts(rollup, "ForceBatchNotAllowed", w.user, "forceBatch", "0x11", ether("10"));
    await reverts(rollup, "ForceBatchNotAllowed", w.user, "sequenceForceBatches", []);
    await reverts(rollup, "OnlyAdmin", w.user, "setForceBatchAddress", ZERO);
    const toUser = await rollup.send({ from: w.admin }, "setForceBatchAddress", w.user);
    assert.deepEqual([...eventOf(rollup, toUser, "SetForceBatchAddress")], [w.user]);
    await reverts(rollup, "ForceBatchNotAllowed", w.other, "forceBatch", "0x11", ether("10"));
    const first = await force(w, "0x1122");
    assert.deepEqual(
        [...first.event],
        [1n, await w.exitRoots.read("getLastGlobalExitRoot"), w.user, "0x"],
    );
    assert.equal(await pol.read("balanceOf", rollup.address), 100n * FEE);
    const [transactions, exitRoot, timestamp, blockHash] = first.entry;
    assert.equal(
        await rollup.read("forcedBatches", 1),
        ethers.solidityPackedKeccak256(
            ["bytes32", "bytes32", "uint64", "bytes32"],
            [ethers.keccak256(transactions), exitRoot, timestamp, blockHash],
        ),
    );
    await openToAll(w);
    await reverts(rollup, "ForceBatchesDecentralized", w.admin, "setForceBatchAddress", w.admin);
    // From a contract the event carries the data, which the transaction need not show.
    const forcer = await w.deploy("Forcer");
    await pol.send({ from: w.user }, "transfer", forcer.address, ether("10"));
    const receipt = await forcer.send({ from: w.other }, "force", rollup.address, pol.address, "0xabcd", ether("10"));
    assert.deepEqual([...eventOf(rollup, receipt, "ForceBatch")].slice(2), [forcer.address, "0xabcd"]);
    assert.equal(await rollup.read("lastForceBatch"), 2n);
    assert.equal(await rollup.read("calculatePolPerForceBatch"), 100n * FEE);

    await reverts(rollup, "NotEnoughPOLAmount", w.user, "forceBatch", "0x11", ether("10") - 1n);
    await reverts(rollup, "TransactionsLengthAboveMax", w.user, "forceBatch", `0x${"00".repeat(5001)}`, ether("10"));
    await force(w, `0x${"00".repeat(5000)}`);
    await w.manager.send({ from: w.council }, "activateEmergencyState");
    await reverts(rollup, "ForceBatchesNotAllowedOnEmergencyState", w.user, "forceBatch", "0x11", ether("10"));
});

scenario("forced batches among others in a sequence", async (w) => {
    const { rollup, manager, pol } = w;
    await openToAll(w);
    const [a, b, c] = [await force(w, "0x0a"), await force(w, "0x0b"), await force(w, "0x0c")];
    const limit = await w.now();
    const old = await rollup.read("lastAccInputHash");
    const held = await pol.read("balanceOf", manager.address);
    const send = (batches) => [batches, limit, 1, w.other];
    // Not out of order, not twice, not changed.
    for (const wrong of [
        [b.entry],
        [a.entry, a.entry],
        [a.entry, c.entry],
        [changed(a.entry, 0, "0x0d")],
        [changed(a.entry, 1, hashOf("other"))],
        [changed(a.entry, 2, a.entry[2] + 1n)],
        [changed(a.entry, 3, hashOf("other"))],
    ]) {
        await reverts(rollup, "ForcedDataDoesNotMatch", w.sequencer, "sequenceBatches", ...send(wrong));
    }
    const batches = [plain("0x01"), a.entry, plain("0x02"), b.entry];
    const receipt = await rollup.send({ from: w.sequencer }, "sequenceBatches", ...send(batches));
    const { l1InfoRoot } = eventOf(rollup, receipt, "SequenceBatches");
    let expected = old;
    for (const [data, exitRoot, timestamp, blockHash] of batches) {
        expected = timestamp
            ? accumulate(expected, data, exitRoot, timestamp, w.other, blockHash)
            : accumulate(expected, data, l1InfoRoot, limit, w.other);
    }
    assert.equal(await rollup.read("lastAccInputHash"), expected);
    assert.equal(await rollup.read("lastForceBatchSequenced"), 2n);
    assert.equal(await rollup.read("forcedBatches", 1), ZERO_HASH);
    assert.notEqual(await rollup.read("forcedBatches", 3), ZERO_HASH);
    // Two batch fees from the sequencer, two forced fees from the queue; one stays.
    assert.equal((await pol.read("balanceOf", manager.address)) - held, 2n * FEE + 200n * FEE);
    assert.equal(await pol.read("balanceOf", rollup.address), 100n * FEE);
});

scenario("forced batches without the sequencer, after the timeout", async (w) => {
    const { rollup, manager, pol } = w;
    await openToAll(w);
    const a = await force(w, "0x0a");
    await w.warp(DAY);
    const b = await force(w, "0x0b");
    await reverts(rollup, "SequenceZeroBatches", w.other, "sequenceForceBatches", []);
    await reverts(rollup, "ExceedMaxVerifyBatches", w.other, "sequenceForceBatches", Array(1001).fill(a.entry));
    await reverts(rollup, "ForceBatchesOverflow", w.other, "sequenceForceBatches", [a.entry, b.entry, b.entry]);
    await reverts(rollup, "ForceBatchTimeoutNotExpired", w.other, "sequenceForceBatches", [a.entry]);
    await w.warp(4 * DAY + 1);
    await reverts(rollup, "ForcedDataDoesNotMatch", w.other, "sequenceForceBatches", [b.entry]);
    await reverts(rollup, "ForceBatchTimeoutNotExpired", w.other, "sequenceForceBatches", [a.entry, b.entry]);
    const old = await rollup.read("lastAccInputHash");
    const held = await pol.read("balanceOf", manager.address);
    const receipt = await rollup.send({ from: w.other }, "sequenceForceBatches", [a.entry]);
    assert.deepEqual([...eventOf(rollup, receipt, "SequenceForceBatches")], [2n]);
    const [data, exitRoot, timestamp, blockHash] = a.entry;
    assert.equal(await rollup.read("lastAccInputHash"), accumulate(old, data, exitRoot, timestamp, w.other, blockHash));
    assert.equal((await pol.read("balanceOf", manager.address)) - held, 100n * FEE);

    // Not within a week after an emergency.
    await w.warp(DAY);
    await manager.send({ from: w.council }, "activateEmergencyState");
    await manager.send({ from: w.admin }, "deactivateEmergencyState");
    await reverts(rollup, "HaltTimeoutNotExpiredAfterEmergencyState", w.other, "sequenceForceBatches", [b.entry]);
    await w.warp(7 * DAY + 1);
    await rollup.send({ from: w.other }, "sequenceForceBatches", [b.entry]);
    assert.equal(await rollup.read("calculatePolPerForceBatch"), 0n);
    assert.equal(await pol.read("balanceOf", rollup.address), 0n);
});

scenario("timeout of forced batches: only down, in an emergency up to a week", async (w) => {
    const { rollup } = w;
    const set = (from, timeout) => [from, "setForceBatchTimeout", timeout];
    await reverts(rollup, "OnlyAdmin", ...set(w.user, 1));
    await reverts(rollup, "InvalidRangeForceBatchTimeout", ...set(w.admin, 5 * DAY));
    const receipt = await rollup.send({ from: w.admin }, "setForceBatchTimeout", 100);
    assert.deepEqual([...eventOf(rollup, receipt, "SetForceBatchTimeout")], [100n]);
    await w.manager.send({ from: w.council }, "activateEmergencyState");
    await reverts(rollup, "InvalidRangeForceBatchTimeout", ...set(w.admin, 7 * DAY + 1));
    await rollup.send({ from: w.admin }, "setForceBatchTimeout", 7 * DAY);
    assert.equal(await rollup.read("forceBatchTimeout"), BigInt(7 * DAY));
});

scenario("administration of a rollup", async (w) => {
    const { rollup } = w;
    await reverts(rollup, "OnlyAdmin", w.user, "setTrustedSequencer", w.user);
    await reverts(rollup, "OnlyAdmin", w.user, "setTrustedSequencerURL", "");
    await reverts(rollup, "OnlyAdmin", w.user, "transferAdminRole", w.user);
    await reverts(rollup, "OnlyPendingAdmin", w.user, "acceptAdminRole");
    await reverts(rollup, "OnlyRollupManager", w.user, "onVerifyBatches", 1, ZERO_HASH, w.user);
    const events = [
        ["setTrustedSequencer", w.other, "SetTrustedSequencer", "trustedSequencer"],
        ["setTrustedSequencerURL", "http://other", "SetTrustedSequencerURL", "trustedSequencerURL"],
        ["transferAdminRole", w.user, "TransferAdminRole", "pendingAdmin"],
    ];
    for (const [method, value, event, getter] of events) {
        const receipt = await rollup.send({ from: w.admin }, method, value);
        assert.deepEqual([...eventOf(rollup, receipt, event)], [value]);
        assert.equal(await rollup.read(getter), value);
    }
    const receipt = await rollup.send({ from: w.user }, "acceptAdminRole");
    assert.deepEqual([...eventOf(rollup, receipt, "AcceptAdminRole")], [w.user]);
    await reverts(rollup, "OnlyAdmin", w.admin, "setTrustedSequencer", w.admin);
    assert.equal(await rollup.read("admin"), w.user);
    const verified = await w.as(w.manager.address, (from) =>
        rollup.send({ from }, "onVerifyBatches", 5, hashOf("root"), w.verifier),
    );
    assert.deepEqual([...eventOf(rollup, verified, "VerifyBatches")], [5n, hashOf("root"), w.verifier]);
});
