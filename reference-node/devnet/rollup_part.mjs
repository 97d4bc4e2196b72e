// The part of the demonstration that runs a rollup: from ether on L1 to a second node that rebuilt everything from L1 alone.
import { ethers } from "../contracts/scripts/ethers.mjs";
import { accounts } from "./keys.mjs";
import { until } from "./processes.mjs";

const ether = ethers.parseEther;
const short = (hash) => `${hash.slice(0, 10)}..${hash.slice(-4)}`;
const number = (quantity) => Number(BigInt(quantity));

/**
 * @param {import("./steps.mjs").Steps} steps
 * @param {import("./devnet.mjs").Devnet} net with its L1
 * @param {object} nodes filled in: sequencer, follower
 */
export async function rollupPart(steps, net, nodes) {
    const [user, friend] = accounts.users;
    const amount = ether("5");
    let l2;
    let me;
    let lastBlock = 0;

    await steps.step("starting the node: synchronizer, sequencer, JSON-RPC, bridge", async () => {
        nodes.sequencer = await net.sequencerNode();
        await nodes.sequencer.start();
        await nodes.sequencer.ready(300);
        l2 = net.provider(nodes.sequencer.url);
        me = user.connect(l2);
        return `${nodes.sequencer.url}, batch 1 of L1 executed`;
    });
    const alive = [net.l1.program, nodes.sequencer.process];
    const included = async (sent) => {
        const receipt = await until(`${sent.hash} is in a block`, () => l2.getTransactionReceipt(sent.hash), { alive });
        if (receipt.status !== 1) {
            throw new Error(`transaction ${sent.hash} failed`);
        }
        lastBlock = Math.max(lastBlock, receipt.blockNumber);
        return receipt;
    };

    await steps.step(`depositing ${ethers.formatEther(amount)} ether on L1`, async () => {
        const receipt = await net.deposit(user, user.address, amount);
        return `L1 block ${receipt.blockNumber}, gas ${receipt.gasUsed}`;
    });
    await steps.step("waiting for the claim on L2, which the bridge service sends", async () => {
        const ready = async () => {
            const answer = await fetch(`${nodes.sequencer.bridgeUrl}/bridges/${user.address}`);
            const [deposit] = (await answer.json()).deposits ?? [];
            return deposit ? `deposit ${deposit.deposit_cnt}, ready: ${deposit.ready_for_claim}` : "not seen yet";
        };
        const balance = await until(
            "the deposit is on L2",
            async () => {
                const now = await l2.getBalance(user.address);
                return now >= amount && now;
            },
            { alive, progress: ready },
        );
        lastBlock = await l2.getBlockNumber();
        return `balance on L2 ${ethers.formatEther(balance)}`;
    });

    const transfers = 20;
    await steps.step(`sending ${transfers} transfers on L2`, async () => {
        const before = await l2.getBalance(friend.address);
        let nonce = await l2.getTransactionCount(user.address);
        const sent = [];
        for (let i = 0; i < transfers; ++i) {
            sent.push(await me.sendTransaction({ to: friend.address, value: ether("0.01"), nonce: nonce++ }));
        }
        const blocks = new Set();
        for (const one of sent) {
            blocks.add((await included(one)).blockNumber);
        }
        if ((await l2.getBalance(friend.address)) - before !== ether("0.01") * BigInt(transfers)) {
            throw new Error("the transfers did not arrive");
        }
        return `in ${blocks.size} block${blocks.size === 1 ? "" : "s"}, up to number ${lastBlock}`;
    });

    await steps.step("deploying and calling a contract on L2 through ethers", async () => {
        const artifact = net.artifacts.get("FeeToken");
        const factory = new ethers.ContractFactory(artifact.abi, artifact.bytecode, me);
        const token = await factory.deploy("Demo Token", "DEMO", user.address, 1000n);
        await included(token.deploymentTransaction());
        const receipt = await included(await token.transfer(friend.address, 7n));
        const [event] = await token.queryFilter(token.filters.Transfer(user.address, friend.address), receipt.blockNumber);
        const [balance, name] = [await token.balanceOf(friend.address), await token.name()];
        if (balance !== 7n || event?.args.value !== 7n || name !== "Demo Token") {
            throw new Error(`the contract answers ${balance}, ${event?.args.value}, ${name}`);
        }
        const refusal = await token.transfer.staticCall(friend.address, 1_000_000n).catch((error) => error);
        if (!refusal?.reason?.includes("exceeds balance")) {
            throw new Error(`a transfer that is too large gave ${refusal?.shortMessage ?? refusal}`);
        }
        return `${token.target}, "${refusal.reason}" decoded`;
    });

    let batch;
    await steps.step("waiting for the batch to go from trusted to virtual", async () => {
        batch = number(await l2.send("zkevm_batchNumberByBlockNumber", [ethers.toQuantity(lastBlock)]));
        const virtual = async () => number(await l2.send("zkevm_virtualBatchNumber", []));
        const at = await virtual();
        console.log(`   block ${lastBlock} is in batch ${batch}: trusted; virtual up to batch ${at}`);
        await until(`batch ${batch} is virtual`, async () => (await virtual()) >= batch, {
            alive,
            progress: async () => `virtual up to batch ${await virtual()}`,
        });
        const { sendSequencesTxHash } = await l2.send("zkevm_getBatchByNumber", [ethers.toQuantity(batch), false]);
        const safe = await l2.getBlock("safe");
        if (safe.number < lastBlock) {
            throw new Error(`batch ${batch} is virtual but the safe block is ${safe.number}`);
        }
        const { gasUsed } = await net.l1Provider.getTransactionReceipt(sendSequencesTxHash);
        return `batch ${batch} in L1 transaction ${short(sendSequencesTxHash)}, gas ${gasUsed}`;
    });

    await steps.step("starting a second node, which rebuilds the state from L1 alone", async () => {
        nodes.follower = await net.followerNode();
        await nodes.follower.start();
        const other = net.provider(nodes.follower.url);
        alive.push(nodes.follower.process);
        await until(`the second node has block ${lastBlock}`, async () => (await other.getBlockNumber()) >= lastBlock, {
            alive,
            progress: async () => `block ${await other.getBlockNumber()} of ${lastBlock}`,
        });
        return `${nodes.follower.url}, block ${await other.getBlockNumber()}`;
    });
    await steps.step("comparing the roots of both nodes", async () => {
        const other = net.provider(nodes.follower.url);
        for (let i = 0; i <= lastBlock; ++i) {
            const [a, b] = await Promise.all([l2, other].map((node) => node.send("eth_getBlockByNumber", [ethers.toQuantity(i), false])));
            if (!a || !b || a.hash !== b.hash || a.stateRoot !== b.stateRoot) {
                throw new Error(`block ${i}: ${a?.hash}, state ${a?.stateRoot}; the second node has ${b?.hash}, ${b?.stateRoot}`);
            }
        }
        for (let i = 1; i <= batch; ++i) {
            const [a, b] = await Promise.all([l2, other].map((node) => node.send("zkevm_getBatchByNumber", [ethers.toQuantity(i), false])));
            for (const key of ["stateRoot", "accInputHash", "localExitRoot"]) {
                if (a[key] !== b[key]) {
                    throw new Error(`batch ${i}: ${key} ${a[key]}, the second node has ${b[key]}`);
                }
            }
        }
        const { stateRoot } = await l2.send("eth_getBlockByNumber", [ethers.toQuantity(lastBlock), false]);
        return `${lastBlock + 1} blocks and ${batch} batches equal, root ${short(stateRoot)}`;
    });
}
