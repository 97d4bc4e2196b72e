// All contract tests, in one process: they share an anvil and report together. Started by test/contracts/run.
import "./abi.mjs";
import "./exit_roots.mjs";
import "./rollup.mjs";
import "./manager.mjs";
import "./bridge.mjs";
import "./conservation.mjs";
import "./tools.mjs";
import "./deployment.mjs";
import "./batches.mjs";
import "./report.mjs";
