// Upgrades deployed contracts to the code of this checkout, through the timelock.
import { Interface, ZeroHash } from "ethers";

import { Chain } from "./chain.mjs";
import { storageLayouts, upgradeable } from "./deployment.mjs";

/**
 * What moved between two storage layouts: every old variable, and every member of a struct that is still used, must stand where it
 * stood, with its name and type. New ones may only come where nothing was.
 * @returns {string[]} complaints
 */
export function layoutDifferences(before, after) {
    const complaints = moved(before.variables, after.variables, "");
    for (const [type, members] of Object.entries(before.structs)) {
        complaints.push(...moved(members, after.structs[type] ?? [], `${type}.`));
    }
    return complaints;
}

function moved(before, after, prefix) {
    const place = ({ slot, offset }) => `slot ${slot} byte ${offset}`;
    return before
        .filter((old) => !after.some((now) => place(now) === place(old) && now.type === old.type && now.label === old.label))
        .map((old) => {
            const now = after.find((entry) => place(entry) === place(old));
            const fate = now ? `became ${now.label} (${now.type})` : "is gone";
            return `${prefix}${old.label} (${old.type}) at ${place(old)} ${fate}`;
        });
}

/** What a proxied contract's constructor takes. */
function constructorArguments(name, { contracts }) {
    const { bridge, globalExitRootManager, rollupManager, feeToken } = contracts;
    return {
        bridge: [],
        globalExitRootManager: [rollupManager, bridge],
        rollupManager: [globalExitRootManager, feeToken, bridge],
        rollup: [globalExitRootManager, feeToken, bridge, rollupManager],
    }[name];
}

/**
 * Upgrades one contract: deploys its new code, schedules the change in the timelock, and executes it when the delay is over.
 * @param {string} url JSON-RPC of L1
 * @param {object} deployment what deploy wrote; implementation and layout are brought up to date in it
 * @param {string} name bridge, globalExitRootManager, rollupManager or rollup
 * @param {string} key private key of who proposes and executes in the timelock
 * @param {Map<string, object>} artifacts of compile
 * @param {{verifier?: string, forkId?: number, say?: (line: string) => void, wait?: (seconds: number) => Promise<void>}} options verifier and
 *     fork of the new rollup type; the default keeps them. `wait` passes the delay of the timelock.
 */
export async function upgrade(url, deployment, name, key, artifacts, options = {}) {
    const { say = () => {}, wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)) } = options;
    const contractName = upgradeable[name];
    if (!contractName) {
        throw new Error(`there is no ${name}: one of ${Object.keys(upgradeable).join(", ")}`);
    }
    const layout = storageLayouts(artifacts)[name];
    const differences = layoutDifferences(deployment.layouts[name], layout);
    if (differences.length > 0) {
        throw new Error(`the storage of ${contractName} would move:\n  ${differences.join("\n  ")}`);
    }
    const chain = new Chain(url);
    const from = chain.addKey(key);
    const { contracts, implementations } = deployment.l1;
    const args = constructorArguments(name, deployment.l1);
    const fresh = await chain.deploy(artifacts.get(contractName), args, { from });
    say(`new code of ${contractName} at ${fresh.address}`);
    const manager = chain.at(artifacts.get("RollupManager"), contracts.rollupManager);
    const calls = [];
    if (name === "rollup") {
        const { id, forkId, compatibilityId, verifier } = deployment.rollup;
        const type = (await manager.read("rollupTypeCount")) + 1n;
        const typeArguments = [
            fresh.address,
            options.verifier ?? verifier,
            options.forkId ?? forkId,
            compatibilityId,
            deployment.root,
            `upgrade of rollup ${id}`,
        ];
        calls.push([manager.address, manager.encode("addNewRollupType", ...typeArguments)]);
        calls.push([manager.address, manager.encode("updateRollup", contracts.rollup, type, "0x")]);
    } else {
        const admin = new Interface(artifacts.get("ProxyAdmin").abi);
        calls.push([contracts.proxyAdmin, admin.encodeFunctionData("upgrade", [contracts[name], fresh.address])]);
    }
    const timelock = chain.at(artifacts.get("Timelock"), contracts.timelock);
    const targets = calls.map(([target]) => target);
    const values = calls.map(() => 0);
    const payloads = calls.map(([, payload]) => payload);
    const operation = [targets, values, payloads, ZeroHash, fresh.address.toLowerCase().padEnd(66, "0")];
    const delay = await timelock.read("getMinDelay");
    await timelock.send({ from }, "scheduleBatch", ...operation, delay);
    const operationId = await timelock.read("hashOperationBatch", ...operation);
    say(`scheduled as ${operationId}, to be executed in ${delay} s`);
    if (delay > 0n) {
        await wait(Number(delay));
    }
    await timelock.send({ from }, "executeBatch", ...operation);
    if (!(await timelock.read("isOperationDone", operationId))) {
        throw new Error("the timelock did not execute the upgrade");
    }
    implementations[name] = fresh.address;
    deployment.layouts[name] = layout;
    if (name === "rollup") {
        deployment.rollup.verifier = options.verifier ?? deployment.rollup.verifier;
        deployment.rollup.forkId = options.forkId ?? deployment.rollup.forkId;
    }
    return deployment;
}
