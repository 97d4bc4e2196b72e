// fflonk of this program and of snarkjs on the same circuits, both ways, and the generated contract on an anvil.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startAnvil } from "../../reference-node/contracts/scripts/anvil.mjs";
import { MODULUS, ORDER, VerifierContract } from "./contract.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const packages = join(root, "build/snark-peers/node_modules");
const vectors = join(root, "test/vectors/snark/fflonk");
const zonogon = process.env.ZONOGON;
assert.ok(zonogon, "ZONOGON names no program");

/** Gas that a verification may take at most: the transaction, its calldata and the contract. */
const MOST_GAS = 240_000;

const folder = mkdtempSync(join(tmpdir(), "zonogon-fflonk-"));
const anvil = await startAnvil();
after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await anvil.stop();
});
const at = (name) => join(folder, name);
const json = (name) => JSON.parse(readFileSync(at(name), "utf8"));
const same = (a, b) => assert.ok(readFileSync(at(a)).equals(readFileSync(at(b))), `${a} and ${b} differ`);

function run(program, args, code) {
    const done = spawnSync(program, args, { cwd: folder, encoding: "utf8", timeout: 120000 });
    assert.equal(done.status, code, `${args.join(" ")}: ${done.signal ?? ""} ${done.stdout}${done.stderr}`);
    return `${done.stdout}${done.stderr}`;
}
const ours = (args, code = 0) => run(zonogon, ["snark", ...args], code);
const snarkjs = (args) => run("node", [join(packages, "snarkjs/build/cli.cjs"), ...args], 0);

/** Compiles a circuit and calculates a witness: NAME.r1cs and NAME.wtns. */
function circuit(name, source, input) {
    copyFileSync(source, at(`${name}.circom`));
    run("node", [join(packages, "circom2/cli.js"), `${name}.circom`, "--r1cs", "--wasm", "--O0", "-l", "."], 0);
    writeFileSync(at(`${name}.json`), JSON.stringify(input));
    snarkjs(["wtns", "calculate", `${name}_js/${name}.wasm`, `${name}.json`, `${name}.wtns`]);
}

/** The words of a proof as the contract takes them. */
function words({ polynomials, evaluations }) {
    const order = "ql qr qm qo qc s1 s2 s3 a b c z zw t1w t2w inv".split(" ");
    const points = ["C1", "C2", "W1", "W2"].flatMap((name) => polynomials[name].slice(0, 2));
    return [...points, ...order.map((name) => evaluations[name])].map(BigInt);
}
const word = (v) => `0x${v.toString(16).padStart(64, "0")}`;

snarkjs(["powersoftau", "new", "bn128", "9", "new.ptau"]);
snarkjs(["powersoftau", "contribute", "new.ptau", "one.ptau", "--name=test", "-e=test"]);
snarkjs(["powersoftau", "prepare", "phase2", "one.ptau", "powers.ptau"]);

const circuits = [
    ["one", join(vectors, "one.circom"), { x: "3", y: "11" }],
    ["small", join(vectors, "small.circom"), { a: "3", b: "4", c: "-7", d: ["5", "6", "7", "8", "9", "10"] }],
    ["none", join(vectors, "none.circom"), { x: "2", y: "3" }],
];
for (const [name, source, input] of circuits) {
    test(`${name}: keys and proofs of each are taken by the other and by the contract`, async () => {
        circuit(name, source, input);
        const [r1cs, wtns] = [`${name}.r1cs`, `${name}.wtns`];
        ours(["setup", r1cs, "powers.ptau", "ours.zkey", "--system", "fflonk"]);
        snarkjs(["fflonk", "setup", r1cs, "powers.ptau", "theirs.zkey"]);
        same("ours.zkey", "theirs.zkey");
        // Powers that are not prepared do as well.
        ours(["setup", r1cs, "one.ptau", "unprepared.zkey", "--system", "fflonk"]);
        same("ours.zkey", "unprepared.zkey");
        ours(["export-verification-key", "ours.zkey", "ours_vk.json"]);
        snarkjs(["zkey", "export", "verificationkey", "ours.zkey", "theirs_vk.json"]);
        same("ours_vk.json", "theirs_vk.json");

        ours(["prove", "theirs.zkey", wtns, "ours_proof.json", "ours_public.json"]);
        snarkjs(["fflonk", "prove", "ours.zkey", wtns, "theirs_proof.json", "theirs_public.json"]);
        same("ours_public.json", "theirs_public.json");
        for (const maker of ["ours", "theirs"]) {
            const files = ["ours_vk.json", "ours_public.json", `${maker}_proof.json`];
            assert.match(snarkjs(["fflonk", "verify", ...files]), /PROOF VERIFIED SUCCESSFULLY/);
            ours(["verify", ...files]);
        }
        ours(["export-solidity", "ours.zkey", "Verifier.sol"]);
        const contract = await VerifierContract.deploy(anvil.url, at("Verifier.sol"));
        const publics = json("ours_public.json").map(BigInt);
        const encode = (proof, inputs) =>
            inputs.length === 0 ? contract.encode(proof.map(word)) : contract.encode(proof.map(word), inputs.map(word));
        const accepts = async (proof, inputs) => (await contract.call(encode(proof, inputs))) === true;
        for (const maker of ["ours", "theirs"]) {
            const proof = words(json(`${maker}_proof.json`));
            assert.ok(await accepts(proof, publics));
            const gas = await contract.gas(encode(proof, publics));
            console.log(`${name}, proof of ${maker}: ${gas} gas with ${publics.length} public inputs, ${contract.size} bytes of code`);
            if (publics.length <= 1) {
                assert.ok(gas <= MOST_GAS, `${gas} gas`);
            }
        }
        const proof = words(json("ours_proof.json"));
        await refusesChanges(proof, publics, accepts);
        const data = encode(proof, publics);
        for (const cut of [2, 64, 66, 640, data.length - 10]) {
            assert.notEqual(await contract.call(data.slice(0, data.length - cut)), true, `${cut} digits less`);
        }
        for (const gas of [30_000, 60_000, 100_000, 150_000]) {
            assert.notEqual(await lowGas(contract, data, gas), true, `with ${gas} gas`);
        }
    });
}

/** What the contract answers when there is too little gas. */
async function lowGas(contract, data, gas) {
    try {
        const request = { from: contract.from, to: contract.address, data, gas: `0x${gas.toString(16)}` };
        return BigInt(await contract.chain.rpc("eth_call", request, "latest")) === 1n;
    } catch {
        return "reverted";
    }
}

/** Every word of the proof and every public input, changed, exchanged and with a second spelling. */
async function refusesChanges(proof, publics, accepts) {
    const changed = (list, i, v) => list.map((old, k) => (k === i ? v : old));
    for (let i = 0; i < proof.length; i += 1) {
        const modulus = i < 8 ? MODULUS : ORDER;
        for (const v of [(proof[i] + 1n) % modulus, modulus - proof[i], 0n, proof[i] + modulus, 2n ** 256n - 1n]) {
            if (v !== proof[i]) {
                assert.equal(await accepts(changed(proof, i, v), publics), false, `word ${i} as ${v}`);
            }
        }
        for (let k = 0; k < i; k += 1) {
            if (proof[i] !== proof[k]) {
                const swapped = changed(changed(proof, i, proof[k]), k, proof[i]);
                assert.equal(await accepts(swapped, publics), false, `words ${i} and ${k} exchanged`);
            }
        }
    }
    for (let i = 0; i < 8; i += 2) {
        const infinity = changed(changed(proof, i, 0n), i + 1, 0n);
        assert.equal(await accepts(infinity, publics), false, `point ${i / 2} at infinity`);
        const negative = changed(proof, i + 1, MODULUS - proof[i + 1]);
        assert.equal(await accepts(negative, publics), false, `point ${i / 2} negated`);
    }
    for (let i = 0; i < publics.length; i += 1) {
        for (const v of [(publics[i] + 1n) % ORDER, publics[i] + ORDER, publics[i] === 0n ? 2n : 0n, 2n ** 256n - 1n]) {
            assert.equal(await accepts(proof, changed(publics, i, v)), false, `public input ${i} as ${v}`);
        }
        for (let k = 0; k < i; k += 1) {
            if (publics[i] !== publics[k]) {
                const swapped = changed(changed(publics, i, publics[k]), k, publics[i]);
                assert.equal(await accepts(proof, swapped), false, `public inputs ${i} and ${k} exchanged`);
            }
        }
    }
}

test("a witness that does not satisfy the circuit gives no proof", () => {
    const witness = readFileSync(join(vectors, "one.wtns"));
    for (const file of ["one.r1cs", "one.zkey", "one.vk.json"]) {
        copyFileSync(join(vectors, file), at(file));
    }
    // The header's section has 40 bytes, so the first value is at 76.
    for (let value = 1; value < (witness.length - 76) / 32; value += 1) {
        const wrong = Buffer.from(witness);
        wrong[76 + 32 * value] ^= 1;
        writeFileSync(at("wrong.wtns"), wrong);
        assert.match(ours(["prove", "one.zkey", "wrong.wtns", "p.json", "q.json"], 2), /does not satisfy gate/);
    }
});

test("malformed keys and proofs give a reason and an exit code", () => {
    const file = (name) => readFileSync(join(vectors, name));
    writeFileSync(at("good.wtns"), file("one.wtns"));
    const inputs = {
        "one.zkey": (bad) => ["prove", bad, "good.wtns", "p.json", "q.json"],
        "one.proof.json": (bad) => ["verify", join(vectors, "one.vk.json"), join(vectors, "one.public.json"), bad],
        "one.vk.json": (bad) => ["verify", bad, join(vectors, "one.public.json"), join(vectors, "one.proof.json")],
    };
    for (const [name, command] of Object.entries(inputs)) {
        const good = file(name);
        const half = Math.floor(good.length / 2);
        for (const bad of [
            Buffer.alloc(0),
            good.subarray(0, half),
            good.subarray(0, good.length - 3),
            Buffer.concat([good.subarray(0, half), Buffer.alloc(half, 0xff)]),
            file("one.wtns"),
        ]) {
            writeFileSync(at("bad"), bad);
            assert.match(ours(command("bad"), 2), /zonogon snark/);
        }
    }
});
