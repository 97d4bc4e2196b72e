#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/rollup/transaction.hpp>

namespace zonogon::sequencer {

/// What a batch takes of the prover's trace (protocol section 7).
struct zk_counters {
    std::uint64_t steps = 0, arith = 0, binary = 0, mem_align = 0, keccak_f = 0, padding_pg = 0, poseidon_g = 0,
                  sha256_f = 0;

    static constexpr std::array<std::uint64_t zk_counters::*, 8> members{
        &zk_counters::steps,    &zk_counters::arith,      &zk_counters::binary,     &zk_counters::mem_align,
        &zk_counters::keccak_f, &zk_counters::padding_pg, &zk_counters::poseidon_g, &zk_counters::sha256_f};
    static constexpr std::array<std::string_view, 8> names{"steps",    "arith",      "binary",     "mem_align",
                                                           "keccak_f", "padding_pg", "poseidon_g", "sha256_f"};

    zk_counters& operator+=(const zk_counters& other) noexcept {
        for (const auto m : members) {
            this->*m += other.*m;
        }
        return *this;
    }
    friend zk_counters operator+(zk_counters a, const zk_counters& b) noexcept { return a += b; }
    friend bool operator==(const zk_counters&, const zk_counters&) = default;
};

/// Tells what pieces of a batch take of the trace, from above: a batch whose sum stays below the limits must not run
/// out of counters in the ROM, which would make it invalid.
class counter_meter {
public:
    counter_meter() = default;
    counter_meter(const counter_meter&) = delete;
    counter_meter& operator=(const counter_meter&) = delete;
    virtual ~counter_meter() = default;

    /// Of a batch with this many bytes of data, without its items.
    virtual zk_counters batch(std::size_t bytes) const = 0;
    /// Of opening and closing a block.
    virtual zk_counters block(bool imports_exit_root) const = 0;
    /// Of a transaction that was just executed, included or not.
    virtual zk_counters transaction(const rollup::transaction& tx, const rollup::transaction_outcome& done) const = 0;
};

/// Bounds from what is known without looking into the execution: sizes, gas, logs. `tree_depth` is how deep the state
/// tree may be; random keys of 2^30 leaves stay far above 64. Plain transfers are bounded safely; of code it charges
/// what typical instructions take per gas, no worst case.
class table_meter final : public counter_meter {
public:
    explicit table_meter(std::uint64_t tree_depth = 64) : depth_(tree_depth) {}

    zk_counters batch(std::size_t bytes) const override;
    zk_counters block(bool imports_exit_root) const override;
    zk_counters transaction(const rollup::transaction& tx, const rollup::transaction_outcome& done) const override;

private:
    std::uint64_t depth_;
};

} // namespace zonogon::sequencer
