// The L1 of the development network.
import { join } from "node:path";

import { anvilProgram } from "../contracts/scripts/anvil.mjs";
import { Chain } from "../contracts/scripts/chain.mjs";
import { Program, freePort, until } from "./processes.mjs";

const now = () => Math.floor(Date.now() / 1000);

/**
 * Starts anvil on a free port. Each transaction makes a block until `tick` is called, so that the contracts are deployed fast;
 * its clock runs behind for as long, so that the many blocks of one second do not put it ahead.
 * @returns {Promise<{url: string, program: Program, chain: Chain, tick: (seconds: number) => Promise<void>}>}
 */
export async function startL1(place, options = []) {
    for (let attempt = 0; ; ++attempt) {
        const port = await freePort();
        const epoch = options.includes("--slots-in-an-epoch") ? [] : ["--slots-in-an-epoch", "1"];
        const all = ["--port", String(port), "--host", "127.0.0.1", ...epoch, "--timestamp", String(now() - 3600)];
        const program = new Program("anvil", anvilProgram(), [...all, ...options], { log: join(place, "anvil.log") });
        const url = `http://127.0.0.1:${port}`;
        const chain = new Chain(url);
        try {
            await until("anvil answers", () => chain.rpc("eth_chainId"), { seconds: 60, pause: 50, alive: [program] });
            const tick = async (seconds) => {
                await chain.rpc("evm_setNextBlockTimestamp", now());
                await chain.rpc("evm_mine");
                await chain.rpc("evm_setIntervalMining", seconds);
            };
            return { url, program, chain, tick };
        } catch (error) {
            await program.kill();
            // Somebody else may have taken the port in between.
            if (attempt === 4) {
                throw error;
            }
        }
    }
}
