// What l1_effects asks L1 beside logs and headers.

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "l1/parse.hpp"
#include "synchronizer/l1_effects.hpp"
#include "synchronizer/l1_effects_detail.hpp"

namespace zonogon::synchronizer {

using namespace l1_effects_detail;

namespace {

constexpr l1::selector get_root = l1::function_selector("getRoot()");
constexpr l1::selector last_acc_input_hash = l1::function_selector("lastAccInputHash()");
constexpr l1::selector last_force_batch = l1::function_selector("lastForceBatch()");

} // namespace

result<l1_effects::transaction> l1_effects::find_transaction(const bytes32& hash) {
    if (const auto known = transactions_.find(hash); known != transactions_.end()) {
        return known->second;
    }
    transaction out;
    const std::string name = to_hex(hash);
    const status done =
        node_.raw().call({"eth_getTransactionByHash", "[\"" + name + "\"]"}, [&](const nlohmann::json& j) -> status {
            const bool whole = j.is_object() && j.contains("hash") && j.contains("from") && j.contains("input");
            const auto known = whole ? l1::parse_hash(j["hash"]) : result<bytes32>{error{"it is not there"}};
            const auto from = whole ? l1::parse_address(j["from"]) : result<address>{error{"it is not there"}};
            auto input = whole ? l1::parse_data(j["input"]) : result<bytes>{error{"it is not there"}};
            if (!known || !from || !input || *known != hash) {
                return error{"L1 does not give transaction " + name + ", which has an event"};
            }
            out.from = *from;
            out.input = *std::move(input);
            if (const auto to = j.find("to"); to != j.end() && !to->is_null()) {
                const auto receiver = l1::parse_address(*to);
                if (!receiver) {
                    return error{"the receiver " + receiver.why().message};
                }
                out.to = *receiver;
            }
            return {};
        });
    if (!done) {
        return done.why();
    }
    return transactions_.emplace(hash, std::move(out)).first->second;
}

result<bytes> l1_effects::call_contract(const address& contract, const bytes& data, const l1::block_id& at) {
    return node_.call({std::nullopt, contract, {}, data}, at);
}

result<std::optional<u256>> l1_effects::contract_word(const address& contract, const l1::selector& function,
                                                      bool at_head) {
    const auto answer = call_contract(contract, bytes{function.begin(), function.end()}, range_.last().number);
    if (!answer) {
        return at_head || !is_answer(answer.why()) ? result<std::optional<u256>>{answer.why()} : std::optional<u256>{};
    }
    if (answer->empty()) {
        // There is no contract yet.
        return std::optional<u256>{u256{}};
    }
    l1::abi_reader in{*answer};
    const u256 word = in.word();
    const status whole = in.outcome("answer of a contract");
    return whole ? result<std::optional<u256>>{std::optional{word}} : whole.why();
}

status l1_effects::check_contracts(bool at_head) {
    struct question {
        const address& contract;
        const l1::selector& function;
        u256 expected;
        const char* what;
    };
    const u256 root = at_.tree.size() == 0 ? u256{} : u256::from_bytes(at_.tree.root());
    const u256 empty_root = u256::from_bytes(merkle::zero_hashes()[merkle::append_tree_depth]);
    for (const question& q : {question{contracts_.global_exit_root_manager, get_root, root, "exit roots"},
                              question{contracts_.rollup, last_acc_input_hash, at_.accumulated_input_hash, "sequences"},
                              question{contracts_.rollup, last_force_batch, u256{at_.last_forced}, "forced batches"}}) {
        const auto said = contract_word(q.contract, q.function, at_head);
        if (!said) {
            return said.why();
        }
        const bool none_yet = *said && **said == empty_root && at_.tree.size() == 0;
        if (*said && **said != q.expected && !none_yet) {
            return error{"at block " + std::to_string(range_.last().number) + " L1 has other " + q.what +
                         " than its logs tell"};
        }
    }
    return {};
}

} // namespace zonogon::synchronizer
