// hardhat 2 with its ethers plugin: compiles the contract itself, sends by its own accounts.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { listen, reasonOf } from "./ethers.mjs";

const require = createRequire(import.meta.url);
const project = dirname(dirname(fileURLToPath(import.meta.url)));

export async function hardhatClient({ url, webSocketUrl, chainId, key, probe }) {
    Object.assign(process.env, {
        HARDHAT_CONFIG: join(project, "hardhat.config.cjs"),
        HARDHAT_NETWORK: "zonogon",
        TEST_NODE_URL: url,
        TEST_NODE_CHAIN_ID: String(chainId),
        TEST_NODE_KEY: key.privateKey,
    });
    const hre = require("hardhat");
    await hre.run("compile", { quiet: true });
    const [signer] = await hre.ethers.getSigners();
    let contract;
    return {
        name: "hardhat",
        async deploy(first) {
            contract = await hre.ethers.deployContract("Probe", [first], signer);
            await contract.waitForDeployment();
            return contract.getAddress();
        },
        async transfer(to, value) {
            await (await signer.sendTransaction({ to, value })).wait();
        },
        async set(value, note) {
            const receipt = await (await contract.set(value, note)).wait();
            return { status: receipt.status === 1, block: receipt.blockNumber };
        },
        read: () => contract.value(),
        async events() {
            const found = await contract.queryFilter(contract.filters.Set());
            return found.map(({ args }) => ({ by: args.by, value: args.value, note: args.note }));
        },
        async refusal(value) {
            try {
                await contract.set.staticCall(value, "");
                return "nothing";
            } catch (error) {
                // hardhat hands on what the node says.
                const parsed = contract.interface.parseError(error.data);
                if (parsed.name === "Error" && !error.message.endsWith(parsed.args[0])) {
                    return error.message;
                }
                return reasonOf({ revert: parsed, reason: parsed.args[0] });
            }
        },
        async subscribe() {
            return listen(hre.ethers, webSocketUrl, await contract.getAddress(), probe.abi);
        },
        async close() {},
    };
}
hardhatClient.title = "hardhat 2";
