#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <zonogon/base/json_reader.hpp>
#include <zonogon/rollup/vector_contents.hpp>

namespace zonogon::rollup {

/// Reads what a state-transition file expects of a batch: its results, its items and its blocks.
class vector_expectation_reader {
public:
    using json = json_reader::json;

    /// Precondition: `in`, which takes the errors, outlives this object.
    explicit vector_expectation_reader(json_reader& in) : in_(in) {}

    std::optional<u256> optional_word(const json& j, const std::string& path, std::string_view name) {
        const json* value = json_reader::find(j, name);
        return value == nullptr ? std::nullopt : std::optional{in_.word(*value, json_reader::member(path, name))};
    }
    std::optional<std::uint64_t> optional_number(const json& j, const std::string& path, std::string_view name) {
        const json* value = json_reader::find(j, name);
        return value == nullptr ? std::nullopt : std::optional{in_.number64(*value, json_reader::member(path, name))};
    }

    void results(const json& j, const std::string& path, batch_expectations& out) {
        out.new_state_root = optional_word(j, path, "newStateRoot");
        out.new_acc_input_hash = optional_word(j, path, "newAccInputHash");
        out.new_local_exit_root = optional_word(j, path, "newLocalExitRoot");
        out.batch_hash_data = optional_word(j, path, "batchHashData");
        out.new_num_batch = optional_number(j, path, "newNumBatch");
    }

    void outcome(const json& j, const std::string& path, batch_expectations& out) {
        if (const json* expected = json_reader::find(j, "expected")) {
            const std::string inner = json_reader::member(path, "expected");
            if (in_.object(*expected, inner)) {
                in_.only(*expected, inner,
                         {"newStateRoot", "newAccInputHash", "newLocalExitRoot", "newNumBatch", "batchHashData",
                          "batchValid"});
                results(*expected, inner, out);
                if (const json* valid = json_reader::find(*expected, "batchValid")) {
                    out.batch_valid = in_.boolean(*valid, json_reader::member(inner, "batchValid"));
                }
            }
        }
        if (const json* txs = json_reader::find(j, "txs"); txs && in_.array(*txs, json_reader::member(path, "txs"))) {
            out.items.emplace();
            for (std::size_t i = 0; i < txs->size(); ++i) {
                out.items->push_back(item((*txs)[i], json_reader::element(json_reader::member(path, "txs"), i)));
            }
        }
        if (const json* blocks = json_reader::find(j, "blocks");
            blocks && in_.array(*blocks, json_reader::member(path, "blocks"))) {
            out.blocks.emplace();
            for (std::size_t i = 0; i < blocks->size(); ++i) {
                out.blocks->push_back(
                    block((*blocks)[i], json_reader::element(json_reader::member(path, "blocks"), i)));
            }
        }
    }

private:
    expected_item item(const json& j, const std::string& path) {
        expected_item out;
        if (!in_.object(j, path)) {
            return out;
        }
        in_.only(j, path,
                 {"type", "deltaTimestamp", "indexL1InfoTree", "from", "nonce", "ethTxHash", "included", "status",
                  "gasUsed", "logs", "l2TxHash", "createdAddress", "reason"});
        const std::string_view type = in_.text(in_.need(j, path, "type"), json_reader::member(path, "type"));
        out.is_block = type == "changeL2Block";
        if (!out.is_block && type != "tx") {
            in_.fail(json_reader::member(path, "type"), "is neither changeL2Block nor tx");
        }
        out.delta_timestamp = optional_number(j, path, "deltaTimestamp");
        out.l1_info_index = optional_number(j, path, "indexL1InfoTree");
        out.status = optional_number(j, path, "status");
        out.gas_used = optional_number(j, path, "gasUsed");
        out.l2_hash = optional_word(j, path, "l2TxHash");
        out.ethereum_hash = optional_word(j, path, "ethTxHash");
        if (const json* created = json_reader::find(j, "createdAddress")) {
            out.created = in_.address(*created, json_reader::member(path, "createdAddress"));
        }
        if (const json* logs = json_reader::find(j, "logs");
            logs && in_.array(*logs, json_reader::member(path, "logs"))) {
            out.logs.emplace();
            for (std::size_t i = 0; i < logs->size(); ++i) {
                out.logs->push_back(log((*logs)[i], json_reader::element(json_reader::member(path, "logs"), i)));
            }
        }
        if (const json* included = json_reader::find(j, "included")) {
            out.included = in_.boolean(*included, json_reader::member(path, "included"));
        }
        if (const json* from = json_reader::find(j, "from")) {
            out.from = in_.address(*from, json_reader::member(path, "from"));
        }
        return out;
    }
    evm::log log(const json& j, const std::string& path) {
        evm::log out;
        if (!in_.object(j, path)) {
            return out;
        }
        in_.only(j, path, {"address", "topics", "data"});
        out.where = in_.address(in_.need(j, path, "address"), json_reader::member(path, "address"));
        out.data = in_.hex(in_.need(j, path, "data"), json_reader::member(path, "data"));
        const json& topics = in_.need(j, path, "topics");
        const std::string topics_path = json_reader::member(path, "topics");
        if (in_.array(topics, topics_path)) {
            for (std::size_t i = 0; i < topics.size(); ++i) {
                out.topics.push_back(in_.word(topics[i], json_reader::element(topics_path, i)).to_bytes());
            }
        }
        return out;
    }
    expected_block block(const json& j, const std::string& path) {
        expected_block out;
        if (!in_.object(j, path)) {
            return out;
        }
        in_.only(j, path, {"number", "timestamp", "parentStateRoot", "blockInfoRoot", "gasUsed", "stateRoot"});
        const auto number = [&](std::string_view name) {
            return in_.number64(in_.need(j, path, name), json_reader::member(path, name));
        };
        const auto word = [&](std::string_view name) {
            return in_.word(in_.need(j, path, name), json_reader::member(path, name));
        };
        out.number = number("number");
        out.timestamp = number("timestamp");
        out.gas_used = number("gasUsed");
        out.parent_state_root = word("parentStateRoot");
        out.block_info_root = word("blockInfoRoot");
        out.state_root = word("stateRoot");
        return out;
    }

    json_reader& in_;
};

} // namespace zonogon::rollup
