#include "statetest/run.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/evm/ethereum_root.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>

namespace zonogon::statetest {
namespace {

struct execution {
    evm::receipt receipt;
    evm::memory_state after;
};

template <class Rules>
execution execute(const state_test& test, const evm::block_env& block, const evm::transaction& tx,
                  evm::workspace& room) {
    execution out;
    for (const auto& [where, account] : test.before) {
        out.after.add<Rules>(where, account.balance, account.nonce, account.code);
        for (const auto& [slot, value] : account.storage) {
            out.after.set_storage(where, slot, value);
        }
    }
    evm::journal<evm::memory_state> state(out.after);
    out.receipt = evm::apply_transaction<Rules>(state, block, tx, room);
    // The block's reward is nothing, but it touches the coinbase even where no transaction did.
    state.touch(state.account(block.coinbase));
    state.end_transaction();
    state.write_to(out.after);
    return out;
}

std::string describe_account(const address& a, const char* what) {
    return "account " + to_hex(a) + ": " + what + " differs";
}

/// The account as it must be: as before, with the change.
test_account expected_account(const state_test& test, const address& where, const state_change& changes) {
    test_account out;
    if (const auto before = test.before.find(where); before != test.before.end()) {
        out = before->second;
    }
    const auto found = changes.find(where);
    if (found == changes.end()) {
        return out;
    }
    const account_change& change = found->second;
    if (change.absent) {
        return {};
    }
    out.balance = change.balance.value_or(out.balance);
    out.nonce = change.nonce.value_or(out.nonce);
    out.code = change.code.value_or(out.code);
    for (const auto& [slot, value] : change.storage) {
        out.storage[slot] = value;
    }
    return out;
}

/// Compares account by account; an account without anything is the same as none.
std::string compare_change(const state_test& test, const execution& done, const state_change& changes,
                           bool with_coinbase) {
    std::set<address> all;
    for (const auto& [where, account] : test.before) {
        all.insert(where);
    }
    for (const auto& [where, change] : changes) {
        all.insert(where);
    }
    for (const auto& [where, account] : done.after.accounts()) {
        all.insert(where);
    }
    if (!with_coinbase) {
        all.erase(test.block.coinbase);
    }
    for (const address& where : all) {
        const test_account wanted = expected_account(test, where, changes);
        const auto found = done.after.accounts().find(where);
        static const evm::memory_state::stored_account nothing;
        const evm::memory_state::stored_account& have = found == done.after.accounts().end() ? nothing : found->second;
        if (have.record.balance != wanted.balance) {
            return describe_account(where, "balance");
        }
        if (have.record.nonce != wanted.nonce) {
            return describe_account(where, "nonce");
        }
        const byte_view code = have.text ? have.text->text() : byte_view{};
        const auto change = changes.find(where);
        const bool by_keccak = change != changes.end() && change->second.code_keccak;
        if (by_keccak ? hash::keccak256(code) != *change->second.code_keccak : !std::ranges::equal(code, wanted.code)) {
            return describe_account(where, "code");
        }
        std::map<u256, u256> slots(have.storage.begin(), have.storage.end());
        std::map<u256, u256> wanted_slots = wanted.storage;
        std::erase_if(wanted_slots, [](const auto& slot) { return slot.second.is_zero(); });
        if (slots != wanted_slots) {
            return describe_account(where, "storage");
        }
    }
    return {};
}

std::string compare_root(const test_case& c, const execution& done) {
    const bytes32 root = evm::ethereum_state_root(done.after);
    return root == c.state_root ? "" : "state root " + to_hex(root) + ", expected " + to_hex(c.state_root);
}

/// What is wrong before the state is looked at.
std::string compare_receipt(const test_case& c, const evm::receipt& receipt) {
    if (receipt.valid() == c.must_be_rejected) {
        return c.must_be_rejected ? "the transaction should have been rejected"
                                  : "rejected: " + std::string{describe(receipt.rejected)};
    }
    const bytes32 logs = evm::logs_hash(receipt.logs);
    return logs == c.logs_hash ? "" : "logs hash " + to_hex(logs) + ", expected " + to_hex(c.logs_hash);
}

template <class Rules>
std::string run_ethereum(const state_test& test, const test_case& c, evm::workspace& room) {
    const execution done = execute<Rules>(test, test.block, c.transaction, room);
    std::string wrong = compare_receipt(c, done.receipt);
    return wrong.empty() ? compare_root(c, done) : wrong;
}

/// The rollup's rules with modexp, which its ROM holds but does not reach at fork 9.
struct fork9_with_modexp_rules : evm::fork9_rules {
    static constexpr auto precompiles = [] {
        auto all = evm::fork9_rules::precompiles;
        all[4] = evm::berlin_rules::precompiles[4];
        return all;
    }();
};

template <class Rules>
std::string run_rollup(const state_test& test, const test_case& c, evm::workspace& room) {
    evm::block_env block = test.block;
    block.difficulty = {};
    block.gas_limit = evm::fork9_gas_limit;
    evm::transaction tx = c.transaction;
    const bool clamped = tx.gas_limit > Rules::max_transaction_gas && !c.must_be_rejected;
    if (clamped) {
        tx.gas_limit = Rules::max_transaction_gas;
    }
    const execution done = execute<Rules>(test, block, tx, room);
    std::string wrong = compare_receipt(c, done.receipt);
    if (!wrong.empty()) {
        return wrong;
    }
    if (clamped && c.clamped_change) {
        return compare_change(test, done, *c.clamped_change, c.fork == "Berlin");
    }
    if (c.fork != "Berlin") {
        return c.change ? compare_change(test, done, *c.change, false) : "the case has no account-wise expectation";
    }
    return compare_root(c, done);
}

std::string run_case(const state_test& test, const test_case& c, rule_choice rules, evm::workspace& room) {
    if (c.unreadable) {
        return c.must_be_rejected ? "" : "the transaction cannot be read";
    }
    switch (rules) {
    case rule_choice::berlin:
        return run_ethereum<evm::berlin_rules>(test, c, room);
    case rule_choice::london:
        return run_ethereum<evm::london_rules>(test, c, room);
    case rule_choice::shanghai:
        return run_ethereum<evm::shanghai_rules>(test, c, room);
    case rule_choice::rollup:
        return c.needs("modexp") ? run_rollup<fork9_with_modexp_rules>(test, c, room)
                                 : run_rollup<evm::fork9_rules>(test, c, room);
    }
    return "unknown rules";
}

bool belongs(const state_test& test, const test_case& c, rule_choice rules) {
    switch (rules) {
    case rule_choice::berlin:
        return c.fork == "Berlin";
    case rule_choice::london:
        return c.fork == "London";
    case rule_choice::shanghai:
        return c.fork == "Shanghai";
    case rule_choice::rollup:
        break;
    }
    const auto place = [](const std::string& fork) {
        constexpr std::string_view order[] = {"Berlin", "London", "Shanghai"};
        return std::ranges::find(order, fork) - order;
    };
    return place(c.fork) < 3 &&
           std::ranges::none_of(
               test.cases,
               [&](const test_case& other) {
                   return place(other.fork) < place(c.fork) &&
                          std::tie(other.data, other.gas, other.value) == std::tie(c.data, c.gas, c.value);
               });
}

} // namespace

std::optional<rule_choice> rules_by_name(std::string_view name) {
    constexpr std::pair<std::string_view, rule_choice> known[] = {{"berlin", rule_choice::berlin},
                                                                  {"london", rule_choice::london},
                                                                  {"shanghai", rule_choice::shanghai},
                                                                  {"rollup", rule_choice::rollup}};
    const auto found = std::ranges::find(known, name, [](const auto& entry) { return entry.first; });
    return found == std::end(known) ? std::nullopt : std::optional{found->second};
}

std::vector<case_outcome> run_test(const state_test& test, rule_choice rules) {
    std::vector<case_outcome> out;
    evm::workspace room;
    for (const test_case& c : test.cases) {
        if (!belongs(test, c, rules)) {
            continue;
        }
        case_outcome done{test.name, test.file, c.fork, c.data, c.gas, c.value, true, false, {}};
        if (rules == rule_choice::rollup && !c.not_applicable.empty()) {
            done.applicable = false;
        } else {
            done.error = run_case(test, c, rules, room);
            done.pass = done.error.empty();
        }
        out.push_back(std::move(done));
    }
    return out;
}

result<std::vector<std::string>> test_files(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (!fs::exists(status)) {
        return error{"there is no file or folder " + path};
    }
    if (!fs::is_directory(status) && !fs::is_regular_file(status) && !fs::is_fifo(status)) {
        return error{path + " is neither a file nor a folder"};
    }
    if (!fs::is_directory(status)) {
        return std::vector<std::string>{path};
    }
    std::vector<std::string> out;
    for (fs::recursive_directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (entry->path().extension() == ".json" && entry->is_regular_file(failed)) {
            out.push_back(entry->path().string());
        }
    }
    if (failed) {
        return error{"cannot read " + path + ": " + failed.message()};
    }
    std::ranges::sort(out);
    return out;
}

std::vector<case_outcome> run_path(const std::string& path, rule_choice rules) {
    const auto files = test_files(path);
    if (!files) {
        return {{"", path, "", 0, 0, 0, true, false, files.why().message}};
    }
    std::vector<std::vector<case_outcome>> by_file(files->size());
    parallel_for(files->size(), 1, [&](std::size_t i) {
        const auto tests = load_state_tests((*files)[i]);
        if (!tests) {
            by_file[i] = {{"", (*files)[i], "", 0, 0, 0, true, false, tests.why().message}};
            return;
        }
        for (const state_test& test : *tests) {
            std::ranges::move(run_test(test, rules), std::back_inserter(by_file[i]));
        }
    });
    std::vector<case_outcome> out;
    for (auto& outcomes : by_file) {
        std::ranges::move(outcomes, std::back_inserter(out));
    }
    return out;
}

} // namespace zonogon::statetest
