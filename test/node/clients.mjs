// What every client library is put through: deploy, transfer, read events, decode reverts, subscribe, go on after the node was
// restarted.
import { after, before, describe, test } from "node:test";

import { ethersClient } from "./clients/ethers.mjs";
import { hardhatClient } from "./clients/hardhat.mjs";
import { viemClient } from "./clients/viem.mjs";
import { web3Client } from "./clients/web3.mjs";
import { lxlyScenario } from "./lxlyjs.mjs";
import { probe } from "./probe.mjs";
import { assert, ether, ethers, fund, startWorld, until } from "./world.mjs";

/**
 * A client library behind one interface, which asks little of it so that the library does the work its own way.
 * @typedef {object} Client
 * @property {string} name
 * @property {(first: number) => Promise<string>} deploy the probe; its address
 * @property {(to: string, value: bigint) => Promise<void>} transfer and wait
 * @property {(value: number, note: string) => Promise<{status: boolean, block: number}>} set and wait
 * @property {() => Promise<bigint>} read
 * @property {() => Promise<{by: string, value: bigint, note: string}[]>} events all of the probe
 * @property {(value: number) => Promise<string>} refusal how it words a failing call: the reason, or Name(arguments)
 * @property {() => Promise<{heads: number[], values: bigint[], stop: () => Promise<void>}>} subscribe over WebSocket
 * @property {() => Promise<void>} close
 */

describe("clients", { concurrency: 1 }, () => {
    const world = {};
    before(async () => {
        // Deposits are claimed by the clients themselves here.
        Object.assign(world, await startWorld({ bridge: { keystore: "", password_file: "" } }));
    });
    after(async () => {
        await world.node?.stop();
        await world.net?.l1.program.stop();
    });
    for (const make of [ethersClient, viemClient, web3Client, hardhatClient]) {
        test(make.title, { timeout: 300_000 }, () => scenario(world, make));
    }
    test("lxlyjs bridges ether and a token in", { timeout: 300_000 }, () => lxlyScenario(world));
});

async function scenario({ net, node }, make) {
    const key = ethers.Wallet.createRandom();
    await fund(node.url, key.address);
    const client = await make({ url: node.url, webSocketUrl: node.webSocketUrl, chainId: net.deployment.rollup.chainId, key, probe });
    try {
        const address = await client.deploy(7);
        assert.match(address, /^0x[0-9a-fA-F]{40}$/);
        assert.equal(BigInt(await client.read()), 7n);

        const to = ethers.Wallet.createRandom().address;
        await client.transfer(to, ether("0.125"));
        assert.equal(BigInt(await node.chain.rpc("eth_getBalance", to, "latest")), ether("0.125"));

        assert.equal((await client.set(42, "first")).status, true);
        assert.equal(BigInt(await client.read()), 42n);
        assert.deepEqual(await client.events(), [{ by: key.address, value: 42n, note: "first" }]);

        assert.equal(await client.refusal(13), "13 is not wanted");
        assert.equal(await client.refusal(2000), "TooMuch(2000,1000)");

        await told(client, 43, "second");
        await node.stop();
        await node.start();
        await node.ready();
        assert.equal((await client.set(44, "third")).status, true);
        assert.equal(BigInt(await client.read()), 44n);
        assert.deepEqual(
            (await client.events()).map(({ note }) => note),
            ["first", "second", "third"],
        );
        await told(client, 45, "fourth");
    } finally {
        await client.close();
    }
}

/** A transaction is told to those who subscribed: its block, its event. */
async function told(client, value, note) {
    const heard = await client.subscribe();
    const { block } = await client.set(value, note);
    await until(`${client.name} is told of block ${block} and value ${value}`, async () => {
        const got = `heads ${heard.heads}, values ${heard.values}`;
        if (!heard.heads.includes(block) || !heard.values.includes(BigInt(value))) {
            throw new Error(got);
        }
        return true;
    }, { seconds: 60 });
    await heard.stop();
}
