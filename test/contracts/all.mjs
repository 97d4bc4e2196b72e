// All contract tests, in one process: they share an anvil and report together. Started by test/contracts/run.
import "./abi.mjs";
