// Comes last: which custom errors were never seen, what the calls cost, and the end of the anvil.
import { test } from "node:test";
import { artifact, assert, gas, originalNames, seenErrors, stopWorld } from "./support.mjs";

const neverThrown = {
    // The fixed r of the signature is on the curve, so a signer is always recovered.
    "Rollup.InvalidInitializeTransaction": "ecrecover answers for every transaction",
};

test("every custom error was seen", () => {
    for (const contract of Object.keys(originalNames)) {
        for (const { type, name } of artifact(contract).abi) {
            const error = `${contract}.${name}`;
            if (type === "error" && !(error in neverThrown)) {
                assert.ok(seenErrors.has(error), `no test makes ${error}`);
            }
        }
    }
});

test("gas of every call", () => {
    const ours = ([call]) => call.split(".")[0] in originalNames && !/\.accept\w*Transition/.test(call);
    const rows = [...gas].filter(ours).sort(([a], [b]) => a.localeCompare(b));
    console.log(`${"call".padEnd(46)} ${"calls".padStart(6)} ${"least gas".padStart(10)} ${"most gas".padStart(10)}`);
    for (const [call, { calls, least, most }] of rows) {
        console.log(`${call.padEnd(46)} ${String(calls).padStart(6)} ${String(least).padStart(10)} ${String(most).padStart(10)}`);
    }
    assert.ok(rows.length > 0);
});

test("anvil ends", stopWorld);
