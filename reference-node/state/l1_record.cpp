#include "state/l1_record.hpp"

#include <limits>

#include "state/row.hpp"

namespace zonogon::state {
namespace {

using store::family;
using store::record_reader;
using store::record_writer;

bytes copy(byte_view v) {
    return {v.begin(), v.end()};
}

l1_block_record decode_l1_block(record_reader& r, std::uint64_t number) {
    l1_block_record out;
    out.number = number;
    out.hash = r.fixed<32>();
    out.parent_hash = r.fixed<32>();
    out.timestamp = r.number();
    return out;
}

virtual_batch_record decode_virtual_batch(record_reader& r, std::uint64_t number) {
    virtual_batch_record out;
    out.number = number;
    out.l1_block = r.number();
    out.l1_transaction = r.fixed<32>();
    out.sender = r.fixed<20>();
    out.coinbase = r.fixed<20>();
    out.l1_info_root = r.word();
    out.timestamp_limit = r.number();
    out.forced_block_hash_l1 = r.word();
    out.forced_number = r.number();
    out.accumulated_input_hash = r.word();
    out.data = copy(r.text());
    return out;
}

verified_batch_record decode_verified_batch(record_reader& r, std::uint64_t number) {
    verified_batch_record out;
    out.number = number;
    out.state_root = r.word();
    out.local_exit_root = r.word();
    out.aggregator = r.fixed<20>();
    out.l1_block = r.number();
    out.l1_transaction = r.fixed<32>();
    return out;
}

forced_batch_record decode_forced_batch(record_reader& r, std::uint64_t number) {
    forced_batch_record out;
    out.number = number;
    out.global_exit_root = r.word();
    out.timestamp = r.number();
    out.parent_block_hash = r.word();
    out.sender = r.fixed<20>();
    out.data = copy(r.text());
    out.l1_block = r.number();
    return out;
}

/// Keys are indices of 32 bits; a higher number is none that was written.
exit_root_record decode_exit_root(record_reader& r, std::uint64_t index) {
    exit_root_record out;
    out.index = static_cast<std::uint32_t>(index);
    out.mainnet_exit_root = r.word();
    out.rollup_exit_root = r.word();
    out.global_exit_root = r.word();
    out.parent_block_hash = r.word();
    out.timestamp = r.number();
    out.l1_block = r.number();
    out.l1_info_root = r.word();
    return out;
}

constexpr const char* l1_block_name = "L1 block";
constexpr const char* virtual_batch_name = "virtual batch";
constexpr const char* verified_batch_name = "verified batch";
constexpr const char* forced_batch_name = "forced batch";
constexpr const char* exit_root_name = "exit root";

} // namespace

void put_l1_block(store::write_batch& changes, const l1_block_record& b) {
    changes.put(family::l1_block, store::number_key(b.number),
                record_writer{}.fixed(b.hash).fixed(b.parent_hash).number(b.timestamp).take());
}

void put_virtual_batch(store::write_batch& changes, const virtual_batch_record& b) {
    changes.put(family::virtual_batch, store::number_key(b.number),
                record_writer{}
                    .number(b.l1_block)
                    .fixed(b.l1_transaction)
                    .fixed(b.sender)
                    .fixed(b.coinbase)
                    .word(b.l1_info_root)
                    .number(b.timestamp_limit)
                    .word(b.forced_block_hash_l1)
                    .number(b.forced_number)
                    .word(b.accumulated_input_hash)
                    .text(byte_view{b.data})
                    .take());
}

void put_verified_batch(store::write_batch& changes, const verified_batch_record& b) {
    changes.put(family::verified_batch, store::number_key(b.number),
                record_writer{}
                    .word(b.state_root)
                    .word(b.local_exit_root)
                    .fixed(b.aggregator)
                    .number(b.l1_block)
                    .fixed(b.l1_transaction)
                    .take());
}

void put_forced_batch(store::write_batch& changes, const forced_batch_record& b) {
    changes.put(family::forced_batch, store::number_key(b.number),
                record_writer{}
                    .word(b.global_exit_root)
                    .number(b.timestamp)
                    .word(b.parent_block_hash)
                    .fixed(b.sender)
                    .text(byte_view{b.data})
                    .number(b.l1_block)
                    .take());
}

void put_exit_root(store::write_batch& changes, const exit_root_record& r) {
    changes.put(family::exit_root, store::number_key(r.index),
                record_writer{}
                    .word(r.mainnet_exit_root)
                    .word(r.rollup_exit_root)
                    .word(r.global_exit_root)
                    .word(r.parent_block_hash)
                    .number(r.timestamp)
                    .number(r.l1_block)
                    .word(r.l1_info_root)
                    .take());
}

result<std::optional<l1_block_record>> read_l1_block(const store::reader& from, std::uint64_t number) {
    return detail::read_row<l1_block_record>(from, family::l1_block, number, l1_block_name, decode_l1_block);
}
result<std::optional<l1_block_record>> read_last_l1_block(const store::reader& from) {
    return detail::read_last_row<l1_block_record>(from, family::l1_block, l1_block_name, decode_l1_block);
}
result<std::optional<virtual_batch_record>> read_virtual_batch(const store::reader& from, std::uint64_t number) {
    return detail::read_row<virtual_batch_record>(from, family::virtual_batch, number, virtual_batch_name,
                                                  decode_virtual_batch);
}
result<std::optional<virtual_batch_record>> read_last_virtual_batch(const store::reader& from) {
    return detail::read_last_row<virtual_batch_record>(from, family::virtual_batch, virtual_batch_name,
                                                       decode_virtual_batch);
}
result<std::optional<verified_batch_record>> read_verified_batch(const store::reader& from, std::uint64_t number) {
    return detail::read_row<verified_batch_record>(from, family::verified_batch, number, verified_batch_name,
                                                   decode_verified_batch);
}
result<std::optional<verified_batch_record>> read_last_verified_batch(const store::reader& from) {
    return detail::read_last_row<verified_batch_record>(from, family::verified_batch, verified_batch_name,
                                                        decode_verified_batch);
}
result<std::optional<forced_batch_record>> read_forced_batch(const store::reader& from, std::uint64_t number) {
    return detail::read_row<forced_batch_record>(from, family::forced_batch, number, forced_batch_name,
                                                 decode_forced_batch);
}
result<std::optional<forced_batch_record>> read_last_forced_batch(const store::reader& from) {
    return detail::read_last_row<forced_batch_record>(from, family::forced_batch, forced_batch_name,
                                                      decode_forced_batch);
}
result<std::optional<exit_root_record>> read_exit_root(const store::reader& from, std::uint32_t index) {
    return detail::read_row<exit_root_record>(from, family::exit_root, index, exit_root_name, decode_exit_root);
}
result<std::optional<exit_root_record>> read_last_exit_root(const store::reader& from) {
    return read_exit_root_at(from, std::numeric_limits<std::uint64_t>::max());
}

result<std::optional<exit_root_record>> read_exit_root_at(const store::reader& from, std::uint64_t l1_block) {
    // Leaves come in the order of L1 blocks, and the wanted one is among the newest.
    std::optional<exit_root_record> found;
    status failed;
    const status scanned =
        from.scan(family::exit_root, {}, store::order::descending, [&](byte_view key, byte_view value) {
            auto leaf = detail::decode_row<exit_root_record>(key, value, exit_root_name, decode_exit_root);
            if (!leaf) {
                failed = leaf.why();
                return false;
            }
            if ((*leaf)->l1_block <= l1_block) {
                found = *std::move(leaf);
                return false;
            }
            return true;
        });
    if (!scanned || !failed) {
        return scanned ? failed.why() : scanned.why();
    }
    return found;
}

} // namespace zonogon::state
