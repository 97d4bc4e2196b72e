// An L1 whose blocks a test makes, so that it knows where it is.
import { after } from "node:test";

import { sleep } from "./world.mjs";

const now = () => Math.floor(Date.now() / 1000);

/** Makes a block every `pause` milliseconds unless told to wait. anvil's clock is set again and again: a reorganisation sets it back. */
export class Clockwork {
    #chain;
    #pause;
    #going = false;
    #running = Promise.resolve();

    constructor(chain, pause = 150) {
        this.#chain = chain;
        this.#pause = pause;
    }

    async start() {
        after(() => {
            this.#going = false;
        });
        await this.#chain.rpc("evm_setAutomine", false);
        await this.#setClock();
        await this.mine();
        this.resume();
    }

    resume() {
        this.#going = true;
        this.#running = this.#run();
    }
    async pause() {
        this.#going = false;
        await this.#running;
    }
    async stop() {
        await this.pause();
    }
    async #run() {
        while (this.#going) {
            await this.mine();
            await sleep(this.#pause);
        }
    }

    async #setClock() {
        const latest = await this.#chain.rpc("eth_getBlockByNumber", "latest", false);
        await this.#chain.rpc("evm_setNextBlockTimestamp", Math.max(now(), Number(latest.timestamp) + 1));
    }

    /** Blocks of this moment; more than one share its second. */
    async mine(blocks = 1) {
        await this.#chain.rpc("anvil_mine", `0x${blocks.toString(16)}`, "0x0");
    }
    async head() {
        return Number(await this.#chain.rpc("eth_blockNumber"));
    }

    /** Replaces the last blocks by as many others, in which these transactions are: [raw, which block]. */
    async reorg(depth, transactions = []) {
        await this.#chain.rpc("anvil_reorg", depth, transactions);
        await this.#setClock();
    }
}
