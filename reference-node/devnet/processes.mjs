// Programs that the development network consists of. They write to files, so that they can outlive this process if asked to;
// otherwise they end with it.
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

const running = new Set();
let kept = false;

/** Ends everything that was started and not kept. */
export function endAll() {
    if (!kept) {
        for (const program of running) {
            program.signal("SIGKILL");
        }
    }
}
process.once("exit", endAll);
for (const [signal, number] of [
    ["SIGHUP", 1],
    ["SIGINT", 2],
    ["SIGTERM", 15],
]) {
    process.once(signal, () => process.exit(128 + number));
}

/** From now on the programs stay when this process ends. */
export function keepAll() {
    kept = true;
    for (const program of running) {
        program.child.unref();
    }
    return [...running].map(({ child }) => child.pid);
}

/** A program that runs, with its output in a file. */
export class Program {
    constructor(name, path, args, { log, environment = {} }) {
        this.name = name;
        this.log = log;
        const out = openSync(log, "a");
        // A group of its own: Ctrl-C goes to this process, which ends its programs in order.
        this.child = spawn(path, args, { stdio: ["ignore", out, out], detached: true, env: { ...process.env, ...environment } });
        closeSync(out);
        running.add(this);
        this.ended = new Promise((resolve) => {
            const end = (how) => {
                running.delete(this);
                this.how = how;
                resolve(how);
            };
            this.child.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
            this.child.once("error", (error) => end(error.message));
        });
    }

    signal(name) {
        try {
            this.child.kill(name);
        } catch {
            // It is gone already.
        }
    }

    /** Ends it the orderly way; after `patience` milliseconds the other. Returns how it ended. */
    async stop(patience = 60_000) {
        this.signal("SIGTERM");
        const late = setTimeout(() => this.signal("SIGKILL"), patience);
        const how = await this.ended;
        clearTimeout(late);
        return how;
    }

    async kill() {
        this.signal("SIGKILL");
        return this.ended;
    }

    output() {
        return existsSync(this.log) ? readFileSync(this.log, "utf8") : "";
    }

    /** The last lines of its output, for messages. */
    lastWords(lines = 12) {
        return this.output().trimEnd().split("\n").slice(-lines).join("\n");
    }
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks again and again until there is something; what it waits for is named when the time is up. An error counts as "not yet"
 * and is told at the end.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask undefined, null and false are "not yet"
 * @param {{seconds?: number, pause?: number, alive?: Program[], progress?: () => Promise<string> | string}} how
 * @returns {Promise<T>}
 */
export async function until(what, ask, { seconds = 300, pause = 250, alive = [], progress } = {}) {
    const begin = Date.now();
    let told = begin;
    let last;
    for (;;) {
        try {
            const got = await ask();
            if (got !== undefined && got !== null && got !== false) {
                return got;
            }
            last = undefined;
        } catch (error) {
            last = error;
        }
        const dead = alive.find(({ how }) => how !== undefined);
        if (dead) {
            throw new Error(`${dead.name} ended (${dead.how}) while waiting until ${what}:\n${dead.lastWords()}`);
        }
        if (Date.now() - begin > seconds * 1000) {
            const words = alive.map((program) => `\n-- ${program.name}:\n${program.lastWords()}`).join("");
            throw new Error(`waited ${seconds} s until ${what}${last ? ` (${last.message})` : ""}${words}`);
        }
        if (progress && Date.now() - told > 5000) {
            told = Date.now();
            console.error(`   ... ${await Promise.resolve(progress()).catch((error) => error.message)}`);
        }
        await sleep(pause);
    }
}

/** A port of this machine that nobody listens on at the moment. */
export function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}
