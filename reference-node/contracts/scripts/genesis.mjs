// The genesis of an L2: made by really deploying on a private anvil, and reading out what stands there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ZeroAddress, getAddress, toBeHex, toQuantity } from "ethers";

import { startAnvil } from "./anvil.mjs";
import { Chain } from "./chain.mjs";
import { root as contractsRoot } from "./compiler.mjs";
import { bridgeCodes, creationCode, ensureDeployer } from "./deterministic.mjs";

/** Where the state transition expects the global exit root manager of an L2 (protocol section 4.5). */
export const EXIT_ROOTS_L2 = "0xa40D5f56745a118D0906a34E69aeC8C0Db1cB8fA";
/** What the bridge can pay out: more ether than there is. */
const BRIDGE_BALANCE = 2n ** 128n - 1n;

/**
 * @param {Map<string, object>} artifacts
 * @param {object} options
 * @param {string} options.deployer account that owns the deterministic deployer
 * @param {string} options.salt of the deterministic deployments
 * @param {bigint} options.chainId of the L2
 * @param {string} options.timelockAdmin who proposes and executes in the timelock of the L2
 * @param {number} options.timelockDelay its delay, in seconds
 * @param {{address: string, balance: string, nonce?: string}[]} options.accounts further accounts
 * @returns {Promise<{genesis: object[], contracts: object}>} the accounts, sorted, and the addresses of the contracts
 */
export async function makeGenesis(artifacts, { deployer, salt, chainId, timelockAdmin, timelockDelay, accounts }) {
    const anvil = await startAnvil(["--chain-id", String(chainId), "--accounts", "1"]);
    try {
        const chain = new Chain(anvil.url);
        await chain.rpc("anvil_impersonateAccount", deployer);
        await chain.rpc("anvil_setBalance", deployer, toQuantity(10n ** 21n));
        const factory = await ensureDeployer(chain, artifacts, deployer);
        const put = async (code, call) => {
            const receipt = call
                ? await factory.send({ from: deployer }, "deployDeterministicAndCall", 0, salt, code, call)
                : await factory.send({ from: deployer }, "deployDeterministic", 0, salt, code);
            const address = factory.events(receipt).find(({ name }) => name === "NewDeterministicDeployment").args[0];
            return address;
        };
        const timelock = await put(
            creationCode(artifacts.get("Timelock"), [
                timelockDelay,
                [timelockAdmin],
                [timelockAdmin],
                timelockAdmin,
                ZeroAddress,
            ]),
        );
        const codes = bridgeCodes(artifacts, factory, salt);
        const admin = chain.at(artifacts.get("ProxyAdmin"), codes.proxyAdmin.address);
        await put(codes.proxyAdmin.code, admin.encode("transferOwnership", timelock));
        await put(codes.implementation.code);
        await put(codes.proxy.code);
        const exitRoots = await put(creationCode(artifacts.get("GlobalExitRootManagerL2"), [codes.proxy.address]));
        const exitRootsProxy = await put(
            creationCode(artifacts.get("TransparentUpgradeableProxy"), [exitRoots, codes.proxyAdmin.address, "0x"]),
        );
        const state = JSON.parse(gunzipSync(Buffer.from((await chain.rpc("anvil_dumpState")).slice(2), "hex"))).accounts;
        const read = (contractName, at, address = at, balance = 0n) => {
            const found = Object.entries(state).find(([key]) => getAddress(key) === getAddress(at))[1];
            const storage = Object.entries(found.storage)
                .map(([slot, value]) => [toBeHex(BigInt(slot), 32), toBeHex(BigInt(value), 32)])
                .filter(([, value]) => BigInt(value) !== 0n)
                .sort();
            return {
                contractName,
                address: getAddress(address),
                balance: balance.toString(),
                nonce: BigInt(found.nonce).toString(),
                bytecode: found.code,
                ...(storage.length > 0 ? { storage: Object.fromEntries(storage) } : {}),
            };
        };
        const list = [
            read("DeterministicDeployer", factory.address),
            read("ProxyAdmin", codes.proxyAdmin.address),
            read("Bridge implementation", codes.implementation.address),
            read("Bridge proxy", codes.proxy.address, codes.proxy.address, BRIDGE_BALANCE),
            read("GlobalExitRootManagerL2 implementation", exitRoots),
            read("GlobalExitRootManagerL2 proxy", exitRootsProxy, EXIT_ROOTS_L2),
            read("Timelock", timelock),
            { accountName: "keyless deployer", address: factory.keylessSender, balance: "0", nonce: "1" },
            ...accounts.map(({ address, balance, nonce }) => ({
                accountName: "account",
                address: getAddress(address),
                balance: BigInt(balance).toString(),
                nonce: BigInt(nonce ?? 0).toString(),
            })),
        ];
        list.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
        const contracts = {
            deployer: factory.address,
            proxyAdmin: codes.proxyAdmin.address,
            bridge: codes.proxy.address,
            bridgeImplementation: codes.implementation.address,
            globalExitRootManager: EXIT_ROOTS_L2,
            globalExitRootManagerImplementation: exitRoots,
            timelock,
        };
        return { genesis: list, contracts };
    } finally {
        await anvil.stop();
    }
}

/** The zonogon program: $ZONOGON, or a build of this checkout. */
export function zonogonProgram() {
    const project = dirname(dirname(contractsRoot));
    const builds = ["release", "demo"].map((name) => join(project, "build", name, "zonogon"));
    const found = process.env.ZONOGON ?? builds.find(existsSync);
    if (!found) {
        throw new Error("the state root of the genesis needs the zonogon program: build it, or name it in ZONOGON");
    }
    return found;
}

/** State root of a genesis, computed by `zonogon genesis`. */
export function genesisRoot(genesis, program = zonogonProgram()) {
    const place = mkdtempSync(join(tmpdir(), "genesis-"));
    try {
        const file = join(place, "genesis.json");
        writeFileSync(file, JSON.stringify({ genesis }));
        const { status, stdout, stderr, error } = spawnSync(program, ["genesis", file], { encoding: "utf8" });
        if (status !== 0) {
            throw new Error(`${program} genesis: ${error?.message ?? stderr}`);
        }
        return JSON.parse(stdout).root;
    } finally {
        rmSync(place, { recursive: true });
    }
}
