// lxlyjs, Polygon's bridge library: it deposits on L1, gets the proof from the bridge service, and claims on L2.
import { createRequire } from "node:module";

import { accounts, assert, ether, ethers, until } from "./world.mjs";

const require = createRequire(import.meta.url);
const { LxLyClient, setProofApi, use } = require("@maticnetwork/lxlyjs");
const { Web3ClientPlugin } = require("@maticnetwork/maticjs-ethers");
// The plugin works on wallets of its own ethers, version 5.
const ethers5 = createRequire(require.resolve("@maticnetwork/maticjs-ethers"))("ethers");

const L1 = 0;
const L2 = 1;

export async function lxlyScenario({ net, node }) {
    const { bridge, feeToken } = net.deployment.l1.contracts;
    const user = accounts.claimer;
    const signer = (url) => {
        const provider = new ethers5.providers.JsonRpcProvider(url);
        provider.pollingInterval = 250;
        return new ethers5.Wallet(user.privateKey, provider);
    };
    const network = (url, bridgeAddress, isEIP1559Supported) => ({
        provider: signer(url),
        configuration: { bridgeAddress, isEIP1559Supported },
        defaultConfig: { from: user.address },
    });
    use(Web3ClientPlugin);
    setProofApi(node.bridgeUrl);
    const client = new LxLyClient();
    await client.init({
        network: "testnet",
        providers: { [L1]: network(net.l1.url, bridge, true), [L2]: network(node.url, net.deployment.l2.contracts.bridge, false) },
    });
    const mined = async (written) => {
        const result = await written;
        await result.getTransactionHash();
        return result.getReceipt();
    };
    /** Deposits, waits until L2 knows the exit root, claims. */
    const bridgeIn = async (token, amount) => {
        const receipt = await mined(client.erc20(token, L1).bridgeAsset(amount.toString(), user.address, L2));
        const { depositCount } = await client.bridgeUtil.getBridgeLogData(receipt.transactionHash, L1);
        await until(`deposit ${depositCount} can be claimed`, async () => {
            const answer = await fetch(`${node.bridgeUrl}/bridge?net_id=${L1}&deposit_cnt=${depositCount}`);
            return (await answer.json()).deposit?.ready_for_claim;
        }, { seconds: 120, alive: [node.process] });
        const claimed = await mined(client.erc20(token, L2).claimAsset(receipt.transactionHash, L1, { gasLimit: 4_000_000 }));
        assert.ok(claimed.status === true || claimed.status === 1, JSON.stringify(claimed));
        return claimed;
    };

    const l2 = net.provider(node.url);
    const before = await l2.getBalance(user.address);
    const claimed = await bridgeIn(ethers.ZeroAddress, ether("2"));
    const cost = (await l2.getTransactionReceipt(claimed.transactionHash)).fee;
    assert.equal(await l2.getBalance(user.address), before + ether("2") - cost);

    // The fee token is an ERC-20 of L1 as any other; the deployer has it all.
    const token = net.contract("FeeToken", feeToken, accounts.admin.connect(net.l1Provider));
    await (await token.transfer(user.address, 500n)).wait();
    await mined(client.erc20(feeToken, L1).approve("500"));
    await bridgeIn(feeToken, 300n);
    const l2Bridge = net.contract("Bridge", net.deployment.l2.contracts.bridge, l2);
    const wrapped = net.contract("TokenWrapped", await l2Bridge.getTokenWrappedAddress(L1, feeToken), l2);
    assert.equal(await wrapped.balanceOf(user.address), 300n);
    assert.equal(await wrapped.symbol(), "POL");
    l2.destroy();
}
