// What reference-node/demo runs once everything is installed and built.
import { parseArgs } from "node:util";

import { Devnet } from "./devnet.mjs";
import { accounts } from "./keys.mjs";
import { keepAll } from "./processes.mjs";
import { proofPart } from "./proof_part.mjs";
import { rollupPart } from "./rollup_part.mjs";
import { Steps } from "./steps.mjs";

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        program: { type: "string" },
        built: { type: "string" },
        keep: { type: "boolean", default: false },
    },
});
const steps = new Steps();
steps.done("installing what is missing, building", values.program, Number(values.built ?? 0));
const net = new Devnet({ program: values.program });
const nodes = {};

try {
    await steps.step("starting L1 (anvil) and deploying the contracts", async () => {
        await net.startL1();
        const { rollup, l1 } = net.deployment;
        return `${net.l1.url}, rollup ${rollup.id} at ${l1.contracts.rollup.slice(0, 10)}.., a block every second`;
    });
    await rollupPart(steps, net, nodes);
    await proofPart(steps, values.program, positionals[0], net.place);
} catch (error) {
    console.error(`FAILED: ${error.message}`);
    net.kept = true;
    console.error(`configuration and logs are in ${net.place}`);
    process.exit(1);
}
console.log(`\n${steps.table()}\n`);

if (values.keep) {
    net.kept = true;
    const processes = keepAll();
    const [user] = accounts.users;
    console.log(`The network stays:
  L1              ${net.l1.url}  (chain id ${net.deployment.l1.chainId})
  L2              ${nodes.sequencer.url}  ${nodes.sequencer.webSocketUrl}  (chain id ${net.deployment.rollup.chainId})
  second node     ${nodes.follower.url}
  bridge service  ${nodes.sequencer.bridgeUrl}
  metrics         ${nodes.sequencer.monitorUrl}/metrics  /readyz
  a user's key    ${user.privateKey}  (${user.address}, ether on both)
  administrator   ${accounts.admin.privateKey}  (${accounts.admin.address})
  files           ${net.place}  (deployment.json, configuration and log of each program)
End it with:  kill ${processes.join(" ")}`);
} else {
    for (const node of [nodes.follower, nodes.sequencer]) {
        await node.stop();
    }
}
process.exit(0);
