#include <array>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/rollup/block_info.hpp>
#include <zonogon/rollup/native_counters_json.hpp>

#include <nlohmann/json.hpp>

#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/prover_input.hpp"
#include "rpc/zkevm_reader.hpp"
#include "state/batch_counters.hpp"
#include "state/witness.hpp"

namespace zonogon::rpc {
namespace {

/// Blocks that are executed for one call.
constexpr std::uint64_t most_blocks = 1'000;
/// Paths that counters are bounded for at least, as the sequencer does.
constexpr std::uint64_t least_levels = 32;

const parameter_info mode_parameter{"mode", schema::text, false};

/// A record's twelve field elements, eight bytes each.
std::string node_text(const merkle::tree_record& record) {
    bytes out;
    for (const auto& element : record) {
        append_big_endian<8>(out, element.value());
    }
    return data_text(out);
}

std::string witness_text(const state::witness& w) {
    json_object nodes;
    for (const auto& [name, record] : w.nodes) {
        nodes.add(name.to_hex_full(), node_text(record));
    }
    json_object codes;
    for (const auto& [name, text] : w.codes) {
        codes.add(name.to_hex_full(), data_text(text));
    }
    return json_object{}
        .add("stateRoot", data_text(w.root.to_bytes()))
        .add("nodes", nodes.take())
        .add("codes", codes.take())
        .take();
}

answer witness_answer(const chain_view& c, std::uint64_t first, std::uint64_t last, std::uint64_t chain_id) {
    if (first == 0 || first > last) {
        return failure{invalid_params, "invalid block range", {}};
    }
    if (last - first >= most_blocks) {
        return failure{invalid_params, "witnesses are limited to " + std::to_string(most_blocks) + " blocks", {}};
    }
    const auto found = state::witness_of_blocks(c.from(), first, last, chain_id);
    return found ? answer{witness_text(*found)} : answer{as_failure(found.why())};
}

void add_witnesses(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_getWitness", "The part of the state that executing a block reads",
                     {{"block", schema::block}, mode_parameter}, schema::object,
                     [id = on.chain_id](const chain_view& c, parameters& p) -> answer {
                         const auto n = c.number(p.block(0));
                         read_witness_mode(p, 1);
                         if (!n) {
                             return as_failure(n.why());
                         }
                         return *n ? witness_answer(c, **n, **n, id) : answer{std::string{"null"}};
                     });
    add_zkevm_reader(to, on, "zkevm_getBlockRangeWitness", "The part of the state that executing some blocks reads",
                     {{"first", schema::block}, {"last", schema::block}, mode_parameter}, schema::object,
                     [id = on.chain_id](const chain_view& c, parameters& p) -> answer {
                         const auto first = c.number(p.block(0));
                         const auto last = c.number(p.block(1));
                         read_witness_mode(p, 2);
                         if (!first || !last) {
                             return as_failure(first ? last.why() : first.why());
                         }
                         return *first && *last ? witness_answer(c, **first, **last, id) : answer{std::string{"null"}};
                     });
    add_zkevm_reader(to, on, "zkevm_getBatchWitness", "The part of the state that executing a batch's blocks reads",
                     {{"batch", schema::quantity}, mode_parameter}, schema::object,
                     [id = on.chain_id](const chain_view& c, parameters& p) -> answer {
                         const std::uint64_t number = read_number_or_quantity(p, 0);
                         read_witness_mode(p, 1);
                         const auto b = state::read_batch(c.from(), number);
                         if (p.wrong() || !b) {
                             return p.wrong() ? *p.wrong() : as_failure(b.why());
                         }
                         if (!*b) {
                             return std::string{"null"};
                         }
                         return (*b)->last_block < (*b)->first_block
                                    ? answer{witness_text({(*b)->state_root, {}, {}})}
                                    : witness_answer(c, (*b)->first_block, (*b)->last_block, id);
                     });
}

void add_batch_counters(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_getBatchCountersByNumber",
                     "What a batch takes of the zk-counters at most, executed again", {{"batch", schema::quantity}},
                     schema::object, [id = on.chain_id](const chain_view& c, parameters& p) -> answer {
                         const std::uint64_t number = read_number_or_quantity(p, 0);
                         const auto b = state::read_batch(c.from(), number);
                         if (p.wrong() || !b) {
                             return p.wrong() ? *p.wrong() : as_failure(b.why());
                         }
                         if (!*b) {
                             return std::string{"null"};
                         }
                         const auto found = state::count_batch(c.from(), **b, least_levels, id);
                         if (!found) {
                             return as_failure(found.why());
                         }
                         using namespace rollup;
                         return json_object{}
                             .add("smtDepth", std::to_string(found->tree_levels))
                             .add("batchNumber", std::to_string((*b)->number))
                             .add("blockFrom", std::to_string((*b)->first_block))
                             .add("blockTo", std::to_string((*b)->last_block))
                             .add("countersUsed", describe_counters_used(found->used, found->gas_used).dump())
                             .add("countersReserved", describe_counters_used(found->reserved, found->gas_used).dump())
                             .add("countersLimits",
                                  describe_counter_limits(counter_limits::batch, block_gas_limit).dump())
                             .take();
                     });
}

/// A storage key as callers write it, and the word.
struct wanted_slot {
    std::string key;
    u256 slot;
};

std::vector<wanted_slot> read_slots(parameters& p, std::size_t i) {
    constexpr std::size_t most_slots = 1'024;
    std::vector<wanted_slot> out;
    const nlohmann::json* in = p.raw(i);
    if (in == nullptr || !in->is_array()) {
        p.fail(i, "json: cannot unmarshal non-array into Go value of type []string");
        return out;
    }
    if (in->size() > most_slots) {
        p.fail(i, "too many slots (max " + std::to_string(most_slots) + ")");
        return out;
    }
    for (const nlohmann::json& one : *in) {
        const auto* text = one.get_ptr<const std::string*>();
        const auto word = text == nullptr || text->size() > 66 ? std::nullopt : u256::parse(*text);
        if (!word || !text->starts_with("0x")) {
            p.fail(i, "unable to decode storage key");
            return {};
        }
        out.push_back({*text, *word});
    }
    return out;
}

/// eth_getProof, of the sparse Merkle tree: a proof is the records from the root to the leaf and its value's record.
answer proof_answer(const chain_view& chain, const state::block_record& b, const address& who,
                    const std::vector<wanted_slot>& slots) {
    const auto way = [&](const merkle::hash4& key) -> result<std::string> {
        const auto records = state::way_to(chain.from(), b.state_root, key);
        if (!records) {
            return records.why();
        }
        json_list out;
        for (const merkle::tree_record& r : *records) {
            out.add(node_text(r));
        }
        return out.take();
    };
    const state::view v = chain.state_after(b);
    const auto account = v.read_account(who);
    if (!account) {
        return as_failure(account.why());
    }
    json_object ways;
    for (const auto& [name, key] :
         {std::pair{"balance", merkle::balance_key(who)}, std::pair{"nonce", merkle::nonce_key(who)},
          std::pair{"codeHash", merkle::code_hash_key(who)}, std::pair{"codeLength", merkle::code_length_key(who)}}) {
        const auto text = way(key);
        if (!text) {
            return as_failure(text.why());
        }
        ways.add(name, *text);
    }
    json_list storage;
    for (const wanted_slot& s : slots) {
        const auto word = v.storage(who, s.slot);
        const auto text = way(merkle::storage_key(who, s.slot));
        if (!word || !text) {
            return as_failure(word ? text.why() : word.why());
        }
        storage.add(
            json_object{}.add("key", json_string(s.key)).add("value", quantity_text(*word)).add("proof", *text).take());
    }
    return json_object{}
        .add("address", data_text(who))
        .add("stateRoot", data_text(b.state_root.to_bytes()))
        .add("balance", quantity_text(account->balance))
        .add("nonce", quantity_text(account->nonce))
        .add("codeHash", data_text(account->code_hash.to_bytes()))
        .add("accountProof", ways.take())
        .add("storageProof", storage.take())
        .take();
}

} // namespace

void read_witness_mode(parameters& p, std::size_t i) {
    if (p.has(i) && p.text(i) != "trimmed") {
        p.fail(i, "the only mode is \"trimmed\"");
    }
}

void add_witness_methods(registry& to, const chain_services& on) {
    add_witnesses(to, on);
    add_prover_input(to, on);
    add_batch_counters(to, on);
    to.add({"eth_getProof",
            "An account and slots with the nodes of the sparse Merkle tree that prove them (not Ethereum's trie)",
            {{"address", schema::address}, {"slots", schema::list}, {"block", schema::block, false}},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const address who = p.address(0);
                const auto slots = read_slots(p, 1);
                const auto block = p.block(2);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    return proof_answer(chain, b, who, slots);
                });
            }});
}

} // namespace zonogon::rpc
