#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/rollup/transaction.hpp>

namespace zonogon::rollup {

/// Amounts of the eight zk-counters (protocol section 7).
struct zk_counters {
    std::uint64_t steps = 0;
    std::uint64_t arith = 0;
    std::uint64_t binary = 0;
    std::uint64_t mem_align = 0;
    std::uint64_t keccak_f = 0;
    std::uint64_t padding_pg = 0;
    std::uint64_t poseidon_g = 0;
    std::uint64_t sha256_f = 0;

    constexpr zk_counters& operator+=(const zk_counters& o) noexcept {
        for_each([&](auto member) { this->*member += o.*member; });
        return *this;
    }
    friend constexpr zk_counters operator+(zk_counters a, const zk_counters& b) noexcept { return a += b; }
    friend constexpr zk_counters operator*(zk_counters a, std::uint64_t times) noexcept {
        for_each([&](auto member) { a.*member *= times; });
        return a;
    }
    /// The larger of each.
    friend constexpr zk_counters at_least(zk_counters a, const zk_counters& b) noexcept {
        for_each([&](auto member) { a.*member = std::max(a.*member, b.*member); });
        return a;
    }
    friend constexpr bool operator==(const zk_counters&, const zk_counters&) = default;

    /// Whether none is above the other's.
    constexpr bool within(const zk_counters& limit) const noexcept {
        bool out = true;
        for_each([&](auto member) { out = out && this->*member <= limit.*member; });
        return out;
    }

    /// Calls f with a pointer to each member in turn.
    template <class F>
    static constexpr void for_each(F&& f) {
        f(&zk_counters::steps);
        f(&zk_counters::arith);
        f(&zk_counters::binary);
        f(&zk_counters::mem_align);
        f(&zk_counters::keccak_f);
        f(&zk_counters::padding_pg);
        f(&zk_counters::poseidon_g);
        f(&zk_counters::sha256_f);
    }
};

/// What limits a batch.
namespace counter_limits {

/// Where our ROM refuses a batch (constants.zkasm).
inline constexpr zk_counters rom{7'968'988, 249'037, 498'074, 249'037, 2'258, 142'307, 265'639, 1'769};

/// What a proof has room for: tables of 2^22 rows (soundness::parameters::max_log_height), 24 rows for a Keccak-f and
/// 18 for a block of SHA-256, and of the steps some for the loop that waits for the trace's end.
inline constexpr std::uint64_t rows = std::uint64_t{1} << 22;
inline constexpr zk_counters prover{rows - 200, rows, rows, rows, rows / 24, rows, rows, rows / 18};

constexpr zk_counters least(zk_counters a, const zk_counters& b) noexcept {
    zk_counters::for_each([&](auto member) { a.*member = std::min(a.*member, b.*member); });
    return a;
}

/// What can be executed and proved.
inline constexpr zk_counters hard = least(rom, prover);

/// What a sequencer fills batches up to: 95 % of that, as zkEVM nodes do.
inline constexpr zk_counters batch = [] {
    zk_counters out = hard;
    zk_counters::for_each([&](auto member) { out.*member = out.*member * 95 / 100; });
    return out;
}();

/// Bytes of batch data that a sequencer may send to L1 (protocol 3.4).
inline constexpr std::uint64_t data_bytes = 120'000;

} // namespace counter_limits

/// An upper bound of what an item of a batch takes.
struct counter_estimate {
    /// What it uses at most.
    zk_counters used;
    /// What the ROM wants to be left when the item begins; otherwise it refuses the batch.
    zk_counters asked;
    /// Its size in the batch's data.
    std::uint64_t data_bytes = 0;

    /// What nodes call reserved: neither use nor demand is above it.
    constexpr zk_counters reserved() const noexcept { return at_least(used, asked); }
};

/// Bounds what the ROM will count for batches that the native engine makes.
///
/// For transfers the bounds are those of the ROM's lines, counted on their longest ways; tests hold them against the
/// ROM. For contract code they come from the tracer (counter_tracer, native_counters_tracer.hpp), whose prices are the
/// documented worst cases of the reference's ROM (protocol section 7): our ROM has no routines for contract code yet.
struct native_counters {
    /// The longest path, in branches, of any key that the batch reads or writes in the state tree; 256 is always
    /// enough, and twenty times too much for a state of some thousand accounts. See block_executor::deepest_path.
    std::uint64_t tree_levels = 256;

    /// At least the mean path of a block info tree, at any time while it is filled: keys are fixed (index and type of
    /// the leaf), so this is a fact, tested for 2,000 transactions and logs.
    static constexpr std::uint64_t info_levels = 16;

    /// Permutations of a read, a write: of both walks, the leaf, its value, the key.
    static constexpr std::uint64_t read_poseidons(std::uint64_t levels) noexcept { return levels + 4; }
    static constexpr std::uint64_t write_poseidons(std::uint64_t levels) noexcept { return 2 * levels + 6; }
    constexpr std::uint64_t accesses(std::uint64_t reads, std::uint64_t writes) const noexcept {
        return reads * read_poseidons(tree_levels) + writes * write_poseidons(tree_levels);
    }

    /// Blocks of a message of `length` bytes.
    static constexpr std::uint64_t keccaks(std::uint64_t length) noexcept { return length / 136 + 1; }
    static constexpr std::uint64_t paddings(std::uint64_t length) noexcept { return length / 56 + 1; }
    static constexpr std::uint64_t sha256s(std::uint64_t length) noexcept { return (length + 8) / 64 + 1; }

    /// Start and end of a batch. Hashing its data is not here: see batch_budget.
    constexpr counter_estimate batch() const noexcept {
        counter_estimate out;
        out.used.steps = 140;
        out.used.binary = 12;
        out.used.keccak_f = 2;
        out.used.poseidon_g = accesses(1, 0);
        return out;
    }

    /// Opening and closing an L2 block. A forced batch's block is no item and has no bytes; counting nine is harmless.
    constexpr counter_estimate block(bool imports_l1_leaf) const noexcept {
        counter_estimate out;
        out.used.steps = 180;
        out.used.binary = 40;
        out.used.keccak_f = 2;
        out.used.poseidon_g = accesses(3, 5) + 8 * write_poseidons(info_levels);
        out.asked = {2'000, 0, 200, 0, 2, 0, 8'806, 0};
        out.data_bytes = 9;
        if (imports_l1_leaf) {
            out.used.steps += 480;
            out.used.binary += 4;
            out.used.keccak_f += 33;
            out.asked.keccak_f = 33;
        }
        return out;
    }

    /// A transaction, included or not. `code` is what counter_tracer saw, nothing for plain transfers.
    counter_estimate transaction(const rollup::transaction& tx, const zk_counters& code = {}) const {
        const std::uint64_t payload = signing_payload(tx).size();
        const std::uint64_t words = (tx.data.size() + 31) / 32;
        counter_estimate out;
        out.data_bytes = payload + 66;
        out.used.steps = 1'600 + 44 * words;
        out.used.arith = 212 + words;
        out.used.binary = 70 + 6 * words;
        // Of the signed list, and of the public key.
        out.used.keccak_f = keccaks(payload) + 1;
        // The L2 hash: 133 bytes and the data.
        out.used.padding_pg = paddings(133 + tx.data.size());
        out.used.poseidon_g = accesses(6, 4) + 4 * write_poseidons(info_levels) + out.used.padding_pg;
        out.used += code;
        out.asked = {100'000, 1'100, 550, 0, 2, 4 + tx.data.size(), 7'252, 0};
        return out;
    }
};

/// Adds up a batch and tells what still fits.
///
/// Use: make one for each batch, ask fits() with each estimate, add() what was taken. What fits is never refused by the
/// ROM for want of counters and can be proved, as far as the estimates are upper bounds.
class batch_budget {
public:
    explicit batch_budget(const native_counters& model = {}, const zk_counters& limit = counter_limits::batch,
                          std::uint64_t most_bytes = counter_limits::data_bytes)
        : limit_(limit), most_bytes_(most_bytes), used_(model.batch().used) {}

    bool fits(const counter_estimate& item) const noexcept {
        return data_bytes_ + item.data_bytes <= most_bytes_ && total(item).within(limit_);
    }
    void add(const counter_estimate& item) noexcept {
        used_ += item.used;
        asked_ = at_least(asked_, item.asked);
        data_bytes_ += item.data_bytes;
    }

    /// The batch as it stands, its own hashing included.
    zk_counters used() const noexcept {
        zk_counters out = used_;
        out.keccak_f += native_counters::keccaks(data_bytes_);
        return out;
    }
    /// used() and what the ROM wants to be left besides: compare this one with the limit.
    zk_counters reserved() const noexcept { return total({}); }
    std::uint64_t data_bytes() const noexcept { return data_bytes_; }
    const zk_counters& limit() const noexcept { return limit_; }

    /// The largest share of a limit that is reserved, in percent: a batch near 100 may as well be closed.
    std::uint64_t filled() const noexcept {
        const zk_counters now = reserved();
        std::uint64_t out = most_bytes_ == 0 ? 100 : data_bytes_ * 100 / most_bytes_;
        zk_counters::for_each([&](auto member) {
            if (limit_.*member != 0) {
                out = std::max(out, now.*member * 100 / limit_.*member);
            }
        });
        return out;
    }

private:
    /// The ROM parses all items before it runs the first, so what any item asks must be left after all of them.
    zk_counters total(const counter_estimate& more) const noexcept {
        zk_counters out = used_ + more.used + at_least(asked_, more.asked);
        out.keccak_f += native_counters::keccaks(data_bytes_ + more.data_bytes);
        return out;
    }

    zk_counters limit_;
    std::uint64_t most_bytes_ = 0;
    zk_counters used_;
    zk_counters asked_;
    std::uint64_t data_bytes_ = 0;
};

} // namespace zonogon::rollup
