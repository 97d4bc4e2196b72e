// The deployment as a whole: what it leaves on L1, the genesis of L2 at work, upgrades.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { deploy, readConfig } from "../../reference-node/contracts/scripts/deployment.mjs";
import { EXIT_ROOTS_L2, genesisRoot } from "../../reference-node/contracts/scripts/genesis.mjs";
import { layoutDifferences, upgrade } from "../../reference-node/contracts/scripts/upgrading.mjs";
import { Chain, Tree, ZERO, ZERO_HASH, accumulate, artifact, artifacts, assert, ethers, hashOf, pair, role, root, slotOf, startAnvil } from "./support.mjs";

const devnet = () => JSON.parse(readFileSync(join(root, "devnet.json"), "utf8"));
const someone = ethers.getAddress("0x1111111111111111111111111111111111111111");
const other = ethers.getAddress("0x2222222222222222222222222222222222222222");

test("configuration: what is refused", () => {
    const complains = (change, pattern) => assert.throws(() => readConfig({ ...devnet(), ...change }, {}), pattern);
    complains({ deployer: 1 }, /there is no deployer/);
    complains({ admin: undefined }, /admin is missing/);
    complains({ admin: "0x12" }, /admin is not an address/);
    const key = `0x${"11".repeat(32)}`;
    assert.equal(readConfig(devnet(), { ZONOGON_DEPLOYER_KEY: key }).deployerKey, key);
    assert.equal(readConfig(devnet(), {}).forkId, 9);
});

/** Deploys to a fresh anvil, with changes to devnet.json, and hands it to `body`. */
export async function withDeployment(overrides, body) {
    const anvil = await startAnvil();
    try {
        const chain = new Chain(anvil.url);
        const accounts = await chain.rpc("eth_accounts");
        // Something happened before on this L1: what must not depend on it, does not.
        for (let i = 0; i < (overrides.noise ?? 0); ++i) {
            await chain.send({ from: accounts[0], to: someone, value: 1n });
        }
        const config = readConfig({ ...devnet(), ...overrides.config }, {});
        const result = await deploy(anvil.url, config, artifacts);
        await body({ anvil, chain, config, result, at: (name, address) => chain.at(artifact(name), address), accounts });
    } finally {
        await anvil.stop();
    }
}

const parties = {
    admin: someone,
    timelockAdmin: other,
    timelockDelay: 50,
    genesisAccounts: [{ address: someone, balance: "1000000000000000000000" }],
};

test("deployment: roles handed over, contracts joined, the same genesis on every L1", async () => {
    let first;
    await withDeployment({ config: parties }, async ({ anvil, chain, config, result, at }) => {
        first = result;
        const { contracts } = result.l1;
        const manager = at("RollupManager", contracts.rollupManager);
        const holders = {
            [contracts.timelock]: ["ADD_ROLLUP_TYPE_ROLE", "ADD_EXISTING_ROLLUP_ROLE", "UPDATE_ROLLUP_ROLE"],
            [someone]: [
                "OBSOLETE_ROLLUP_TYPE_ROLE",
                "CREATE_ROLLUP_ROLE",
                "STOP_EMERGENCY_ROLE",
                "TWEAK_PARAMETERS_ROLE",
                "SET_FEE_ROLE",
                "TRUSTED_AGGREGATOR_ROLE_ADMIN",
            ],
        };
        for (const [holder, roles] of Object.entries(holders)) {
            for (const one of roles) {
                assert.equal(await manager.read("hasRole", role(one), holder), true, one);
                assert.equal(await manager.read("hasRole", role(one), result.l1.deployerAccount), false, one);
            }
        }
        assert.equal(await manager.read("hasRole", ZERO_HASH, contracts.timelock), true);
        assert.equal(await manager.read("hasRole", ZERO_HASH, result.l1.deployerAccount), false);
        const joined = [
            ["RollupManager", "rollupManager", "bridgeAddress", "bridge"],
            ["RollupManager", "rollupManager", "globalExitRootManager", "globalExitRootManager"],
            ["RollupManager", "rollupManager", "pol", "feeToken"],
            ["GlobalExitRootManager", "globalExitRootManager", "bridgeAddress", "bridge"],
            ["GlobalExitRootManager", "globalExitRootManager", "rollupManager", "rollupManager"],
            ["Bridge", "bridge", "globalExitRootManager", "globalExitRootManager"],
            ["Bridge", "bridge", "polygonRollupManager", "rollupManager"],
            ["Rollup", "rollup", "rollupManager", "rollupManager"],
            ["Timelock", "timelock", "polygonZkEVM", "rollupManager"],
            ["ProxyAdmin", "proxyAdmin", "owner", "timelock"],
        ];
        for (const [name, contract, getter, expected] of joined) {
            assert.equal(await at(name, contracts[contract]).read(getter), contracts[expected], `${contract}.${getter}`);
        }
        const rollup = at("Rollup", contracts.rollup);
        assert.equal(await manager.read("getRollupBatchNumToStateRoot", 1, 0), result.root);
        assert.equal(await rollup.read("admin"), someone);
        assert.equal(result.root, genesisRoot(result.genesis));
        // The block numbers are those of the first events.
        const { firstBatch } = result.rollup;
        const block = await chain.rpc("eth_getBlockByNumber", ethers.toQuantity(result.l1.blocks.rollup), false);
        const expected = accumulate(
            ZERO_HASH,
            firstBatch.transactions,
            firstBatch.globalExitRoot,
            block.timestamp,
            config.trustedSequencer,
            block.parentHash,
        );
        assert.equal(firstBatch.accInputHash, expected);
        // Leaf 0 of the L1 info tree, which no L2 block can import, is taken.
        assert.equal(await at("GlobalExitRootManager", contracts.globalExitRootManager).read("depositCount"), 1n);
        await assert.rejects(deploy(anvil.url, config, artifacts), /stands on this L1 already/);
    });
    await withDeployment({ config: parties, noise: 3 }, async ({ result }) => {
        assert.equal(result.root, first.root);
        assert.deepEqual(result.genesis, first.genesis);
        assert.equal(result.l1.contracts.bridge, first.l1.contracts.bridge);
        assert.notEqual(result.l1.contracts.rollupManager, first.l1.contracts.rollupManager);
    });
    const changed = structuredClone(first.genesis);
    changed[0].balance = "1";
    assert.notEqual(genesisRoot(changed), first.root);
});

test("the genesis of L2 at work: batch 1 initialises it, a deposit of L1 is claimed", async () => {
    await withDeployment({ config: { genesisAccounts: parties.genesisAccounts } }, async (l1) => {
        const { result, accounts } = l1;
        const anvil = await startAnvil(["--chain-id", "1001"]);
        try {
            const l2 = new Chain(anvil.url);
            for (const { address, nonce, balance, bytecode, storage } of result.genesis) {
                await l2.rpc("anvil_setNonce", address, ethers.toQuantity(nonce));
                await l2.rpc("anvil_setBalance", address, ethers.toQuantity(balance));
                if (bytecode) {
                    await l2.rpc("anvil_setCode", address, bytecode);
                }
                for (const [slot, value] of Object.entries(storage ?? {})) {
                    await l2.rpc("anvil_setStorageAt", address, slot, value);
                }
            }
            const bytes = result.rollup.firstBatch.transactions;
            const list = ethers.dataSlice(bytes, 0, ethers.dataLength(bytes) - 66);
            const [r, s] = [-66, -34].map((at) => ethers.dataSlice(bytes, ethers.dataLength(bytes) + at, ethers.dataLength(bytes) + at + 32));
            const sender = ethers.recoverAddress(ethers.keccak256(list), { r, s, v: 27 });
            const [, , , to, , data] = ethers.decodeRlp(list);
            await l2.rpc("anvil_impersonateAccount", sender);
            await l2.rpc("anvil_setBalance", sender, ethers.toQuantity(ethers.parseEther("1")));
            await l2.send({ from: sender, to, data });
            const bridge2 = l2.at(artifact("Bridge"), result.l2.contracts.bridge);
            assert.equal(await bridge2.read("networkID"), 1n);
            assert.equal(await bridge2.read("globalExitRootManager"), EXIT_ROOTS_L2);
            const admin2 = l2.at(artifact("ProxyAdmin"), result.l2.contracts.proxyAdmin);
            assert.equal(await admin2.read("owner"), result.l2.contracts.timelock);

            const bridge = l1.at("Bridge", result.l1.contracts.bridge);
            const amount = ethers.parseEther("3");
            await bridge.send({ from: accounts[5], value: amount }, "bridgeAsset", 1, other, amount, ZERO, true, "0x");
            // The empty message that took leaf 0 is the first deposit.
            const leafOf = (type, origin, to, value) =>
                bridge.read("getLeafValue", type, 0, origin, 1, to, value, ethers.keccak256("0x"));
            const tree = new Tree([
                await leafOf(1, result.l1.deployerAccount, ZERO, 0),
                await leafOf(0, ZERO, other, amount),
            ]);
            assert.equal(await bridge.read("getRoot"), tree.root);
            // What the state transition writes when a block imports the leaf.
            await l2.rpc("anvil_setStorageAt", EXIT_ROOTS_L2, slotOf(pair(tree.root, ZERO_HASH), 0), hashOf("L1 block"));
            const claim = [tree.proof(1), Array(32).fill(ZERO_HASH), (1n << 64n) + 1n, tree.root, ZERO_HASH, 0, ZERO, 1, other, amount, "0x"];
            const user = (await l2.rpc("eth_accounts"))[0];
            await bridge2.send({ from: user }, "claimAsset", ...claim);
            assert.equal(BigInt(await l2.rpc("eth_getBalance", other, "latest")), amount);
            // And the way out writes the local exit root where the state transition reads it.
            await bridge2.send({ from: user, value: 1n }, "bridgeAsset", 0, other, 1, ZERO, true, "0x");
            assert.equal(await l2.rpc("eth_getStorageAt", EXIT_ROOTS_L2, "0x1", "latest"), await bridge2.read("getRoot"));
        } finally {
            await anvil.stop();
        }
    });
});

test("upgrades through the timelock keep the state; moved storage is refused", async () => {
    const admin = ethers.Wallet.createRandom();
    const config = { timelockAdmin: admin.address, timelockDelay: 50 };
    await withDeployment({ config }, async ({ anvil, chain, result, at, accounts }) => {
        await chain.rpc("anvil_setBalance", admin.address, ethers.toQuantity(ethers.parseEther("100")));
        const { contracts } = result.l1;
        const bridge = at("Bridge", contracts.bridge);
        await bridge.send({ from: accounts[3], value: 5n }, "bridgeAsset", 1, other, 5, ZERO, true, "0x");
        const depositRoot = await bridge.read("getRoot");
        const wait = async (seconds) => {
            await chain.rpc("evm_increaseTime", ethers.toQuantity(seconds));
            await chain.rpc("evm_mine");
        };
        const slot = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
        const codeBehind = async (address) =>
            ethers.getAddress(ethers.dataSlice(await chain.rpc("eth_getStorageAt", address, slot, "latest"), 12));
        for (const name of ["bridge", "globalExitRootManager", "rollupManager", "rollup"]) {
            const before = result.l1.implementations[name];
            assert.equal(await codeBehind(contracts[name]), before, name);
            await upgrade(anvil.url, result, name, admin.privateKey, artifacts, { wait, forkId: 10 });
            assert.notEqual(result.l1.implementations[name], before);
            assert.equal(await codeBehind(contracts[name]), result.l1.implementations[name], name);
        }
        assert.equal(await bridge.read("getRoot"), depositRoot);
        const manager = at("RollupManager", contracts.rollupManager);
        const data = await manager.read("rollupIDToRollupData", 1);
        assert.deepEqual([data.rollupTypeID, data.forkID, data.lastBatchSequenced], [2n, 10n, 1n]);
        assert.equal(result.rollup.forkId, 10);

        // Before the delay is over nothing happens.
        await assert.rejects(
            upgrade(anvil.url, result, "bridge", admin.privateKey, artifacts, { wait: async () => {} }),
            /operation is not ready/,
        );
        await assert.rejects(upgrade(anvil.url, result, "token", admin.privateKey, artifacts, { wait }), /there is no token/);
        result.layouts.rollup.variables[3].slot = "77";
        await assert.rejects(upgrade(anvil.url, result, "rollup", admin.privateKey, artifacts, { wait }), /would move/);
    });
});

test("the commands deploy and upgrade", async () => {
    const place = mkdtempSync(join(tmpdir(), "deployment-"));
    const anvil = await startAnvil();
    try {
        const { deployerKey } = devnet();
        // Not the synchronous way: nobody would read what anvil prints meanwhile, and it would stop.
        const run = (command, args, environment = {}) =>
            new Promise((resolve) => {
                const env = { ...process.env, ...environment };
                execFile(join(root, command), args, { env, timeout: 100_000 }, (error, stdout, stderr) =>
                    resolve({ status: error ? error.code : 0, stdout, stderr }),
                );
            });
        const out = join(place, "deployment.json");
        const complete = ["--rpc", anvil.url, "--config", join(root, "devnet.json"), "--out", out];
        assert.equal((await run("deploy", complete.slice(2))).status, 2);
        assert.equal((await run("deploy", ["--help"])).status, 0);
        assert.notEqual((await run("deploy", ["--unknown"])).status, 0);
        const failed = await run("deploy", complete, { ZONOGON: "/nonexistent/zonogon" });
        assert.equal(failed.status, 1);
        assert.match(failed.stderr, /genesis/);
        assert.equal(existsSync(out), false);
        const done = await run("deploy", complete);
        assert.equal(done.status, 0, done.stderr);
        const deployment = JSON.parse(readFileSync(out, "utf8"));
        assert.equal(genesisRoot(deployment.genesis), deployment.root);
        assert.equal((await run("deploy", complete)).status, 2, "what exists is not written over");

        const upgrading = ["--rpc", anvil.url, "--deployment", out, "--contract", "globalExitRootManager"];
        assert.equal((await run("upgrade", upgrading)).status, 2, "without a key");
        const wrong = await run("upgrade", [...upgrading.slice(0, 5), "token"], { ZONOGON_TIMELOCK_KEY: deployerKey });
        assert.equal(wrong.status, 1);
        assert.match(wrong.stderr, /there is no token/);
        const upgraded = await run("upgrade", upgrading, { ZONOGON_TIMELOCK_KEY: deployerKey });
        assert.equal(upgraded.status, 0, upgraded.stderr);
        const after = JSON.parse(readFileSync(out, "utf8"));
        const name = "globalExitRootManager";
        assert.notEqual(after.l1.implementations[name], deployment.l1.implementations[name]);
        assert.deepEqual(after.l1.contracts, deployment.l1.contracts);
    } finally {
        await anvil.stop();
        rmSync(place, { recursive: true });
    }
});

test("storage layouts: what may change", () => {
    const entry = (label, slot, type = "t_uint256", offset = 0) => ({ label, slot: String(slot), offset, type });
    const layout = (variables, structs = {}) => ({ variables, structs });
    const before = layout([entry("a", 0), entry("b", 1)], { "t_struct(S)": [entry("x", 0)] });
    assert.deepEqual(layoutDifferences(before, before), []);
    const grown = layout([entry("a", 0), entry("b", 1), entry("c", 2)], { "t_struct(S)": [entry("x", 0), entry("y", 1)] });
    assert.deepEqual(layoutDifferences(before, grown), []);
    const cases = [
        layout([entry("b", 0), entry("a", 1)], before.structs),
        layout([entry("a", 0)], before.structs),
        layout([entry("a", 0, "t_address"), entry("b", 1)], before.structs),
        layout(before.variables, { "t_struct(S)": [entry("y", 0), entry("x", 1)] }),
        layout(before.variables),
    ];
    for (const after of cases) {
        assert.ok(layoutDifferences(before, after).length > 0);
    }
});
