// Compiles Solidity with solc from npm. Output depends on the sources and the pinned packages alone.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** The folder of the contracts project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const settings = {
    // The L2 runs no opcode newer than PUSH0 (fork 9), and the same code runs on both networks.
    evmVersion: "shanghai",
    optimizer: { enabled: true, runs: 200 },
    // No hash of the metadata in the code: addresses and the genesis root must not hang on comments.
    metadata: { bytecodeHash: "none", appendCBOR: false },
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object", "storageLayout"] } },
};

/** All .sol files below a folder, as paths relative to it, sorted. */
function solidity(folder, below = "") {
    return readdirSync(join(folder, below), { withFileTypes: true })
        .flatMap((entry) => {
            const path = below === "" ? entry.name : `${below}/${entry.name}`;
            return entry.isDirectory() ? solidity(folder, path) : path.endsWith(".sol") ? [path] : [];
        })
        .sort();
}

/**
 * Compiles all of src/ and of further folders, or reads what an earlier call left when nothing has changed.
 * @param {string[]} further folders with more sources; their files import ours as "zonogon/<path below src>"
 * @param {string} out folder for one JSON file (contractName, abi, bytecode, deployedBytecode, storage) per contract
 * @returns {Map<string, object>} artifacts by contract name
 */
export function compile(further = [], out = join(root, "build")) {
    const sources = {};
    for (const path of solidity(join(root, "src"))) {
        sources[`zonogon/${path}`] = { content: readFileSync(join(root, "src", path), "utf8") };
    }
    for (const [i, folder] of further.entries()) {
        for (const path of solidity(folder)) {
            sources[`further${i}/${path}`] = { content: readFileSync(join(folder, path), "utf8") };
        }
    }
    const own = Object.keys(sources);
    const tools = ["package-lock.json", "scripts/compiler.mjs"].map((path) => readFileSync(join(root, path), "utf8"));
    const key = createHash("sha256").update(JSON.stringify([sources, tools])).digest("hex");
    const index = join(out, "index.json");
    if (existsSync(index)) {
        const known = JSON.parse(readFileSync(index, "utf8"));
        if (known.key === key) {
            return new Map(known.contracts.map((name) => [name, readArtifact(name, out)]));
        }
    }
    const solc = require("solc");
    const read = (path) => {
        const file = join(root, "node_modules", path);
        return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `there is no ${path}` };
    };
    const output = JSON.parse(
        solc.compile(JSON.stringify({ language: "Solidity", sources, settings }), { import: read }),
    );
    const errors = (output.errors ?? []).filter(
        (e) => e.severity === "error" || own.includes(e.sourceLocation?.file ?? own[0]),
    );
    if (errors.length > 0) {
        throw new Error(errors.map((e) => e.formattedMessage).join("\n"));
    }
    const artifacts = new Map();
    for (const file of own) {
        for (const [name, contract] of Object.entries(output.contracts[file] ?? {})) {
            if (artifacts.has(name)) {
                throw new Error(`two contracts are named ${name}`);
            }
            artifacts.set(name, artifact(name, contract));
        }
    }
    // Parts of OpenZeppelin that are deployed as they are.
    for (const [file, name] of [
        ["@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol", "ProxyAdmin"],
        ["@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol", "TransparentUpgradeableProxy"],
    ]) {
        artifacts.set(name, artifact(name, output.contracts[file][name]));
    }
    mkdirSync(out, { recursive: true });
    for (const [name, content] of artifacts) {
        writeFileSync(join(out, `${name}.json`), JSON.stringify(content, null, 1) + "\n");
    }
    writeFileSync(index, JSON.stringify({ key, contracts: [...artifacts.keys()] }, null, 1) + "\n");
    return artifacts;
}

/** One artifact that a call of compile left. */
export function readArtifact(name, out = join(root, "build")) {
    return JSON.parse(readFileSync(join(out, `${name}.json`), "utf8"));
}

function artifact(contractName, { abi, evm, storageLayout }) {
    return {
        contractName,
        abi,
        bytecode: `0x${evm.bytecode.object}`,
        deployedBytecode: `0x${evm.deployedBytecode.object}`,
        storageLayout: (storageLayout?.storage ?? []).map(place),
        storageStructs: Object.fromEntries(
            Object.entries(storageLayout?.types ?? {})
                .filter(([, { members }]) => members)
                .map(([type, { members }]) => [plainType(type), members.map(place)]),
        ),
    };
}

// Types carry numbers of the compiler's own syntax tree.
const plainType = (type) => type.replace(/\)\d+/g, ")");
const place = ({ label, slot, offset, type }) => ({ label, slot, offset, type: plainType(type) });
