// A development network: anvil as L1 with the contracts, and reference nodes on it.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { compile } from "../contracts/scripts/compiler.mjs";
import { deploy, readConfig } from "../contracts/scripts/deployment.mjs";
import { ethers } from "../contracts/scripts/ethers.mjs";
import { zonogonProgram } from "../contracts/scripts/genesis.mjs";
import { startL1 } from "./anvil.mjs";
import { accounts, deploymentConfig } from "./keys.mjs";
import { Node } from "./node.mjs";

const run = promisify(execFile);

export class Devnet {
    /** @param {{program?: string, place?: string}} how `place` is a folder for everything; a new one that goes at the end if not given */
    constructor({ program = zonogonProgram(), place } = {}) {
        this.program = program;
        this.place = place ?? mkdtempSync(join(tmpdir(), "zonogon-devnet-"));
        mkdirSync(this.place, { recursive: true });
        if (!place) {
            process.once("exit", () => this.kept || rmSync(this.place, { recursive: true, force: true, maxRetries: 3 }));
        }
        this.artifacts = compile();
    }

    /** L1 and the contracts; blocks every `blockTime` seconds from then on. */
    async startL1({ blockTime = 1, options = [], config = {} } = {}) {
        this.l1 = await startL1(this.place, options);
        process.env.ZONOGON ??= this.program;
        this.deployment = await deploy(this.l1.url, readConfig(deploymentConfig(config)), this.artifacts);
        this.deploymentFile = join(this.place, "deployment.json");
        writeFileSync(this.deploymentFile, JSON.stringify(this.deployment, null, 1) + "\n");
        if (blockTime > 0) {
            await this.l1.tick(blockTime);
        }
        return this;
    }

    /** A contract of the deployment on L1, or one of L2, for a wallet or provider of ethers. */
    contract(name, address, runner) {
        return new ethers.Contract(address, this.artifacts.get(name).abi, runner);
    }

    /** Key file of an account; made once. */
    async keystore(name, wallet) {
        const file = join(this.place, `${name}.keystore`);
        const password = join(this.place, "password");
        if (!existsSync(file)) {
            const secret = join(this.place, `${name}.key`);
            writeFileSync(password, "development\n", { mode: 0o600 });
            writeFileSync(secret, wallet.privateKey + "\n", { mode: 0o600 });
            await run(this.program, ["keystore", file, "--password-file", password, "--import", secret]);
            rmSync(secret);
        }
        return { keystore: file, password_file: password };
    }

    /** Settings that every node of this network has. */
    #common(changes) {
        return {
            chain: { id: this.deployment.rollup.chainId },
            l1: { url: this.l1.url, poll: "500ms", confirmations: 1, attempts: 3, trust: "finalized" },
            contracts: { file: this.deploymentFile },
            synchronizer: { poll: "500ms" },
            ...changes,
        };
    }

    /** A node that does everything: makes batches, brings them to L1, claims deposits. Settings by table override. */
    async sequencerNode(name = "sequencer", changes = {}) {
        const settings = this.#common({
            roles: ["rpc", "synchronizer", "sequencer", "bridge"],
            transactions: { ...(await this.keystore("sequencer", accounts.sequencer)), poll: "500ms" },
            sequencer: { block_time: "1s", max_batch_time: "5s" },
            sequence_sender: { poll: "500ms", retry_after: "2s" },
            bridge: { ...(await this.keystore("claimer", accounts.claimer)), poll: "500ms" },
        });
        return this.#node(name, settings, changes);
    }

    /** A node that knows what L1 knows, and nothing else. */
    async followerNode(name = "follower", changes = {}) {
        return this.#node(name, this.#common({ roles: ["rpc", "synchronizer"] }), changes);
    }

    #node(name, settings, changes) {
        for (const [key, value] of Object.entries(changes)) {
            const table = typeof value === "object" && !Array.isArray(value);
            settings[key] = table ? { ...settings[key], ...value } : value;
        }
        return new Node(this.place, name, settings, this.program);
    }

    /** A provider of ethers that sees every change at once. */
    provider(url) {
        return new ethers.JsonRpcProvider(url, undefined, { cacheTimeout: -1, pollingInterval: 250 });
    }

    /** Ether from L1 to an account of L2. */
    async deposit(wallet, to, amount) {
        const { bridge } = this.deployment.l1.contracts;
        const contract = this.contract("Bridge", bridge, wallet.connect(this.l1Provider));
        const sent = await contract.bridgeAsset(this.deployment.l2.networkId, to, amount, ethers.ZeroAddress, true, "0x", {
            value: amount,
        });
        return sent.wait();
    }

    get l1Provider() {
        return (this.l1Connection ??= this.provider(this.l1.url));
    }
}
