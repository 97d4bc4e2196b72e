#include "sequencer/sequence_contents.hpp"

#include <algorithm>
#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "state/imports.hpp"
#include "state/l1_record.hpp"

namespace zonogon::sequencer {
namespace {

/// Around the calldata: fields of a dynamic fee transaction and the signature.
constexpr std::size_t envelope = 512;

std::string name(std::uint64_t batch) {
    return "batch " + std::to_string(batch);
}

status add_batch(const store::reader& from, std::uint64_t number, const address& coinbase, l1::sequence_call& to) {
    const auto row = state::read_batch(from, number);
    if (!row) {
        return row.why();
    }
    if (!*row || (*row)->is_open()) {
        return error{name(number) + " is not closed"};
    }
    const state::batch_record& batch = **row;
    if (batch.coinbase != coinbase) {
        return error{name(number) + " has the coinbase " + to_hex(batch.coinbase) + ", not " + to_hex(coinbase)};
    }
    const auto lost = state::lost_import(from, batch.first_block, batch.last_block);
    if (!lost) {
        return lost.why();
    }
    if (*lost) {
        return error{name(number) + " cannot be sequenced: " + **lost};
    }
    const auto block = state::read_block(from, batch.last_block);
    if (!block) {
        return block.why();
    }
    to.max_timestamp = std::max(to.max_timestamp, *block ? (*block)->timestamp : 0);
    l1::batch_data& out = to.batches.emplace_back();
    out.transactions = batch.data;
    if (batch.forced_number != 0) {
        const auto forced = state::read_forced_batch(from, batch.forced_number);
        if (!forced) {
            return forced.why();
        }
        if (!*forced) {
            return error{"forced batch " + std::to_string(batch.forced_number) + " is not in the store"};
        }
        out.forced_global_exit_root = (*forced)->global_exit_root;
        out.forced_timestamp = (*forced)->timestamp;
        out.forced_block_hash = (*forced)->parent_block_hash;
    }
    return {};
}

l1::sequence_call empty_sequence(std::uint64_t first, const address& coinbase) {
    l1::sequence_call out;
    out.initial_batch = first - 1;
    out.coinbase = coinbase;
    return out;
}

} // namespace

result<l1::sequence_call> collect_sequence(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                           const address& coinbase) {
    l1::sequence_call out = empty_sequence(first, coinbase);
    for (std::uint64_t i = first; i <= last; ++i) {
        if (status added = add_batch(from, i, coinbase, out); !added) {
            return added.why();
        }
    }
    return out;
}

result<l1::sequence_call> largest_sequence(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                           const address& coinbase, const sequence_bounds& within,
                                           const data_availability& as) {
    l1::sequence_call out = empty_sequence(first, coinbase);
    for (std::uint64_t i = first; i <= last && out.batches.size() < within.max_batches; ++i) {
        const std::uint64_t before = out.max_timestamp;
        if (status added = add_batch(from, i, coinbase, out); !added) {
            if (i == first) {
                return added.why();
            }
            // Those before it can go.
            out.batches.resize(static_cast<std::size_t>(i - first));
            out.max_timestamp = before;
            break;
        }
        if (i != first && as.size(out) + envelope > within.max_transaction_bytes) {
            out.batches.pop_back();
            out.max_timestamp = before;
            break;
        }
    }
    return out;
}

bytes32 digest_of(const l1::sequence_call& s) {
    bytes all;
    for (const l1::batch_data& b : s.batches) {
        append(all, hash::keccak256(b.transactions));
        append(all, b.forced_global_exit_root.to_bytes());
        append_big_endian<8>(all, b.forced_timestamp);
        append(all, b.forced_block_hash.to_bytes());
    }
    return hash::keccak256(all);
}

result<u256> fees_of(const store::reader& from, const l1::sequence_call& s) {
    u256 out;
    for (std::uint64_t i = s.initial_batch + 1; i <= s.initial_batch + s.batches.size(); ++i) {
        const auto row = state::read_batch(from, i);
        if (!row) {
            return row.why();
        }
        if (!*row) {
            return error{name(i) + " is not in the store"};
        }
        for (std::uint64_t b = (*row)->first_block; b <= (*row)->last_block; ++b) {
            const auto receipts = state::read_receipts(from, b);
            if (!receipts) {
                return receipts.why();
            }
            for (const state::receipt_record& r : *receipts) {
                out += u256{r.gas_used} * r.effective_gas_price;
            }
        }
    }
    return out;
}

} // namespace zonogon::sequencer
