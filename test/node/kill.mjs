// kill -9 at random moments: nothing that was acknowledged is lost, nothing that was final goes back, and L1 gives the same state.
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";

import { catchUp } from "./compare.mjs";
import { Traffic } from "./traffic.mjs";
import { accounts, assert, ether, ethers, long, sleep, startWorld, until } from "./world.mjs";

const run = promisify(execFile);

test("a node that is killed again and again", { timeout: long ? 3_600_000 : 400_000 }, async (context) => {
    const { net, node } = await startWorld({ l1: { trust: "latest" }, sequencer: { block_time: "200ms", max_batch_time: "1s" } });
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
    let deposited = 0n;
    for (let round = 0; round < rounds; ++round) {
        if (round % 5 === 1) {
            await net.deposit(user, user.address, ether("0.5"));
            deposited += ether("0.5");
        }
        await sleep(Math.random() * 2000);
        await look().catch((error) => assert.fail(error));
        await node.kill();
        await node.start();
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
    const follower = await (await net.followerNode()).start();
    const head = await catchUp(node, follower);
    await node.stop();
    await follower.stop();
    for (const { configFile } of [node, follower]) {
        await run(net.program, ["verify-state", "--config", configFile]);
    }
    await net.l1.program.stop();
    context.diagnostic(`${rounds} kills, ${traffic.acknowledged.length} transactions, ${head} blocks, ${ethers.formatEther(deposited)} ether claimed`);
});
