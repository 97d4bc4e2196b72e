#include "rpc/block_text.hpp"

#include <utility>

#include <zonogon/base/rlp.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/patricia.hpp>
#include <zonogon/rollup/block_info.hpp>

#include "pool/decode.hpp"
#include "rpc/json_text.hpp"
#include "rpc/parameters.hpp"

namespace zonogon::rpc {
namespace {

/// Keccak-256 of the RLP of an empty list: there are no uncles.
const bytes32 no_uncles = hash::keccak256(bytes{0xc0});

/// A trie under the RLP of the places 0, 1, ...
bytes32 list_root(std::vector<bytes> values) {
    std::vector<merkle::patricia_entry> entries;
    entries.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        bytes key;
        append_rlp_number(key, u256{i});
        entries.push_back({std::move(key), std::move(values[i])});
    }
    return merkle::patricia_root(std::move(entries));
}

/// What a header commits to of transactions and receipts; most of the work of showing a block.
struct commitments {
    bytes32 transactions{}, receipts{};
    bloom logs{};
};

commitments commitments_of(const whole_block& b) {
    commitments out;
    std::vector<bytes> values;
    for (const auto& t : b.transactions) {
        values.push_back(transaction_rlp(t));
    }
    out.transactions = list_root(std::exchange(values, {}));
    for (const auto& r : b.receipts) {
        values.push_back(receipt_rlp(r));
        for (const auto& entry : r.logs) {
            add_to_bloom(out.logs, entry);
        }
    }
    out.receipts = list_root(std::move(values));
    return out;
}

bytes block_with_header(const bytes& header, const whole_block& b) {
    bytes transactions;
    for (const auto& t : b.transactions) {
        append(transactions, transaction_rlp(t));
    }
    bytes items = header;
    append(items, rlp_list(transactions));
    items.push_back(0xc0);
    return rlp_list(items);
}

std::string hash_text(const state::block_record& block, bool pending) {
    return pending ? std::string{"null"} : data_text(block.hash());
}

/// The header's members without `size`, which newHeads does not have.
json_object header_object(const whole_block& b, const commitments& c) {
    static const std::string zeros = data_text(bytes32{});
    const state::block_record& k = b.block;
    json_object out;
    out.add("number", quantity_text(k.number))
        .add("hash", hash_text(k, b.pending))
        .add("parentHash", data_text(k.parent_state_root.to_bytes()))
        .add("nonce", b.pending ? std::string{"null"} : data_text(std::array<std::uint8_t, 8>{}))
        .add("mixHash", zeros)
        .add("sha3Uncles", data_text(no_uncles))
        .add("logsBloom", data_text(c.logs))
        .add("transactionsRoot", data_text(c.transactions))
        .add("stateRoot", data_text(k.state_root.to_bytes()))
        .add("receiptsRoot", data_text(c.receipts))
        .add("miner", b.pending ? std::string{"null"} : data_text(k.coinbase))
        .add("difficulty", "\"0x0\"")
        .add("extraData", "\"0x\"")
        .add("gasLimit", quantity_text(rollup::block_gas_limit))
        .add("gasUsed", quantity_text(k.gas_used))
        .add("timestamp", quantity_text(k.timestamp));
    return out;
}

bytes header_with(const whole_block& b, const commitments& c) {
    const state::block_record& k = b.block;
    bytes items;
    append_rlp_bytes(items, k.parent_state_root.to_bytes());
    append_rlp_bytes(items, no_uncles);
    append_rlp_bytes(items, k.coinbase);
    append_rlp_bytes(items, k.state_root.to_bytes());
    append_rlp_bytes(items, c.transactions);
    append_rlp_bytes(items, c.receipts);
    append_rlp_bytes(items, c.logs);
    append_rlp_number(items, u256{});
    append_rlp_number(items, u256{k.number});
    append_rlp_number(items, u256{rollup::block_gas_limit});
    append_rlp_number(items, u256{k.gas_used});
    append_rlp_number(items, u256{k.timestamp});
    append_rlp_bytes(items, {});
    append_rlp_bytes(items, bytes32{});
    append_rlp_bytes(items, std::array<std::uint8_t, 8>{});
    return rlp_list(items);
}

} // namespace

void add_to_bloom(bloom& to, const evm::log& entry) {
    const auto add = [&](byte_view text) {
        const bytes32 digest = hash::keccak256(text);
        for (std::size_t i = 0; i < 6; i += 2) {
            const std::size_t bit = (std::size_t{digest[i]} << 8 | digest[i + 1]) & 2047;
            to[255 - bit / 8] = static_cast<std::uint8_t>(to[255 - bit / 8] | 1U << bit % 8);
        }
    };
    add(entry.where);
    for (const bytes32& topic : entry.topics) {
        add(topic);
    }
}

bloom bloom_of(const state::receipt_record& r) {
    bloom out{};
    for (const auto& entry : r.logs) {
        add_to_bloom(out, entry);
    }
    return out;
}

std::string log_text(const evm::log& entry, const log_place& at, bool removed) {
    json_list topics;
    for (const bytes32& topic : entry.topics) {
        topics.add(data_text(topic));
    }
    return json_object{}
        .add("address", data_text(entry.where))
        .add("topics", topics.take())
        .add("data", data_text(entry.data))
        .add("blockNumber", quantity_text(at.block))
        .add("transactionHash", data_text(at.transaction_hash))
        .add("transactionIndex", quantity_text(at.transaction_index))
        .add("blockHash", at.pending ? std::string{"null"} : data_text(at.block_hash))
        .add("blockTimestamp", quantity_text(at.timestamp))
        .add("logIndex", quantity_text(at.log_index))
        .add("removed", removed ? "true" : "false")
        .take();
}

std::string transaction_text(const state::block_record& block, const state::transaction_record& t, const bytes32& hash,
                             const std::string& extra, bool pending) {
    const rollup::transaction& tx = t.what;
    u256 v{tx.v};
    json_object out;
    out.add("blockHash", hash_text(block, pending))
        .add("blockNumber", quantity_text(block.number))
        .add("blockTimestamp", quantity_text(block.timestamp))
        .add("transactionIndex", quantity_text(t.index))
        .add("type", "\"0x0\"")
        .add("hash", data_text(hash))
        .add("from", data_text(t.from))
        .add("to", tx.to ? data_text(*tx.to) : "null")
        .add("nonce", quantity_text(tx.nonce))
        .add("gas", quantity_text(tx.gas_limit))
        .add("gasPrice", quantity_text(tx.gas_price))
        .add("value", quantity_text(tx.value))
        .add("input", data_text(tx.data));
    if (tx.chain_id) {
        v += u256{*tx.chain_id} + u256{*tx.chain_id} + u256{8};
        out.add("chainId", quantity_text(*tx.chain_id));
    }
    out.add("v", quantity_text(v)).add("r", quantity_text(tx.r)).add("s", quantity_text(tx.s));
    if (!extra.empty()) {
        out.add("l2Hash", data_text(hash::to_word(rollup::l2_hash(tx, t.from)).to_bytes()));
        out.add("receipt", extra);
    }
    return out.take();
}

std::string receipt_text(const state::block_record& block, const state::transaction_record& t,
                         const state::receipt_record& r, bool extra, bool pending) {
    json_list logs;
    for (std::size_t i = 0; i < r.logs.size(); ++i) {
        logs.add(log_text(
            r.logs[i],
            {block.number, block.hash(), block.timestamp, r.transaction_hash, t.index, r.first_log + i, pending},
            false));
    }
    json_object out;
    out.add("transactionHash", data_text(r.transaction_hash))
        .add("transactionIndex", quantity_text(t.index))
        .add("blockHash", hash_text(block, pending))
        .add("blockNumber", quantity_text(block.number))
        .add("from", data_text(t.from))
        .add("to", t.what.to ? data_text(*t.what.to) : "null")
        .add("type", "\"0x0\"")
        .add("status", r.success ? "\"0x1\"" : "\"0x0\"")
        .add("gasUsed", quantity_text(r.gas_used))
        .add("cumulativeGasUsed", quantity_text(r.cumulative_gas))
        .add("effectiveGasPrice", quantity_text(r.effective_gas_price))
        .add("contractAddress", r.created ? data_text(*r.created) : "null")
        .add("logs", logs.take())
        .add("logsBloom", data_text(bloom_of(r)));
    if (extra) {
        out.add("transactionL2Hash", data_text(r.l2_hash.to_bytes()));
    }
    return out.take();
}

std::string header_text(const whole_block& b) {
    return header_object(b, commitments_of(b)).take();
}

std::string block_text(const whole_block& b, show_transactions how, bool extra) {
    json_list transactions;
    for (std::size_t i = 0; i < b.transactions.size(); ++i) {
        const bytes32& hash = b.block.transactions[i];
        if (how == show_transactions::hashes) {
            transactions.add(data_text(hash));
        } else {
            const bool with_receipt = how == show_transactions::whole_with_receipts && i < b.receipts.size();
            transactions.add(transaction_text(
                b.block, b.transactions[i], hash,
                with_receipt ? receipt_text(b.block, b.transactions[i], b.receipts[i], true, b.pending) : std::string{},
                b.pending));
        }
    }
    const commitments c = commitments_of(b);
    json_object out = header_object(b, c);
    out.add("totalDifficulty", "\"0x0\"")
        .add("size", quantity_text(block_with_header(header_with(b, c), b).size()))
        .add("transactions", transactions.take())
        .add("uncles", "[]");
    if (extra) {
        out.add("globalExitRoot", data_text(b.block.global_exit_root.to_bytes()))
            .add("blockInfoRoot", data_text(b.block.block_info_root.to_bytes()));
    }
    return out.take();
}

bytes header_rlp(const whole_block& b) {
    return header_with(b, commitments_of(b));
}

bytes block_rlp(const whole_block& b) {
    return block_with_header(header_rlp(b), b);
}

bytes receipt_rlp(const state::receipt_record& r) {
    bytes logs;
    for (const evm::log& entry : r.logs) {
        bytes topics;
        for (const bytes32& topic : entry.topics) {
            append_rlp_bytes(topics, topic);
        }
        bytes items;
        append_rlp_bytes(items, entry.where);
        append(items, rlp_list(topics));
        append_rlp_bytes(items, entry.data);
        append(logs, rlp_list(items));
    }
    bytes items;
    append_rlp_number(items, u256{r.success ? 1U : 0U});
    append_rlp_number(items, u256{r.cumulative_gas});
    append_rlp_bytes(items, bloom_of(r));
    append(items, rlp_list(logs));
    return rlp_list(items);
}

bytes transaction_rlp(const state::transaction_record& t) {
    return pool::encode_transaction(t.what);
}

} // namespace zonogon::rpc
