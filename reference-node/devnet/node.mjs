// A reference node of the development network: its configuration file, and the process.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Chain } from "../contracts/scripts/chain.mjs";
import { Program, freePort, until } from "./processes.mjs";

/** Settings as a TOML file. Values: booleans, numbers, texts, lists of texts. */
export function toml(settings) {
    const value = (v) => JSON.stringify(typeof v === "bigint" ? v.toString() : v);
    const lines = ([key, v]) => `${key} = ${value(v)}`;
    const isTable = ([, v]) => typeof v === "object" && !Array.isArray(v);
    const entries = Object.entries(settings).filter(([, v]) => v !== undefined);
    return [
        ...entries.filter((e) => !isTable(e)).map(lines),
        ...entries.filter(isTable).map(([table, inner]) => `\n[${table}]\n${Object.entries(inner).map(lines).join("\n")}`),
        "",
    ].join("\n");
}

export class Node {
    /**
     * @param {string} place folder of its files
     * @param {string} name
     * @param {object} settings of the configuration file; ports, store and log are filled in
     * @param {string} program the zonogon program
     */
    constructor(place, name, settings, program) {
        Object.assign(this, { place, name, settings, program });
    }

    get url() {
        return `http://127.0.0.1:${this.settings.rpc.port}`;
    }
    get webSocketUrl() {
        return `ws://127.0.0.1:${this.settings.rpc.port}`;
    }
    get bridgeUrl() {
        return `http://127.0.0.1:${this.settings.bridge.port}`;
    }
    get monitorUrl() {
        return `http://127.0.0.1:${this.settings.metrics.port}`;
    }
    get configFile() {
        return join(this.place, `${this.name}.toml`);
    }

    /** Starts it; the ports of the first start stay for the later ones. */
    async start(environment = {}) {
        const s = this.settings;
        const first = s.rpc?.port === undefined;
        if (first) {
            s.store = { path: join(this.place, `${this.name}-data`), cache_megabytes: 32, ...s.store };
            s.metrics = { min_free_disk_megabytes: 1, ...s.metrics };
            s.log = { level: "info", format: "text", ...s.log };
        }
        for (let attempt = 0; ; ++attempt) {
            if (first) {
                s.rpc = { ...s.rpc, port: await freePort() };
                s.metrics.port = await freePort();
                if (s.roles.includes("bridge")) {
                    s.bridge = { ...s.bridge, port: await freePort() };
                }
                writeFileSync(this.configFile, toml(s));
            }
            this.process = new Program(this.name, this.program, ["node", "--config", this.configFile], {
                log: join(this.place, `${this.name}.log`),
                environment,
            });
            this.chain = new Chain(this.url);
            try {
                await until(`${this.name} listens`, () => this.#answers(), { seconds: 120, pause: 50, alive: [this.process] });
                return this;
            } catch (error) {
                await this.process.kill();
                if (!first || attempt === 4 || !/cannot listen/.test(error.message)) {
                    throw error;
                }
            }
        }
    }

    async #answers() {
        return (await fetch(`${this.monitorUrl}/healthz`, { signal: AbortSignal.timeout(10_000) })).ok;
    }

    /** Empty when it can work. */
    async reasons() {
        const answer = await fetch(`${this.monitorUrl}/readyz`, { signal: AbortSignal.timeout(10_000) });
        return (await answer.json()).reasons;
    }

    async ready(seconds = 120) {
        let reasons = [];
        await until(`${this.name} is ready`, async () => (reasons = await this.reasons()).length === 0, {
            seconds,
            alive: [this.process],
            progress: () => reasons.join("; "),
        });
        return this;
    }

    /** A number of /metrics, summed over its labels that contain `label`. */
    async metric(name, label = "") {
        const text = await (await fetch(`${this.monitorUrl}/metrics`)).text();
        const lines = text.split("\n").filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length] ?? ""));
        return lines.filter((line) => line.includes(label)).reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
    }

    /** Ends it as an operator would. */
    async stop() {
        const how = await this.process.stop();
        if (how !== "exit code 0") {
            throw new Error(`${this.name} ended with ${how}:\n${this.process.lastWords()}`);
        }
    }

    async kill() {
        return this.process.kill();
    }
}
