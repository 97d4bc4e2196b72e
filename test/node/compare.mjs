// Whether two nodes have the same chain.
import { ethers, until } from "./world.mjs";

const hex = ethers.toQuantity;

/** Blocks of a node from `first` to `last`, as {number, hash, stateRoot}; nothing where it has none. */
async function blocks(node, first, last) {
    const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return Promise.all(numbers.map((number) => node.chain.rpc("eth_getBlockByNumber", hex(number), false)));
}

/** The first difference of what both nodes have, in words; nothing if there is none. */
export async function difference(a, b) {
    const heads = await Promise.all([a, b].map(async ({ chain }) => Number(await chain.rpc("eth_blockNumber"))));
    const last = Math.min(...heads);
    for (let first = 0; first <= last; first += 50) {
        const range = [first, Math.min(first + 49, last)];
        const [ours, theirs] = await Promise.all([a, b].map((node) => blocks(node, ...range)));
        const at = ours.findIndex((block, i) => block?.hash !== theirs[i]?.hash || block?.stateRoot !== theirs[i]?.stateRoot);
        if (at >= 0) {
            return `block ${first + at}: ${a.name} has ${ours[at]?.hash}, ${b.name} ${theirs[at]?.hash}`;
        }
    }
    return undefined;
}

/** Waits until everything that the first has made so far is on L1, then until the second has it too; throws when they differ. */
export async function catchUp(a, b, seconds = 180) {
    const head = Number(await a.chain.rpc("eth_blockNumber"));
    const safe = async () => Number((await a.chain.rpc("eth_getBlockByNumber", "safe", false)).number);
    await until(`block ${head} of ${a.name} is on L1`, async () => (await safe()) >= head, {
        seconds,
        alive: [a.process],
        progress: async () => (await a.reasons()).join("; "),
    });
    await until(`${b.name} has block ${head}`, async () => Number(await b.chain.rpc("eth_blockNumber")) >= head, {
        seconds,
        alive: [b.process],
    });
    const wrong = await difference(a, b);
    if (wrong) {
        throw new Error(wrong);
    }
    return head;
}
