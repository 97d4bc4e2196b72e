#include "state/block_record.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "state/head.hpp"
#include "state/log_index.hpp"
#include "state/row.hpp"
#include "store/block_log.hpp"

namespace zonogon::state {
namespace {

using store::family;
using store::record_reader;
using store::record_writer;

constexpr const char* block_name = "block";
constexpr const char* receipt_name = "receipt";

bytes receipt_key(std::uint64_t block, std::uint64_t index) {
    bytes out = store::number_key(block);
    append_big_endian<8>(out, index);
    return out;
}
bytes copy(byte_view v) {
    return {v.begin(), v.end()};
}
/// Longer than the hashes that stand beside it in the family.
bytes l2_hash_key(const u256& hash) {
    return store::record_writer{}.byte('l').word(hash).take();
}

bytes encode(const block_record& b) {
    bytes hashes;
    for (const bytes32& hash : b.transactions) {
        append(hashes, hash);
    }
    return record_writer{}
        .number(b.timestamp)
        .number(b.gas_used)
        .word(b.parent_state_root)
        .word(b.state_root)
        .word(b.block_info_root)
        .word(b.global_exit_root)
        .word(b.l1_block_hash)
        .number(b.l1_info_index)
        .fixed(b.coinbase)
        .number(b.batch)
        .text(byte_view{hashes})
        .take();
}

/// All but the transactions, whose text comes last.
block_record decode_header(record_reader& r, std::uint64_t number) {
    block_record out;
    out.number = number;
    out.timestamp = r.number();
    out.gas_used = r.number();
    out.parent_state_root = r.word();
    out.state_root = r.word();
    out.block_info_root = r.word();
    out.global_exit_root = r.word();
    out.l1_block_hash = r.word();
    out.l1_info_index = static_cast<std::uint32_t>(r.number_to(0xffff'ffff));
    out.coinbase = r.fixed<20>();
    out.batch = r.number();
    return out;
}

block_record decode_block(record_reader& r, std::uint64_t number) {
    block_record out = decode_header(r, number);
    const byte_view all = r.text();
    out.transactions.reserve(all.size() / sizeof(bytes32));
    record_reader hashes{all};
    while (!hashes.failed() && !hashes.at_end()) {
        out.transactions.push_back(hashes.fixed<32>());
    }
    if (hashes.failed()) {
        r.refuse();
    }
    return out;
}

bytes encode(const transaction_record& t) {
    const rollup::transaction& tx = t.what;
    record_writer out;
    out.number(t.block).number(t.index).fixed(t.from);
    out.number(tx.nonce).word(tx.gas_price).number(tx.gas_limit).flag(tx.to.has_value());
    if (tx.to) {
        out.fixed(*tx.to);
    }
    out.word(tx.value).text(byte_view{tx.data}).flag(tx.chain_id.has_value());
    if (tx.chain_id) {
        out.number(*tx.chain_id);
    }
    out.word(tx.r).word(tx.s).byte(tx.v).byte(tx.percentage).text(byte_view{tx.unusual_payload});
    return out.take();
}

transaction_record decode_transaction(record_reader& r) {
    transaction_record out;
    rollup::transaction& tx = out.what;
    out.block = r.number();
    out.index = r.number();
    out.from = r.fixed<20>();
    tx.nonce = r.number();
    tx.gas_price = r.word();
    tx.gas_limit = r.number();
    if (r.flag()) {
        tx.to = r.fixed<20>();
    }
    tx.value = r.word();
    tx.data = copy(r.text());
    if (r.flag()) {
        tx.chain_id = r.number();
    }
    tx.r = r.word();
    tx.s = r.word();
    tx.v = r.byte();
    tx.percentage = r.byte();
    tx.unusual_payload = copy(r.text());
    return out;
}

bytes encode(const receipt_record& t) {
    record_writer out;
    out.fixed(t.transaction_hash).flag(t.success).number(t.gas_used).number(t.cumulative_gas);
    out.word(t.effective_gas_price).word(t.l2_hash).flag(t.created.has_value());
    if (t.created) {
        out.fixed(*t.created);
    }
    out.number(t.first_log);
    for (const evm::log& l : t.logs) {
        out.fixed(l.where).byte(static_cast<std::uint8_t>(l.topics.size()));
        for (const bytes32& topic : l.topics) {
            out.fixed(topic);
        }
        out.text(byte_view{l.data});
    }
    return out.take();
}

receipt_record decode_receipt(record_reader& r) {
    receipt_record out;
    out.transaction_hash = r.fixed<32>();
    out.success = r.flag();
    out.gas_used = r.number();
    out.cumulative_gas = r.number();
    out.effective_gas_price = r.word();
    out.l2_hash = r.word();
    if (r.flag()) {
        out.created = r.fixed<20>();
    }
    out.first_log = r.number();
    while (!r.failed() && !r.at_end()) {
        evm::log l;
        l.where = r.fixed<20>();
        const std::uint8_t topics = r.byte();
        if (topics > most_topics) {
            r.refuse();
            break;
        }
        for (std::uint8_t i = 0; i < topics; ++i) {
            l.topics.push_back(r.fixed<32>());
        }
        l.data = copy(r.text());
        out.logs.push_back(std::move(l));
    }
    return out;
}

/// Whether the block can stand on the head.
status check_follows(const store::reader& on, const rollup::block_outcome& block) {
    const auto last = read_head(on);
    if (!last) {
        return last.why();
    }
    if (!*last) {
        return error{"the database has no genesis block"};
    }
    if (block.number != (*last)->number + 1 || block.parent_state_root != (*last)->state_root) {
        return error{"block " + std::to_string(block.number) + " on state " + block.parent_state_root.to_hex_full() +
                     " does not follow block " + std::to_string((*last)->number) + " with state " +
                     (*last)->state_root.to_hex_full()};
    }
    return {};
}

/// Transactions and receipts. A hash that is known already keeps its first place: a batch may hold the same fields once
/// more in an unusual spelling, signed by somebody else, and must not hide the transaction that tools know.
status put_transactions(const store::reader& on, const executed_block& block, store::write_batch& changes) {
    std::set<bytes32> here;
    for (std::size_t i = 0; i < block.transactions.size(); ++i) {
        const executed_transaction& t = block.transactions[i];
        changes.put(family::receipt, receipt_key(block.outcome.number, i), encode(receipt_row(t)));
        const auto known = on.get(family::transaction, t.hash);
        if (!known) {
            return known.why();
        }
        if (!*known && here.insert(t.hash).second) {
            changes.put(family::transaction, t.hash,
                        encode(transaction_record{block.outcome.number, i, t.what, t.outcome.sender}));
            changes.put(family::transaction, l2_hash_key(t.outcome.l2_hash), t.hash);
        }
    }
    return {};
}

} // namespace

receipt_record receipt_row(const executed_transaction& t) {
    const rollup::transaction_outcome& o = t.outcome;
    return {t.hash,    o.success,   o.gas_used, o.cumulative_gas, o.effective_gas_price, o.l2_hash,
            o.created, o.first_log, o.logs};
}

block_record block_row(const executed_block& block) {
    const rollup::block_outcome& o = block.outcome;
    block_record out;
    out.number = o.number;
    out.timestamp = o.timestamp;
    out.gas_used = o.gas_used;
    out.parent_state_root = o.parent_state_root;
    out.state_root = o.state_root;
    out.block_info_root = o.block_info_root;
    out.global_exit_root = o.global_exit_root;
    out.l1_block_hash = o.l1_block_hash;
    out.l1_info_index = block.l1_info_index;
    out.coinbase = block.coinbase;
    out.batch = block.batch;
    for (const executed_transaction& t : block.transactions) {
        out.transactions.push_back(t.hash);
    }
    return out;
}

void put_block(store::write_batch& changes, const block_record& block) {
    changes.put(family::l2_block, store::number_key(block.number), encode(block));
    changes.put(family::l2_block_hash, block.hash(), store::number_key(block.number));
}

status append_block(store::database& to, database_state_store& nodes, const executed_block& block,
                    store::write_batch more) {
    const rollup::block_outcome& o = block.outcome;
    if (status follows = check_follows(to, o); !follows) {
        return follows;
    }
    store::write_batch changes;
    if (status put = put_transactions(to, block, changes); !put) {
        return put;
    }
    const block_record row = block_row(block);
    put_block(changes, row);
    put_log_index(changes, block);
    write_head(changes, {o.number, o.timestamp, o.state_root});
    changes.append(std::move(more));
    store::write_batch permanent;
    nodes.take(permanent);
    return store::apply_block(to, store::layer::l2, {o.number, row.hash()}, std::move(changes), std::move(permanent));
}

status collect_block_unwind(const store::reader& from, std::uint64_t number, store::write_batch& changes) {
    const auto last = read_head(from);
    if (!last) {
        return last.why();
    }
    if (!*last || (*last)->number < number) {
        return error{"there is no block " + std::to_string(number) + " to go back to"};
    }
    return store::collect_unwind(from, store::layer::l2, number, changes);
}

result<std::optional<block_record>> read_block(const store::reader& from, std::uint64_t number) {
    return detail::read_row<block_record>(from, family::l2_block, number, block_name, decode_block);
}

result<std::optional<block_record>> read_block_header(const store::reader& from, std::uint64_t number) {
    return detail::read_row<block_record>(from, family::l2_block, number, block_name,
                                          [](record_reader& r, std::uint64_t n) {
                                              block_record out = decode_header(r, n);
                                              r.text();
                                              return out;
                                          });
}

result<std::optional<std::uint64_t>> find_block(const store::reader& from, const bytes32& hash) {
    const auto found = from.get(family::l2_block_hash, hash);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return std::optional<std::uint64_t>{};
    }
    record_reader r{**found};
    const std::uint64_t number = r.number();
    const status whole = r.outcome("block hash");
    return whole ? result<std::optional<std::uint64_t>>{std::optional{number}} : whole.why();
}

result<std::optional<transaction_record>> read_transaction(const store::reader& from, const bytes32& hash) {
    const auto found = from.get(family::transaction, hash);
    if (!found) {
        return found.why();
    }
    return *found
               ? detail::decode_row<transaction_record>(
                     {}, **found, "transaction", [](record_reader& r, std::uint64_t) { return decode_transaction(r); })
               : std::optional<transaction_record>{};
}

result<std::optional<bytes32>> find_l2_hash(const store::reader& from, const u256& l2_hash) {
    const auto found = from.get(family::transaction, l2_hash_key(l2_hash));
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return std::optional<bytes32>{};
    }
    record_reader r{**found};
    const auto hash = r.fixed<32>();
    const status whole = r.outcome("L2 hash");
    return whole ? result<std::optional<bytes32>>{std::optional{hash}} : whole.why();
}

result<std::optional<receipt_record>> read_receipt(const store::reader& from, std::uint64_t block,
                                                   std::uint64_t index) {
    const auto found = from.get(family::receipt, receipt_key(block, index));
    if (!found) {
        return found.why();
    }
    return *found ? detail::decode_row<receipt_record>(
                        {}, **found, receipt_name, [](record_reader& r, std::uint64_t) { return decode_receipt(r); })
                  : std::optional<receipt_record>{};
}

result<std::vector<receipt_record>> read_receipts(const store::reader& from, std::uint64_t block) {
    std::vector<receipt_record> out;
    status failed;
    const auto prefix = store::number_key(block);
    const status scanned =
        from.scan(family::receipt, store::key_range::starting_with(prefix), store::order::ascending,
                  [&](byte_view, byte_view value) {
                      auto row = detail::decode_row<receipt_record>(
                          {}, value, receipt_name, [](record_reader& r, std::uint64_t) { return decode_receipt(r); });
                      if (!row) {
                          failed = row.why();
                          return false;
                      }
                      out.push_back(**std::move(row));
                      return true;
                  });
    if (!scanned || !failed) {
        return scanned ? failed.why() : scanned.why();
    }
    return out;
}

} // namespace zonogon::state
