// The steps of a demonstration: a line when one begins, one when it is done, and a table of all at the end.
export class Steps {
    rows = [];

    /** A step that was done elsewhere. */
    done(what, result, seconds) {
        this.rows.push({ what, result, seconds });
    }

    /** Runs one; what it returns is its result in words. */
    async step(what, body) {
        console.log(`== ${what}`);
        const begin = performance.now();
        const result = await body();
        const seconds = (performance.now() - begin) / 1000;
        console.log(`   ${result} (${seconds.toFixed(1)} s)`);
        this.rows.push({ what, result, seconds });
    }

    table() {
        const width = (key) => Math.max(key.length, ...this.rows.map((row) => row[key].length));
        const [what, result] = [width("what"), width("result")];
        const line = (a, b, c) => `${a.padEnd(what)}  ${b.padEnd(result)}  ${c.padStart(7)}`;
        return [
            line("what", "result", "seconds"),
            line("-".repeat(what), "-".repeat(result), "-------"),
            ...this.rows.map((row) => line(row.what, row.result, row.seconds.toFixed(1))),
        ].join("\n");
    }
}
