// Groth16 of this program and of snarkjs on the same circuits, both ways.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const packages = join(root, "build/snark-peers/node_modules");
const vectors = join(root, "test/vectors/snark");
const zonogon = process.env.ZONOGON;
assert.ok(zonogon, "ZONOGON names no program");

const folder = mkdtempSync(join(tmpdir(), "zonogon-snark-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name) => join(folder, name);

function run(program, args) {
    const done = spawnSync(program, args, { cwd: folder, encoding: "utf8", timeout: 120000 });
    return { code: done.status, signal: done.signal, out: done.stdout, text: `${done.stdout}${done.stderr}` };
}
/** This program's `snark` subcommand; by default it must succeed. */
function ours(args, code = 0) {
    const done = run(zonogon, ["snark", ...args]);
    assert.equal(done.signal, null, `zonogon snark ${args.join(" ")}: ended by ${done.signal}`);
    assert.equal(done.code, code, `zonogon snark ${args.join(" ")}: ${done.text}`);
    return done;
}
function snarkjs(args, code = 0) {
    const done = run("node", [join(packages, "snarkjs/build/cli.cjs"), ...args]);
    assert.equal(done.code, code, `snarkjs ${args.join(" ")}: ${done.text}`);
    return done;
}
const same = (a, b) => assert.ok(readFileSync(at(a)).equals(readFileSync(at(b))), `${a} and ${b} differ`);

/** Powers of tau of a ceremony of this program, enough for circuits of 2^power rows. */
function powers(power) {
    const name = `pot${power}.ptau`;
    ours(["ptau", "new", String(power), "new.ptau"]);
    ours(["ptau", "contribute", "new.ptau", "one.ptau", "--name", "test"]);
    ours(["ptau", "prepare", "one.ptau", name]);
    assert.equal(JSON.parse(ours(["ptau", "verify", name]).out).valid, true);
    return name;
}

/** Compiles a circuit and calculates a witness: NAME.r1cs and NAME.wtns. */
function circuit(name, source, input) {
    copyFileSync(source, at(`${name}.circom`));
    const compiler = join(packages, "circom2/cli.js");
    // The compiler sees only the folder that it runs in.
    const done = run("node", [compiler, `${name}.circom`, "--r1cs", "--wasm", "--O2", "-l", "."]);
    assert.equal(done.code, 0, done.text);
    writeFileSync(at(`${name}.json`), JSON.stringify(input));
    snarkjs(["wtns", "calculate", `${name}_js/${name}.wasm`, `${name}.json`, `${name}.wtns`]);
}

mkdirSync(at("circomlib"), { recursive: true });
for (const part of ["poseidon.circom", "poseidon_constants.circom"]) {
    mkdirSync(at("circomlib/circuits"), { recursive: true });
    copyFileSync(join(packages, "circomlib/circuits", part), at(`circomlib/circuits/${part}`));
}
const small = "pot5.ptau";
copyFileSync(join(vectors, small), at(small));

const circuits = [
    ["pow3", join(vectors, "pow3.circom"), { k: "7", x: "3", b: "5" }, () => small],
    ["all_public", join(here, "circuits/all_public.circom"), { a: "3", b: "11" }, () => small],
    ["none_public", join(here, "circuits/none_public.circom"), { a: "4", b: "9" }, () => small],
    ["preimage", join(here, "circuits/preimage.circom"), { secret: ["1", "2"] }, () => powers(8)],
];
for (const [name, source, input, ptau] of circuits) {
    test(`${name}: keys, contributions and proofs of each are taken by the other`, () => {
        const tau = ptau();
        circuit(name, source, input);
        const r1cs = `${name}.r1cs`;
        const wtns = `${name}.wtns`;

        ours(["setup", r1cs, tau, "ours0.zkey"]);
        snarkjs(["groth16", "setup", r1cs, tau, "theirs0.zkey"]);
        same("ours0.zkey", "theirs0.zkey");

        ours(["contribute", "ours0.zkey", "one.zkey", "--name", "ours"]);
        snarkjs(["zkey", "contribute", "one.zkey", "two.zkey", "--name=theirs", "-e=test"]);
        ours(["contribute", "two.zkey", "three.zkey"]);
        snarkjs(["zkey", "beacon", "three.zkey", "four.zkey", "0102030405", "10", "-n=beacon"]);
        for (const key of ["one.zkey", "three.zkey", "four.zkey"]) {
            assert.match(snarkjs(["zkey", "verify", r1cs, tau, key]).text, /ZKey Ok!/);
            assert.equal(JSON.parse(ours(["verify-key", r1cs, tau, key]).out).valid, true);
        }
        if (name !== "pow3") {
            ours(["verify-key", join(vectors, "pow3.r1cs"), small, "one.zkey"], 1);
        }

        ours(["export-verification-key", "four.zkey", "ours_vk.json"]);
        snarkjs(["zkey", "export", "verificationkey", "four.zkey", "theirs_vk.json"]);
        same("ours_vk.json", "theirs_vk.json");

        ours(["prove", "four.zkey", wtns, "ours_proof.json", "ours_public.json"]);
        snarkjs(["groth16", "prove", "four.zkey", wtns, "theirs_proof.json", "theirs_public.json"]);
        assert.deepEqual(JSON.parse(readFileSync(at("ours_public.json"))), JSON.parse(readFileSync(at("theirs_public.json"))));
        for (const maker of ["ours", "theirs"]) {
            const files = ["ours_vk.json", `${maker}_public.json`, `${maker}_proof.json`];
            assert.match(snarkjs(["groth16", "verify", ...files]).text, /OK!/);
            assert.equal(JSON.parse(ours(["verify", ...files]).out).valid, true);
        }
        // The same with a public input changed; by the prime, where the element stays.
        const publics = JSON.parse(readFileSync(at("ours_public.json")));
        const order = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
        for (const more of [1n, order]) {
            for (let i = 0; i < publics.length; i += 1) {
                const changed = publics.map((v, k) => (k === i ? String(BigInt(v) + more) : v));
                writeFileSync(at("changed.json"), JSON.stringify(changed));
                const told = ours(["verify", "ours_vk.json", "changed.json", "ours_proof.json"], 1);
                assert.equal(JSON.parse(told.out).valid, false);
            }
        }
        for (const file of [r1cs, wtns, tau, "four.zkey"]) {
            JSON.parse(ours(["info", file]).out);
        }
    });
}

test("a circuit of the C++ builder is snarkjs's circuit too", () => {
    const [r1cs, wtns] = ["built.r1cs", "built.wtns"].map((name) => join(vectors, name));
    assert.match(snarkjs(["wtns", "check", r1cs, wtns]).text, /WITNESS IS CORRECT/);
    const about = JSON.parse(ours(["info", r1cs]).out);
    const told = snarkjs(["r1cs", "info", r1cs]).text;
    assert.match(told, new RegExp(`# of Constraints: ${about.constraints}\\b`));
    assert.match(told, new RegExp(`# of Wires: ${about.wires}\\b`));
    assert.match(told, new RegExp(`# of Outputs: ${about.publicOutputs}\\b`));
    const tau = powers(9);
    ours(["setup", r1cs, tau, "built0.zkey"]);
    snarkjs(["groth16", "setup", r1cs, tau, "theirs0.zkey"]);
    same("built0.zkey", "theirs0.zkey");
    ours(["contribute", "built0.zkey", "built.zkey"]);
    assert.match(snarkjs(["zkey", "verify", r1cs, tau, "built.zkey"]).text, /ZKey Ok!/);
    ours(["export-verification-key", "built.zkey", "vk.json"]);
    ours(["prove", "built.zkey", wtns, "proof.json", "public.json"]);
    assert.match(snarkjs(["groth16", "verify", "vk.json", "public.json", "proof.json"]).text, /OK!/);
    assert.equal(JSON.parse(readFileSync(at("public.json"))).length, about.publicOutputs + about.publicInputs);
    // A value changed: snarkjs refuses what this program does.
    for (const value of [1, 2, 5, 7, 40]) {
        const bad = readFileSync(wtns);
        bad[76 + 32 * value] ^= 1;
        writeFileSync(at("wrong.wtns"), bad);
        const told = run("node", [join(packages, "snarkjs/build/cli.cjs"), "wtns", "check", r1cs, "wrong.wtns"]);
        assert.doesNotMatch(told.text, /WITNESS IS CORRECT/);
        ours(["prove", "built.zkey", "wrong.wtns", "p.json", "q.json"], 2);
    }
});

test("a development key has a contribution, and only one without is warned of", () => {
    const [r1cs, wtns] = ["pow3.r1cs", "pow3.wtns"].map((name) => join(vectors, name));
    const made = ours(["setup", "--development", r1cs, "development.zkey"]);
    assert.match(made.text, /DEVELOPMENT KEY/);
    assert.doesNotMatch(made.text, /WARNING/);
    assert.deepEqual(JSON.parse(made.out).contributions.map((c) => c.name), ["development"]);
    assert.equal(existsSync(at("development.zkey.first")), false);
    const vk = ours(["export-verification-key", "development.zkey", "vk.json"]);
    assert.doesNotMatch(vk.text, /WARNING/);
    const key = JSON.parse(readFileSync(at("vk.json")));
    assert.notDeepEqual(key.vk_gamma_2, key.vk_delta_2);
    ours(["prove", "development.zkey", wtns, "proof.json", "public.json"]);
    assert.match(snarkjs(["groth16", "verify", "vk.json", "public.json", "proof.json"]).text, /OK!/);

    const first = ours(["setup", r1cs, small, "first.zkey"]);
    assert.match(first.text, /WARNING/);
    assert.deepEqual(JSON.parse(first.out).contributions, []);
    for (const command of ["export-verification-key", "export-solidity"]) {
        assert.match(ours([command, "first.zkey", "out"]).text, /WARNING/);
    }
});

test("a beacon whose hash was changed is refused", () => {
    const [r1cs, key] = ["pow3.r1cs", "pow3_final.zkey"].map((name) => join(vectors, name));
    const file = readFileSync(key);
    assert.equal(JSON.parse(ours(["verify-key", r1cs, small, key]).out).valid, true);
    // The hash is the last parameter of the last contribution.
    file[file.length - 1] ^= 1;
    writeFileSync(at("beacon.zkey"), file);
    const told = JSON.parse(ours(["verify-key", r1cs, small, "beacon.zkey"], 1).out);
    assert.match(told.reason, /beacon's key does not follow/);
});

test("malformed files of every kind give a reason and an exit code", () => {
    const good = {
        r1cs: readFileSync(join(vectors, "pow3.r1cs")),
        wtns: readFileSync(join(vectors, "pow3.wtns")),
        zkey: readFileSync(join(vectors, "pow3_final.zkey")),
        ptau: readFileSync(join(vectors, small)),
        vk: readFileSync(join(vectors, "pow3_vk.json")),
        public: readFileSync(join(vectors, "pow3_public.json")),
        proof: readFileSync(join(vectors, "pow3_proof.json")),
    };
    const path = Object.fromEntries(Object.keys(good).map((kind) => [kind, at(`good.${kind}`)]));
    for (const [kind, content] of Object.entries(good)) {
        writeFileSync(path[kind], content);
    }
    const commands = {
        r1cs: (bad) => ["setup", bad, path.ptau, at("out.zkey")],
        ptau: (bad) => ["setup", path.r1cs, bad, at("out.zkey")],
        wtns: (bad) => ["prove", path.zkey, bad, at("out.json"), at("out2.json")],
        zkey: (bad) => ["prove", bad, path.wtns, at("out.json"), at("out2.json")],
        vk: (bad) => ["verify", bad, path.public, path.proof],
        public: (bad) => ["verify", path.vk, bad, path.proof],
        proof: (bad) => ["verify", path.vk, path.public, bad],
    };
    for (const [kind, content] of Object.entries(good)) {
        const half = Math.floor(content.length / 2);
        const bads = {
            empty: Buffer.alloc(0),
            "half of it": content.subarray(0, half),
            "all but a byte": content.subarray(0, content.length - 1),
            "ones from the middle on": Buffer.concat([content.subarray(0, half), Buffer.alloc(half, 0xff)]),
            "another format": Buffer.from(kind === "wtns" ? good.r1cs : good.wtns),
            "noise": Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) & 0xff)),
        };
        for (const [what, bad] of Object.entries(bads)) {
            // Text ends with a line that may be missing.
            if (what === "all but a byte" && !["r1cs", "ptau", "wtns", "zkey"].includes(kind)) {
                bads[what] = content.subarray(0, content.length - 3);
            }
            writeFileSync(at("bad"), bads[what]);
            const done = ours(commands[kind](at("bad")), 2);
            assert.match(done.text, /zonogon snark/, `${kind}: ${what}`);
        }
        const none = ours(commands[kind](at("no such file")), 2);
        assert.match(none.text, /no such file/);
    }
    for (const command of ["setup", "contribute", "prove", "verify", "verify-key", "export-verification-key", "export-solidity", "info"]) {
        ours([command], 2);
        assert.match(ours([command, "--help"]).text, /Exit code/);
    }
});
