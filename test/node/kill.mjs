// kill -9 at random moments: nothing that was acknowledged is lost, nothing that was final goes back, and L1 gives the same state.
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { catchUp } from "./compare.mjs";
import { Traffic } from "./traffic.mjs";
import { accounts, assert, ether, ethers, long, operator, sleep, startWorld, until } from "./world.mjs";

const run = promisify(execFile);
const token = "nobody else is here";
const random = (milliseconds) => sleep(Math.random() * milliseconds);

/**
 * What the node is at when it is killed, besides making blocks, posting batches, following L1 and claiming deposits, which never stop.
 * Each waits for a random while and leaves the node running.
 */
const moments = {
    work: () => random(2000),
    /** Reading what the last stop left, and L1. */
    start: async (node) => {
        await node.kill();
        const ready = node.start().catch(() => {});
        await random(300);
        await node.kill();
        await ready;
        await node.start();
        await random(500);
    },
    /** Copying its database. */
    snapshot: async (node, place) => {
        const copy = join(place, "copy");
        rmSync(copy, { recursive: true, force: true });
        operator(node.url, token, "admin_takeSnapshot", copy).catch(() => {});
        await random(150);
    },
};

test("a node that is killed again and again", { timeout: long ? 3_600_000 : 400_000 }, async (context) => {
    const { net, node } = await startWorld((net) => {
        const file = join(net.place, "token");
        writeFileSync(file, `${token}\n`, { mode: 0o600 });
        return { l1: { trust: "latest" }, sequencer: { block_time: "200ms", max_batch_time: "1s" }, admin: { token_file: file } };
    });
    // It follows L1, and is killed at that as often.
    const follower = await (await net.followerNode()).start();
    const traffic = await Traffic.start(node, net.deployment.rollup.chainId);
    const [user] = accounts.users;
    const block = (tag) => node.chain.rpc("eth_getBlockByNumber", tag, false);
    const seen = { safe: 0, blocks: new Map() };
    const look = async () => {
        const [head, safe] = await Promise.all([block("latest"), block("safe")]);
        seen.blocks.set(head.number, head.hash);
        assert.ok(Number(safe.number) >= seen.safe, `the safe block went from ${seen.safe} to ${Number(safe.number)}`);
        seen.safe = Number(safe.number);
    };
    const rounds = long ? 100 : 5;
    const counts = {};
    let deposited = 0n;
    for (let round = 0; round < rounds; ++round) {
        if (round % 5 === 1) {
            await net.deposit(user, user.address, ether("0.5"));
            deposited += ether("0.5");
        }
        const names = Object.keys(moments);
        const moment = names[round % names.length];
        await moments[moment](node, net.place);
        counts[moment] = (counts[moment] ?? 0) + 1;
        await look().catch((error) => assert.fail(error));
        await node.kill();
        await follower.kill();
        await Promise.all([node.start(), follower.start()]);
        // What was there is there: the blocks, and each acknowledged transaction in a block or in the pool.
        for (const [number, hash] of seen.blocks) {
            assert.equal((await block(number))?.hash, hash, `block ${Number(number)} after kill ${round + 1}`);
        }
        await look();
        const known = await Promise.all(traffic.acknowledged.slice(-200).map((hash) => node.chain.rpc("eth_getTransactionByHash", hash)));
        assert.ok(!known.includes(null), `an acknowledged transaction is gone after kill ${round + 1}`);
    }
    await traffic.stop();
    await node.ready(120);
    for (const hash of traffic.acknowledged) {
        await until(`${hash} is in a block`, () => node.chain.rpc("eth_getTransactionReceipt", hash), { alive: [node.process] });
    }
    await until("all deposits are claimed", async () => BigInt(await node.chain.rpc("eth_getBalance", user.address, "latest")) === deposited, {
        seconds: 120,
        alive: [node.process],
    });
    await catchUp(node, follower);
    const fresh = await (await net.followerNode("fresh")).start();
    const head = await catchUp(node, fresh);
    for (const one of [node, follower, fresh]) {
        await one.stop();
    }
    for (const { configFile } of [node, follower, fresh]) {
        await run(net.program, ["verify-state", "--config", configFile]);
    }
    await net.l1.program.stop();
    const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    context.diagnostic(`${rounds} kills (${told.join(", ")}), ${traffic.acknowledged.length} transactions, ${head} blocks, ${ethers.formatEther(deposited)} ether claimed`);
});
