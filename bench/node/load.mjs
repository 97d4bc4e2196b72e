// The load of bench/node/run.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { startL1 } from "../../reference-node/devnet/anvil.mjs";
import { Devnet } from "../../reference-node/devnet/devnet.mjs";
import { accounts } from "../../reference-node/devnet/keys.mjs";
import { endAll, until } from "../../reference-node/devnet/processes.mjs";
import { ethers } from "../../reference-node/contracts/scripts/ethers.mjs";

const option = (value) => ({ type: "string", default: String(value) });
const { values } = parseArgs({ options: { transfers: option(5000), rounds: option(3), seconds: option(4) } });
const [transfers, rounds, seconds] = [values.transfers, values.rounds, values.seconds].map(Number);
const inFlight = 8;
const senders = 40;
const place = mkdtempSync(join(tmpdir(), "zonogon-load-"));
process.once("exit", () => rmSync(place, { recursive: true, force: true, maxRetries: 3 }));
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Calls one chain over kept connections. */
class Load {
    constructor(name, url, chainId) {
        Object.assign(this, { name, url, chainId });
        this.agent = new Agent({ keepAlive: true, maxSockets: inFlight });
        this.figures = { accepted: [], sequenced: [], balance: [], call: [] };
    }

    post(body) {
        return new Promise((resolve, reject) => {
            const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
            const out = request(this.url, { method: "POST", agent: this.agent, headers }, (answer) => {
                let text = "";
                answer.on("data", (chunk) => (text += chunk));
                answer.on("end", () => resolve(text));
            });
            out.on("error", reject);
            out.end(body);
        });
    }

    async rpc(method, ...params) {
        const { result, error } = JSON.parse(await this.post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })));
        if (error) {
            throw new Error(`${this.name}: ${method}: ${error.message}`);
        }
        return result;
    }

    /** Senders with ether, and a token for the calls. */
    async prepare(artifact) {
        const { claimer } = accounts;
        let nonce = Number(await this.rpc("eth_getTransactionCount", claimer.address, "pending"));
        const base = { type: 0, chainId: this.chainId, gasPrice: 2n * 10n ** 9n };
        const send = async (more) => {
            const raw = await claimer.signTransaction({ ...base, nonce: nonce++, ...more });
            return this.rpc("eth_sendRawTransaction", raw);
        };
        this.senders = Array.from({ length: senders }, () => ethers.Wallet.createRandom());
        let last;
        for (const { address } of this.senders) {
            last = await send({ to: address, value: ethers.parseEther("1"), gasLimit: 21_000 });
        }
        const abi = new ethers.Interface(artifact.abi);
        const data = ethers.concat([artifact.bytecode, abi.encodeDeploy(["Load", "LOAD", claimer.address, 1000])]);
        last = await send({ data, gasLimit: 2_000_000 });
        const receipt = await until(`${this.name} is prepared`, () => this.rpc("eth_getTransactionReceipt", last));
        this.token = receipt.contractAddress;
        this.balanceOf = abi.encodeFunctionData("balanceOf", [claimer.address]);
    }

    /** Signs all first, then sends with some in flight, then waits until all are in blocks. */
    async transferRound() {
        const each = Math.ceil(transfers / senders);
        const signed = [];
        const start = await Promise.all(
            this.senders.map(async ({ address }) => Number(await this.rpc("eth_getTransactionCount", address, "latest"))),
        );
        for (let i = 0; i < each; ++i) {
            for (const [k, wallet] of this.senders.entries()) {
                const transaction = {
                    type: 0,
                    chainId: this.chainId,
                    gasPrice: 2n * 10n ** 9n,
                    gasLimit: 21_000,
                    nonce: start[k] + i,
                    to: ethers.toBeHex(0x10000 + ((i * 7 + k) % 997), 20),
                    value: 1n,
                };
                signed.push(wallet.signTransaction(transaction));
            }
        }
        const bodies = (await Promise.all(signed)).map((raw, id) =>
            JSON.stringify({ jsonrpc: "2.0", id, method: "eth_sendRawTransaction", params: [raw] }),
        );
        const begin = performance.now();
        let next = 0;
        const lane = async () => {
            while (next < bodies.length) {
                const answer = await this.post(bodies[next++]);
                if (!answer.includes('"result"')) {
                    throw new Error(`${this.name}: ${answer}`);
                }
            }
        };
        await Promise.all(Array.from({ length: inFlight }, lane));
        const accepted = performance.now();
        await until(
            `${this.name} has all transfers in blocks`,
            async () => {
                const counts = await Promise.all(
                    this.senders.map(({ address }) => this.rpc("eth_getTransactionCount", address, "latest")),
                );
                return counts.every((count, k) => Number(count) === start[k] + each);
            },
            { pause: 50, seconds: 120 },
        );
        const done = performance.now();
        this.figures.accepted.push(bodies.length / ((accepted - begin) / 1000));
        this.figures.sequenced.push(bodies.length / ((done - begin) / 1000));
    }

    async readRound() {
        const at = "latest";
        this.figures.balance.push(await this.wrk("eth_getBalance", [accounts.claimer.address, at]));
        this.figures.call.push(await this.wrk("eth_call", [{ to: this.token, data: this.balanceOf }, at]));
    }

    /** Requests per second of wrk, whose answers must all be results. */
    async wrk(method, params) {
        const wanted = await this.rpc(method, ...params);
        const script = join(place, "call.lua");
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
        writeFileSync(
            script,
            `wrk.method = "POST"\nwrk.body = '${body}'\nwrk.headers["Content-Type"] = "application/json"\n` +
                `local wrong = 0\nresponse = function(status, headers, body)\n` +
                `  if not string.find(body, "${wanted}", 1, true) then wrong = wrong + 1; io.stderr:write("wrong answer: " .. body .. "\\n"); os.exit(1) end\nend\n`,
        );
        const child = spawn("wrk", ["-t1", "-c16", `-d${seconds}s`, "-s", script, this.url], { stdio: ["ignore", "pipe", "pipe"] });
        let text = "";
        child.stdout.on("data", (chunk) => (text += chunk));
        child.stderr.on("data", (chunk) => (text += chunk));
        const code = await new Promise((resolve) => child.once("exit", resolve));
        const rate = text.match(/Requests\/sec:\s+([\d.]+)/);
        if (code !== 0 || !rate || /Non-2xx/.test(text)) {
            throw new Error(`${this.name}: ${method}: ${text}`);
        }
        return Number(rate[1]);
    }
}

const net = new Devnet({ place: join(place, "net") });
await net.startL1();
const node = await net.sequencerNode("node", {
    pool: { capacity: 100_000, per_sender: 10_000 },
    sequencer: { block_time: "1s", max_batch_time: "10s", max_transactions: 100_000 },
    rpc: { threads: Math.max(2, cpus().length) },
    log: { level: "warn" },
});
await node.start();
await node.ready(300);
const other = await startL1(place, ["--chain-id", "1001"]);
await other.tick(1);

const artifact = net.artifacts.get("FeeToken");
const loads = [new Load("zonogon", node.url, 1001), new Load("anvil", other.url, 1001)];
for (const load of loads) {
    await load.prepare(artifact);
}
for (let round = 0; round < rounds; ++round) {
    for (const load of loads) {
        await load.transferRound();
        await load.readRound();
        console.error(`round ${round + 1}, ${load.name}: ${Object.entries(load.figures).map(([k, v]) => `${k} ${v.at(-1).toFixed(0)}`).join(", ")}`);
    }
}
const titles = { accepted: "transfers accepted", sequenced: "transfers in blocks", balance: "eth_getBalance", call: "eth_call" };
console.log(`${"per second, median of " + rounds}`.padEnd(28) + loads.map(({ name }) => name.padStart(10)).join("") + "     ratio");
for (const [key, title] of Object.entries(titles)) {
    const [ours, theirs] = loads.map(({ figures }) => median(figures[key]));
    console.log(title.padEnd(28) + [ours, theirs].map((v) => v.toFixed(0).padStart(10)).join("") + (ours / theirs).toFixed(2).padStart(10));
}
endAll();
process.exit(0);
