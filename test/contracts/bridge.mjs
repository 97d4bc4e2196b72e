// The bridge: deposits, claims in both directions with real proofs, wrapped tokens, permits, messages, gas tokens.
import {
    Tree,
    ZERO,
    ZERO_HASH,
    artifact,
    assert,
    ether,
    ethers,
    eventOf,
    hashOf,
    pair,
    reverts,
    revertsWithText,
    scenario,
    vectors,
} from "./support.mjs";

const abiCoder = ethers.AbiCoder.defaultAbiCoder();
const metadataOf = (name, symbol, decimals) => abiCoder.encode(["string", "string", "uint8"], [name, symbol, decimals]);
const NO_PROOF = Array(32).fill(ZERO_HASH);
const MAINNET = 1n << 64n;

/** Deposits, and returns the leaf as the event and the definition of protocol section 9.2 tell it. */
async function deposit(w, bridge, from, method, ...args) {
    const options = typeof from === "string" ? { from } : from;
    const receipt = await bridge.send(options, method, ...args);
    const e = eventOf(bridge, receipt, "BridgeEvent");
    const leaf = ethers.solidityPackedKeccak256(
        ["uint8", "uint32", "address", "uint32", "address", "uint256", "bytes32"],
        [e.leafType, e.originNetwork, e.originAddress, e.destinationNetwork, e.destinationAddress, e.amount, ethers.keccak256(e.metadata)],
    );
    bridge.twin ??= new Tree();
    assert.equal(e.depositCount, BigInt(bridge.twin.leaves.length));
    bridge.twin.leaves.push(leaf);
    assert.equal(await bridge.read("getRoot"), bridge.twin.root);
    return { ...fields(e), index: Number(e.depositCount), leaf, receipt, tree: bridge.twin };
}
const fields = ({ leafType, originNetwork, originAddress, destinationNetwork, destinationAddress, amount, metadata }) => ({
    leafType,
    originNetwork,
    originAddress,
    destinationNetwork,
    destinationAddress,
    amount,
    metadata,
});

/** Arguments that claim a deposit of L1 elsewhere; `rollups` is the other half of the global exit root. */
function claimOfL1(d, rollups = ZERO_HASH, overrides = {}) {
    const c = { ...d, proof: d.tree.proof(d.index), mainnet: d.tree.root, index: MAINNET + BigInt(d.index), ...overrides };
    return [
        c.proof,
        NO_PROOF,
        c.index,
        c.mainnet,
        rollups,
        c.originNetwork,
        c.originAddress,
        c.destinationNetwork,
        c.destinationAddress,
        c.amount,
        c.metadata,
    ];
}

/** Arguments that claim on L1 a deposit of a rollup, out of the tree of all rollups. */
function claimOfRollup(d, rollupIndex, localRoots, mainnet, overrides = {}) {
    const rollups = new Tree(localRoots);
    const c = {
        ...d,
        proof: d.tree.proof(d.index),
        rollupProof: rollups.proof(rollupIndex),
        index: (BigInt(rollupIndex) << 32n) + BigInt(d.index),
        ...overrides,
    };
    return [
        c.proof,
        c.rollupProof,
        c.index,
        mainnet,
        rollups.root,
        c.originNetwork,
        c.originAddress,
        c.destinationNetwork,
        c.destinationAddress,
        c.amount,
        c.metadata,
    ];
}

/** Each scenario begins with empty trees. */
function bridging(name, body) {
    scenario(name, async (w) => {
        delete w.bridge.twin;
        delete w.bridge2.twin;
        await body(w);
    });
}

bridging("known answers of a deposit of ten ether, once and twice", async (w) => {
    const to = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const call = [1, to, ether("10"), ZERO, true, "0x"];
    const d = await deposit(w, w.bridge, { from: w.user, value: ether("10") }, "bridgeAsset", ...call);
    assert.deepEqual(fields(d), {
        leafType: 0n,
        originNetwork: 0n,
        originAddress: ZERO,
        destinationNetwork: 1n,
        destinationAddress: to,
        amount: ether("10"),
        metadata: "0x",
    });
    assert.equal(d.leaf, "0xf7e7181a03671e2c1b87955fddaa7f88d7bba3f6519fbf381126e56acb3887f0");
    assert.equal(await w.bridge.read("getRoot"), "0xe8293d0e13382cbc687e1c85eee11fe040c89f0b33baa3ce7cbc314ba2f27baa");
    await deposit(w, w.bridge, { from: w.user, value: ether("10") }, "bridgeAsset", ...call);
    assert.equal(await w.bridge.read("getRoot"), "0x37afc5bfadc907e3448737b2612007dd0375a41c73ca334a247908467e6e0fd3");
    assert.equal(
        await w.exitRoots.read("getLastGlobalExitRoot"),
        "0xfed0bcaab7d437ded655f2ffb1b786fca340139d5d242d72451c94b6f54b87d1",
    );
    assert.equal(await w.balance(w.bridge.address), ether("20"));
});

bridging("deposits that are refused", async (w) => {
    const asset = (network, amount, token) => ["bridgeAsset", network, w.user, amount, token, false, "0x"];
    await reverts(w.bridge, "DestinationNetworkInvalid", w.user, ...asset(0, 0, ZERO));
    await reverts(w.bridge2, "DestinationNetworkInvalid", w.user, ...asset(1, 0, ZERO));
    await reverts(w.bridge, "AmountDoesNotMatchMsgValue", { from: w.user, value: 1n }, ...asset(1, 2, ZERO));
    await reverts(w.bridge, "MsgValueNotZero", { from: w.user, value: 1n }, ...asset(1, 1, w.pol.address));
    await revertsWithText(w.bridge, /insufficient allowance/, w.other, ...asset(1, 1, w.pol.address));
    await reverts(w.bridge, "DestinationNetworkInvalid", w.user, "bridgeMessage", 0, w.user, false, "0x");
    await reverts(w.bridge, "NativeTokenIsEther", w.user, "bridgeMessageWETH", 1, w.user, 1, false, "0x");
    await reverts(w.bridge, "OnlyRollupManager", w.user, "activateEmergencyState");
    await reverts(w.bridge, "OnlyRollupManager", w.user, "deactivateEmergencyState");
    await w.manager.send({ from: w.council }, "activateEmergencyState");
    await reverts(w.bridge, "OnlyNotEmergencyState", w.user, ...asset(1, 0, ZERO));
    await reverts(w.bridge, "OnlyNotEmergencyState", w.user, "bridgeMessage", 1, w.user, false, "0x");
    await reverts(w.bridge, "OnlyNotEmergencyState", w.user, "bridgeMessageWETH", 1, w.user, 1, false, "0x");
    const claim = [NO_PROOF, NO_PROOF, 0, ZERO_HASH, ZERO_HASH, 0, ZERO, 0, w.user, 0, "0x"];
    await reverts(w.bridge, "OnlyNotEmergencyState", w.user, "claimAsset", ...claim);
    await reverts(w.bridge, "OnlyNotEmergencyState", w.user, "claimMessage", ...claim);
});

bridging("the exit root goes out only when there is something new", async (w) => {
    const idle = await w.bridge.send({ from: w.user }, "updateGlobalExitRoot");
    assert.equal(idle.logs.length, 0);
    await deposit(w, w.bridge, { from: w.user, value: 1n }, "bridgeAsset", 1, w.user, 1, ZERO, false, "0x");
    assert.equal(await w.exitRoots.read("lastMainnetExitRoot"), ZERO_HASH);
    await w.bridge.send({ from: w.user }, "updateGlobalExitRoot");
    assert.equal(await w.exitRoots.read("lastMainnetExitRoot"), w.bridge.twin.root);
    assert.equal(await w.bridge.read("lastUpdatedDepositCount"), 1n);
    assert.equal((await w.bridge.send({ from: w.user }, "updateGlobalExitRoot")).logs.length, 0);
});

bridging("ether to L2 and back", async (w) => {
    const { bridge, bridge2 } = w;
    for (let i = 0; i < 3; ++i) {
        await deposit(w, bridge, { from: w.user, value: 5n }, "bridgeAsset", 1, w.other, 5, ZERO, false, "0x");
    }
    const d = await deposit(w, bridge, { from: w.user, value: ether("7") }, "bridgeAsset", 1, w.other, ether("7"), ZERO, true, "0x");
    const good = claimOfL1(d);
    await reverts(bridge2, "GlobalExitRootInvalid", w.user, "claimAsset", ...good);
    await w.importExitRoot(pair(d.tree.root, ZERO_HASH));
    const change = (overrides) => claimOfL1(d, ZERO_HASH, overrides);
    for (const wrong of [
        { amount: ether("8") },
        { index: MAINNET + 2n },
        { index: BigInt(d.index) },
        { destinationAddress: w.user },
        { originNetwork: 2 },
        { originAddress: w.user },
        { metadata: "0x00" },
        { proof: d.tree.proof(0) },
    ]) {
        await reverts(bridge2, "InvalidSmtProof", w.user, "claimAsset", ...change(wrong));
    }
    await reverts(bridge2, "InvalidSmtProof", w.user, "claimMessage", ...good);
    await reverts(bridge2, "DestinationNetworkInvalid", w.user, "claimAsset", ...change({ destinationNetwork: 0 }));
    await reverts(bridge2, "DestinationNetworkInvalid", w.user, "claimMessage", ...change({ destinationNetwork: 2 }));
    const before = await w.balance(w.other);
    const receipt = await bridge2.send({ from: w.user }, "claimAsset", ...good);
    assert.equal((await w.balance(w.other)) - before, ether("7"));
    assert.deepEqual([...eventOf(bridge2, receipt, "ClaimEvent")], [MAINNET + 3n, 0n, ZERO, w.other, ether("7")]);
    assert.equal(await bridge2.read("isClaimed", 3, 0), true);
    assert.equal(await bridge2.read("isClaimed", 2, 0), false);
    assert.equal(await bridge2.read("claimedBitMap", 0), 8n);
    await reverts(bridge2, "AlreadyClaimed", w.user, "claimAsset", ...good);
    // Bits above 64 are not looked at: the same claim under another index is still the same claim.
    await reverts(bridge2, "AlreadyClaimed", w.user, "claimAsset", ...change({ index: MAINNET * 3n + 3n }));

    // Back: out of the local exit root of rollup 1, by a verified transition.
    const back = await deposit(w, bridge2, { from: w.other, value: ether("3") }, "bridgeAsset", 0, w.verifier, ether("3"), ZERO, true, "0x");
    const localRoot = await w.exitRoots2.read("lastRollupExitRoot");
    await w.recordSequence(1);
    await w.manager.send({ from: w.user }, "acceptTrustedTransition", 1, 2, localRoot, hashOf("state"), w.user);
    const mainnet = await w.exitRoots.read("lastMainnetExitRoot");
    const claim = claimOfRollup(back, 0, [localRoot], mainnet);
    await reverts(bridge, "InvalidSmtProof", w.user, "claimAsset", ...claimOfRollup(back, 0, [localRoot], mainnet, { index: 1n << 32n }));
    await reverts(bridge, "InvalidSmtProof", w.user, "claimAsset", ...claimOfRollup(back, 0, [localRoot], mainnet, { index: MAINNET }));
    const held = await w.balance(w.verifier);
    await bridge.send({ from: w.user }, "claimAsset", ...claim);
    assert.equal((await w.balance(w.verifier)) - held, ether("3"));
    // The first rollup's claims on L1 have their old place.
    assert.equal(await bridge.read("isClaimed", 0, 1), true);
    assert.equal(await bridge.read("claimedBitMap", 0), 1n);
    await reverts(bridge, "AlreadyClaimed", w.user, "claimAsset", ...claim);
});

bridging("a claim from another rollup has its own bit", async (w) => {
    const d = await deposit(w, w.bridge2, { from: w.user, value: 9n }, "bridgeAsset", 0, w.other, 9, ZERO, true, "0x");
    const roots = [hashOf("rollup 1"), hashOf("rollup 2"), d.tree.root];
    const mainnet = hashOf("mainnet");
    await w.importExitRoot(pair(mainnet, new Tree(roots).root), { address: await slotOwner(w) });
    await w.chain.rpc("anvil_setBalance", w.bridge.address, ethers.toQuantity(100));
    await w.bridge.send({ from: w.user }, "claimAsset", ...claimOfRollup(d, 2, roots, mainnet));
    assert.equal(await w.bridge.read("isClaimed", 0, 3), true);
    assert.equal(await w.bridge.read("isClaimed", 0, 1), false);
    assert.equal(await w.bridge.read("claimedBitMap", (3n << 32n) >> 8n), 1n);
});
/** Makes L1's bridge ask a manager whose map the test can write. */
async function slotOwner(w) {
    const simple = await w.deploy("GlobalExitRootManagerL2", w.bridge.address);
    const word = BigInt(await w.chain.rpc("eth_getStorageAt", w.bridge.address, "0x68", "latest"));
    const mask = ((1n << 160n) - 1n) << 40n;
    const changed = (word & ~mask) | (BigInt(simple.address) << 40n);
    await w.chain.rpc("anvil_setStorageAt", w.bridge.address, ethers.toBeHex(0x68, 32), ethers.toBeHex(changed, 32));
    assert.equal(await w.bridge.read("globalExitRootManager"), simple.address);
    return simple.address;
}

bridging("ether that its receiver does not take", async (w) => {
    const to = w.pol.address; // has no receive function
    const d = await deposit(w, w.bridge, { from: w.user, value: 1n }, "bridgeAsset", 1, to, 1, ZERO, true, "0x");
    await w.importExitRoot(pair(d.tree.root, ZERO_HASH));
    await reverts(w.bridge2, "EtherTransferFailed", w.user, "claimAsset", ...claimOfL1(d));
});

bridging("a token to L2 as a wrapped one, and back", async (w) => {
    const { bridge, bridge2, pol } = w;
    const metadata = metadataOf("Fee Token", "POL", 18);
    assert.equal(await bridge.read("getTokenMetadata", pol.address), metadata);
    const expected = await bridge2.read("precalculatedWrapperAddress", 0, pol.address, "Fee Token", "POL", 18);
    const d = await deposit(w, bridge, w.user, "bridgeAsset", 1, w.other, ether("50"), pol.address, true, "0x");
    assert.deepEqual([d.originNetwork, d.originAddress, d.metadata], [0n, pol.address, metadata]);
    assert.equal(await pol.read("balanceOf", bridge.address), ether("50"));
    await w.importExitRoot(pair(d.tree.root, ZERO_HASH));
    assert.equal(await bridge2.read("getTokenWrappedAddress", 0, pol.address), ZERO);
    const receipt = await bridge2.send({ from: w.user }, "claimAsset", ...claimOfL1(d));
    assert.deepEqual([...eventOf(bridge2, receipt, "NewWrappedToken")], [0n, pol.address, expected, metadata]);
    assert.equal(await bridge2.read("getTokenWrappedAddress", 0, pol.address), expected);
    assert.equal(await bridge2.read("tokenInfoToWrappedToken", ethers.solidityPackedKeccak256(["uint32", "address"], [0, pol.address])), expected);
    assert.deepEqual([...(await bridge2.read("wrappedTokenToTokenInfo", expected))], [0n, pol.address]);
    const wrapped = w.chain.at(artifact("TokenWrapped"), expected);
    assert.deepEqual(
        await Promise.all(["name", "symbol", "decimals", "bridgeAddress"].map((name) => wrapped.read(name))),
        ["Fee Token", "POL", 18n, bridge2.address],
    );
    assert.equal(await wrapped.read("balanceOf", w.other), ether("50"));
    // The second claim finds the wrapped token.
    const more = await deposit(w, bridge, w.user, "bridgeAsset", 1, w.other, ether("1"), pol.address, true, "0x");
    await w.importExitRoot(pair(more.tree.root, ZERO_HASH));
    const second = await bridge2.send({ from: w.user }, "claimAsset", ...claimOfL1(more));
    assert.equal(bridge2.events(second).length, 1);
    assert.equal(await wrapped.read("totalSupply"), ether("51"));

    const back = await deposit(w, bridge2, w.other, "bridgeAsset", 0, w.verifier, ether("20"), expected, true, "0x");
    assert.deepEqual([back.originNetwork, back.originAddress, back.metadata], [0n, pol.address, metadata]);
    assert.equal(await wrapped.read("totalSupply"), ether("31"));
    await w.recordSequence(1);
    await w.manager.send({ from: w.user }, "acceptTrustedTransition", 1, 2, back.tree.root, hashOf("state"), w.user);
    await bridge.send({ from: w.user }, "claimAsset", ...claimOfRollup(back, 0, [back.tree.root], bridge.twin.root));
    assert.equal(await pol.read("balanceOf", w.verifier), ether("20"));
    await revertsWithText(bridge2, /burn amount exceeds balance/, w.user, "bridgeAsset", 0, w.user, 1, expected, false, "0x");
});

bridging("wrapped token: only the bridge mints and burns; permit", async (w) => {
    const d = await deposit(w, w.bridge, w.user, "bridgeAsset", 1, w.user, ether("5"), w.pol.address, true, "0x");
    await w.importExitRoot(pair(d.tree.root, ZERO_HASH));
    await w.bridge2.send({ from: w.user }, "claimAsset", ...claimOfL1(d));
    const token = w.chain.at(artifact("TokenWrapped"), await w.bridge2.read("getTokenWrappedAddress", 0, w.pol.address));
    await revertsWithText(token, /only the bridge/, w.user, "mint", w.user, 1);
    await revertsWithText(token, /only the bridge/, w.user, "burn", w.user, 1);
    const owner = ethers.Wallet.createRandom();
    const deadline = (await w.now()) + 1000n;
    const call = await permitCall(w, token, owner, w.other, 77n, deadline);
    assert.equal(await token.read("VERSION"), "1");
    await revertsWithText(token, /invalid permit/, w.user, ...Object.assign([...call], { 3: 78n }));
    await revertsWithText(token, /permit expired/, w.user, ...Object.assign([...call], { 4: 1n }));
    await token.send({ from: w.user }, ...call);
    assert.equal(await token.read("allowance", owner.address, w.other), 77n);
    assert.equal(await token.read("nonces", owner.address), 1n);
    await revertsWithText(token, /invalid permit/, w.user, ...call);
});

/** A signed EIP-2612 permit as method and arguments. */
async function permitCall(w, token, owner, spender, value, deadline) {
    const domain = { name: await token.read("name"), version: "1", chainId: await w.chain.chainId(), verifyingContract: token.address };
    assert.equal(await token.read("DOMAIN_SEPARATOR"), ethers.TypedDataEncoder.hashDomain(domain));
    const types = {
        Permit: ["owner:address", "spender:address", "value:uint256", "nonce:uint256", "deadline:uint256"].map((field) => {
            const [name, type] = field.split(":");
            return { name, type };
        }),
    };
    const nonce = await token.read("nonces", owner.address);
    const signed = await owner.signTypedData(domain, types, { owner: owner.address, spender, value, nonce, deadline });
    const { v, r, s } = ethers.Signature.from(signed);
    return ["permit", owner.address, spender, value, deadline, v, r, s];
}

bridging("deposits with a permit", async (w) => {
    const { bridge, pol } = w;
    const owner = ethers.Wallet.createRandom();
    await pol.send({ from: w.deployer }, "transfer", owner.address, ether("10"));
    const deadline = (await w.now()) + 1000n;
    const call = await permitCall(w, pol, owner, bridge.address, ether("4"), deadline);
    const data = pol.encode(...call);
    const asset = (amount, permit, token = pol.address) => ["bridgeAsset", 1, w.other, amount, token, false, permit];
    await reverts(bridge, "NotValidAmount", owner.address, ...asset(ether("5"), data));
    await reverts(bridge, "NotValidOwner", w.user, ...asset(ether("4"), data));
    const toOther = await permitCall(w, pol, owner, w.other, ether("4"), deadline);
    await reverts(bridge, "NotValidSpender", owner.address, ...asset(ether("4"), pol.encode(...toOther)));
    await reverts(bridge, "NotValidSignature", owner.address, ...asset(ether("4"), "0x12345678"));
    await reverts(bridge, "NotValidSignature", owner.address, ...asset(ether("4"), "0x1234"));
    await w.as(owner.address, async (from) => {
        // Somebody sends the permit first: the deposit does not mind.
        await pol.send({ from: w.other }, ...call);
        await deposit(w, bridge, from, ...asset(ether("4"), data));
    });
    assert.equal(await pol.read("balanceOf", bridge.address), ether("4"));

    const dai = await w.deploy("DaiLikeToken");
    const daiPermit = (holder, spender) =>
        dai.encode("permit", holder, spender, 0, deadline, true, 27, ZERO_HASH, ZERO_HASH);
    await reverts(bridge, "NotValidOwner", w.deployer, ...asset(1, daiPermit(w.user, bridge.address), dai.address));
    await reverts(bridge, "NotValidSpender", w.deployer, ...asset(1, daiPermit(w.deployer, w.user), dai.address));
    await deposit(w, bridge, w.deployer, ...asset(3, daiPermit(w.deployer, bridge.address), dai.address));
    assert.equal(await dai.read("balanceOf", bridge.address), 3n);
});

bridging("odd tokens: metadata, tolls, reentrancy", async (w) => {
    const { bridge } = w;
    const old = await w.deploy("OldToken");
    assert.equal(await bridge.read("getTokenMetadata", old.address), metadataOf("Old Maker", "OLD", 7));
    const odd = await w.deploy("OddToken");
    const fallbacks = metadataOf("NOT_VALID_ENCODING", "NOT_VALID_ENCODING", 18);
    assert.equal(await bridge.read("getTokenMetadata", odd.address), fallbacks);
    assert.equal(await bridge.read("getTokenMetadata", w.exitRoots.address), metadataOf("NO_NAME", "NO_SYMBOL", 18));
    assert.equal(await bridge.read("getTokenMetadata", w.user), metadataOf("NO_NAME", "NO_SYMBOL", 18));

    const toll = await w.deploy("TollToken");
    await toll.send({ from: w.deployer }, "approve", bridge.address, ether("10"));
    const d = await deposit(w, bridge, w.deployer, "bridgeAsset", 1, w.other, ether("10"), toll.address, false, "0x");
    assert.equal(d.amount, ether("9"));
    const reentrant = await w.deploy("ReentrantToken", bridge.address);
    await reentrant.send({ from: w.deployer }, "approve", bridge.address, ether("10"));
    await revertsWithText(bridge, /reentrant call/, w.deployer, "bridgeAsset", 1, w.other, 1, reentrant.address, false, "0x");
});

bridging("metadata that makes no token cannot be claimed", async (w) => {
    const leaf = await w.bridge2.read("getLeafValue", 0, 5, w.pol.address, 1, w.user, 1, ethers.keccak256("0x1234"));
    const tree = new Tree([leaf]);
    const d = { tree, index: 0, originNetwork: 5, originAddress: w.pol.address, destinationNetwork: 1, destinationAddress: w.user, amount: 1, metadata: "0x1234" };
    await w.importExitRoot(pair(tree.root, ZERO_HASH));
    await reverts(w.bridge2, "FailedTokenWrappedDeployment", w.user, "claimAsset", ...claimOfL1(d));
});

bridging("messages", async (w) => {
    const { bridge, bridge2 } = w;
    const receiver = await w.deploy("MessageReceiver");
    const d = await deposit(w, bridge, { from: w.user, value: 12n }, "bridgeMessage", 1, receiver.address, true, "0xc0ffee");
    assert.deepEqual(fields(d), {
        leafType: 1n,
        originNetwork: 0n,
        originAddress: w.user,
        destinationNetwork: 1n,
        destinationAddress: receiver.address,
        amount: 12n,
        metadata: "0xc0ffee",
    });
    await w.importExitRoot(pair(d.tree.root, ZERO_HASH));
    await reverts(bridge2, "InvalidSmtProof", w.other, "claimAsset", ...claimOfL1(d));
    await receiver.send({ from: w.user }, "setRefuses", true);
    await reverts(bridge2, "MessageFailed", w.other, "claimMessage", ...claimOfL1(d));
    await receiver.send({ from: w.user }, "setRefuses", false);
    const receipt = await bridge2.send({ from: w.other }, "claimMessage", ...claimOfL1(d));
    assert.deepEqual([...eventOf(receiver, receipt, "Received")], [w.user, 0n, "0xc0ffee", 12n]);
    assert.deepEqual([...eventOf(bridge2, receipt, "ClaimEvent")], [MAINNET, 0n, w.user, receiver.address, 12n]);
    assert.equal(receiver.abi.getFunction("onMessageReceived").selector, "0x1806b5f2");
    await reverts(bridge2, "AlreadyClaimed", w.other, "claimMessage", ...claimOfL1(d));
});

bridging("a network whose gas is a token", async (w) => {
    const gasToken = w.pol.address;
    const gasMetadata = metadataOf("Fee Token", "POL", 18);
    const implementation = await w.deploy("Bridge");
    await revertsWithText(implementation, /already initialized/, w.user, "initialize", 3, ZERO, 0, ZERO, ZERO, "0x");
    const proxy = await w.deploy("TransparentUpgradeableProxy", implementation.address, w.proxyAdmin.address, "0x");
    const bridge = w.chain.at(artifact("Bridge"), proxy.address);
    const exitRoots = await w.deploy("GlobalExitRootManagerL2", bridge.address);
    await reverts(bridge, "GasTokenNetworkMustBeZeroOnEther", w.user, "initialize", 3, ZERO, 1, exitRoots.address, ZERO, "0x");
    await bridge.send({ from: w.user }, "initialize", 3, gasToken, 0, exitRoots.address, ZERO, gasMetadata);
    await w.chain.rpc("anvil_setBalance", bridge.address, ethers.toQuantity(ether("1000000")));
    const weth = w.chain.at(artifact("TokenWrapped"), await bridge.read("WETHToken"));
    assert.deepEqual([await weth.read("name"), await weth.read("symbol"), await weth.read("decimals")], ["Wrapped Ether", "WETH", 18n]);
    const initCode = ethers.concat([await bridge.read("BASE_INIT_BYTECODE_WRAPPED_TOKEN"), metadataOf("Wrapped Ether", "WETH", 18)]);
    assert.equal(weth.address, ethers.getCreate2Address(bridge.address, ZERO_HASH, ethers.keccak256(initCode)));

    // Depositing the gas token: by value, with its own origin.
    const d = await deposit(w, bridge, { from: w.user, value: 5n }, "bridgeAsset", 0, w.other, 5, ZERO, true, "0x");
    assert.deepEqual([d.originNetwork, d.originAddress, d.metadata], [0n, gasToken, gasMetadata]);
    await reverts(bridge, "NoValueInMessagesOnGasTokenNetworks", { from: w.user, value: 1n }, "bridgeMessage", 0, w.user, false, "0x");
    await deposit(w, bridge, w.user, "bridgeMessage", 0, w.user, false, "0x");

    // From L1: the gas token arrives as value, ether as WETH, a message's ether as WETH too.
    const receiver = await w.deploy("MessageReceiver");
    const token = await deposit(w, w.bridge, w.user, "bridgeAsset", 3, w.other, 8, gasToken, true, "0x");
    const coins = await deposit(w, w.bridge, { from: w.user, value: 9n }, "bridgeAsset", 3, w.other, 9, ZERO, true, "0x");
    const message = await deposit(w, w.bridge, { from: w.user, value: 4n }, "bridgeMessage", 3, receiver.address, true, "0x07");
    await w.importExitRoot(pair(w.bridge.twin.root, ZERO_HASH), exitRoots);
    const before = await w.balance(w.other);
    await bridge.send({ from: w.user }, "claimAsset", ...claimOfL1(token));
    assert.equal((await w.balance(w.other)) - before, 8n);
    await bridge.send({ from: w.user }, "claimAsset", ...claimOfL1(coins));
    assert.equal(await weth.read("balanceOf", w.other), 9n);
    const receipt = await bridge.send({ from: w.user }, "claimMessage", ...claimOfL1(message));
    assert.equal(eventOf(receiver, receipt, "Received").value, 0n);
    assert.equal(await weth.read("balanceOf", receiver.address), 4n);

    // WETH leaves as ether.
    const out = await deposit(w, bridge, w.other, "bridgeAsset", 0, w.user, 6, weth.address, false, "0x");
    assert.deepEqual([out.originNetwork, out.originAddress, out.metadata], [0n, ZERO, metadataOf("Wrapped Ether", "WETH", 18)]);
    const sent = await deposit(w, bridge, w.other, "bridgeMessageWETH", 0, w.user, 2, false, "0x09");
    assert.deepEqual([sent.leafType, sent.originNetwork, sent.originAddress, sent.amount], [1n, 3n, w.other, 2n]);
    assert.equal(await weth.read("totalSupply"), 5n);
});

bridging("addresses of wrapped tokens", async (w) => {
    for (const v of vectors("bridge/wrapped-token-address.json")) {
        // The derivation is that of the vector; the creation code is our own, and so is the address that comes out.
        assert.equal(metadataOf(v.name, v.symbol, v.decimals), v.constructorArgs);
        assert.equal(ethers.solidityPackedKeccak256(["uint32", "address"], [v.originNetwork, v.originToken]), v.salt);
        assert.equal(ethers.getCreate2Address(v.bridge, v.salt, v.initCodeHash), v.wrappedAddress);
        const base = await w.bridge.read("BASE_INIT_BYTECODE_WRAPPED_TOKEN");
        assert.equal(base, artifact("TokenWrapped").bytecode);
        const expected = ethers.getCreate2Address(w.bridge.address, v.salt, ethers.keccak256(ethers.concat([base, v.constructorArgs])));
        const args = [v.originNetwork, v.originToken, v.name, v.symbol, v.decimals];
        assert.equal(await w.bridge.read("precalculatedWrapperAddress", ...args), expected);
    }
    assert.equal(
        await w.bridge.read("calculateTokenWrapperAddress", 1, w.pol.address, w.pol.address),
        await w.bridge.read("precalculatedWrapperAddress", 1, w.pol.address, "Fee Token", "POL", 18),
    );
});

bridging("the claim of a fully packed global index", async (w) => {
    const leaf = await w.bridge2.read("getLeafValue", 0, 0, ZERO, 1, w.user, 0, ethers.keccak256("0x"));
    for (const [local, rollup] of [[0, 0], [1, 0], [0, 1], [2 ** 32 - 1, 2 ** 16]]) {
        const localProof = NO_PROOF.map((_, i) => hashOf(`local ${i}`));
        const rollupProof = NO_PROOF.map((_, i) => hashOf(`rollup ${i}`));
        const localRoot = await w.bridge2.read("calculateRoot", leaf, localProof, local);
        const rollupRoot = await w.bridge2.read("calculateRoot", localRoot, rollupProof, rollup);
        const mainnet = hashOf(`mainnet ${local} ${rollup}`);
        await w.importExitRoot(pair(mainnet, rollupRoot));
        const index = (BigInt(rollup) << 32n) + BigInt(local);
        const known = vectors("bridge/global-index.json").find(
            (v) => !v.isMainnet && v.indexLocal === String(local) && v.indexRollup === String(rollup),
        );
        if (known) {
            assert.equal(index, BigInt(known.expectedGlobalIndex));
        }
        const args = [localProof, rollupProof, index, mainnet, rollupRoot, 0, ZERO, 1, w.user, 0, "0x"];
        assert.equal(await w.bridge2.read("isClaimed", local, rollup + 1), false);
        await w.bridge2.send({ from: w.user }, "claimAsset", ...args);
        assert.equal(await w.bridge2.read("isClaimed", local, rollup + 1), true);
    }
});
