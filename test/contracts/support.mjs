// What the contract tests share: one anvil, one deployment, and tests that leave no trace for one another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { startAnvil } from "../../reference-node/contracts/scripts/anvil.mjs";
import { Chain, Contract, Reverted } from "../../reference-node/contracts/scripts/chain.mjs";
import { compile, root } from "../../reference-node/contracts/scripts/compiler.mjs";
import { ethers } from "../../reference-node/contracts/scripts/ethers.mjs";

export { Chain, Reverted, assert, ethers, root, startAnvil };
export const here = dirname(fileURLToPath(import.meta.url));
export const ZERO = ethers.ZeroAddress;
export const ZERO_HASH = ethers.ZeroHash;
export const ether = ethers.parseEther;
export const hashOf = (text) => ethers.id(text);
export const role = (name) => ethers.id(name);

export function vectors(path) {
    return JSON.parse(readFileSync(join(here, "../vectors", path), "utf8"));
}
export const signatures = vectors("contracts/abi-signatures.json");

/** Under which name the signatures list a contract of ours. */
export const originalNames = {
    RollupManager: "PolygonRollupManager",
    Rollup: "PolygonZkEVMEtrog",
    GlobalExitRootManager: "PolygonZkEVMGlobalExitRootV2",
    GlobalExitRootManagerL2: "PolygonZkEVMGlobalExitRootL2",
    Bridge: "PolygonZkEVMBridgeV2",
    TokenWrapped: "TokenWrapped",
    Timelock: "PolygonZkEVMTimelock",
    DeterministicDeployer: "PolygonZkEVMDeployer",
};
const plainName = (name) => name.replace(/Harness$/, "");

export const artifacts = compile([join(here, "harness")], join(root, "build/test"));
export const artifact = (name) => {
    const found = artifacts.get(name);
    assert.ok(found, `there is no contract ${name}`);
    return found;
};

/** Gas by "Contract.method": {least, most, calls}. */
export const gas = new Map();
/** Custom errors seen, as "Contract.Error". */
export const seenErrors = new Set();

const plainSend = Contract.prototype.send;
Contract.prototype.send = async function (options, method, ...args) {
    const receipt = await plainSend.call(this, options, method, ...args);
    const key = `${plainName(this.name)}.${method}`;
    const used = Number(receipt.gasUsed);
    const known = gas.get(key) ?? { least: used, most: used, calls: 0 };
    gas.set(key, { least: Math.min(known.least, used), most: Math.max(known.most, used), calls: known.calls + 1 });
    return receipt;
};

/** Expects a call to revert with a custom error, whose selector is looked up where the vectors have it. */
export async function reverts(contract, error, from, method, ...args) {
    let options = { from };
    if (typeof from === "object") {
        options = from;
    }
    const request = {
        from: options.from,
        to: contract.address,
        data: contract.encode(method, ...args),
        ...(options.value ? { value: ethers.toQuantity(options.value) } : {}),
    };
    const name = plainName(contract.name);
    const selector = signatures[originalNames[name]]?.errors[`${error}()`] ?? ethers.id(`${error}()`).slice(0, 10);
    await assert.rejects(contract.chain.rpc("eth_call", request, "latest"), (thrown) => {
        assert.ok(thrown instanceof Reverted, `${method}: ${thrown}`);
        const got = contract.abi.getError((thrown.data ?? "").slice(0, 10))?.name ?? thrown.data ?? thrown.message;
        assert.equal((thrown.data ?? "").slice(0, 10), selector, `${method} reverted with ${got} instead of ${error}`);
        return true;
    });
    seenErrors.add(`${name}.${error}`);
}

/** Expects a call to revert with a reason in words. */
export async function revertsWithText(contract, pattern, from, method, ...args) {
    const request = { from, to: contract.address, data: contract.encode(method, ...args) };
    await assert.rejects(contract.chain.rpc("eth_call", request, "latest"), pattern);
}

/** The only event with this name in a receipt. */
export function eventOf(contract, receipt, name) {
    const found = contract.events(receipt).filter((event) => event.name === name);
    assert.equal(found.length, 1, `${found.length} events ${name}`);
    return found[0].args;
}

const anvil = await startAnvil(["--accounts", "12"]);
const world = await deployWorld(new Chain(anvil.url));

/** Ends the anvil; the last test does it. */
export const stopWorld = () => anvil.stop();

/** A test on the common deployment, which is put back afterwards. */
export function scenario(name, body) {
    test(name, async (context) => {
        const snapshot = await world.chain.rpc("evm_snapshot");
        try {
            await body(world, context);
        } finally {
            await world.chain.rpc("evm_revert", snapshot);
        }
    });
}

/** L1 with manager, one rollup type and one rollup, and beside it on the same chain the bridge of network 1. */
async function deployWorld(chain) {
    const names = ["deployer", "admin", "timelock", "council", "aggregator", "sequencer", "user", "other", "verifier"];
    const accounts = await chain.rpc("eth_accounts");
    const w = { chain, genesis: hashOf("genesis root"), forkID: 9n, chainID: 700001n };
    names.forEach((name, i) => (w[name] = ethers.getAddress(accounts[i])));
    const from = w.deployer;
    const deploy = (name, ...args) => chain.deploy(artifact(name), args, { from });
    const behindProxy = async (name, constructorArgs, call = "0x") => {
        const implementation = await deploy(name, ...constructorArgs);
        const proxy = await deploy("TransparentUpgradeableProxy", implementation.address, w.proxyAdmin.address, call);
        return chain.at(artifact(name), proxy.address);
    };

    w.pol = await deploy("FeeToken", "Fee Token", "POL", w.deployer, ether("1000000"));
    w.proxyAdmin = await deploy("ProxyAdmin");
    // Implementation and proxy of the bridge, then of the exit root manager, then of the manager.
    const bridgeAt = await chain.nextAddress(from, 1);
    const exitRootsAt = await chain.nextAddress(from, 3);
    const managerAt = await chain.nextAddress(from, 5);
    const bridgeAbi = new ethers.Interface(artifact("Bridge").abi);
    w.bridge = await behindProxy(
        "Bridge",
        [],
        bridgeAbi.encodeFunctionData("initialize", [0, ZERO, 0, exitRootsAt, managerAt, "0x"]),
    );
    w.exitRoots = await behindProxy("GlobalExitRootManager", [managerAt, bridgeAt]);
    w.manager = await behindProxy("RollupManagerHarness", [exitRootsAt, w.pol.address, bridgeAt]);
    assert.deepEqual([w.bridge.address, w.exitRoots.address, w.manager.address], [bridgeAt, exitRootsAt, managerAt]);
    w.initializeManager = [w.aggregator, 3600, 7200, w.admin, w.timelock, w.council, ZERO, ZERO, 0, 0];
    await w.manager.send({ from }, "initialize", ...w.initializeManager);
    w.rollupImplementation = await deploy("RollupHarness", exitRootsAt, w.pol.address, bridgeAt, managerAt);
    w.addType = (overrides = {}) =>
        w.manager.send(
            { from: w.timelock },
            "addNewRollupType",
            overrides.implementation ?? w.rollupImplementation.address,
            w.verifier,
            w.forkID,
            overrides.compatibility ?? 0,
            w.genesis,
            "data on L1",
        );
    await w.addType();
    w.createRollup = async (chainID = 700001n, gasToken = ZERO, type = 1) => {
        const receipt = await w.manager.send(
            { from: w.admin },
            "createNewRollup",
            type,
            chainID,
            w.admin,
            w.sequencer,
            gasToken,
            "http://sequencer",
            "test network",
        );
        const { rollupAddress, rollupID } = eventOf(w.manager, receipt, "CreateNewRollup");
        const rollup = chain.at(artifact("RollupHarness"), rollupAddress);
        return Object.assign(rollup, { id: rollupID, receipt });
    };
    w.rollup = await w.createRollup();
    await w.pol.send({ from }, "transfer", w.sequencer, ether("1000"));
    await w.pol.send({ from }, "transfer", w.user, ether("1000"));
    await w.pol.send({ from: w.sequencer }, "approve", w.rollup.address, ether("1000"));
    await w.pol.send({ from: w.user }, "approve", w.rollup.address, ether("1000"));
    await w.pol.send({ from: w.user }, "approve", w.bridge.address, ether("1000"));

    // The other network: the same contracts, and the test writes imported exit roots as the state transition does.
    const bridge2At = await chain.nextAddress(from, 1);
    const exitRoots2At = await chain.nextAddress(from, 3);
    w.bridge2 = await behindProxy(
        "Bridge",
        [],
        bridgeAbi.encodeFunctionData("initialize", [1, ZERO, 0, exitRoots2At, ZERO, "0x"]),
    );
    w.exitRoots2 = await behindProxy("GlobalExitRootManagerL2", [bridge2At]);
    assert.deepEqual([w.bridge2.address, w.exitRoots2.address], [bridge2At, exitRoots2At]);
    await chain.rpc("anvil_setBalance", bridge2At, ethers.toQuantity(2n ** 128n - 1n));
    w.importExitRoot = (globalExitRoot, manager = w.exitRoots2) =>
        chain.rpc("anvil_setStorageAt", manager.address, slotOf(globalExitRoot, 0), ethers.zeroPadValue("0x01", 32));

    w.deploy = deploy;
    w.behindProxy = behindProxy;
    w.warp = async (seconds) => {
        await chain.rpc("evm_increaseTime", ethers.toQuantity(seconds));
        await chain.rpc("evm_mine");
    };
    w.now = async () => BigInt((await chain.rpc("eth_getBlockByNumber", "latest", false)).timestamp);
    w.balance = async (address) => BigInt(await chain.rpc("eth_getBalance", address, "latest"));
    w.as = async (address, body) => {
        await chain.rpc("anvil_impersonateAccount", address);
        await chain.rpc("anvil_setBalance", address, ethers.toQuantity(ether("10")));
        try {
            return await body(address);
        } finally {
            await chain.rpc("anvil_stopImpersonatingAccount", address);
        }
    };
    /** Sequences without data, as the rollup contract would. */
    w.recordSequence = (count, accInputHash = hashOf(`sequence of ${count}`), rollup = w.rollup) =>
        w.as(rollup.address, (sender) =>
            w.manager.send({ from: sender }, "onSequenceBatches", count, accInputHash),
        );
    return w;
}

/** Storage slot of a mapping's entry. */
export function slotOf(key, mappingSlot) {
    return ethers.keccak256(ethers.concat([ethers.zeroPadValue(key, 32), ethers.toBeHex(mappingSlot, 32)]));
}

/** Accumulated input hash (protocol section 5), written down once more for the tests. */
export function accumulate(old, transactions, rootOrExitRoot, timestamp, coinbase, blockHash = ZERO_HASH) {
    return ethers.solidityPackedKeccak256(
        ["bytes32", "bytes32", "bytes32", "uint64", "address", "bytes32"],
        [old, ethers.keccak256(transactions), rootOrExitRoot, timestamp, coinbase, blockHash],
    );
}

/** keccak256 tree of depth 32 over all leaves at once, with proofs: an independent twin of the contracts' tree. */
export class Tree {
    constructor(leaves = []) {
        this.leaves = [...leaves];
    }
    #levels() {
        let zero = ZERO_HASH;
        let nodes = this.leaves;
        const levels = [];
        for (let height = 0; height < 32; ++height) {
            levels.push({ nodes, zero });
            const above = [];
            for (let i = 0; i < nodes.length; i += 2) {
                above.push(pair(nodes[i], nodes[i + 1] ?? zero));
            }
            nodes = above;
            zero = pair(zero, zero);
        }
        return { levels, root: nodes[0] ?? zero };
    }
    get root() {
        return this.#levels().root;
    }
    proof(index) {
        return this.#levels().levels.map(({ nodes, zero }, height) => nodes[(index >> height) ^ 1] ?? zero);
    }
}
export function pair(left, right) {
    return ethers.keccak256(ethers.concat([left, right]));
}
