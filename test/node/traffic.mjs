// Transactions without end, and a book of those that were acknowledged.
import { after } from "node:test";

import { accounts, ether, ethers, fund, sleep } from "./world.mjs";

// Nobody else sends from it: the bridge service has an account of its own.
const sender = accounts.users[3];

export class Traffic {
    acknowledged = [];
    #going = true;

    /** Transfers, one after the other, whatever becomes of the node meanwhile. */
    static async start(node, chainId, pause = 20) {
        const out = new Traffic();
        await fund(node.url, sender.address, ether("10"));
        out.node = node;
        // Of a test that fails they would go on for ever.
        after(() => out.stop());
        out.done = out.#run(chainId, pause);
        return out;
    }

    async #run(chainId, pause) {
        let nonce;
        while (this.#going) {
            try {
                nonce ??= Number(await this.node.chain.rpc("eth_getTransactionCount", sender.address, "pending"));
                const raw = await sender.signTransaction({
                    type: 0,
                    chainId,
                    nonce,
                    gasPrice: 10n ** 9n,
                    gasLimit: 21_000,
                    to: ethers.toBeHex(0x1000 + (nonce % 7), 20),
                    value: 1n,
                });
                this.acknowledged.push(await this.node.chain.rpc("eth_sendRawTransaction", raw));
                ++nonce;
                await sleep(pause);
            } catch {
                // The node is away. It may have taken the transaction without getting to say so.
                nonce = undefined;
                await sleep(100);
            }
        }
    }

    async stop() {
        this.#going = false;
        await this.done;
    }
}
