#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/opcode.hpp>

namespace zonogon::evm {

struct struct_log_options {
    bool stack = true;
    bool memory = false;
    bool storage = true;
    bool return_data = false;
    /// Entries kept; 0 for all.
    std::size_t limit = 0;
    /// Memory that the entries may take; what comes after is left out. 0 for any amount.
    std::size_t max_bytes = 0;
};

/// One instruction of a transaction, as debug_traceTransaction tells it.
struct struct_log_entry {
    std::uint32_t pc = 0;
    std::uint8_t op = 0;
    std::uint64_t gas = 0;
    /// All of the instruction's price; for a call, with the gas handed on.
    std::uint64_t gas_cost = 0;
    unsigned depth = 0;
    std::uint64_t refund = 0;
    std::size_t height = 0;  ///< of the stack
    std::vector<u256> stack; ///< top last; nothing where it was not asked for
    bytes memory;
    bytes return_data;
    /// For SLOAD and SSTORE: all slots of the account seen so far, this one included.
    std::optional<std::map<u256, u256>> storage;
    halt error = halt::success;
};

/// Records every instruction.
class struct_log_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = false;

    explicit struct_log_tracer(const struct_log_options& options = {}) : options_(options) {}

    const std::vector<struct_log_entry>& entries() const noexcept { return entries_; }
    const struct_log_options& options() const noexcept { return options_; }
    /// Whether entries are missing for want of max_bytes.
    bool overflowed() const noexcept { return overflowed_; }

    template <class ReadSlot>
    void step(const step_view& view, const ReadSlot& read_slot) {
        settle(view.depth, view.gas);
        skipped_ = overflowed_ || (options_.limit != 0 && entries_.size() >= options_.limit);
        if (skipped_) {
            return;
        }
        if (options_.max_bytes != 0 && bytes_ + size_of(view) > options_.max_bytes) {
            overflowed_ = true;
            skipped_ = true;
            return;
        }
        struct_log_entry entry;
        entry.pc = view.pc;
        entry.op = view.op;
        entry.gas = static_cast<std::uint64_t>(view.gas);
        entry.gas_cost = view.static_gas;
        entry.depth = view.depth;
        entry.refund = static_cast<std::uint64_t>(view.refund < 0 ? 0 : view.refund);
        entry.height = view.stack.size();
        if (options_.stack) {
            entry.stack.assign(view.stack.begin(), view.stack.end());
        }
        if (options_.memory) {
            entry.memory.assign(view.memory.begin(), view.memory.end());
        }
        if (options_.return_data) {
            entry.return_data.assign(view.returned.begin(), view.returned.end());
        }
        if (options_.storage) {
            note_storage(view, read_slot, entry);
        }
        bytes_ += size_of(view) + (entry.storage ? entry.storage->size() * slot_bytes : 0);
        open_.resize(view.depth + 1);
        open_[view.depth] = entries_.size() + 1;
        entries_.push_back(std::move(entry));
    }
    void spent(std::int64_t gas) {
        if (!skipped_ && !entries_.empty()) {
            settle(entries_.back().depth, gas);
        }
    }
    void fault(halt how) {
        if (!skipped_ && !entries_.empty()) {
            entries_.back().error = how;
            open_[entries_.back().depth] = 0;
        }
    }

private:
    /// A slot in a map: key, value and the map's own.
    static constexpr std::size_t slot_bytes = 112;

    /// What an entry for this step takes without its slots.
    std::size_t size_of(const step_view& view) const {
        return sizeof(struct_log_entry) + (options_.stack ? view.stack.size_bytes() : 0) +
               (options_.memory ? view.memory.size() : 0) + (options_.return_data ? view.returned.size() : 0);
    }

    /// The last instruction of a depth is paid when the next one there begins.
    void settle(unsigned depth, std::int64_t gas) {
        if (depth < open_.size() && open_[depth] != 0) {
            struct_log_entry& entry = entries_[open_[depth] - 1];
            entry.gas_cost = entry.gas - static_cast<std::uint64_t>(gas);
            open_[depth] = 0;
        }
    }

    template <class ReadSlot>
    void note_storage(const step_view& view, const ReadSlot& read_slot, struct_log_entry& entry) {
        const std::size_t height = view.stack.size();
        if (view.op == SLOAD && height >= 1) {
            const u256& key = view.stack[height - 1];
            storage_[view.self][key] = read_slot(key);
        } else if (view.op == SSTORE && height >= 2) {
            storage_[view.self][view.stack[height - 1]] = view.stack[height - 2];
        } else {
            return;
        }
        entry.storage = storage_[view.self];
    }

    struct_log_options options_;
    std::vector<struct_log_entry> entries_;
    /// For each depth the number, plus one, of the entry whose cost is not known yet.
    std::vector<std::size_t> open_;
    std::map<address, std::map<u256, u256>> storage_;
    bool skipped_ = false;
    std::size_t bytes_ = 0;
    bool overflowed_ = false;
};

} // namespace zonogon::evm
