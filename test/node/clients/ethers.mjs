// ethers 6, with requests in batches. It remembers answers for a quarter of a second, nonces too; here blocks may come faster.
import { Contract, ContractFactory, JsonRpcProvider, Wallet, WebSocketProvider } from "ethers";

/** The reason of a failed call as ethers words it. */
export function reasonOf(error) {
    if (error?.revert && error.revert.name !== "Error") {
        return `${error.revert.name}(${error.revert.args})`;
    }
    return error?.reason ?? String(error);
}

/** Listens by a provider of ethers over WebSocket. */
export async function listen(ethers, webSocketUrl, address, abi) {
    const provider = new ethers.WebSocketProvider(webSocketUrl);
    const heard = { heads: [], values: [] };
    // Nobody needs to hear that the node went.
    provider.websocket.onerror = () => {};
    await provider.on("block", (number) => heard.heads.push(number));
    const contract = new ethers.Contract(address, abi, provider);
    await contract.on("Set", (by, value) => heard.values.push(value));
    await provider.getBlockNumber();
    heard.stop = async () => {
        await provider.removeAllListeners();
        await contract.removeAllListeners();
        // The connection keeps the order: what ends the subscriptions was answered before this.
        await provider.getBlockNumber();
        await provider.destroy();
    };
    return heard;
}

export async function ethersClient({ url, webSocketUrl, key, probe }) {
    const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
    provider.pollingInterval = 250;
    const wallet = new Wallet(key.privateKey, provider);
    let contract;
    const mined = async (sent) => sent.wait(1, 60_000);
    return {
        name: "ethers",
        async deploy(first) {
            contract = await new ContractFactory(probe.abi, probe.bytecode, wallet).deploy(first);
            await contract.waitForDeployment();
            return contract.getAddress();
        },
        async transfer(to, value) {
            await mined(await wallet.sendTransaction({ to, value }));
        },
        async set(value, note) {
            const receipt = await mined(await contract.set(value, note));
            return { status: receipt.status === 1, block: receipt.blockNumber };
        },
        read: () => contract.value(),
        async events() {
            const found = await contract.queryFilter(contract.filters.Set());
            return found.map(({ args }) => ({ by: args.by, value: args.value, note: args.note }));
        },
        refusal: (value) => contract.set.staticCall(value, "").then(() => "nothing", reasonOf),
        async subscribe() {
            return listen({ WebSocketProvider, Contract }, webSocketUrl, await contract.getAddress(), probe.abi);
        },
        async close() {
            provider.destroy();
        },
    };
}
ethersClient.title = "ethers 6";
