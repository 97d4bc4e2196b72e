// The deterministic deployer, and what it deploys at the same addresses on L1 and in the genesis of every L2.
import { Interface, Transaction, concat, getCreate2Address, getCreateAddress, keccak256, toBeHex } from "ethers";

/**
 * The transaction without a key that deploys the deployer: its signature is made up, so its sender, and with it the address of
 * the contract, follow from the code and the owner alone.
 */
export function deployerTransaction(artifacts, owner) {
    const artifact = artifacts.get("DeterministicDeployer");
    const transaction = Transaction.from({
        type: 0,
        nonce: 0,
        gasPrice: 100n * 10n ** 9n,
        gasLimit: 1_500_000n,
        data: concat([artifact.bytecode, new Interface(artifact.abi).encodeDeploy([owner])]),
        signature: { r: toBeHex(0x5ca1ab1e0n, 32), s: toBeHex(0x5ca1ab1en, 32), v: 27 },
    });
    return { transaction, sender: transaction.from, address: getCreateAddress({ from: transaction.from, nonce: 0 }) };
}

export const hasCode = async (chain, address) => (await chain.rpc("eth_getCode", address, "latest")) !== "0x";

/** Deploys the deployer for an owner unless it stands already; returns it as a contract. */
export async function ensureDeployer(chain, artifacts, owner) {
    const { transaction, sender, address } = deployerTransaction(artifacts, owner);
    if (!(await hasCode(chain, address))) {
        const cost = transaction.gasPrice * transaction.gasLimit;
        const balance = BigInt(await chain.rpc("eth_getBalance", sender, "latest"));
        if (balance < cost) {
            await chain.send({ from: owner, to: sender, value: cost - balance });
        }
        await chain.wait(await chain.rpc("eth_sendRawTransaction", transaction.serialized));
    }
    const deployer = chain.at(artifacts.get("DeterministicDeployer"), address);
    deployer.keylessSender = sender;
    return deployer;
}

/** Creation code with arguments. */
export function creationCode(artifact, args = []) {
    return concat([artifact.bytecode, new Interface(artifact.abi).encodeDeploy(args)]);
}

/**
 * Creation code and address of proxy admin, bridge implementation and bridge proxy: the same on every network of one deployer
 * and salt.
 */
export function bridgeCodes(artifacts, deployer, salt) {
    const proxyAdmin = creationCode(artifacts.get("ProxyAdmin"));
    const implementation = creationCode(artifacts.get("Bridge"));
    const at = (code) => getCreate2Address(deployer.address, salt, keccak256(code));
    const proxy = creationCode(artifacts.get("TransparentUpgradeableProxy"), [at(implementation), at(proxyAdmin), "0x"]);
    return {
        proxyAdmin: { code: proxyAdmin, address: at(proxyAdmin) },
        implementation: { code: implementation, address: at(implementation) },
        proxy: { code: proxy, address: at(proxy) },
    };
}
