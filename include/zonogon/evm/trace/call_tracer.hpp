#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/trace/halt_words.hpp>
#include <zonogon/evm/transaction.hpp>

namespace zonogon::evm {

/// A log and how many calls its frame had made before it.
struct call_log {
    log entry;
    std::size_t position = 0;
};

/// A call, a creation or a SELFDESTRUCT, with what it called.
struct call_frame {
    call_kind kind = call_kind::call;
    bool selfdestruct = false;
    address from{};
    address to{};
    u256 value;
    std::uint64_t gas = 0;
    std::uint64_t gas_used = 0;
    bytes input;
    bytes output;
    halt how = halt::success;
    begun_instruction last{};
    std::vector<call_log> logs;
    std::vector<call_frame> calls;

    /// The type as traces spell it.
    std::string_view type() const noexcept {
        if (selfdestruct) {
            return "SELFDESTRUCT";
        }
        switch (kind) {
        case call_kind::call:
            return "CALL";
        case call_kind::callcode:
            return "CALLCODE";
        case call_kind::delegatecall:
            return "DELEGATECALL";
        case call_kind::staticcall:
            return "STATICCALL";
        case call_kind::create:
            return "CREATE";
        case call_kind::create2:
            return "CREATE2";
        }
        return "";
    }
};

struct call_tracer_options {
    bool only_top_call = false;
    bool with_logs = false;
    /// Memory that calls and logs may take; inputs, outputs and logs that come after are left out. 0 for any amount.
    std::size_t max_bytes = 0;
};

/// Records the tree of calls, and the last instruction of each, which geth names where it failed.
class call_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = true;

    explicit call_tracer(const call_tracer_options& options = {}) : options_(options) {}

    /// The transaction's own call, whose gas is that of the whole transaction.
    const call_frame& root() const noexcept { return root_; }
    /// Whether something is missing for want of max_bytes.
    bool overflowed() const noexcept { return overflowed_; }

    void enter(const call_view& view) {
        ++depth_;
        if (depth_ > 1 && options_.only_top_call) {
            return;
        }
        call_frame frame;
        frame.kind = view.kind;
        frame.from = view.from;
        frame.to = view.to;
        frame.value = view.value;
        frame.gas = view.gas;
        if (has_room(sizeof(call_frame) + view.input.size())) {
            frame.input.assign(view.input.begin(), view.input.end());
        }
        open_.push_back(std::move(frame));
    }
    void leave(halt how, std::int64_t gas_left, byte_view output) {
        --depth_;
        if (depth_ > 0 && options_.only_top_call) {
            return;
        }
        call_frame frame = std::move(open_.back());
        open_.pop_back();
        frame.how = how;
        frame.gas_used = frame.gas - static_cast<std::uint64_t>(gas_left);
        if (has_room(output.size())) {
            frame.output.assign(output.begin(), output.end());
        }
        if (how != halt::success) {
            drop_logs(frame);
        }
        if (open_.empty()) {
            root_ = std::move(frame);
        } else {
            open_.back().calls.push_back(std::move(frame));
        }
    }
    template <class ReadSlot>
    void step(const step_view& view, const ReadSlot&) {
        if (open_.size() == depth_) {
            open_.back().last = {view.op, view.stack.size()};
        }
    }
    void spent(std::int64_t) {}
    void fault(halt) {}
    void logged(const log& entry) {
        const std::size_t size = sizeof(call_log) + entry.data.size() + entry.topics.size() * sizeof(bytes32);
        if (options_.with_logs && open_.size() == depth_ && has_room(size)) {
            open_.back().logs.push_back({entry, open_.back().calls.size()});
        }
    }
    void destroyed(const address& account, const address& receiver, const u256& amount, unsigned) {
        if (options_.only_top_call) {
            return;
        }
        call_frame frame;
        frame.selfdestruct = true;
        frame.from = account;
        frame.to = receiver;
        frame.value = amount;
        open_.back().calls.push_back(std::move(frame));
    }
    /// Gives the top frame the gas of the whole transaction.
    void settle(const transaction& tx, const receipt& outcome) {
        root_.gas = tx.gas_limit;
        root_.gas_used = outcome.gas_used;
    }

private:
    bool has_room(std::size_t size) {
        bytes_ += size;
        overflowed_ = overflowed_ || (options_.max_bytes != 0 && bytes_ > options_.max_bytes);
        return !overflowed_;
    }

    /// Logs of what was undone are gone, those of calls inside too.
    static void drop_logs(call_frame& frame) {
        frame.logs.clear();
        for (call_frame& inner : frame.calls) {
            drop_logs(inner);
        }
    }

    call_tracer_options options_;
    std::size_t depth_ = 0;
    std::vector<call_frame> open_;
    call_frame root_;
    std::size_t bytes_ = 0;
    bool overflowed_ = false;
};

} // namespace zonogon::evm
