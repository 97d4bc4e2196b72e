// Deploys the contracts to an L1, creates a rollup, and writes down everything a node needs to follow it.
import { Interface, ZeroAddress, ZeroHash, getAddress, id, isAddress } from "ethers";

import { Chain } from "./chain.mjs";
import { bridgeCodes, ensureDeployer, hasCode } from "./deterministic.mjs";
import { genesisRoot, makeGenesis } from "./genesis.mjs";

/** What a configuration may say, with the defaults; undefined must be given. */
const known = {
    deployerKey: undefined,
    admin: undefined,
    timelockAdmin: undefined,
    emergencyCouncil: undefined,
    trustedAggregator: undefined,
    trustedSequencer: undefined,
    sequencerUrl: undefined,
    networkName: undefined,
    chainId: undefined,
    forkId: 9,
    salt: ZeroHash,
    /** Delay of the timelocks of L1 and L2, in seconds. */
    timelockDelay: 864000,
    l2TimelockDelay: 864000,
    pendingStateTimeout: 0,
    trustedAggregatorTimeout: 604799,
    /** Token in which batches are paid; null: a token of its own is deployed, and its supply given to the deployer. */
    feeToken: null,
    feeTokenSupply: "1000000000000000000000000",
    /** What the sequencer gets of the deployer's fee tokens. */
    sequencerFeeTokens: "0",
    /** Token of L1 in which gas is paid on L2; zero for ether. */
    gasToken: ZeroAddress,
    /** Contract that verifies the proofs; zero while there is none. */
    verifier: ZeroAddress,
    rollupCompatibilityId: 0,
    /** Leaf 0 of the L1 info tree cannot be imported on L2; an empty message of the deployer takes it, unless this is false. */
    takeLeafZero: true,
    /** Further accounts of the L2 genesis: {address, balance, nonce?}. */
    genesisAccounts: [],
};
const addresses = ["admin", "timelockAdmin", "emergencyCouncil", "trustedAggregator", "trustedSequencer", "gasToken", "verifier"];

/** Checks a configuration and fills in the defaults. */
export function readConfig(given, environment = process.env) {
    for (const key of Object.keys(given)) {
        if (!(key in known)) {
            throw new Error(`configuration: there is no ${key}`);
        }
    }
    const config = { ...known, ...given };
    if (environment.ZONOGON_DEPLOYER_KEY) {
        config.deployerKey = environment.ZONOGON_DEPLOYER_KEY;
    }
    for (const [key, value] of Object.entries(config)) {
        if (value === undefined) {
            throw new Error(`configuration: ${key} is missing`);
        }
    }
    for (const key of addresses) {
        if (!isAddress(config[key])) {
            throw new Error(`configuration: ${key} is not an address`);
        }
        config[key] = getAddress(config[key]);
    }
    return config;
}

// What the deployer holds while it sets things up, and hands over at the end.
const rolesOfTimelock = [ZeroHash, id("ADD_ROLLUP_TYPE_ROLE"), id("ADD_EXISTING_ROLLUP_ROLE"), id("UPDATE_ROLLUP_ROLE")];
const rolesOfAdmin = [
    "OBSOLETE_ROLLUP_TYPE_ROLE",
    "CREATE_ROLLUP_ROLE",
    "STOP_EMERGENCY_ROLE",
    "TWEAK_PARAMETERS_ROLE",
    "SET_FEE_ROLE",
    "TRUSTED_AGGREGATOR_ROLE_ADMIN",
].map(id);

/**
 * Deploys everything and creates the first rollup.
 * @param {string} url JSON-RPC of L1
 * @param {object} config of readConfig
 * @param {Map<string, object>} artifacts of compile
 * @param {(line: string) => void} say progress
 * @returns {Promise<object>} addresses, block numbers, genesis and its root
 */
export async function deploy(url, config, artifacts, say = () => {}) {
    const chain = new Chain(url);
    const from = chain.addKey(config.deployerKey);
    const artifact = (name) => artifacts.get(name);
    const put = (name, args) => chain.deploy(artifact(name), args, { from });
    const call = (name, method, ...args) => new Interface(artifact(name).abi).encodeFunctionData(method, args);

    say("making the genesis of L2");
    const { genesis, contracts: l2 } = await makeGenesis(artifacts, {
        deployer: from,
        salt: config.salt,
        chainId: config.chainId,
        timelockAdmin: config.timelockAdmin,
        timelockDelay: config.l2TimelockDelay,
        accounts: config.genesisAccounts,
    });
    const root = genesisRoot(genesis);

    say("deploying to L1");
    const feeToken = config.feeToken
        ? chain.at(artifact("FeeToken"), config.feeToken)
        : await put("FeeToken", ["Fee Token", "POL", from, config.feeTokenSupply]);
    const deployer = await ensureDeployer(chain, artifacts, from);
    const codes = bridgeCodes(artifacts, deployer, config.salt);
    if (await hasCode(chain, codes.proxy.address)) {
        throw new Error(`a bridge of this deployer and salt stands on this L1 already, at ${codes.proxy.address}`);
    }
    if (codes.proxy.address !== l2.bridge) {
        throw new Error("the bridges of L1 and L2 would have different addresses");
    }
    // The contracts know each other from the start: the addresses follow from the deployer's next nonces.
    const first = await chain.nonce(from);
    const next = await Promise.all([3, 4, 5, 6, 7].map((skip) => chain.nextAddress(from, skip)));
    const [timelockAt, , exitRootsAt, , managerAt] = next;
    const proxyAdmin = chain.at(artifact("ProxyAdmin"), codes.proxyAdmin.address);
    const put2 = (code, data) =>
        deployer.send({ from }, "deployDeterministicAndCall", 0, config.salt, code, data);
    const started = await put2(codes.proxyAdmin.code, proxyAdmin.encode("transferOwnership", timelockAt));
    await deployer.send({ from }, "deployDeterministic", 0, config.salt, codes.implementation.code);
    const bridgeReceipt = await put2(
        codes.proxy.code,
        call("Bridge", "initialize", 0, ZeroAddress, 0, exitRootsAt, managerAt, "0x"),
    );
    const bridge = chain.at(artifact("Bridge"), codes.proxy.address);
    const proposers = [config.timelockAdmin];
    const timelock = await put("Timelock", [config.timelockDelay, proposers, proposers, config.timelockAdmin, managerAt]);
    const proxy = (implementation, data) =>
        put("TransparentUpgradeableProxy", [implementation.address, proxyAdmin.address, data]);
    const exitRootsImplementation = await put("GlobalExitRootManager", [managerAt, bridge.address]);
    const exitRootsProxy = await proxy(exitRootsImplementation, "0x");
    const managerArguments = [exitRootsAt, feeToken.address, bridge.address];
    const managerImplementation = await put("RollupManager", managerArguments);
    const managerProxy = await proxy(
        managerImplementation,
        call(
            "RollupManager",
            "initialize",
            config.trustedAggregator,
            config.pendingStateTimeout,
            config.trustedAggregatorTimeout,
            from,
            from,
            config.emergencyCouncil,
            ZeroAddress,
            ZeroAddress,
            0,
            0,
        ),
    );
    const manager = chain.at(artifact("RollupManager"), managerProxy.address);
    if (timelock.address !== timelockAt || exitRootsProxy.address !== exitRootsAt || manager.address !== managerAt) {
        throw new Error(`another transaction of ${from} came between (its nonce was ${first})`);
    }
    const rollupImplementation = await put("Rollup", [...managerArguments, manager.address]);

    say("creating the rollup");
    await manager.send(
        { from },
        "addNewRollupType",
        rollupImplementation.address,
        config.verifier,
        config.forkId,
        config.rollupCompatibilityId,
        root,
        config.networkName,
    );
    if (config.takeLeafZero) {
        const networkID = (await manager.read("rollupCount")) + 1n;
        await bridge.send({ from }, "bridgeMessage", networkID, ZeroAddress, true, "0x");
    }
    const created = await manager.send(
        { from },
        "createNewRollup",
        1,
        config.chainId,
        config.admin,
        config.trustedSequencer,
        config.gasToken,
        config.sequencerUrl,
        config.networkName,
    );
    const { rollupID, rollupAddress } = manager.events(created).find(({ name }) => name === "CreateNewRollup").args;
    const rollup = chain.at(artifact("Rollup"), rollupAddress);
    const batch1 = rollup.events(created).find(({ name }) => name === "InitialSequenceBatches").args;
    if (BigInt(config.sequencerFeeTokens) > 0n) {
        await feeToken.send({ from }, "transfer", config.trustedSequencer, config.sequencerFeeTokens);
    }

    say("handing over");
    await handOver(manager, from, timelock.address, rolesOfTimelock, config.admin, rolesOfAdmin);

    const block = (receipt) => Number(receipt.blockNumber);
    return {
        root,
        l1: {
            chainId: Number(await chain.chainId()),
            firstBlock: block(started),
            deployerAccount: from,
            contracts: {
                bridge: bridge.address,
                globalExitRootManager: exitRootsProxy.address,
                rollupManager: manager.address,
                rollup: rollup.address,
                feeToken: feeToken.address,
                timelock: timelock.address,
                proxyAdmin: proxyAdmin.address,
                deployer: deployer.address,
            },
            implementations: {
                bridge: codes.implementation.address,
                globalExitRootManager: exitRootsImplementation.address,
                rollupManager: managerImplementation.address,
                rollup: rollupImplementation.address,
            },
            blocks: {
                bridge: block(bridgeReceipt),
                globalExitRootManager: block(exitRootsProxy.receipt),
                rollupManager: block(managerProxy.receipt),
                rollup: block(created),
            },
        },
        rollup: {
            id: Number(rollupID),
            chainId: Number(config.chainId),
            forkId: Number(config.forkId),
            compatibilityId: Number(config.rollupCompatibilityId),
            verifier: config.verifier,
            trustedSequencer: config.trustedSequencer,
            trustedAggregator: config.trustedAggregator,
            admin: config.admin,
            networkName: config.networkName,
            firstBatch: {
                transactions: batch1.transactions,
                globalExitRoot: batch1.lastGlobalExitRoot,
                sequencer: batch1.sequencer,
                l1Block: block(created),
                accInputHash: await rollup.read("lastAccInputHash"),
            },
        },
        l2: { networkId: Number(rollupID), contracts: l2 },
        layouts: storageLayouts(artifacts),
        genesis,
    };
}

/** Gives every role to its holder and takes it from the deployer, the admin role of all roles last. */
async function handOver(manager, from, timelock, ofTimelock, admin, ofAdmin) {
    const pairs = [...ofAdmin.map((role) => [role, admin]), ...ofTimelock.map((role) => [role, timelock]).reverse()];
    for (const [role, holder] of pairs) {
        if (holder !== from) {
            await manager.send({ from }, "grantRole", role, holder);
            await manager.send({ from }, "renounceRole", role, from);
        }
    }
    for (const [role, holder] of pairs) {
        const kept = holder !== from && (await manager.read("hasRole", role, from));
        if (kept || !(await manager.read("hasRole", role, holder))) {
            throw new Error(`role ${role} was not handed over to ${holder}`);
        }
    }
}

/** Contracts behind proxies, whose storage an upgrade must not move. */
export const upgradeable = {
    bridge: "Bridge",
    globalExitRootManager: "GlobalExitRootManager",
    rollupManager: "RollupManager",
    rollup: "Rollup",
};

/** Storage of the upgradeable contracts: the variables, and the members of every struct among them. */
export function storageLayouts(artifacts) {
    return Object.fromEntries(
        Object.entries(upgradeable).map(([key, name]) => {
            const { storageLayout, storageStructs } = artifacts.get(name);
            return [key, structuredClone({ variables: storageLayout, structs: storageStructs })];
        }),
    );
}
