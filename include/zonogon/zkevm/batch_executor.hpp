#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkevm/executor/batch_host.hpp>
#include <zonogon/zkevm/executor/batch_result.hpp>
#include <zonogon/zkevm/rom/rom.hpp>

namespace zonogon::zkevm {

using rollup::batch_failure;

/// Runs batches on the ROM. One object serves any number of batches, also from several threads at once.
class batch_executor {
public:
    /// Assembles the ROM.
    static result<batch_executor> create() {
        result<zkasm::program> rom = assemble_rom();
        if (!rom) {
            return rom.why();
        }
        return batch_executor(std::move(*rom));
    }

    const zkasm::program& rom() const noexcept { return *rom_; }

    /// Executes a batch on the state whose nodes `store` has; nodes of the new state are added to it.
    ///
    /// An invalid batch is a result, with the old state root; so is one that runs out of counters. Cost: about 2 ms and
    /// 5 MB of steps for each transfer.
    template <merkle::node_store Store>
    std::variant<batch_result, batch_failure> run(const rollup::batch_input& batch, Store& store) const;

    /// The registers of row 0 that a batch starts with.
    static zkasm::registers start(const rollup::batch_input& batch) {
        zkasm::registers r;
        r.b = zkasm::number_to_word(batch.old_state_root);
        r.c = zkasm::number_to_word(batch.old_acc_input_hash);
        r.sp = field::goldilocks{batch.old_num_batch};
        r.gas = field::goldilocks{batch.chain_id};
        r.ctx = field::goldilocks{batch.fork_id};
        return r;
    }

private:
    explicit batch_executor(zkasm::program rom) : rom_(std::make_unique<const zkasm::program>(std::move(rom))) {}

    class trace_reader;

    std::unique_ptr<const zkasm::program> rom_;
};

/// Finds in a trace what happened: labels tell the events, variables the facts.
class batch_executor::trace_reader {
public:
    trace_reader(const zkasm::program& rom, const zkasm::execution& run) : run_(run) {
        events_.resize(rom.lines.size(), event::none);
        for (const auto& [label, what] : labels) {
            events_[static_cast<std::size_t>(rom.find_label(label))] = what;
        }
        for (std::size_t i = 0; i < variables.size(); ++i) {
            addresses_[i] = static_cast<std::uint64_t>(rom.find_variable(variables[i])->offset);
        }
    }

    void read(batch_result& out) {
        std::size_t access = 0;
        for (std::size_t row = 0; row < run_.steps.size(); ++row) {
            const zkasm::step& step = run_.steps[row];
            if (events_[step.before.zkpc] != event::none) {
                record(events_[step.before.zkpc], row, step.before, out);
            }
            for (; access < run_.memory.size() && run_.memory[access].step == row; ++access) {
                note(run_.memory[access]);
            }
        }
        out.valid = !value(batch_valid).is_zero();
        out.batch_hash_data = value(batch_hash);
        if (!out.valid) {
            out.transactions.clear();
            out.blocks.clear();
        }
    }

private:
    enum class event : std::uint8_t {
        none,
        skip_signature,
        skip_sender_code,
        skip_chain_id,
        skip_nonce,
        skip_gas_limit,
        skip_intrinsic_gas,
        skip_gas_overflow,
        skip_funds,
        included,
        block_opened,
        block_closed,
        finished,
    };
    static constexpr auto labels = std::to_array<std::pair<std::string_view, event>>({
        {"tx_skip_signature", event::skip_signature},
        {"tx_skip_sender_code", event::skip_sender_code},
        {"tx_skip_chain_id", event::skip_chain_id},
        {"tx_skip_nonce", event::skip_nonce},
        {"tx_skip_gas_limit", event::skip_gas_limit},
        {"tx_skip_intrinsic_gas", event::skip_intrinsic_gas},
        {"tx_skip_gas_overflow", event::skip_gas_overflow},
        {"tx_skip_funds", event::skip_funds},
        {"tx_included", event::included},
        {"block_opened", event::block_opened},
        {"block_closed", event::block_closed},
        {"finish_wait", event::finished},
    });
    enum variable : std::size_t {
        sender,
        gas_used,
        l2_hash,
        block_number,
        block_timestamp,
        block_parent,
        block_gas_used,
        batch_valid,
        batch_hash,
        is_forced,
        variable_count
    };
    static constexpr std::array<std::string_view, variable_count> variables{
        "sender",       "gas_used",       "l2_hash",     "block_number", "block_timestamp",
        "block_parent", "block_gas_used", "batch_valid", "batch_hash",   "is_forced"};

    u256 value(variable v) const { return zkasm::word_to_number(values_[v]).value_or(u256{}); }
    void note(const zkasm::memory_access& access) {
        if (access.write) {
            const auto found = std::ranges::find(addresses_, access.address);
            if (found != addresses_.end()) {
                values_[static_cast<std::size_t>(found - addresses_.begin())] = access.value;
            }
        }
    }
    void record(event what, std::size_t row, const zkasm::registers& at, batch_result& out) {
        switch (what) {
        case event::none:
            return;
        case event::block_opened:
            out.blocks.emplace_back();
            out.blocks.back().number = value(block_number).low64();
            out.blocks.back().timestamp = value(block_timestamp).low64();
            out.blocks.back().parent_state_root = value(block_parent);
            return;
        case event::finished:
            out.steps = out.steps == 0 ? row : out.steps;
            return;
        case event::block_closed:
            out.blocks.back().gas_used = value(block_gas_used).low64();
            out.blocks.back().block_info_root = zkasm::word_to_number(at.d).value_or(u256{});
            out.blocks.back().state_root = zkasm::word_to_number(at.sr).value_or(u256{});
            return;
        default:
            break;
        }
        rollup::transaction_outcome tx;
        tx.item = at.ctx.value() - 1;
        if (what == event::included) {
            tx.success = true;
            tx.gas_used = value(gas_used).low64();
            tx.l2_hash = value(l2_hash);
        } else {
            // The events up to here stand in the order of the reasons.
            tx.skipped = static_cast<skip_reason>(what);
        }
        if (what != event::skip_signature) {
            const auto from = value(sender).to_bytes();
            std::copy(from.begin() + 12, from.end(), tx.sender.begin());
        }
        out.transactions.push_back(tx);
    }

    const zkasm::execution& run_;
    std::vector<event> events_;
    std::array<std::uint64_t, variable_count> addresses_{};
    std::array<zkasm::word8, variable_count> values_{};
};

template <merkle::node_store Store>
std::variant<batch_result, batch_failure> batch_executor::run(const rollup::batch_input& batch, Store& store) const {
    if (const status usable = rollup::check_batch_input(batch); !usable) {
        return batch_failure{batch_failure::kind::unusable, usable.why()};
    }
    batch_host<Store> host(batch, store);
    zkasm::run_options options;
    options.start = start(batch);
    zkasm::executor<batch_host<Store>> machine(*rom_, host, options);
    result<zkasm::execution> run = machine.run();
    if (!run) {
        if (host.refused()) {
            return batch_failure{batch_failure::kind::not_provable,
                                 error{"not provable yet: " + std::string{describe(*host.refused())}}};
        }
        return batch_failure{batch_failure::kind::unusable, run.why()};
    }
    batch_result out;
    trace_reader(*rom_, *run).read(out);
    const zkasm::registers& last = run->steps.back().before;
    const auto word = [](const zkasm::word8& w) { return zkasm::word_to_number(w).value_or(u256{}); };
    out.new_state_root = word(last.sr);
    out.new_acc_input_hash = word(last.d);
    out.new_local_exit_root = word(last.e);
    out.new_num_batch = last.pc.value();
    out.execution = std::move(*run);
    return out;
}

} // namespace zonogon::zkevm
