// What operators and their callers meet: the pending block, a follower that sends transactions on, what is refused at the door,
// the orders over JSON-RPC, and the commands on a stopped node's database.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { catchUp } from "./compare.mjs";
import { accounts, assert, ether, ethers, fund, startWorld, until } from "./world.mjs";

const run = promisify(execFile);
const token = "of the operator";

/** The node's program on a stopped node: exit code and what it printed. */
async function command(net, ...words) {
    try {
        return { code: 0, ...(await run(net.program, words)) };
    } catch (failed) {
        return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
    }
}

/** An order to a node, with the token. */
async function order(node, method, ...params) {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    return (await fetch(node.url, { method: "POST", headers, body })).json();
}

test("an operator's day", { timeout: 400_000 }, async () => {
    const { net, node } = await startWorld({ sequencer: { block_time: "3s", max_batch_time: "4s" } });
    await node.stop();
    const tokenFile = join(net.place, "token");
    writeFileSync(tokenFile, token + "\n", { mode: 0o600 });
    const sequencer = await net.sequencerNode("operated", {
        admin: { token_file: tokenFile },
        store: { path: node.settings.store.path, cache_megabytes: 32 },
        sequencer: { block_time: "3s", max_batch_time: "4s", effective_price: true },
    });
    await sequencer.start();
    await sequencer.ready(120);
    const { chain } = sequencer;
    const user = ethers.Wallet.createRandom();
    await fund(sequencer.url, user.address, ether("2"));
    const chainId = net.deployment.rollup.chainId;
    const signed = (nonce, more = {}) =>
        user.signTransaction({ type: 0, chainId, gasPrice: 10n ** 9n, gasLimit: 21_000, nonce, to: ethers.toBeHex(0xaa01, 20), value: 1n, ...more });
    const send = async (to, ...what) => to.chain.rpc("eth_sendRawTransaction", await signed(...what));
    const receipt = (of, hash) => until(`${hash} is in a block`, () => of.chain.rpc("eth_getTransactionReceipt", hash), { alive: [of.process] });

    // The first is sealed at once, the second waits in the open block.
    await receipt(sequencer, await send(sequencer, 0));
    const waiting = await send(sequencer, 1);
    const pending = await until("it is in the pending block", async () => {
        const block = await chain.rpc("eth_getBlockByNumber", "pending", false);
        return block.transactions.includes(waiting) && block;
    });
    assert.equal(pending.hash, null);
    assert.equal(await chain.rpc("eth_getTransactionCount", user.address, "pending"), "0x2");
    assert.ok(BigInt(await chain.rpc("eth_getBalance", user.address, "pending")) < BigInt(await chain.rpc("eth_getBalance", user.address, "latest")));
    // It pays less than it offers where its bytes on L1 are cheap; never more.
    const { effectiveGasPrice } = await receipt(sequencer, waiting);
    assert.ok(BigInt(effectiveGasPrice) <= 10n ** 9n);

    // A loop that would take more steps than a batch has is refused before it waits.
    await assert.rejects(send(sequencer, 2, { to: null, value: 0n, data: "0x5b600056", gasLimit: 30_000_000 }), /out of counters/);
    assert.deepEqual((await order(sequencer, "admin_quarantine")).result, []);
    assert.equal((await order(sequencer, "admin_blockAddress", user.address, "asked to")).result, true);
    await assert.rejects(send(sequencer, 2), /sender is blocked: asked to/);
    assert.deepEqual((await order(sequencer, "admin_listedAddresses")).result.blocked, { [user.address]: "asked to" });
    assert.equal((await order(sequencer, "admin_unblockAddress", user.address)).result, true);
    assert.equal((await chain.rpc("zkevm_getBatchCountersByNumber", "0x2")).batchNumber, 2);
    assert.equal(Object.keys(await chain.rpc("zkevm_getVersionHistory")).length, 1);

    // A follower sends on, and gives the answers back as they are.
    const follower = await (await net.followerNode("follower", { synchronizer: { poll: "500ms", trusted_url: sequencer.url } })).start();
    await follower.ready(120);
    const sent = await send(follower, 2);
    assert.equal((await follower.chain.rpc("eth_getTransactionByHash", sent)).hash, sent);
    assert.equal(await follower.chain.rpc("eth_getTransactionCount", user.address, "pending"), "0x3");
    await receipt(follower, sent);
    await assert.rejects(send(follower, 0), /nonce too low/);
    await catchUp(sequencer, follower);

    // The database of a stopped node is looked through, goes back some blocks, and comes again from L1.
    await follower.stop();
    const config = ["--config", follower.configFile];
    const verified = await command(net, "verify-state", ...config, "--json");
    assert.equal(verified.code, 0, verified.stderr);
    assert.equal(JSON.parse(verified.stdout).difference, null);
    assert.equal((await command(net, "verify-state", ...config, "--tree")).code, 0);
    assert.equal((await command(net, "unwind", ...config, "--block", "1000000")).code, 2);
    assert.notEqual((await command(net, "unwind", ...config)).code, 0);
    const back = await command(net, "unwind", ...config, "--block", "1");
    assert.equal(back.code, 0, back.stderr);
    assert.match(back.stdout, /^last block: 1\nlast batch: 1\nroot: 0x[0-9a-f]{64}\n$/);
    assert.equal((await command(net, "verify-state", ...config)).code, 0);
    const genesis = await command(net, "unwind", ...config, "--batch", "0");
    assert.match(genesis.stdout, /^last block: 0\nlast batch: 0\n/);
    await follower.start();
    await catchUp(sequencer, follower);

    await follower.stop();
    await sequencer.stop();
    await net.l1.program.stop();
});
