// The contracts of L2 on the chain they are for: batches run by the program of this checkout, under the rules of fork 9, against what
// L1's contracts recorded of the same batches.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { withDeployment } from "./deployment.mjs";
import { zonogonProgram } from "../../reference-node/contracts/scripts/genesis.mjs";
import { Tree, ZERO, ZERO_HASH, artifact, assert, ether, ethers, pair } from "./support.mjs";

/** Runs batches from a genesis; returns what `zonogon execute` says of each. */
function execute(genesis, batches) {
    const place = mkdtempSync(join(tmpdir(), "batches-"));
    const file = join(place, "batches.json");
    const text = {
        id: "deployment",
        category: "contracts",
        description: "the first batches of a deployment",
        forkID: 9,
        origin: "test/contracts/batches.mjs",
        genesis,
        batches: batches.map((input) => ({ input })),
    };
    writeFileSync(file, JSON.stringify(text));
    return new Promise((resolve, reject) => {
        execFile(zonogonProgram(), ["execute", "--engine", "native", file], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
            rmSync(place, { recursive: true });
            return error ? reject(new Error(stderr)) : resolve(JSON.parse(stdout).batches);
        });
    });
}

/** A number as RLP takes it. */
const rlpNumber = (value) => (BigInt(value) === 0n ? "0x" : ethers.toBeHex(value));

/** A signed transaction as it stands in a batch (protocol section 3.1). */
function batchTransaction(wallet, chainId, { nonce, gasPrice, gasLimit, to, value = 0n, data = "0x" }) {
    const list = ethers.encodeRlp([
        ...[nonce, gasPrice, gasLimit].map(rlpNumber),
        to,
        rlpNumber(value),
        data,
        rlpNumber(chainId),
        "0x",
        "0x",
    ]);
    const { r, s, v } = wallet.signingKey.sign(ethers.keccak256(list));
    return ethers.concat([list, r, s, ethers.toBeHex(v), "0xff"]);
}

test("batch 1, a claim and a deposit on L2, run by the chain itself and sequenced on L1", async () => {
    const user = ethers.Wallet.createRandom();
    const target = ethers.getAddress("0x3333333333333333333333333333333333333333");
    const config = { genesisAccounts: [{ address: user.address, balance: ether("10").toString() }] };
    await withDeployment({ config }, async ({ chain, result, at, accounts }) => {
        const { firstBatch, trustedSequencer, chainId } = result.rollup;
        const { contracts } = result.l1;
        const blockOf = (number) => chain.rpc("eth_getBlockByNumber", ethers.toQuantity(number), false);
        const created = await blockOf(firstBatch.l1Block);
        const common = { chainID: chainId, forkID: 9, contractsBytecode: {}, l1InfoTree: {}, db: {} };
        const one = {
            ...common,
            oldStateRoot: result.root,
            oldAccInputHash: ZERO_HASH,
            oldNumBatch: 0,
            batchL2Data: firstBatch.transactions,
            l1InfoRoot: firstBatch.globalExitRoot,
            timestampLimit: BigInt(created.timestamp).toString(),
            forcedBlockHashL1: created.parentHash,
            sequencerAddr: firstBatch.sequencer,
        };
        const [after] = await execute(result.genesis, [one]);
        assert.equal(after.newAccInputHash, firstBatch.accInputHash);
        assert.deepEqual(after.txs.map(({ included, status }) => [included, status]), [[true, 1]]);
        assert.notEqual(after.newStateRoot, result.root);

        // A deposit on L1; its exit root is leaf 1 of the L1 info tree.
        const bridge = at("Bridge", contracts.bridge);
        const exitRoots = at("GlobalExitRootManager", contracts.globalExitRootManager);
        const amount = ether("3");
        const args = [1, target, amount, ZERO, true, "0x"];
        const receipt = await bridge.send({ from: accounts[5], value: amount }, "bridgeAsset", ...args);
        const imported = await infoLeaf(chain, exitRoots, receipt.blockNumber);
        const infoRoot = await exitRoots.read("getRoot");
        const updates = await chain.rpc("eth_getLogs", {
            address: exitRoots.address,
            fromBlock: "0x0",
            topics: [exitRoots.abi.getEvent("UpdateL1InfoTree").topicHash],
        });
        assert.equal(updates.length, 2);
        const infoTree = new Tree(
            await Promise.all(updates.map(async (log) => (await infoLeaf(chain, exitRoots, log.blockNumber, log.topics)).hash)),
        );
        assert.equal(infoTree.root, infoRoot);

        // On L2: the block imports that leaf, a claim pays the deposit out, another account deposits towards L1.
        const leafOf = (type, origin, to, value, from = 0, network = 1) =>
            bridge.read("getLeafValue", type, from, origin, network, to, value, ethers.keccak256("0x"));
        const deposits = new Tree([
            await leafOf(1, result.l1.deployerAccount, ZERO, 0),
            await leafOf(0, ZERO, target, amount),
        ]);
        assert.equal(await bridge.read("getRoot"), deposits.root);
        const claim = [deposits.proof(1), Array(32).fill(ZERO_HASH), (1n << 64n) + 1n, deposits.root, ZERO_HASH];
        const payment = [0, ZERO, 1, target, amount, "0x"];
        const call = { gasPrice: 10n ** 9n, gasLimit: 1_000_000n, to: bridge.address };
        const claiming = { ...call, nonce: 0, data: bridge.encode("claimAsset", ...claim, ...payment) };
        const leaving = { ...call, nonce: 1, value: 7n, data: bridge.encode("bridgeAsset", 0, target, 7, ZERO, true, "0x") };
        const delta = BigInt(imported.timestamp) - BigInt(created.timestamp) + 1n;
        const data = ethers.concat([
            "0x0b",
            ethers.toBeHex(delta, 4),
            ethers.toBeHex(1, 4),
            batchTransaction(user, chainId, claiming),
            batchTransaction(user, chainId, leaving),
        ]);

        // L1 takes the batch, and both sides fold it into the same hash.
        const rollup = at("Rollup", contracts.rollup);
        const limit = BigInt((await chain.rpc("eth_getBlockByNumber", "latest", false)).timestamp) + 20n;
        const feeToken = at("FeeToken", contracts.feeToken);
        await feeToken.send({ from: trustedSequencer }, "approve", rollup.address, ether("1"));
        const batch = [data, ZERO_HASH, 0, ZERO_HASH];
        await rollup.send({ from: trustedSequencer }, "sequenceBatches", [batch], limit, 1, trustedSequencer);
        const two = {
            ...common,
            oldStateRoot: after.newStateRoot,
            oldAccInputHash: after.newAccInputHash,
            oldNumBatch: 1,
            batchL2Data: data,
            l1InfoRoot: infoRoot,
            timestampLimit: limit.toString(),
            forcedBlockHashL1: ZERO_HASH,
            sequencerAddr: trustedSequencer,
            l1InfoTree: {
                1: {
                    globalExitRoot: pair(deposits.root, ZERO_HASH),
                    blockHash: imported.blockHash,
                    timestamp: BigInt(imported.timestamp).toString(),
                    smtProof: infoTree.proof(1),
                },
            },
        };
        const [, second] = await execute(result.genesis, [one, two]);
        assert.equal(second.newAccInputHash, await rollup.read("lastAccInputHash"));
        const [block, claimed, left] = second.txs;
        assert.equal(block.type, "changeL2Block");
        assert.deepEqual([claimed.included, claimed.status, left.included, left.status], [true, 1, true, 1]);
        const bridge2 = chain.at(artifact("Bridge"), result.l2.contracts.bridge);
        const eventsOf = ({ logs }) => logs.map(({ topics, data: bytes }) => bridge2.abi.parseLog({ topics, data: bytes }));
        const [claimEvent] = eventsOf(claimed);
        assert.equal(claimEvent.name, "ClaimEvent");
        assert.deepEqual([...claimEvent.args], [(1n << 64n) + 1n, 0n, ZERO, target, amount]);
        const bridgeEvent = eventsOf(left).find(({ name }) => name === "BridgeEvent");
        assert.deepEqual([...bridgeEvent.args], [0n, 0n, ZERO, 0n, target, 7n, "0x", 0n]);
        // The local exit root of the batch is the deposit tree of L2.
        assert.equal(second.newLocalExitRoot, new Tree([await leafOf(0, ZERO, target, 7, 0, 0)]).root);
    });
});

/** The leaf that an update of the exit roots in a block appended. */
async function infoLeaf(chain, exitRoots, number, topics) {
    const block = await chain.rpc("eth_getBlockByNumber", number, false);
    const globalExitRoot = topics ? pair(topics[1], topics[2]) : await exitRoots.read("getLastGlobalExitRoot");
    const hash = await exitRoots.read("getLeafValue", globalExitRoot, block.parentHash, block.timestamp);
    return { hash, blockHash: block.parentHash, timestamp: block.timestamp };
}
