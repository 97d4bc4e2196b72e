#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/struct_log.hpp>
#include <zonogon/evm/transaction.hpp>

// Any bytes are contract code, run by a transaction that hands the same bytes over as calldata: joined into blocks it
// must do what it does instruction by instruction. The first byte chooses the gas, and whether the code is that of a
// creation.

namespace {

using namespace zonogon;
using rules = evm::fork9_rules;

struct outcome {
    bool failed = false;
    bool reverted = false;
    std::uint64_t gas_used = 0;
    bytes output;
    std::vector<evm::log> logs;
    std::map<address, std::map<u256, u256>> storage;

    bool operator==(const outcome&) const = default;
};

template <class Tracer>
outcome run(byte_view data, Tracer&& tracer) {
    const address sender = evm::address_of_number(0xa1);
    const address contract = evm::address_of_number(0xc0);
    const bytes text(data.begin() + 1, data.end());
    evm::memory_state state;
    state.add<rules>(sender, u256::power_of_two(100), 0, {});
    state.add<rules>(contract, u256{1000}, 1, text);
    evm::block_env block;
    block.gas_limit = evm::fork9_gas_limit;
    evm::transaction tx;
    tx.from = sender;
    if ((data[0] & 1) == 0) {
        tx.to = contract;
    }
    tx.gas_limit = 60'000 + 2000 * std::uint64_t{data[0]};
    tx.gas_price = u256{1};
    tx.data = text;
    evm::workspace room;
    evm::journal<evm::memory_state> journal(state);
    evm::receipt done = evm::apply_transaction<rules>(journal, block, tx, room, tracer);
    journal.write_to(state);
    outcome out{done.how > evm::halt::revert, done.how == evm::halt::revert, done.gas_used,
                std::move(done.output),       std::move(done.logs),          {}};
    for (const auto& [where, account] : state.accounts()) {
        out.storage[where] = {account.storage.begin(), account.storage.end()};
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0 || size > 2000) {
        return 0;
    }
    const outcome joined = run({data, size}, evm::no_tracer{});
    const outcome single = run({data, size}, evm::struct_log_tracer{{true, true, true, true, 1}});
    if (joined != single) {
        __builtin_trap();
    }
    return 0;
}
