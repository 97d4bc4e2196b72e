#pragma once

// The instructions that reach outside of the stack: memory, accounts, storage, logs. Part of machine.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include <zonogon/evm/machine.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/words.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::evm {

/// Makes memory hold [offset, offset + size), and charges for it.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::grow_memory(frame& f, const word& offset,
                                                                           const word& size, std::int64_t gas) {
    if (size.is_zero()) {
        return gas;
    }
    if (!offset.fits64() || !size.fits64() || offset.v0 > Rules::max_memory || size.v0 > Rules::max_memory ||
        offset.v0 + size.v0 > Rules::max_memory) {
        return fail(halt::out_of_gas);
    }
    return offset.v0 + size.v0 <= f.memory.size() ? gas : reach(f, offset.v0, false, size.v0, gas);
}

/// Makes memory, which does not hold it yet, hold `size` bytes at `offset`, `too_far` if that is beyond 64 bits;
/// charges for it. What MLOAD and MSTORE call: numbers in registers, no words.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::reach(frame& f, std::uint64_t offset, bool too_far,
                                                                     std::uint64_t size, std::int64_t gas) {
    if (too_far || offset > Rules::max_memory || offset + size > Rules::max_memory) {
        return fail(halt::out_of_gas);
    }
    const std::uint64_t words = (offset + size + 31) / 32;
    gas -= memory_price(words) - memory_price(f.memory.size() / 32);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    f.memory.grow(32 * words);
    return gas;
}

/// CALLDATACOPY and CODECOPY: sp points at destination, offset, size. Bytes beyond the end are zero.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::copy(frame& f, const u256* sp, byte_view from,
                                                                    std::int64_t gas) {
    const word size{sp[-2]};
    gas = grow_memory(f, word{sp[0]}, size, gas);
    if (gas < 0 || size.is_zero()) {
        return gas;
    }
    gas -= 3 * words_of(size.v0);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    const word offset{sp[-1]};
    const std::size_t begin = offset.fits64() ? std::min<std::size_t>(offset.v0, from.size()) : from.size();
    const std::size_t there = std::min<std::size_t>(size.v0, from.size() - begin);
    std::uint8_t* to = f.memory.data() + sp[0].low64();
    if (there != 0) {
        std::memcpy(to, from.data() + begin, there);
    }
    std::memset(to + there, 0, size.v0 - there);
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::keccak(frame& f, u256* sp, std::int64_t gas) {
    const word size{sp[-1]};
    gas = grow_memory(f, word{sp[0]}, size, gas);
    if (gas < 0) {
        return gas;
    }
    gas -= 6 * words_of(size.v0);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    const bytes32 digest = hash::keccak256(f.memory.view(sp[0].low64(), size.v0));
    store(sp[-1], load_word(digest.data()));
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::exp(u256* sp, std::int64_t gas) {
    const word exponent{sp[-1]};
    gas -= 50 * static_cast<std::int64_t>(byte_width(exponent));
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    store(sp[-1], power(word{sp[0]}, exponent));
    return gas;
}

template <class Rules, state_source Source, class Tracer>
std::int64_t machine<Rules, Source, Tracer>::warm_up(account_entry& entry) {
    return is_precompile(entry.where) || state_->warm_up(entry) ? 0 : 2500;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::balance(u256* sp, std::int64_t gas) {
    account_entry& entry = state_->account(address_of(*sp));
    gas -= warm_up(entry);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    store(*sp, word{entry.now.balance});
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::extcodesize(u256* sp, std::int64_t gas) {
    account_entry& entry = state_->account(address_of(*sp));
    gas -= warm_up(entry);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    const auto& text = state_->code_of(entry);
    store(*sp, text ? text->text().size() : 0);
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::extcodecopy(frame& f, const u256* sp, std::int64_t gas) {
    account_entry& entry = state_->account(address_of(*sp));
    gas -= warm_up(entry);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    const auto& text = state_->code_of(entry);
    return copy(f, sp - 1, text ? text->text() : byte_view{}, gas);
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::extcodehash(u256* sp, std::int64_t gas) {
    account_entry& entry = state_->account(address_of(*sp));
    gas -= warm_up(entry);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    u256 digest = entry.now.code_hash;
    if constexpr (!Rules::plain_account_has_no_code_hash) {
        if (digest.is_zero() && !entry.now.empty()) {
            static const u256 of_nothing = Rules::code_hash({});
            digest = of_nothing;
        }
    }
    store(*sp, word{digest});
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::returndatacopy(frame& f, const u256* sp,
                                                                              std::int64_t gas) {
    const word offset{sp[-1]};
    const word size{sp[-2]};
    gas = grow_memory(f, word{sp[0]}, size, gas);
    if (gas < 0) {
        return gas;
    }
    if (!offset.fits64() || !size.fits64() || offset.v0 > f.returned.size() ||
        size.v0 > f.returned.size() - offset.v0) {
        return fail(halt::return_data_out_of_bounds);
    }
    gas -= 3 * words_of(size.v0);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    if (size.v0 != 0) {
        std::memcpy(f.memory.data() + sp[0].low64(), f.returned.data() + offset.v0, size.v0);
    }
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::sload(frame& f, u256* sp, std::int64_t gas) {
    storage_slot& slot = state_->slot(*f.self, *sp);
    gas -= state_->warm_up(*f.self, slot) ? 0 : 2000;
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    store(*sp, word{slot.current});
    return gas;
}

/// EIP-2200 with the prices of EIP-2929.
template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::sstore(frame& f, const u256* sp, std::int64_t gas) {
    if (f.is_static) {
        return fail(halt::write_protection);
    }
    if (gas <= call_stipend) {
        return fail(halt::out_of_gas);
    }
    storage_slot& slot = state_->slot(*f.self, *sp);
    const u256& value = sp[-1];
    if (!state_->warm_up(*f.self, slot)) {
        gas -= 2100;
    }
    const bool clean = slot.current == slot.original;
    if (slot.current == value || !clean) {
        gas -= 100;
    } else {
        gas -= slot.original.is_zero() ? 20000 : 2900;
    }
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    if (slot.current == value) {
        return gas;
    }
    if (!slot.original.is_zero()) {
        if (slot.current.is_zero()) {
            state_->add_refund(-Rules::refund_clearing_slot);
        } else if (value.is_zero()) {
            state_->add_refund(Rules::refund_clearing_slot);
        }
    }
    if (!clean && slot.original == value) {
        state_->add_refund(slot.original.is_zero() ? 19900 : 2800);
    }
    state_->set_storage(*f.self, slot, value);
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::log(frame& f, const u256* sp, std::size_t topics,
                                                                   std::int64_t gas) {
    if (f.is_static) {
        return fail(halt::write_protection);
    }
    const word size{sp[-1]};
    gas = grow_memory(f, word{sp[0]}, size, gas);
    if (gas < 0) {
        return gas;
    }
    gas -= 8 * static_cast<std::int64_t>(size.v0);
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    evm::log entry;
    entry.where = f.self->where;
    for (std::size_t i = 0; i < topics; ++i) {
        entry.topics.push_back(sp[-2 - static_cast<std::ptrdiff_t>(i)].to_bytes());
    }
    const byte_view data = f.memory.view(sp[0].low64(), size.v0);
    entry.data.assign(data.begin(), data.end());
    if constexpr (Tracer::calls) {
        tracer_->logged(entry);
    }
    state_->add_log(std::move(entry));
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] std::int64_t machine<Rules, Source, Tracer>::selfdestruct(frame& f, const u256* sp,
                                                                            std::int64_t gas) {
    if (f.is_static) {
        return fail(halt::write_protection);
    }
    account_entry& self = *f.self;
    const u256 amount = self.now.balance;
    const address receiver = address_of(*sp);
    if constexpr (Rules::destroys_nothing) {
        if (amount.is_zero() || receiver == self.where) {
            return gas;
        }
    }
    account_entry& to = state_->account(receiver);
    if (!is_precompile(receiver) && !state_->warm_up(to)) {
        gas -= 2600;
    }
    if (!amount.is_zero() && to.now.empty()) {
        gas -= 25000;
    }
    if (gas < 0) {
        return fail(halt::out_of_gas);
    }
    if constexpr (Tracer::calls) {
        tracer_->destroyed(self.where, receiver, amount, static_cast<unsigned>(depth_));
    }
    state_->touch(to);
    state_->set_balance(self, {});
    if (&to != &self) {
        state_->set_balance(to, to.now.balance + amount);
    }
    if constexpr (!Rules::destroys_nothing) {
        if (!self.destroyed) {
            state_->add_refund(Rules::refund_destroying);
            state_->destroy(self);
        }
    }
    return gas;
}

template <class Rules, state_source Source, class Tracer>
[[gnu::noinline]] void machine<Rules, Source, Tracer>::blockhash(u256* sp) {
    if constexpr (Rules::block_hash_in_state) {
        account_entry& entry = state_->account(system_contract);
        store(*sp, word{state_->slot(entry, block_hash_slot(*sp)).current});
    } else {
        const bool known = sp->fits64() && sp->low64() < block_->number && block_->number - sp->low64() <= 256;
        store(*sp, known && block_->block_hash ? word{block_->block_hash(sp->low64())} : word{});
    }
}

template <class Rules, state_source Source, class Tracer>
void machine<Rules, Source, Tracer>::calldataload(frame& f, u256* sp) {
    const word offset{*sp};
    const std::size_t size = f.input.size();
    if (!offset.fits64() || offset.v0 >= size) {
        store(*sp, 0);
    } else if (size - offset.v0 >= 32) {
        store(*sp, load_word(f.input.data() + offset.v0));
    } else {
        std::uint8_t padded[32] = {};
        std::memcpy(padded, f.input.data() + offset.v0, size - offset.v0);
        store(*sp, load_word(padded));
    }
}

} // namespace zonogon::evm
