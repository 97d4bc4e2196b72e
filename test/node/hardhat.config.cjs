// The compiler is the pinned one of the contracts: hardhat would fetch one.
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { subtask } = require("hardhat/config");
const { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } = require("hardhat/builtin-tasks/task-names");
require("@nomicfoundation/hardhat-ethers");

const version = "0.8.30";
const contracts = createRequire(join(__dirname, "../../reference-node/contracts/package.json"));

subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, async () => ({
    version,
    longVersion: contracts("solc").version(),
    compilerPath: contracts.resolve("solc/soljson.js"),
    isSolcJs: true,
}));

module.exports = {
    solidity: { version, settings: { evmVersion: "shanghai", optimizer: { enabled: true } } },
    paths: { sources: "contracts", cache: "build/hardhat/cache", artifacts: "build/hardhat/artifacts" },
    networks: {
        zonogon: {
            url: process.env.TEST_NODE_URL,
            chainId: Number(process.env.TEST_NODE_CHAIN_ID),
            accounts: [process.env.TEST_NODE_KEY],
        },
    },
};
