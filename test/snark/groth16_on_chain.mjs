// Contracts that verify Groth16 proofs, on an anvil: proofs of this program and of snarkjs are taken, changed ones are not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startAnvil } from "../../reference-node/contracts/scripts/anvil.mjs";
import { MODULUS, ORDER, VerifierContract } from "./contract.mjs";

const vectors = join(dirname(fileURLToPath(import.meta.url)), "../vectors/snark");
const zonogon = process.env.ZONOGON;
assert.ok(zonogon, "ZONOGON names no program");

const folder = mkdtempSync(join(tmpdir(), "zonogon-groth16-on-chain-"));
const at = (name) => join(folder, name);
const anvil = await startAnvil();
after(async () => {
    await anvil.stop();
    rmSync(folder, { recursive: true, force: true });
});

function ours(...args) {
    const done = spawnSync(zonogon, ["snark", ...args], { encoding: "utf8", timeout: 60000 });
    assert.equal(done.status, 0, `zonogon snark ${args.join(" ")}: ${done.stdout}${done.stderr}`);
}
const json = (file) => JSON.parse(readFileSync(file));

/** The words of a call: A, B with imaginary parts first, C, public inputs. */
function words(proof, publics) {
    const g2 = proof.pi_b.slice(0, 2).flatMap(([real, imaginary]) => [imaginary, real]);
    return [...proof.pi_a.slice(0, 2), ...g2, ...proof.pi_c.slice(0, 2), ...publics].map(BigInt);
}
const calldata = (contract, w) =>
    contract.encode(
        w.slice(0, 2),
        [w.slice(2, 4), w.slice(4, 6)],
        w.slice(6, 8),
        ...(w.length > 8 ? [w.slice(8)] : []),
    );
const inverted = (w, places) => w.map((v, i) => (places.includes(i) ? (MODULUS - v) % MODULUS : v));

const circuits = [
    ["pow3", join(vectors, "pow3.r1cs"), join(vectors, "pow3.wtns")],
    ["one", join(vectors, "fflonk/one.r1cs"), join(vectors, "fflonk/one.wtns")],
];
for (const [name, r1cs, wtns] of circuits) {
    test(`${name}: the contract takes what is valid and nothing else`, async () => {
        ours("setup", r1cs, join(vectors, "pot5.ptau"), at("new.zkey"));
        ours("contribute", at("new.zkey"), at("key.zkey"));
        ours("export-solidity", at("key.zkey"), at("verifier.sol"));
        ours("prove", at("key.zkey"), wtns, at("proof.json"), at("public.json"));
        const contract = await VerifierContract.deploy(anvil.url, at("verifier.sol"));
        const publics = json(at("public.json"));
        const good = words(json(at("proof.json")), publics);
        const says = (w) => contract.call(calldata(contract, w));
        assert.equal(await says(good), true);

        const gas = await contract.gas(calldata(contract, good));
        console.log(`${name}: ${publics.length} public inputs, ${gas} gas, ${contract.size} bytes of code`);
        assert.ok(gas <= 230_000 + 6_800 * (publics.length - 1), `${gas} gas`);

        for (let i = 0; i < good.length; i += 1) {
            const changes = [1n, i < 8 ? MODULUS : ORDER, 1n << 255n].map((more) => good[i] + more);
            for (const value of [...changes, 0n, (1n << 256n) - 1n]) {
                if (value !== good[i] && value < 1n << 256n) {
                    assert.equal(await says(good.map((v, k) => (k === i ? value : v))), false, `word ${i}`);
                }
            }
        }
        const [a, b, c, rest] = [good.slice(0, 2), good.slice(2, 6), good.slice(6, 8), good.slice(8)];
        const real_first = [b[1], b[0], b[3], b[2]];
        const zero2 = [0n, 0n];
        // On the twist, outside the subgroup: x = 1.
        const outside = [
            0n,
            1n,
            5912654199736721486680175016176231956195085055698687135131307249486702594212n,
            18278151005453108793778860132295291098363647455926340152056652516292830556603n,
        ];
        for (const [what, w] of Object.entries({
            "A and C swapped": [...c, ...b, ...a, ...rest],
            "B with real parts first": [...a, ...real_first, ...c, ...rest],
            "A at infinity": [...zero2, ...b, ...c, ...rest],
            "B at infinity": [...a, ...zero2, ...zero2, ...c, ...rest],
            "C at infinity": [...a, ...b, ...zero2, ...rest],
            "all at infinity": [...zero2, ...zero2, ...zero2, ...zero2, ...rest],
            "A off the curve": [1n, 1n, ...b, ...c, ...rest],
            "B outside the subgroup": [...a, ...outside, ...c, ...rest],
            "C negated": inverted(good, [7]),
            "all zero": good.map(() => 0n),
        })) {
            assert.equal(await says(w), false, what);
        }
        // Proofs are malleable: (-A, -B, C) is another one of the same statement, which is why none may serve as a name.
        assert.equal(await says(inverted(good, [1, 4, 5])), true);

        const data = calldata(contract, good);
        for (const cut of [2, 64, 66, data.length - 12]) {
            assert.equal(await contract.call(data.slice(0, data.length - cut)), "reverted", `${cut} digits cut`);
        }
    });
}

test("the contract takes a proof of snarkjs", async () => {
    ours("export-solidity", join(vectors, "pow3_final.zkey"), at("theirs.sol"));
    const contract = await VerifierContract.deploy(anvil.url, at("theirs.sol"));
    const good = words(json(join(vectors, "pow3_proof.json")), json(join(vectors, "pow3_public.json")));
    assert.equal(await contract.call(calldata(contract, good)), true);
});
