// Starts a private anvil: an L1 for tests, and the place where the code of a genesis is made.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * The program: $ZONOGON_ANVIL, or the native one from npm, or one on the PATH. The npm package of all platforms is passed over:
 * its wrapper needs a newer node than Debian's, for which npm would leave the native program out.
 */
export function anvilProgram() {
    if (process.env.ZONOGON_ANVIL) {
        return process.env.ZONOGON_ANVIL;
    }
    if (process.platform === "linux" && process.arch === "x64") {
        return join(dirname(require.resolve("@foundry-rs/anvil-linux-amd64/package.json")), "bin/anvil");
    }
    return "anvil";
}

// A signal ends this process the orderly way, so that its anvils end with it.
for (const [signal, number] of [
    ["SIGHUP", 1],
    ["SIGINT", 2],
    ["SIGTERM", 15],
]) {
    process.once(signal, () => process.exit(128 + number));
}

function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

/**
 * Starts anvil on a free port of this machine; it ends with stop(), and at the latest with this process.
 * @param {string[]} options of anvil
 * @returns {Promise<{url: string, port: number, stop: () => Promise<void>}>}
 */
export async function startAnvil(options = []) {
    for (let attempt = 0; ; ++attempt) {
        try {
            return await startOn(await freePort(), options);
        } catch (error) {
            // Somebody else may have taken the port in between.
            if (attempt === 4) {
                throw error;
            }
        }
    }
}

function startOn(port, options) {
    return new Promise((resolve, reject) => {
        const child = spawn(anvilProgram(), ["--port", String(port), "--host", "127.0.0.1", ...options], {
            stdio: ["ignore", "pipe", "pipe"],
        });
        const end = () => child.kill("SIGKILL");
        process.once("exit", end);
        let said = "";
        const listen = (chunk) => {
            said += chunk;
            if (said.includes("Listening on")) {
                child.stdout.off("data", listen);
                child.stdout.resume();
                resolve({
                    url: `http://127.0.0.1:${port}`,
                    port,
                    stop: () =>
                        new Promise((stopped) => {
                            process.off("exit", end);
                            child.once("exit", () => stopped());
                            child.kill("SIGTERM");
                        }),
                });
            }
        };
        child.stdout.on("data", listen);
        child.stderr.on("data", (chunk) => (said += chunk));
        child.once("error", reject);
        child.once("exit", (code) => {
            process.off("exit", end);
            reject(new Error(`anvil ended with ${code}: ${said}`));
        });
    });
}
