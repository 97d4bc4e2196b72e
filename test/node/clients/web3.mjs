// web3.js 4. It sends transactions of type 2 unless told otherwise, and this chain has no base fee.
import { Web3 } from "web3";

export async function web3Client({ url, webSocketUrl, key, probe }) {
    const web3 = new Web3(url);
    web3.setConfig({ defaultTransactionType: "0x0", transactionPollingInterval: 250 });
    web3.eth.wallet.add(key.privateKey);
    const from = key.address;
    let contract = new web3.eth.Contract(probe.abi);
    return {
        name: "web3.js",
        async deploy(first) {
            contract = await contract.deploy({ data: probe.bytecode, arguments: [first] }).send({ from });
            return contract.options.address;
        },
        async transfer(to, value) {
            await web3.eth.sendTransaction({ from, to, value });
        },
        async set(value, note) {
            const receipt = await contract.methods.set(value, note).send({ from });
            return { status: receipt.status === 1n, block: Number(receipt.blockNumber) };
        },
        read: () => contract.methods.value().call(),
        async events() {
            const found = await contract.getPastEvents("Set", { fromBlock: 0 });
            return found.map(({ returnValues: { by, value, note } }) => ({ by, value, note }));
        },
        async refusal(value) {
            try {
                await contract.methods.set(value, "").call({ from });
                return "nothing";
            } catch (error) {
                const { errorName, errorArgs, errorSignature } = error.cause ?? {};
                if (errorName === undefined) {
                    return String(error.cause?.message ?? error);
                }
                return errorName === "Error" ? errorArgs.message : `${errorName}(${[errorArgs[0], errorArgs[1]]})`;
            }
        },
        async subscribe() {
            const live = new Web3(webSocketUrl);
            const heard = { heads: [], values: [] };
            const heads = await live.eth.subscribe("newBlockHeaders");
            heads.on("data", ({ number }) => heard.heads.push(Number(number)));
            const logs = new live.eth.Contract(probe.abi, contract.options.address).events.Set();
            logs.on("data", ({ returnValues }) => heard.values.push(returnValues.value));
            await new Promise((resolve, reject) => {
                logs.on("connected", resolve);
                logs.on("error", reject);
            });
            heard.stop = async () => {
                await heads.unsubscribe();
                await logs.unsubscribe();
                live.currentProvider.disconnect();
            };
            return heard;
        },
        async close() {},
    };
}
web3Client.title = "web3.js 4";
