// What the end-to-end tests share: a development network with one node, started once.
import assert from "node:assert/strict";
import { after } from "node:test";

import { ethers } from "../../reference-node/contracts/scripts/ethers.mjs";
import { Devnet } from "../../reference-node/devnet/devnet.mjs";
import { accounts } from "../../reference-node/devnet/keys.mjs";
import { endAll, sleep, until } from "../../reference-node/devnet/processes.mjs";

export { accounts, assert, ethers, sleep, until };
export const ether = ethers.parseEther;
export const long = process.argv.includes("--long");

// A test that fails leaves its programs behind, which would keep this process from ending.
after(endAll);

/** A network with its L1 and a node that makes batches; `changes` are settings of that node, or give them for the network. */
export async function startWorld(changes = {}) {
    const net = new Devnet();
    await net.startL1();
    const node = await net.sequencerNode("sequencer", typeof changes === "function" ? changes(net) : changes);
    await node.start();
    await node.ready(300);
    return { net, node };
}

/** Ether on L2 for an account, from the one that the genesis gave some. */
export async function fund(url, address, amount = ether("1")) {
    const provider = new ethers.JsonRpcProvider(url, undefined, { cacheTimeout: -1, pollingInterval: 200 });
    const sent = await accounts.claimer.connect(provider).sendTransaction({ to: address, value: amount });
    await sent.wait();
    provider.destroy();
}

/** Calls a method of the administrator. */
export async function operator(url, token, method, ...params) {
    const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
        signal: AbortSignal.timeout(60_000),
    });
    const { result, error } = await answer.json();
    assert.equal(error, undefined, `${method}: ${error?.message}`);
    return result;
}
