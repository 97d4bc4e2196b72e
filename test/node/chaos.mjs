// An L1 that times out, cuts answers, lags and lies: a node behind it never has a wrong state, and recovers.
import { test } from "node:test";

import { catchUp, difference } from "./compare.mjs";
import { faults, startProxy } from "./l1_proxy.mjs";
import { Traffic } from "./traffic.mjs";
import { accounts, assert, ether, long, sleep, startWorld } from "./world.mjs";

const impatient = { timeout: "500ms", attempts: 2, first_backoff: "50ms" };

test("a node behind an L1 that misbehaves", { timeout: long ? 1_800_000 : 400_000 }, async (context) => {
    const { net, node } = await startWorld({ sequencer: { block_time: "300ms", max_batch_time: "1s" }, sequence_sender: { retry_after: "500ms" } });
    const proxy = await startProxy(net.l1.url);
    const follower = await net.followerNode("follower", { l1: { ...impatient, url: proxy.url } });
    await follower.start();
    const traffic = await Traffic.start(node, net.deployment.rollup.chainId, 50);
    const [user] = accounts.users;
    const told = [];
    const names = Object.keys(faults);
    for (const name of names) {
        for (const share of long ? [1, 0.5, 0.1] : [0.5]) {
            await net.deposit(user, user.address, ether("0.01"));
            proxy.spoil(name, share);
            await sleep(long ? 6000 : 2000);
            const wrong = await difference(node, follower);
            assert.equal(wrong, undefined, `under ${name}: ${wrong}`);
            const reasons = await follower.reasons();
            told.push(`${name}: ${proxy.counts[name] ?? 0} answers spoilt${reasons.length > 0 ? `, "${reasons[0].slice(0, 90)}"` : ""}`);
            proxy.spoil(undefined);
            if (long || names.indexOf(name) % 3 === 2) {
                await catchUp(node, follower, 120);
            }
        }
    }
    for (const line of told) {
        context.diagnostic(line);
    }
    await traffic.stop();
    await catchUp(node, follower);
    await follower.stop();
    await node.stop();
    await proxy.stop();
    await net.l1.program.stop();
});
