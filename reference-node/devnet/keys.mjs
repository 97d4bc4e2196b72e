// Who is who on the development network: anvil's accounts, whose keys everybody knows, so nothing of worth may be kept there.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root as contracts } from "../contracts/scripts/compiler.mjs";
import { ethers } from "../contracts/scripts/ethers.mjs";

const phrase = "test test test test test test test test test test test junk";
const wallet = (index) => ethers.HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/${index}`);

export const accounts = {
    /** Deploys, administers. */
    admin: wallet(0),
    /** Signs batches on L1. */
    sequencer: wallet(2),
    /** Claims deposits on L2 for those who have no ether there yet. */
    claimer: wallet(3),
    /** Users with ether on L1. */
    users: [wallet(5), wallet(6), wallet(7), wallet(8)],
};

/** The configuration of the deployment: contracts/devnet.json, in which these accounts stand. */
export function deploymentConfig(changes = {}) {
    return { ...JSON.parse(readFileSync(join(contracts, "devnet.json"), "utf8")), ...changes };
}
