// A generated verifier on a chain: compiles its text, deploys it on an anvil, calls it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { Chain, Reverted } from "../../reference-node/contracts/scripts/chain.mjs";
import { root } from "../../reference-node/contracts/scripts/compiler.mjs";
import { ethers } from "../../reference-node/contracts/scripts/ethers.mjs";

/** The order of BN254. */
export const ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
/** The modulus of BN254's coordinates. */
export const MODULUS = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

/** Compiles the text of one contract; what solc complains about, even as a warning, is an error. */
function compile(text) {
    const solc = createRequire(join(root, "package.json"))("solc");
    const output = JSON.parse(
        solc.compile(
            JSON.stringify({
                language: "Solidity",
                sources: { "verifier.sol": { content: text } },
                settings: {
                    evmVersion: "shanghai",
                    optimizer: { enabled: true, runs: 200 },
                    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
                },
            }),
        ),
    );
    assert.deepEqual((output.errors ?? []).map((e) => e.formattedMessage), []);
    const [[contractName, { abi, evm }]] = Object.entries(output.contracts["verifier.sol"]);
    return {
        contractName,
        abi,
        bytecode: `0x${evm.bytecode.object}`,
        deployedBytecode: `0x${evm.deployedBytecode.object}`,
    };
}

/** A verifier contract on a chain; `url` is an anvil's. */
export class VerifierContract {
    static async deploy(url, file) {
        const contract = new VerifierContract();
        const artifact = compile(readFileSync(file, "utf8"));
        contract.chain = new Chain(url);
        contract.from = (await contract.chain.rpc("eth_accounts"))[0];
        contract.abi = new ethers.Interface(artifact.abi);
        contract.size = (artifact.deployedBytecode.length - 2) / 2;
        assert.ok(contract.size <= 24576, `${contract.size} bytes of code`);
        contract.address = (await contract.chain.deploy(artifact, [], { from: contract.from })).address;
        return contract;
    }

    #request(data) {
        return { from: this.from, to: this.address, gas: ethers.toQuantity(5_000_000), data };
    }

    encode(...args) {
        return this.abi.encodeFunctionData("verifyProof", args);
    }

    /** What verifyProof answers to calldata: true, false, or "reverted". */
    async call(data) {
        try {
            const answer = await this.chain.rpc("eth_call", this.#request(data), "latest");
            return this.abi.decodeFunctionResult("verifyProof", answer)[0];
        } catch (error) {
            if (error instanceof Reverted) {
                return "reverted";
            }
            throw error;
        }
    }

    /** Gas that a transaction with this calldata uses, its own 21,000 and its calldata included. */
    async gas(data) {
        const hash = await this.chain.rpc("eth_sendTransaction", this.#request(data));
        for (let attempt = 0; attempt < 100; ++attempt) {
            const receipt = await this.chain.rpc("eth_getTransactionReceipt", hash);
            if (receipt) {
                return Number(receipt.gasUsed);
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(`${hash} was not mined`);
    }
}
