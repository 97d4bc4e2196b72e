// Transactions without end, and a book of those that were acknowledged.
import { accounts, ethers, sleep } from "./world.mjs";

export class Traffic {
    acknowledged = [];
    #going = true;

    /** Transfers from the account with ether on L2, one after the other, whatever becomes of the node meanwhile. */
    constructor(node, chainId, pause = 20) {
        this.node = node;
        this.done = this.#run(chainId, pause);
    }

    async #run(chainId, pause) {
        const { claimer } = accounts;
        let nonce;
        while (this.#going) {
            try {
                nonce ??= Number(await this.node.chain.rpc("eth_getTransactionCount", claimer.address, "pending"));
                const raw = await claimer.signTransaction({
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
