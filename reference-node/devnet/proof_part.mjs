// The part of the demonstration that proves a batch of transfers.
import { execFile } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * @param {import("./steps.mjs").Steps} steps
 * @param {string} program the zonogon program
 * @param {string} batch file with batches
 * @param {string} place folder for the proof
 */
export async function proofPart(steps, program, batch, place) {
    const proof = join(place, "batch.proof");
    const zonogon = (...args) => run(program, args, { maxBuffer: 1 << 26 });

    await steps.step(`executing ${batch}`, async () => {
        const { batches } = JSON.parse((await zonogon("execute", batch)).stdout);
        return `root ${batches.at(-1).newStateRoot.slice(0, 10)}..`;
    });
    await steps.step("proving it", async () => {
        await zonogon("prove", batch, "--out", proof);
        return `proof of ${Math.round(statSync(proof).size / 1024)} KiB`;
    });
    await steps.step("verifying the proof", async () => {
        await zonogon("verify", proof);
        return "accepted";
    });
    await steps.step("verifying a copy with one bit changed", async () => {
        const bytes = readFileSync(proof);
        bytes[bytes.length >> 1] ^= 1;
        const tampered = join(place, "tampered.proof");
        writeFileSync(tampered, bytes);
        const refused = await zonogon("verify", tampered).then(
            () => false,
            ({ code }) => typeof code === "number",
        );
        if (!refused) {
            throw new Error("the tampered proof was accepted");
        }
        return "refused, as it must be";
    });
}
