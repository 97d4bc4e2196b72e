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
 * Compiles all of src/ and of further folders, or reads what an earlier call left when nothing has changed. Leaves one JSON file
 * (contractName, abi, bytecode, deployedBytecode, storage) per contract in `out`, and those of src/ in build/.
 * @param {string[]} further folders with more sources; their files import ours as "zonogon/<path below src>"
 * @param {string} out
 * @returns {Map<string, object>} artifacts by contract name
 */
export function compile(further = [], out = join(root, "build")) {
    const ours = readSources(join(root, "src"), "zonogon");
    const sources = Object.assign({}, ours, ...further.map((folder, i) => readSources(folder, `further${i}`)));
    const key = keyOf(sources);
    const known = existsSync(join(out, "index.json")) ? JSON.parse(readFileSync(join(out, "index.json"), "utf8")) : {};
    if (known.key === key) {
        return new Map(known.contracts.map((name) => [name, readArtifact(name, out)]));
    }
    const contracts = runCompiler(sources);
    const artifacts = new Map();
    const mine = new Map();
    for (const [file, name, contract] of [...contractsOf(contracts, Object.keys(sources)), ...deployedAsTheyAre(contracts)]) {
        if (artifacts.has(name)) {
            throw new Error(`two contracts are named ${name}`);
        }
        artifacts.set(name, artifact(name, contract));
        if (file in ours || file.startsWith("@")) {
            mine.set(name, artifacts.get(name));
        }
    }
    // A contract's artifact does not depend on what else is compiled with it.
    store(join(root, "build"), keyOf(ours), mine);
    store(out, key, artifacts);
    return artifacts;
}

function readSources(folder, prefix) {
    return Object.fromEntries(
        solidity(folder).map((path) => [`${prefix}/${path}`, { content: readFileSync(join(folder, path), "utf8") }]),
    );
}

function keyOf(sources) {
    const tools = ["package-lock.json", "scripts/compiler.mjs"].map((path) => readFileSync(join(root, path), "utf8"));
    return createHash("sha256").update(JSON.stringify([sources, tools])).digest("hex");
}

/** Runs solc; what it complains about in these sources, even as a warning, is an error. */
function runCompiler(sources) {
    const solc = require("solc");
    const read = (path) => {
        const file = join(root, "node_modules", path);
        return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `there is no ${path}` };
    };
    const input = JSON.stringify({ language: "Solidity", sources, settings });
    const output = JSON.parse(solc.compile(input, { import: read }));
    const errors = (output.errors ?? []).filter(
        ({ severity, sourceLocation }) => severity === "error" || !sourceLocation || sourceLocation.file in sources,
    );
    if (errors.length > 0) {
        throw new Error(errors.map((e) => e.formattedMessage).join("\n"));
    }
    return output.contracts;
}

const contractsOf = (contracts, files) =>
    files.flatMap((file) => Object.entries(contracts[file] ?? {}).map(([name, contract]) => [file, name, contract]));

/** Parts of OpenZeppelin that are deployed as they are. */
function deployedAsTheyAre(contracts) {
    return ["ProxyAdmin", "TransparentUpgradeableProxy"].map((name) => {
        const file = `@openzeppelin/contracts/proxy/transparent/${name}.sol`;
        return [file, name, contracts[file][name]];
    });
}

function store(out, key, artifacts) {
    mkdirSync(out, { recursive: true });
    for (const [name, content] of artifacts) {
        writeFileSync(join(out, `${name}.json`), JSON.stringify(content, null, 1) + "\n");
    }
    writeFileSync(join(out, "index.json"), JSON.stringify({ key, contracts: [...artifacts.keys()] }, null, 1) + "\n");
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
