#include "rpc/prover_input.hpp"

#include <string>

#include <zonogon/base/hex.hpp>

#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/zkevm_reader.hpp"
#include "state/batch_input.hpp"
#include "state/witness.hpp"

namespace zonogon::rpc {
namespace {

std::string word_text(const u256& word) {
    return json_string(word.to_hex_full());
}

/// A record as provers take it: the field elements, sixteen digits each.
std::string elements_text(const merkle::tree_record& record) {
    json_list out;
    for (const auto& element : record) {
        bytes text;
        append_big_endian<8>(text, element.value());
        out.add(json_string(to_hex(text).substr(2)));
    }
    return out.take();
}

std::string leaves_text(const rollup::batch_input& in) {
    json_object out;
    for (const auto& [index, leaf] : in.l1_info_tree) {
        json_list proof;
        for (const u256& sibling : leaf.proof) {
            proof.add(word_text(sibling));
        }
        out.add(std::to_string(index), json_object{}
                                           .add("globalExitRoot", word_text(leaf.global_exit_root))
                                           .add("blockHash", word_text(leaf.block_hash))
                                           .add("timestamp", json_string(std::to_string(leaf.timestamp)))
                                           .add("smtProof", proof.take())
                                           .take());
    }
    return out.take();
}

/// An executor input with its outputs, as the published test vectors spell them: what `zonogon execute` and
/// `zonogon prove` read.
std::string input_text(const rollup::batch_input& in, const state::batch_witness& executed) {
    json_object db;
    for (const auto& [name, record] : executed.known.nodes) {
        db.add(name.to_hex_full(), elements_text(record));
    }
    json_object codes;
    for (const auto& [name, text] : executed.known.codes) {
        codes.add(name.to_hex_full(), data_text(text));
    }
    const rollup::batch_outcome& out = executed.outcome;
    return json_object{}
        .add("oldStateRoot", word_text(in.old_state_root))
        .add("oldAccInputHash", word_text(in.old_acc_input_hash))
        .add("oldNumBatch", std::to_string(in.old_num_batch))
        .add("chainID", std::to_string(in.chain_id))
        .add("forkID", std::to_string(in.fork_id))
        .add("batchL2Data", data_text(in.batch_l2_data))
        .add("l1InfoRoot", word_text(in.l1_info_root))
        .add("timestampLimit", json_string(std::to_string(in.timestamp_limit)))
        .add("sequencerAddr", data_text(in.sequencer))
        .add("forcedBlockHashL1", word_text(in.forced_block_hash_l1))
        .add("l1InfoTree", leaves_text(in))
        .add("contractsBytecode", codes.take())
        .add("db", db.take())
        .add("newStateRoot", word_text(out.new_state_root))
        .add("newAccInputHash", word_text(out.new_acc_input_hash))
        .add("newLocalExitRoot", word_text(out.new_local_exit_root))
        .add("newNumBatch", std::to_string(out.new_num_batch))
        .add("batchHashData", word_text(out.batch_hash_data))
        .take();
}

answer prover_input(const chain_view& chain, std::uint64_t number, std::uint64_t chain_id) {
    const auto row = state::read_batch(chain.from(), number);
    if (!row) {
        return as_failure(row.why());
    }
    if (!*row) {
        return std::string{"null"};
    }
    if ((*row)->is_open()) {
        return failure{server_error, "batch " + std::to_string(number) + " is not closed", {}};
    }
    auto input = state::read_batch_input(chain.from(), **row, chain_id);
    if (!input) {
        return as_failure(input.why());
    }
    if (const status proved = state::prove_leaves(chain.from(), *input); !proved) {
        return as_failure(proved.why());
    }
    const auto executed = state::witness_of_batch(chain.from(), *input);
    return executed ? answer{input_text(*input, *executed)} : answer{as_failure(executed.why())};
}

} // namespace

void add_prover_input(registry& to, const chain_services& on) {
    add_zkevm_reader(
        to, on, "zkevm_getProverInput",
        "All that a prover needs for a closed batch: its data, what L1 says of it, and the part of the state "
        "that it reads; as a state-transition file",
        {{"batch", schema::quantity}, {"mode", schema::text, false}}, schema::object,
        [id = on.chain_id](const chain_view& c, parameters& p) -> answer {
            const std::uint64_t number = read_number_or_quantity(p, 0);
            read_witness_mode(p, 1);
            return p.wrong() ? answer{*p.wrong()} : prover_input(c, number, id);
        });
}

} // namespace zonogon::rpc
