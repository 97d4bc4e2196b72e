// Many deposits and claims in an order that a seed decides: nothing is made, nothing is lost, nothing is paid twice.
import { Tree, ZERO, ZERO_HASH, artifact, assert, ethers, eventOf, hashOf, pair, reverts, scenario } from "./support.mjs";

const NO_PROOF = Array(32).fill(ZERO_HASH);

/** Numbers below a bound, always the same ones. */
function numbers(seed) {
    let state = ethers.id(seed);
    return (bound) => {
        state = ethers.keccak256(state);
        return Number(BigInt(state) % BigInt(bound));
    };
}

for (const seed of ["one", "two"]) {
    scenario(`bridging in the order of seed ${seed}`, async (w) => {
        const next = numbers(seed);
        const sides = [
            { bridge: w.bridge, tree: new Tree(), open: [], done: [] },
            { bridge: w.bridge2, tree: new Tree(), open: [], done: [] },
        ];
        const wrappedAt = await w.bridge2.read("precalculatedWrapperAddress", 0, w.pol.address, "Fee Token", "POL", 18);
        const wrapped = w.chain.at(artifact("TokenWrapped"), wrappedAt);
        const start = await w.balance(w.bridge2.address);
        // What lies in the bridge of L1, what circulates on L2, what is under way in each direction.
        const coins = { locked: 0n, out: 0n };
        const tokens = { locked: 0n, out: 0n };
        let last = 1n;

        const deposit = async (from, kind) => {
            const { bridge, tree, open } = sides[from];
            const of = kind === "coins" ? coins : tokens;
            if (from === 1 && of.out === 0n) {
                return;
            }
            const amount = BigInt(next(from === 0 ? 1000 : of.out) + 1);
            const token = kind === "coins" ? ZERO : from === 0 ? w.pol.address : wrappedAt;
            const value = kind === "coins" ? amount : 0n;
            const call = [1 - from, w.user, amount, token, true, "0x"];
            const e = eventOf(bridge, await bridge.send({ from: w.user, value }, "bridgeAsset", ...call), "BridgeEvent");
            const payment = [e.originNetwork, e.originAddress, e.destinationNetwork, e.destinationAddress, e.amount];
            tree.leaves.push(await bridge.read("getLeafValue", 0, ...payment, ethers.keccak256(e.metadata)));
            open.push({ index: Number(e.depositCount), payment: [...payment, e.metadata], amount, of });
            if (from === 0) {
                of.locked += amount;
            } else {
                of.out -= amount;
            }
        };
        const claimOf = (from, { index, payment }, mainnet, rollups) => {
            const proof = sides[from].tree.proof(index);
            return from === 0
                ? [proof, NO_PROOF, (1n << 64n) + BigInt(index), mainnet, rollups, ...payment]
                : [proof, new Tree([sides[1].tree.root]).proof(0), BigInt(index), mainnet, rollups, ...payment];
        };
        const claim = async (from) => {
            const { open, done, tree } = sides[from];
            if (open.length === 0) {
                return;
            }
            let [mainnet, rollups] = [tree.root, ZERO_HASH];
            if (from === 0) {
                await w.importExitRoot(pair(mainnet, rollups));
            } else {
                await w.recordSequence(1);
                await w.manager.send({ from: w.user }, "acceptTrustedTransition", 1, ++last, tree.root, hashOf("state"), w.user);
                mainnet = await w.exitRoots.read("lastMainnetExitRoot");
                rollups = new Tree([tree.root]).root;
            }
            const [one] = open.splice(next(open.length), 1);
            const args = claimOf(from, one, mainnet, rollups);
            const { bridge } = sides[1 - from];
            await bridge.send({ from: w.other }, "claimAsset", ...args);
            await reverts(bridge, "AlreadyClaimed", w.other, "claimAsset", ...args);
            done.push(one);
            if (from === 0) {
                one.of.out += one.amount;
            } else {
                one.of.locked -= one.amount;
            }
        };
        for (let step = 0; step < 60; ++step) {
            const from = next(2);
            await (next(2) === 0 ? deposit(from, next(2) === 0 ? "coins" : "tokens") : claim(from));
        }
        assert.ok(sides[0].done.length > 3 && sides[1].done.length > 1, "the seed makes too little happen");
        assert.equal(await w.balance(w.bridge.address), coins.locked);
        assert.equal(await w.balance(w.bridge2.address), start - coins.out);
        assert.equal(await w.pol.read("balanceOf", w.bridge.address), tokens.locked);
        assert.equal(await wrapped.read("totalSupply"), tokens.out);
        // What is locked on L1 is what circulates on L2 and what is on its way.
        for (const of of [coins, tokens]) {
            const underWay = sides.flatMap(({ open }) => open.filter((d) => d.of === of)).reduce((sum, d) => sum + d.amount, 0n);
            assert.equal(of.locked, of.out + underWay);
        }
        for (const [from, { open, done }] of sides.entries()) {
            const { bridge } = sides[1 - from];
            for (const [list, expected] of [
                [open, false],
                [done, true],
            ]) {
                for (const { index } of list) {
                    assert.equal(await bridge.read("isClaimed", index, from), expected);
                }
            }
        }
    });
}
