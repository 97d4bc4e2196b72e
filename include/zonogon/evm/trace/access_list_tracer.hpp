#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/opcode.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/transaction.hpp>
#include <zonogon/evm/words.hpp>

namespace zonogon::evm {

/// Collects the accounts and slots that a transaction looks at, also in calls that are undone: what an access list
/// (EIP-2930) would hold. Accounts that are paid for anyway (sender, destination, precompiled contracts) stand in it
/// only with slots.
class access_list_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = false;

    access_list_tracer(const address& from, const address& to, std::size_t precompiles)
        : from_(from), to_(to), precompiles_(precompiles) {}

    /// By address, slots ascending.
    std::vector<access_entry> list() const {
        std::vector<access_entry> out;
        for (const auto& [where, slots] : seen_) {
            if (!slots.empty() || !is_free(where)) {
                out.push_back({where, {slots.begin(), slots.end()}});
            }
        }
        return out;
    }

    template <class ReadSlot>
    void step(const step_view& view, const ReadSlot&) {
        const std::size_t height = view.stack.size();
        const auto top = [&](std::size_t i) -> const u256& { return view.stack[height - 1 - i]; };
        switch (view.op) {
        case SLOAD:
        case SSTORE:
            if (height >= 1) {
                seen_[view.self].insert(top(0));
            }
            break;
        case BALANCE:
        case EXTCODESIZE:
        case EXTCODECOPY:
        case EXTCODEHASH:
        case SELFDESTRUCT:
            if (height >= 1) {
                seen_[address_of(top(0))];
            }
            break;
        case CALL:
        case CALLCODE:
        case DELEGATECALL:
        case STATICCALL:
            if (height >= 2) {
                seen_[address_of(top(1))];
            }
            break;
        default:
            break;
        }
    }
    void spent(std::int64_t) {}
    void fault(halt) {}

private:
    bool is_free(const address& a) const { return a == from_ || a == to_ || precompile_number(a, precompiles_) != 0; }

    address from_;
    address to_;
    std::size_t precompiles_;
    std::map<address, std::set<u256>> seen_;
};

} // namespace zonogon::evm
