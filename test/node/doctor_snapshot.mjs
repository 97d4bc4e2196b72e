// What an operator does: looks whether the configuration fits the contracts, copies the database of a running node, goes back to it.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { toml } from "../../reference-node/devnet/node.mjs";
import { catchUp, difference } from "./compare.mjs";
import { Traffic } from "./traffic.mjs";
import { accounts, assert, ethers, startWorld, until } from "./world.mjs";

const run = promisify(execFile);
const token = "an operator's token of this test";

/** The program's exit code and what it printed. */
async function call(program, ...args) {
    try {
        return { code: 0, ...(await run(program, args)) };
    } catch (error) {
        return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    }
}

test("doctor, snapshot and restore", { timeout: 400_000 }, async (context) => {
    const { net, node } = await startWorld({
        l1: { trust: "latest" },
        sequencer: { block_time: "200ms", max_batch_time: "1s" },
    });
    const at = (name) => join(net.place, name);
    const { program } = net;

    // The configuration of the node that runs is fine; each change of it is named.
    const doctor = async (changes = {}) => {
        const settings = { ...node.settings };
        for (const [key, value] of Object.entries(changes)) {
            settings[key] = typeof value === "object" ? { ...settings[key], ...value } : value;
        }
        writeFileSync(at("patient.toml"), toml(settings));
        const { code, stdout, stderr } = await call(program, "doctor", "--config", at("patient.toml"));
        assert.ok(code === 0 || code === 1, stderr);
        const { ok, findings } = JSON.parse(stdout);
        assert.equal(ok, code === 0);
        return findings.filter(({ is }) => is === "wrong").map(({ what }) => what);
    };
    assert.deepEqual(await doctor(), []);
    assert.deepEqual(await doctor({ l1: { url: "http://127.0.0.1:1" } }), ["l1.url"]);
    assert.deepEqual(await doctor({ transactions: await net.keystore("another", accounts.users[0]) }), [
        "trusted sequencer",
        "fee tokens of the sequencer",
    ]);
    const broken = (change) => {
        const deployment = JSON.parse(JSON.stringify(net.deployment));
        change(deployment);
        writeFileSync(at("broken.json"), JSON.stringify(deployment));
        return doctor({ contracts: { file: at("broken.json") } });
    };
    assert.deepEqual(await broken(({ l1 }) => (l1.contracts.bridge = ethers.ZeroAddress)), ["bridge"]);
    assert.deepEqual(await broken(({ l1 }) => (l1.contracts.globalExitRootManager = l1.contracts.bridge)), [
        "exit root manager of the rollup",
        "exit root manager of the bridge",
    ]);
    assert.equal((await call(program, "doctor", "--config", at("nothing.toml"))).code, 2);

    // Without a token nobody has a running node copy its database.
    const refused = await call(program, "snapshot", "--config", node.configFile, at("refused"));
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /admin.token_file/);
    await node.stop();
    writeFileSync(at("token"), `${token}\n`, { mode: 0o600 });
    node.settings.admin = { token_file: at("token") };
    writeFileSync(node.configFile, toml(node.settings));
    await node.start();
    await node.ready(120);

    // Copied while blocks are made; what comes after is not in it.
    const traffic = await Traffic.start(node, net.deployment.rollup.chainId);
    const height = async (one) => Number(await one.chain.rpc("eth_blockNumber"));
    const first = await height(node);
    await until("blocks are made", async () => (await height(node)) > first + 5, { alive: [node.process] });
    const copied = await call(program, "snapshot", "--config", node.configFile, at("copy"));
    assert.equal(copied.code, 0, copied.stderr);
    const at_copy = await height(node);
    await until("more blocks are made", async () => (await height(node)) > at_copy + 5, { alive: [node.process] });
    await traffic.stop();
    assert.equal((await call(program, "snapshot", "--config", node.configFile, at("copy"))).code, 2, "a folder that is there");

    // A node on the copy has the same chain and goes on with what L1 has.
    const restored = await net.followerNode("restored");
    restored.settings.store = { path: at("restored-data") };
    writeFileSync(restored.configFile, toml(restored.settings));
    const back = await call(program, "restore", "--config", restored.configFile, at("copy"));
    assert.equal(back.code, 0, back.stderr);
    await restored.start();
    assert.ok((await height(restored)) >= first + 5);
    assert.equal(await difference(node, restored), undefined);
    const head = await catchUp(node, restored);
    for (const one of [node, restored]) {
        await one.stop();
        await run(program, ["verify-state", "--config", one.configFile]);
    }
    await net.l1.program.stop();
    context.diagnostic(`copied at block ${at_copy} of ${head}`);
});
