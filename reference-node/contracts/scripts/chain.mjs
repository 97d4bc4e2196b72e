// A small client over JSON-RPC: ethers encodes and signs, this file sends and waits.
import { Interface, Transaction, Wallet, concat, getAddress, getCreateAddress, toQuantity } from "ethers";

/** A call or transaction that the chain refused; `data` is what it reverted with. */
export class Reverted extends Error {
    constructor(message, data) {
        super(message);
        this.data = data;
    }
}

export class Chain {
    #url;
    #id = 0;
    #from = new Map();

    constructor(url) {
        this.#url = url;
    }

    /** One JSON-RPC call. */
    async rpc(method, ...params) {
        const answer = await fetch(this.#url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", id: ++this.#id, method, params }),
            signal: AbortSignal.timeout(60_000),
        });
        const { result, error } = await answer.json();
        if (error) {
            throw new Reverted(`${method}: ${error.message}`, typeof error.data === "string" ? error.data : error.data?.data);
        }
        return result;
    }

    async chainId() {
        return BigInt(await this.rpc("eth_chainId"));
    }

    async nonce(address) {
        return Number(await this.rpc("eth_getTransactionCount", address, "latest"));
    }

    /** Lets `send` sign with this key; other senders must be known to the node itself. */
    addKey(privateKey) {
        const wallet = new Wallet(privateKey);
        this.#from.set(wallet.address, wallet);
        return wallet.address;
    }

    /** Sends {from, to, data, value, gas} and waits until it is in a block; a failed one throws Reverted. */
    async send(transaction) {
        const wallet = this.#from.get(getAddress(transaction.from));
        const request = {
            from: transaction.from,
            ...(transaction.to ? { to: transaction.to } : {}),
            data: transaction.data ?? "0x",
            value: toQuantity(transaction.value ?? 0),
        };
        request.gas = toQuantity(transaction.gas ?? (BigInt(await this.rpc("eth_estimateGas", request)) * 12n) / 10n);
        const hash = wallet ? await this.#sign(wallet, request) : await this.rpc("eth_sendTransaction", request);
        return this.wait(hash, request);
    }

    async #sign(wallet, request) {
        const [chainId, nonce, tip, block] = await Promise.all([
            this.chainId(),
            this.rpc("eth_getTransactionCount", wallet.address, "pending"),
            this.rpc("eth_maxPriorityFeePerGas"),
            this.rpc("eth_getBlockByNumber", "latest", false),
        ]);
        const transaction = Transaction.from({
            type: 2,
            chainId,
            nonce: Number(nonce),
            to: request.to ?? null,
            data: request.data,
            value: request.value,
            gasLimit: request.gas,
            maxPriorityFeePerGas: tip,
            maxFeePerGas: BigInt(block.baseFeePerGas) * 2n + BigInt(tip),
        });
        transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
        return this.rpc("eth_sendRawTransaction", transaction.serialized);
    }

    /** Waits for a receipt. */
    async wait(hash, request) {
        for (let pause = 5; ; pause = Math.min(pause * 2, 500)) {
            const receipt = await this.rpc("eth_getTransactionReceipt", hash);
            if (receipt) {
                if (receipt.status !== "0x1") {
                    if (request) {
                        // Says why, when it still fails in the same way.
                        await this.rpc("eth_call", request, receipt.blockNumber);
                    }
                    throw new Reverted(`transaction ${hash} failed`);
                }
                return receipt;
            }
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
    }

    /** Deploys an artifact; returns it as a contract. */
    async deploy(artifact, args = [], { from, ...rest }) {
        const abi = new Interface(artifact.abi);
        const data = concat([artifact.bytecode, abi.encodeDeploy(args)]);
        const receipt = await this.send({ from, data, ...rest });
        const contract = this.at(artifact, receipt.contractAddress);
        contract.receipt = receipt;
        return contract;
    }

    /** The address of the contract that the account's nth next transaction creates. */
    async nextAddress(from, skip = 0) {
        return getCreateAddress({ from, nonce: (await this.nonce(from)) + skip });
    }

    /** A contract that stands at an address. */
    at(artifact, address) {
        return new Contract(this, artifact, getAddress(address));
    }
}

export class Contract {
    constructor(chain, artifact, address) {
        this.chain = chain;
        this.name = artifact.contractName;
        this.abi = new Interface(artifact.abi);
        this.address = address;
    }

    encode(method, ...args) {
        return this.abi.encodeFunctionData(method, args);
    }

    /** Calls without sending; returns the one value, or all of them. */
    async read(method, ...args) {
        return this.readAs(undefined, method, ...args);
    }

    async readAs(from, method, ...args) {
        const request = { to: this.address, data: this.encode(method, ...args), ...(from ? { from } : {}) };
        const values = this.abi.decodeFunctionResult(method, await this.chain.rpc("eth_call", request, "latest"));
        return values.length === 1 ? values[0] : values;
    }

    /** Sends a call. `options`: {from, value, gas}. */
    async send(options, method, ...args) {
        return this.chain.send({ ...options, to: this.address, data: this.encode(method, ...args) });
    }

    /** The events of this contract in a receipt, as {name, args}. */
    events(receipt) {
        return receipt.logs
            .filter((log) => getAddress(log.address) === this.address)
            .map((log) => this.abi.parseLog(log))
            .filter((event) => event !== null)
            .map(({ name, args }) => ({ name, args }));
    }
}
