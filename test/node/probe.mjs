// The contract of the client tests, compiled.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "../../reference-node/contracts/scripts/compiler.mjs";

const known = process.listeners("unhandledRejection");
const solc = createRequire(join(root, "package.json"))("solc");
// solc makes every unhandled rejection of the process an exception; the tests' runner has its own way.
for (const listener of process.listeners("unhandledRejection")) {
    if (!known.includes(listener)) {
        process.off("unhandledRejection", listener);
    }
}
const file = join(dirname(fileURLToPath(import.meta.url)), "contracts/Probe.sol");
const input = {
    language: "Solidity",
    sources: { "Probe.sol": { content: readFileSync(file, "utf8") } },
    settings: { evmVersion: "shanghai", optimizer: { enabled: true }, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
if (output.errors) {
    throw new Error(output.errors.map((e) => e.formattedMessage).join("\n"));
}
const { abi, evm } = output.contracts["Probe.sol"].Probe;
export const probe = { abi, bytecode: `0x${evm.bytecode.object}` };
