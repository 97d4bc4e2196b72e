#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/state_store.hpp>
#include <zonogon/rollup/vector_file.hpp>

namespace zonogon::rollup {

/// Runs the batches of a state-transition file one after the other on the state that the file describes, by the ROM
/// (zkevm::batch_executor) or natively (native_executor).
template <class Executor>
class vector_run {
public:
    using outcome = decltype(std::declval<const Executor&>().run(std::declval<const batch_input&>(),
                                                                 std::declval<memory_state_store&>()));
    /// What a batch did; a batch_outcome or something with more.
    using batch_outcome_type = std::variant_alternative_t<0, outcome>;

    /// An error means that the file's state is unusable.
    static result<vector_run> create(const vector_file& file, const Executor& executor) {
        vector_run out(file, executor);
        const auto root = build_genesis(out.store_, file.genesis);
        if (!root) {
            return root.why();
        }
        out.genesis_root_ = hash::to_word(*root);
        for (const vector_batch& batch : file.batches) {
            for (const auto& [key, elements] : batch.nodes) {
                if (const status taken = out.store_.import(key, elements); !taken) {
                    return taken.why();
                }
            }
            for (const auto& [key, text] : batch.codes) {
                // Code under another hash than its own is of no use to anybody.
                if (hash::to_word(hash::linear_hash(text)) == key) {
                    if (const status taken = out.store_.save_code(key, text); !taken) {
                        return taken.why();
                    }
                }
            }
        }
        return out;
    }

    bool done() const noexcept { return next_ == file_->batches.size(); }
    /// The batch that run_next runs, with its place in the chain filled in.
    const batch_input& next_input() const noexcept { return input_; }
    const vector_batch& next_batch() const noexcept { return file_->batches[next_]; }

    /// Precondition: !done(). After a failure there is nothing to go on with.
    outcome run_next() {
        const vector_batch& batch = file_->batches[next_++];
        input_ = batch.input;
        if (batch.chained) {
            input_.old_state_root = last_root_;
            input_.old_acc_input_hash = last_hash_;
            input_.old_num_batch = last_number_;
        }
        outcome out = run(batch.part);
        if (const auto* ok = std::get_if<batch_outcome_type>(&out)) {
            last_root_ = ok->new_state_root;
            last_hash_ = ok->new_acc_input_hash;
            last_number_ = ok->new_num_batch;
        }
        return out;
    }

    /// The input of the batch that ran last.
    const batch_input& last_input() const noexcept { return input_; }
    const u256& genesis_root() const noexcept { return genesis_root_; }
    /// The nodes of all state trees so far.
    memory_state_store& store() noexcept { return store_; }

private:
    vector_run(const vector_file& file, const Executor& executor) : file_(&file), executor_(&executor) {}

    outcome run(const batch_part& part) {
        if constexpr (requires { executor_->run(input_, store_, part); }) {
            return executor_->run(input_, store_, part);
        } else if (!part.whole()) {
            return batch_failure{batch_failure::kind::not_provable,
                                 error{"not provable yet: a batch cut inside a block"}};
        } else {
            return executor_->run(input_, store_);
        }
    }

    const vector_file* file_;
    const Executor* executor_;
    memory_state_store store_;
    u256 genesis_root_;
    batch_input input_;
    std::size_t next_ = 0;
    u256 last_root_, last_hash_;
    std::uint64_t last_number_ = 0;
};

/// Logs in the words of shape A.
inline nlohmann::json describe_logs(const std::vector<evm::log>& logs) {
    nlohmann::json out = nlohmann::json::array();
    for (const evm::log& entry : logs) {
        nlohmann::json topics = nlohmann::json::array();
        for (const bytes32& topic : entry.topics) {
            topics.push_back(to_hex(topic));
        }
        out.push_back({{"address", to_hex(entry.where)}, {"topics", std::move(topics)}, {"data", to_hex(entry.data)}});
    }
    return out;
}

/// The items of a batch with what became of them, in the words of shape A's `txs`.
///
/// A batch refused while it was parsed has none; one refused later has all, none of them included.
inline nlohmann::json describe_items(const batch_input& batch, const batch_outcome& out) {
    nlohmann::json items = nlohmann::json::array();
    const auto decoded = decode_batch(batch.batch_l2_data);
    if (!decoded ||
        (!batch.is_forced() && !decoded->empty() && !std::holds_alternative<change_l2_block>(decoded->front()))) {
        return items;
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < decoded->size(); ++i) {
        nlohmann::json item;
        if (const auto* block = std::get_if<change_l2_block>(&(*decoded)[i])) {
            item["type"] = "changeL2Block";
            item["deltaTimestamp"] = block->delta_timestamp;
            item["indexL1InfoTree"] = block->l1_info_index;
            items.push_back(std::move(item));
            continue;
        }
        const transaction& tx = *std::get_if<transaction>(&(*decoded)[i]);
        item["type"] = "tx";
        item["nonce"] = tx.nonce;
        item["ethTxHash"] = to_hex(ethereum_hash(tx));
        if (!out.valid || next == out.transactions.size() || out.transactions[next].item != i) {
            const auto from = curve::recover_address(u256::from_bytes(signing_hash(tx)), tx.r, tx.s, tx.v);
            if (from) {
                item["from"] = to_hex(*from);
            }
            item["included"] = false;
            item["reason"] = "batch invalid";
            items.push_back(std::move(item));
            continue;
        }
        const transaction_outcome& got = out.transactions[next++];
        if (got.skipped != skip_reason::signature) {
            item["from"] = to_hex(got.sender);
        }
        item["included"] = got.included();
        if (got.included()) {
            item["status"] = got.success ? 1 : 0;
            item["gasUsed"] = std::to_string(got.gas_used);
            item["logs"] = describe_logs(got.logs);
            item["l2TxHash"] = got.l2_hash.to_hex_full();
            if (!tx.to) {
                item["createdAddress"] = to_hex(creation_address(got.sender, tx.nonce));
            }
        } else {
            item["reason"] = describe(got.skipped);
        }
        items.push_back(std::move(item));
    }
    return items;
}

inline nlohmann::json describe_blocks(const batch_outcome& out) {
    nlohmann::json blocks = nlohmann::json::array();
    for (const block_outcome& block : out.blocks) {
        blocks.push_back({{"number", std::to_string(block.number)},
                          {"timestamp", std::to_string(block.timestamp)},
                          {"parentStateRoot", block.parent_state_root.to_hex_full()},
                          {"blockInfoRoot", block.block_info_root.to_hex_full()},
                          {"gasUsed", block.gas_used},
                          {"stateRoot", block.state_root.to_hex_full()}});
    }
    return blocks;
}

namespace vector_run_detail {

/// Keeps the first difference it is told of.
class comparison {
public:
    void same(const std::string& name, const std::string& expected, const std::string& got) {
        if (!difference_ && expected != got) {
            difference_ = name + " is " + got + ", expected " + expected;
        }
    }
    void word(const std::string& name, const std::optional<u256>& expected, const u256& got) {
        if (expected) {
            same(name, expected->to_hex_full(), got.to_hex_full());
        }
    }
    void number(const std::string& name, const std::optional<std::uint64_t>& expected, std::uint64_t got) {
        if (expected) {
            same(name, std::to_string(*expected), std::to_string(got));
        }
    }
    /// A member of a described item.
    void member(const std::string& path, const nlohmann::json& item, const char* name,
                const std::optional<std::string>& expected) {
        if (expected) {
            const auto found = item.find(name);
            const std::string got = found == item.end()  ? "absent"
                                    : found->is_string() ? found->get<std::string>()
                                                         : found->dump();
            same(path + "." + name, *expected, got);
        }
    }
    const std::optional<std::string>& difference() const noexcept { return difference_; }

private:
    std::optional<std::string> difference_;
};

template <class T, class Text>
std::optional<std::string> text_of(const std::optional<T>& value, Text&& text) {
    return value ? std::optional<std::string>{text(*value)} : std::nullopt;
}

} // namespace vector_run_detail

/// Whether the file expects anything of the batch.
inline bool has_expectations(const batch_expectations& e) noexcept {
    return e.new_state_root || e.new_acc_input_hash || e.new_local_exit_root || e.batch_hash_data || e.new_num_batch ||
           e.batch_valid || e.items || e.blocks;
}

/// The first thing in which the outcome is not what the file says; nothing when all agrees.
inline std::optional<std::string> first_difference(const batch_expectations& expected, const batch_outcome& out,
                                                   const nlohmann::json& items) {
    using namespace vector_run_detail;
    comparison c;
    const auto truth = [](bool t) { return std::string{t ? "true" : "false"}; };
    const auto decimal = [](std::uint64_t v) { return std::to_string(v); };
    const auto full = [](const u256& v) { return v.to_hex_full(); };
    c.word("newStateRoot", expected.new_state_root, out.new_state_root);
    c.word("newAccInputHash", expected.new_acc_input_hash, out.new_acc_input_hash);
    c.word("newLocalExitRoot", expected.new_local_exit_root, out.new_local_exit_root);
    c.number("newNumBatch", expected.new_num_batch, out.new_num_batch);
    c.word("batchHashData", expected.batch_hash_data, out.batch_hash_data);
    if (expected.batch_valid) {
        c.same("batchValid", truth(*expected.batch_valid), truth(out.valid));
    }
    if (expected.blocks) {
        c.same("number of blocks", decimal(expected.blocks->size()), decimal(out.blocks.size()));
        for (std::size_t i = 0; i < std::min(expected.blocks->size(), out.blocks.size()); ++i) {
            const expected_block& e = (*expected.blocks)[i];
            const std::string path = "blocks[" + std::to_string(i) + "]";
            c.number(path + ".number", e.number, out.blocks[i].number);
            c.number(path + ".timestamp", e.timestamp, out.blocks[i].timestamp);
            c.word(path + ".parentStateRoot", e.parent_state_root, out.blocks[i].parent_state_root);
            c.word(path + ".blockInfoRoot", e.block_info_root, out.blocks[i].block_info_root);
            c.number(path + ".gasUsed", e.gas_used, out.blocks[i].gas_used);
            c.word(path + ".stateRoot", e.state_root, out.blocks[i].state_root);
        }
    }
    if (expected.items) {
        c.same("number of txs", decimal(expected.items->size()), decimal(items.size()));
        for (std::size_t i = 0; i < std::min(expected.items->size(), items.size()); ++i) {
            const expected_item& e = (*expected.items)[i];
            const std::string path = "txs[" + std::to_string(i) + "]";
            c.member(path, items[i], "type", e.is_block ? "changeL2Block" : "tx");
            c.member(path, items[i], "deltaTimestamp", text_of(e.delta_timestamp, decimal));
            c.member(path, items[i], "indexL1InfoTree", text_of(e.l1_info_index, decimal));
            c.member(path, items[i], "included", text_of(e.included, truth));
            c.member(path, items[i], "status", text_of(e.status, decimal));
            c.member(path, items[i], "gasUsed", text_of(e.gas_used, decimal));
            c.member(path, items[i], "l2TxHash", text_of(e.l2_hash, full));
            c.member(path, items[i], "ethTxHash", text_of(e.ethereum_hash, full));
            c.member(path, items[i], "createdAddress", text_of(e.created, [](const address& a) { return to_hex(a); }));
            if (e.included.value_or(false)) {
                c.member(path, items[i], "logs",
                         text_of(e.logs, [](const auto& logs) { return describe_logs(logs).dump(); }));
            }
            if (e.included.value_or(false)) {
                c.member(path, items[i], "from", text_of(e.from, [](const address& a) { return to_hex(a); }));
            }
        }
    }
    return c.difference();
}

/// A batch's outcome as JSON: shape A's names, and how it compares with the file's expectations.
inline nlohmann::json describe_batch(const batch_input& input, const batch_expectations& expected,
                                     const batch_outcome& out) {
    nlohmann::json j;
    j["newStateRoot"] = out.new_state_root.to_hex_full();
    j["newAccInputHash"] = out.new_acc_input_hash.to_hex_full();
    j["newLocalExitRoot"] = out.new_local_exit_root.to_hex_full();
    j["newNumBatch"] = out.new_num_batch;
    j["batchHashData"] = out.batch_hash_data.to_hex_full();
    j["batchValid"] = out.valid;
    j["txs"] = describe_items(input, out);
    j["blocks"] = describe_blocks(out);
    if (has_expectations(expected)) {
        const auto difference = first_difference(expected, out, j["txs"]);
        j["matches"] = !difference.has_value();
        if (difference) {
            j["difference"] = *difference;
        }
    }
    return j;
}

} // namespace zonogon::rollup
