// Trees, exit roots, the L1 info tree.
import { Tree, ZERO_HASH, artifact, assert, ethers, eventOf, hashOf, pair, reverts, scenario, vectors } from "./support.mjs";

scenario("append tree: every root of the deposit, bridge and L1 info vectors", async (w) => {
    const deposits = vectors("bridge/deposit-tree.json");
    const infos = vectors("l1-info-tree/l1-info-leaves.json");
    const chains = [
        deposits.deposits.map(({ leaf, rootAfter }) => [leaf, rootAfter]),
        infos.leaves.map(({ leaf, rootAfter }) => [leaf, rootAfter]),
        vectors("bridge/bridge-root-vectors.json").map((v) => [v.newLeaf.currentLeafValue, v.newRoot]),
        vectors("l1-info-tree/root-vectors.json").map((v) => [v.newLeafValue, v.newRoot]),
    ];
    for (const leaves of chains) {
        const tree = await w.deploy("TreeHarness");
        assert.equal(await tree.read("getRoot"), deposits.emptyRoot);
        const twin = new Tree();
        for (const [leaf, root] of leaves) {
            await tree.send({ from: w.user }, "add", leaf);
            twin.leaves.push(leaf);
            assert.equal(await tree.read("getRoot"), root);
            assert.equal(twin.root, root);
        }
        assert.equal(await tree.read("depositCount"), BigInt(leaves.length));
    }
});

scenario("append tree: proofs of the vectors, and none of them at another place", async (w) => {
    const deposits = vectors("bridge/deposit-tree.json");
    const infos = vectors("l1-info-tree/l1-info-leaves.json");
    const all = [
        ...deposits.deposits.map((d) => [d.leaf, d.proofInFinalTree, d.depositCount, deposits.finalRoot]),
        ...infos.leaves.map((l) => [l.leaf, l.proofInFinalTree, l.index, infos.finalRoot]),
        ...vectors("l1-info-tree/proof-vectors.json").map((v) => [v.leaves[v.index], v.proof, v.index, v.root]),
        ...vectors("bridge/bridge-claim-vectors.json").map((v) => [v.leafs[v.index].leafValue, v.proof, v.index, v.root]),
    ];
    for (const [leaf, proof, index, root] of all) {
        assert.equal(await w.bridge.read("calculateRoot", leaf, proof, index), root);
        assert.equal(await w.exitRoots.read("verifyMerkleProof", leaf, proof, index, root), true);
        assert.equal(await w.bridge.read("verifyMerkleProof", leaf, proof, Number(index) ^ 1, root), false);
        assert.equal(await w.bridge.read("verifyMerkleProof", hashOf("other"), proof, index, root), false);
    }
});

scenario("append tree: the last leaf fits, the next does not", async (w) => {
    const tree = await w.deploy("TreeHarness");
    const countSlot = artifact("TreeHarness").storageLayout.find(({ label }) => label === "depositCount").slot;
    const setCount = (count) =>
        w.chain.rpc("anvil_setStorageAt", tree.address, ethers.toBeHex(countSlot, 32), ethers.toBeHex(count, 32));
    await setCount(2n ** 32n - 2n);
    await tree.send({ from: w.user }, "add", hashOf("last"));
    assert.equal(await tree.read("depositCount"), 2n ** 32n - 1n);
    await reverts(tree, "MerkleTreeFull", w.user, "add", hashOf("one more"));
    await w.chain.rpc("anvil_setStorageAt", w.bridge.address, ethers.toBeHex(0x53, 32), ethers.toBeHex(2n ** 32n - 1n, 32));
    const full = [w.exitRoots.address, ethers.toBeHex(32, 32), ethers.toBeHex(2n ** 32n - 1n, 32)];
    await w.chain.rpc("anvil_setStorageAt", ...full);
    assert.equal(await w.exitRoots.read("depositCount"), 2n ** 32n - 1n);
    await reverts(w.exitRoots, "MerkleTreeFull", w.bridge.address, "updateExitRoot", hashOf("new"));
    await reverts(w.bridge, "MerkleTreeFull", w.user, "bridgeMessage", 1, w.user, false, "0x");
});

scenario("leaves of the deposit vectors", async (w) => {
    for (const d of vectors("bridge/deposit-tree.json").deposits) {
        const leaf = await w.bridge.read(
            "getLeafValue",
            d.leafType,
            d.originNetwork,
            d.originAddress,
            d.destinationNetwork,
            d.destinationAddress,
            d.amount,
            ethers.keccak256(d.metadata),
        );
        assert.equal(leaf, d.leaf);
    }
    const assets = [
        ...vectors("bridge/bridge-leaf-vectors.json"),
        ...vectors("bridge/bridge-deposit-raw.json").map((d) => ({ ...d, leafValue: `0x${d.leafValue}` })),
    ];
    for (const d of assets) {
        const metadataHash = ethers.keccak256(d.metadata);
        const leaf = await w.bridge.read(
            "getLeafValue",
            0,
            d.originNetwork,
            d.tokenAddress,
            d.destinationNetwork,
            d.destinationAddress,
            d.amount,
            metadataHash,
        );
        assert.equal(leaf, d.leafValue);
    }
});

scenario("tree of all rollups: every vector", async (w) => {
    const library = await w.deploy("LibraryHarness");
    const mainnetRoot = vectors("bridge/deposit-tree.json").finalRoot;
    assert.equal(await library.read("rollupExitRoot", []), ZERO_HASH);
    for (const v of vectors("bridge/rollup-exit-tree.json")) {
        assert.equal(await library.read("rollupExitRoot", v.localExitRoots), v.rollupExitRoot);
        assert.equal(new Tree(v.localExitRoots).root, v.rollupExitRoot);
        assert.equal(pair(mainnetRoot, v.rollupExitRoot), v.ger_with_mainnet_root_of_deposit_tree);
    }
    for (let count = 1; count <= 9; ++count) {
        const leaves = Array.from({ length: count }, (_, i) => hashOf(`leaf ${i}`));
        assert.equal(await library.read("rollupExitRoot", leaves), new Tree(leaves).root, `${count} leaves`);
    }
});

scenario("L1 info tree: leaves of the vectors, and what an update appends", async (w) => {
    for (const l of vectors("l1-info-tree/l1-info-leaves.json").leaves) {
        assert.equal(await w.exitRoots.read("getLeafValue", l.globalExitRoot, l.blockHash, l.timestamp), l.leaf);
    }
    const twin = new Tree();
    let last = ZERO_HASH;
    for (let i = 0; i < 3; ++i) {
        const receipt = await w.bridge.send({ from: w.user }, "bridgeMessage", 1, w.user, true, `0x0${i}`);
        const mainnetRoot = await w.bridge.read("getRoot");
        const event = eventOf(w.exitRoots, receipt, "UpdateL1InfoTree");
        assert.deepEqual([...event], [mainnetRoot, ZERO_HASH]);
        last = pair(mainnetRoot, ZERO_HASH);
        assert.equal(await w.exitRoots.read("getLastGlobalExitRoot"), last);
        const block = await w.chain.rpc("eth_getBlockByHash", receipt.blockHash, false);
        assert.equal(await w.exitRoots.read("globalExitRootMap", last), BigInt(block.parentHash));
        twin.leaves.push(
            ethers.solidityPackedKeccak256(["bytes32", "bytes32", "uint64"], [last, block.parentHash, block.timestamp]),
        );
        assert.equal(await w.exitRoots.read("getRoot"), twin.root);
    }
    // A root seen before: no leaf, no event.
    const mainnetRoot = await w.bridge.read("getRoot");
    const update = (sender, root) =>
        w.as(sender.address, (from) => w.exitRoots.send({ from }, "updateExitRoot", root));
    assert.equal(w.exitRoots.events(await update(w.bridge, hashOf("another"))).length, 1);
    assert.equal(w.exitRoots.events(await update(w.bridge, mainnetRoot)).length, 0);
    assert.equal(await w.exitRoots.read("depositCount"), 4n);
    assert.equal(await w.exitRoots.read("lastMainnetExitRoot"), mainnetRoot);
    assert.equal(await w.exitRoots.read("getLastGlobalExitRoot"), last);
    // The other half comes from the manager.
    const rollups = hashOf("rollups");
    const other = await update(w.manager, rollups);
    assert.deepEqual([...eventOf(w.exitRoots, other, "UpdateL1InfoTree")], [mainnetRoot, rollups]);
    assert.equal(await w.exitRoots.read("lastRollupExitRoot"), rollups);
    await reverts(w.exitRoots, "OnlyAllowedContracts", w.user, "updateExitRoot", rollups);
});

scenario("exit root manager of L2: takes the local exit root from the bridge alone", async (w) => {
    await reverts(w.exitRoots2, "OnlyAllowedContracts", w.user, "updateExitRoot", ZERO_HASH);
    await w.bridge2.send({ from: w.user }, "bridgeMessage", 0, w.user, true, "0x");
    const root = await w.bridge2.read("getRoot");
    assert.equal(await w.exitRoots2.read("lastRollupExitRoot"), root);
    assert.equal(await w.chain.rpc("eth_getStorageAt", w.exitRoots2.address, "0x1", "latest"), root);
    await w.importExitRoot(hashOf("imported"));
    assert.equal(await w.exitRoots2.read("globalExitRootMap", hashOf("imported")), 1n);
});
