#pragma once

#include <nlohmann/json.hpp>

#include <zonogon/zkevm/prover/batch_proof.hpp>

namespace zonogon::cli {

/// What a proof claims, under the names of state-transition files.
inline nlohmann::ordered_json describe_publics(const zkevm::batch_publics& p) {
    return {{"oldStateRoot", p.old_state_root.to_hex_full()},
            {"oldAccInputHash", p.old_acc_input_hash.to_hex_full()},
            {"oldNumBatch", p.old_num_batch},
            {"chainID", p.chain_id},
            {"forkID", p.fork_id},
            {"newStateRoot", p.new_state_root.to_hex_full()},
            {"newAccInputHash", p.new_acc_input_hash.to_hex_full()},
            {"newLocalExitRoot", p.local_exit_root.to_hex_full()},
            {"newNumBatch", p.new_num_batch}};
}

} // namespace zonogon::cli
