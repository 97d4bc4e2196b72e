// Reorganisations of L1 of depth 1 to 64 while blocks are sealed and batches posted, with deposits that go, that come back in
// another block or later, and that change places: no exit root is used that L1 took back, indices have no gaps, nothing
// acknowledged is lost, and a node that knows L1 alone has the same state.
import { execFile } from "node:child_process";
import { test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { Devnet } from "../../reference-node/devnet/devnet.mjs";
import { catchUp } from "./compare.mjs";
import { Clockwork } from "./clockwork.mjs";
import { Traffic } from "./traffic.mjs";
import { accounts, assert, ether, ethers, long, operator, sleep, until } from "./world.mjs";

const run = promisify(execFile);
const hex = ethers.toQuantity;
const exitRoots = new ethers.Interface(["event UpdateL1InfoTree(bytes32 indexed mainnet, bytes32 indexed rollup)"]);
const quick = { sequencer: { block_time: "300ms", max_batch_time: "1s" }, sequence_sender: { retry_after: "500ms" }, bridge: { resend_after: "3s" } };

class Scene {
    /** L1 calls those blocks final that are twice `slots` below its head. */
    static async start(slots, changes = () => ({})) {
        const out = new Scene();
        out.net = new Devnet();
        await out.net.startL1({ blockTime: 0, options: ["--slots-in-an-epoch", String(slots)] });
        out.l1 = new Clockwork(out.net.l1.chain);
        await out.l1.start();
        await out.l1.mine(2 * slots + 2);
        out.node = await (await out.net.sequencerNode("sequencer", { ...quick, ...changes(out.net) })).start();
        await out.node.ready(300);
        out.follower = await (await out.net.followerNode()).start();
        out.traffic = await Traffic.start(out.node, out.net.deployment.rollup.chainId, 50);
        out.seen = 0;
        out.targets = 0;
        return out;
    }

    /** A deposit, signed and not sent, to an account that nobody else sends to. */
    async deposit(wallet) {
        const { net } = this;
        const to = ethers.toBeHex(0x7000_0000 + ++this.targets, 20);
        const bridge = net.contract("Bridge", net.deployment.l1.contracts.bridge, wallet);
        const amount = ether("0.001");
        const call = await bridge.bridgeAsset.populateTransaction(net.deployment.l2.networkId, to, amount, ethers.ZeroAddress, true, "0x", {
            value: amount,
        });
        const nonce = Number(await net.l1.chain.rpc("eth_getTransactionCount", wallet.address, "latest"));
        const fees = { maxFeePerGas: 100n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };
        const raw = await wallet.signTransaction({ ...call, type: 2, chainId: 31337, nonce, gasLimit: 600_000n, ...fees });
        return { to, amount, raw, hash: ethers.keccak256(raw) };
    }
    send(deposit) {
        return this.net.l1.chain.rpc("eth_sendRawTransaction", deposit.raw);
    }
    /** The last batch that L1's contract has. */
    async sequencedOnL1() {
        const { contracts } = this.net.deployment.l1;
        const manager = this.net.contract("RollupManager", contracts.rollupManager, this.net.l1Provider);
        return Number((await manager.rollupIDToRollupData(this.net.deployment.rollup.id)).lastBatchSequenced);
    }
    async arrived({ to, amount }) {
        return BigInt(await this.node.chain.rpc("eth_getBalance", to, "latest")) === amount;
    }

    /** All leaves of the L1 info tree by L1's own logs. */
    async leaves() {
        const address = this.net.deployment.l1.contracts.globalExitRootManager;
        const logs = await this.net.l1.chain.rpc("eth_getLogs", {
            fromBlock: "0x0",
            toBlock: "latest",
            address,
            topics: [exitRoots.getEvent("UpdateL1InfoTree").topicHash],
        });
        return logs.map((log) => ({ ger: ethers.keccak256(ethers.concat([log.topics[1], log.topics[2]])), block: Number(log.blockNumber) }));
    }

    /** The leaves of both nodes are those of L1, with indices from 0 on, and every exit root that L2 has is one of them. */
    async checkLeaves() {
        const leaves = await this.leaves();
        for (const { name, chain } of [this.node, this.follower]) {
            const table = await until(`${name} has ${leaves.length} leaves`, async () => {
                const now = await chain.rpc("zkevm_getExitRootTable");
                return now.length === leaves.length && now.at(-1).ger === leaves.at(-1).ger && now;
            });
            assert.deepEqual(
                table.map(({ index, ger, blockNumber }) => ({ index: Number(index), ger, block: Number(blockNumber) })),
                leaves.map((leaf, index) => ({ index, ...leaf })),
                `leaves of the L1 info tree of ${name}`,
            );
        }
        const head = Number(await this.node.chain.rpc("eth_blockNumber"));
        let last = -1;
        for (let first = 0; first <= head; first += 100) {
            const numbers = Array.from({ length: Math.min(100, head + 1 - first) }, (_, i) => hex(first + i));
            const blocks = await Promise.all(numbers.map((n) => this.node.chain.rpc("eth_getBlockByNumber", n, false, true)));
            for (const { number, globalExitRoot } of blocks) {
                if (BigInt(globalExitRoot) !== 0n) {
                    const at = leaves.findIndex(({ ger }) => ger === globalExitRoot);
                    // Block 1 is that of the contracts, which names the exit roots of its time.
                    assert.ok(at > last || Number(number) === 1, `block ${Number(number)} imports ${globalExitRoot}, leaf ${at} after ${last}`);
                    last = Math.max(last, at);
                }
            }
        }
        return leaves.length;
    }

    /** Everything that was acknowledged is in a block, and a node made now from L1 alone has the same. */
    async finish(context) {
        const { net, node, follower, traffic, l1 } = this;
        await traffic.stop();
        for (const hash of traffic.acknowledged) {
            await until(`${hash} is in a block`, () => node.chain.rpc("eth_getTransactionReceipt", hash), { alive: [node.process] });
        }
        await catchUp(node, follower);
        const fresh = await (await net.followerNode("fresh")).start();
        const head = await catchUp(node, fresh);
        const leaves = await this.checkLeaves();
        const l1Blocks = Number(await net.l1.chain.rpc("eth_blockNumber"));
        for (const one of [node, follower, fresh]) {
            await one.stop();
            await run(net.program, ["verify-state", "--config", one.configFile]);
        }
        await l1.stop();
        await net.l1.program.stop();
        context.diagnostic(`${traffic.acknowledged.length} transactions, ${head} L2 blocks, ${leaves} leaves, L1 at block ${l1Blocks}`);
    }
}

/** What becomes of the deposits A (and B) of a round. */
const kinds = ["goes", "comes back in another block", "changes places with another", "comes back later"];

test("reorganisations while blocks are sealed and batches posted", { timeout: long ? 7_200_000 : 900_000 }, async (context) => {
    // anvil loses all it has when it is reorganised after a thousand blocks, so each L1 is used for a few.
    const groups = long
        ? Array.from({ length: 13 }, (_, i) => [1, 14, 27, 40, 53].map((first) => first + i).filter((depth) => depth <= 64))
        : [[1, 2, 7, 21, 64]];
    let lost = 0;
    for (const depths of groups) {
        lost += await reorganise(depths, context);
    }
    assert.ok(lost > 0, "some of them took back batches");
});

/** On an L1 of its own, one after the other; the number of batches that they took back. */
async function reorganise(depths, context) {
    const scene = await Scene.start(32);
    const { node, follower, l1 } = scene;
    const [a, b] = accounts.users;
    const gone = [];
    let lost = 0;
    for (const [round, depth] of depths.entries()) {
        const kind = depth < 2 ? round % 2 : (depth + round) % kinds.length;
        await l1.pause();
        const first = await scene.deposit(a);
        const second = await scene.deposit(b);
        await scene.send(first);
        await l1.mine();
        const branch = (await l1.head()) - 1;
        for (let i = 1; i < depth; ++i) {
            if (i === 1) {
                await scene.send(second);
            }
            await sleep(Math.max(20, 1500 / depth));
            await l1.mine();
        }
        const again = { 1: [[first.raw, depth - 1]], 2: [[second.raw, 0], [first.raw, depth - 1]] }[kind] ?? [];
        const before = await scene.sequencedOnL1();
        await l1.reorg(depth, again);
        assert.equal(await l1.head(), branch + depth);
        lost += Math.max(0, before - (await scene.sequencedOnL1()));
        if (kind === 3) {
            await scene.send(first);
        }
        l1.resume();
        await catchUp(node, follower);
        const back = kind === 0 ? [] : kind === 2 ? [first, second] : [first];
        // Until the blocks that they are in now are final.
        await l1.mine(66);
        for (const deposit of back) {
            await until(`the deposit to ${deposit.to}, which ${kinds[kind]}, is claimed`, () => scene.arrived(deposit), {
                seconds: 60,
                alive: [node.process],
                progress: async () => (await node.reasons()).join("; "),
            });
        }
        gone.push(...[first, second].filter((one) => !back.includes(one)));
        for (const deposit of gone) {
            assert.ok(!(await scene.arrived(deposit)), `depth ${depth}: a deposit that is not on L1 arrived`);
        }
        await scene.checkLeaves();
        assert.equal(await node.metric("halted"), 0);
    }
    context.diagnostic(`reorganisations of depth ${depths.join(", ")} took back ${lost} batches and ${gone.length} deposits`);
    assert.ok((await node.metric("reorgs_total", "l1")) >= depths.length - 1, "the node noticed its L1's reorganisations");
    await scene.finish(context);
    return lost;
}

test("a reorganisation of what L1 called final, below an exit root that L2 has", { timeout: 600_000 }, async (context) => {
    const token = "0123456789abcdef0123456789abcdef";
    // What the latest block says is taken for final, and is not.
    const scene = await Scene.start(1, (net) => {
        const file = join(net.place, "token");
        writeFileSync(file, `${token}\n`, { mode: 0o600 });
        return { l1: { trust: "latest" }, admin: { token_file: file } };
    });
    const { node, l1 } = scene;
    const [a, b] = accounts.users;
    const admin = (method, ...params) => operator(node.url, token, method, ...params);
    const virtual = async () => Number(await node.chain.rpc("zkevm_virtualBatchNumber"));

    await l1.pause();
    const gone = await scene.deposit(a);
    const other = await scene.deposit(b);
    await scene.send(gone);
    const branch = await l1.head();
    const kept = await virtual();
    l1.resume();
    await until("the deposit is claimed", () => scene.arrived(gone), { seconds: 60, alive: [node.process] });
    await catchUp(node, scene.follower);
    const reached = await virtual();
    assert.ok(reached > kept);

    // The deposit goes, and with it the sequences of the batches that import its exit root: none of them may come again.
    await l1.pause();
    await l1.reorg((await l1.head()) - branch);
    l1.resume();
    const why = await until("the node says why it halts", async () => (await node.reasons()).find((reason) => /imports leaf/.test(reason)), {
        seconds: 60,
        alive: [node.process],
    });
    assert.match(why, /imports leaf \d+ of the L1 info tree, which L1 does not have/);
    const lastBlock = await node.chain.rpc("eth_blockNumber");
    await sleep(5000);
    const imports = [];
    for (let batch = 1; batch <= (await virtual()); ++batch) {
        imports.push((await scene.follower.chain.rpc("zkevm_getBatchByNumber", hex(batch), false)).globalExitRoot);
    }
    const leaves = (await scene.leaves()).map(({ ger }) => ger);
    assert.deepEqual(
        imports.filter((ger) => BigInt(ger) !== 0n && !leaves.includes(ger)),
        [],
        "exit roots that batches on L1 import",
    );
    assert.equal(await node.chain.rpc("eth_blockNumber"), lastBlock, "no block is made on an exit root that is gone");

    // Another deposit takes its index. The administrator goes back to what is on L1, and everything else is done again.
    await scene.send(other);
    await admin("admin_stopSequencer");
    await sleep(1000);
    await admin("admin_unwindToBatch", hex(await virtual()));
    await admin("admin_resumeSequencer");
    await node.ready(60);
    await until("the other deposit is claimed", () => scene.arrived(other), { seconds: 60, alive: [node.process] });
    assert.ok(!(await scene.arrived(gone)));
    context.diagnostic(`from batch ${reached} back to ${kept}: ${why}`);
    await scene.finish(context);
});
