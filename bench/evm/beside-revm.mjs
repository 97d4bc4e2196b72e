#!/usr/bin/env node
// How long contracts take in anvil (revm as shipped) and in our interpreter, in turn on one machine.
//
//   bench/evm/beside-revm.mjs --anvil ANVIL --ours PROGRAM [--rounds 3] [--only WORD]
//
// PROGRAM is bench-evm-programs; the programs are those it lists. Both engines run one and the same call: a small contract
// that calls the program again and again, in anvil by eth_call with the
// codes as a state override. Only processor time counts, so that other work on the machine disturbs little: anvil's is that
// of its process (ticks of 10 ms), less that of a call of the same size that calls an empty contract; ours is Google
// Benchmark's. Prints the median of the rounds and the geometric mean of the ratios.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    anvil: { type: "string" },
    ours: { type: "string" },
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: "" },
    help: { type: "boolean", short: "h" },
  },
});
if (options.help || !options.anvil || !options.ours) {
  console.log(readFileSync(new URL(import.meta.url), "utf8").split("\n").slice(1, 13)
    .map((line) => line.replace(/^\/\/ ?/, "")).join("\n"));
  process.exit(options.help ? 0 : 2);
}

const sender = "0x" + "a1".padStart(40, "0");
const program = "0x" + "c0".padStart(40, "0");
const caller = "0x" + "c1".padStart(40, "0");

// Copies its input behind the first word to memory and calls the program with it as often as that word says:
// PUSH1 20 CALLDATASIZE SUB DUP1 PUSH1 20 PUSH1 0 CALLDATACOPY PUSH1 0 CALLDATALOAD
// loop: DUP1 ISZERO PUSH1 end JUMPI PUSH1 0 PUSH1 0 DUP4 PUSH1 0 PUSH1 0 PUSH1 c0 GAS CALL PUSH1 ok JUMPI PUSH1 0 DUP1 REVERT
// ok: PUSH1 1 SWAP1 SUB PUSH1 loop JUMP
// end: PUSH1 1 PUSH1 0 MSTORE PUSH1 20 PUSH1 0 RETURN
const head = "60203603806020600037600035";
const loopAt = head.length / 2;
const body = (end, ok) => `5b801560${end}5760006000836000600060c05af160${ok}57600080fd`;
const okAt = loopAt + body("00", "00").length / 2;
const hex = (n) => n.toString(16).padStart(2, "0");
const back = `5b6001900360${hex(loopAt)}56`;
const endAt = okAt + back.length / 2;
const callerCode = `0x${head}${body(hex(endAt), hex(okAt))}${back}5b600160005260206000f3`;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/// Every program with its code, input and storage, and how long one run takes here.
const ours = (filter, minimum) =>
  JSON.parse(execFileSync(options.ours, [`--benchmark_filter=${filter}`, "--benchmark_format=json",
    `--benchmark_min_time=${minimum}`], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }).toString());

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const port = await freePort();
const node = spawn(options.anvil, ["--port", String(port), "--silent", "--gas-limit", "9000000000000000",
  "--memory-limit", "8589934592", "--no-request-size-limit", "--hardfork", "shanghai",
  "--disable-code-size-limit"], { stdio: "ignore" });
process.on("exit", () => node.kill());

const rpc = async (method, params) => {
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }) });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
};
for (let i = 0; ; ++i) {
  try { await rpc("eth_chainId", []); break; } catch (e) {
    if (i === 100) throw e;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/// Seconds of processor time that anvil has used.
const ticks = () => {
  const fields = readFileSync(`/proc/${node.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const codes = JSON.parse(execFileSync(options.ours, ["--list-programs"], { maxBuffer: 1 << 28 }).toString());

const callTime = async (entry, code, times) => {
  const begin = ticks();
  const result = await rpc("eth_call", [
    { from: sender, to: caller, gas: "0x" + (8e15).toString(16), gasPrice: "0x0", data: "0x" + times.toString(16).padStart(64, "0") + entry.input.slice(2) },
    "latest",
    { [caller]: { code: callerCode }, [program]: { code, stateDiff: entry.storage } },
  ]);
  if (BigInt(result) !== 1n) throw new Error(`${entry.name} failed in anvil`);
  return ticks() - begin;
};

const ratios = [];
for (const entry of codes.filter(({ name }) => name.includes(options.only))) {
  // So often that anvil, too, takes some tenths of a second.
  let times = 1;
  while (await callTime(entry, entry.code, times) < 0.3) times *= 2;
  const here = [];
  const there = [];
  for (let round = 0; round < Number(options.rounds); ++round) {
    const run = ours(`^${entry.name}$`, 0.2).benchmarks[0];
    here.push(run.cpu_time * { ns: 1e-9, us: 1e-6, ms: 1e-3 }[run.time_unit]);
    const empty = await callTime(entry, "0x00", times);
    there.push((await callTime(entry, entry.code, times) - empty) / times);
  }
  const ratio = median(there) / median(here);
  ratios.push(ratio);
  console.log(`${entry.name.padEnd(40)} ours ${(median(here) * 1e6).toFixed(1).padStart(9)} us  revm ${
    (median(there) * 1e6).toFixed(1).padStart(9)} us  ${ratio.toFixed(2)}`);
}
console.log(`geometric mean over ${ratios.length}: ${Math.exp(ratios.map(Math.log).reduce((a, b) => a + b) / ratios.length).toFixed(2)}`);
node.kill();
