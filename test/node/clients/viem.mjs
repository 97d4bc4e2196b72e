// viem 2.
import {
    ContractFunctionRevertedError,
    createPublicClient,
    createWalletClient,
    defineChain,
    http,
    webSocket,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

export async function viemClient({ url, webSocketUrl, chainId, key, probe }) {
    const chain = defineChain({
        id: chainId,
        name: "zonogon",
        nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
        rpcUrls: { default: { http: [url], webSocket: [webSocketUrl] } },
    });
    const account = privateKeyToAccount(key.privateKey);
    const reader = createPublicClient({ chain, transport: http(), pollingInterval: 250 });
    const wallet = createWalletClient({ chain, account, transport: http() });
    const { abi } = probe;
    let address;
    const mined = (hash) => reader.waitForTransactionReceipt({ hash, timeout: 60_000 });
    return {
        name: "viem",
        async deploy(first) {
            const hash = await wallet.deployContract({ abi, bytecode: probe.bytecode, args: [BigInt(first)] });
            address = (await mined(hash)).contractAddress;
            return address;
        },
        async transfer(to, value) {
            await mined(await wallet.sendTransaction({ to, value }));
        },
        async set(value, note) {
            const { request } = await reader.simulateContract({
                account,
                address,
                abi,
                functionName: "set",
                args: [BigInt(value), note],
            });
            const receipt = await mined(await wallet.writeContract(request));
            return { status: receipt.status === "success", block: Number(receipt.blockNumber) };
        },
        read: () => reader.readContract({ address, abi, functionName: "value" }),
        async events() {
            const found = await reader.getContractEvents({ address, abi, eventName: "Set", fromBlock: 0n });
            return found.map(({ args }) => args);
        },
        async refusal(value) {
            try {
                await reader.simulateContract({ account, address, abi, functionName: "set", args: [BigInt(value), ""] });
                return "nothing";
            } catch (error) {
                const reverted = error.walk((e) => e instanceof ContractFunctionRevertedError);
                if (!reverted) {
                    return String(error);
                }
                return reverted.reason ?? `${reverted.data.errorName}(${reverted.data.args})`;
            }
        },
        async subscribe() {
            const live = createPublicClient({ chain, transport: webSocket(undefined, { reconnect: false }) });
            const heard = { heads: [], values: [] };
            const failed = (error) => heard.heads.push(error.message);
            const ends = [
                live.watchBlockNumber({ onBlockNumber: (number) => heard.heads.push(Number(number)), onError: failed }),
                live.watchContractEvent({
                    address,
                    abi,
                    eventName: "Set",
                    onLogs: (logs) => heard.values.push(...logs.map(({ args }) => args.value)),
                    onError: failed,
                }),
            ];
            // The subscriptions are asked for when this answer is there: the connection keeps the order.
            await live.getBlockNumber({ cacheTime: 0 });
            await new Promise((resolve) => setTimeout(resolve, 300));
            heard.stop = async () => {
                ends.forEach((end) => end());
                (await live.transport.getRpcClient()).close();
            };
            return heard;
        },
        async close() {},
    };
}
viemClient.title = "viem 2";
