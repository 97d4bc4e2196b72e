#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/json_reader.hpp>
#include <zonogon/rollup/genesis_reader.hpp>
#include <zonogon/rollup/vector_contents.hpp>
#include <zonogon/rollup/vector_expectation_reader.hpp>

namespace zonogon::rollup {

/// Turns the JSON of a state-transition file into a vector_file. Members that only describe (names, private test keys,
/// the transactions' fields before encoding) are accepted and left alone; members nobody knows are refused.
class vector_file_reader {
public:
    static constexpr std::size_t max_text = std::size_t{1} << 28;
    static constexpr std::size_t max_batches = 10'000;
    static constexpr std::size_t max_batch_bytes = std::size_t{1} << 22;

    result<vector_file> run(std::string_view text) {
        if (text.size() > max_text) {
            return error{"the file is larger than 256 MiB"};
        }
        const auto parsed = json_reader::parse(text);
        if (!parsed) {
            return parsed.why();
        }
        const json& j = *parsed;
        if (in_.object(j, "")) {
            if (json_reader::find(j, "genesis") == nullptr) {
                raw_input(j);
            } else if (json_reader::find(j, "finalLeafs") != nullptr || has_inputs(j)) {
                full(j);
            } else {
                unit(j);
            }
        }
        if (in_.failed()) {
            return in_.outcome().why();
        }
        return std::move(out_);
    }

private:
    using json = json_reader::json;

    static bool has_inputs(const json& j) {
        const json* batches = json_reader::find(j, "batches");
        return batches != nullptr && batches->is_array() && !batches->empty() && (*batches)[0].is_object() &&
               json_reader::find((*batches)[0], "input") != nullptr;
    }

    /// Shape A.
    void full(const json& j) {
        out_.shape = 'A';
        in_.only(j, "", {"id", "category", "description", "forkID", "origin", "genesis", "batches", "finalLeafs"});
        identify(j);
        read_genesis(in_.need(j, "", "genesis"));
        const json& batches = in_.need(j, "", "batches");
        if (!list_of_batches(batches)) {
            return;
        }
        for (std::size_t i = 0; i < batches.size() && !in_.failed(); ++i) {
            const std::string path = json_reader::element("batches", i);
            if (!in_.object(batches[i], path)) {
                return;
            }
            in_.only(batches[i], path, {"input", "expected", "blocks", "txs"});
            const std::string input_path = path + ".input";
            const json& input = in_.need(batches[i], path, "input");
            vector_batch batch;
            if (in_.object(input, input_path)) {
                in_.only(input, input_path,
                         {"oldStateRoot", "oldAccInputHash", "oldNumBatch", "chainID", "forkID", "forcedBlockHashL1",
                          "batchL2Data", "l1InfoRoot", "timestampLimit", "sequencerAddr", "contractsBytecode",
                          "l1InfoTree", "db"});
                executor_input(input, input_path, batch);
            }
            vector_expectation_reader{in_}.outcome(batches[i], path, batch.expected);
            out_.batches.push_back(std::move(batch));
        }
    }

    /// Shapes B and C.
    void unit(const json& j) {
        in_.only(j, "",
                 {"id",
                  "description",
                  "chainID",
                  "forkID",
                  "sequencerAddress",
                  "sequencerPvtKey",
                  "genesis",
                  "expectedOldRoot",
                  "txs",
                  "batches",
                  "expectedNewRoot",
                  "expectedNewLeafs",
                  "batchL2Data",
                  "l1InfoRoot",
                  "newLocalExitRoot",
                  "oldLocalExitRoot",
                  "batchHashData",
                  "oldAccInputHash",
                  "timestampLimit",
                  "expectedNewAccInputHash",
                  "forcedBlockHashL1",
                  "skipFirstChangeL2Block",
                  "skipWriteBlockInfoRoot",
                  "oldNumBatch",
                  "category",
                  "origin",
                  "timestamp",
                  "bridgeDeployed"});
        identify(j);
        read_genesis(in_.need(j, "", "genesis"));
        batch_input shared;
        shared.old_state_root = in_.word(in_.need(j, "", "expectedOldRoot"), "expectedOldRoot");
        shared.old_acc_input_hash = in_.word(in_.need(j, "", "oldAccInputHash"), "oldAccInputHash");
        shared.chain_id = in_.number64(in_.need(j, "", "chainID"), "chainID");
        shared.fork_id = in_.number64(in_.need(j, "", "forkID"), "forkID");
        shared.sequencer = in_.address(in_.need(j, "", "sequencerAddress"), "sequencerAddress");
        if (const json* number = json_reader::find(j, "oldNumBatch")) {
            shared.old_num_batch = in_.number64(*number, "oldNumBatch");
        }
        const json* batches = json_reader::find(j, "batches");
        if (batches == nullptr) {
            out_.shape = 'B';
            out_.batches.push_back(unit_batch(j, "", shared));
            return;
        }
        out_.shape = 'C';
        if (!list_of_batches(*batches)) {
            return;
        }
        for (std::size_t i = 0; i < batches->size() && !in_.failed(); ++i) {
            const std::string path = json_reader::element("batches", i);
            if (!in_.object((*batches)[i], path)) {
                return;
            }
            in_.only((*batches)[i], path,
                     {"txs", "expectedNewRoot", "expectedNewLeafs", "batchL2Data", "l1InfoRoot", "newLocalExitRoot",
                      "batchHashData", "timestampLimit", "skipFirstChangeL2Block", "skipWriteBlockInfoRoot",
                      "expectedNewAccInputHash", "forcedBlockHashL1", "expectedOldRoot"});
            out_.batches.push_back(unit_batch((*batches)[i], path, shared));
            out_.batches.back().chained = i > 0;
            if (i > 0) {
                out_.batches.back().expected.old_state_root.reset();
            }
        }
    }

    vector_batch unit_batch(const json& j, const std::string& path, const batch_input& shared) {
        vector_batch batch;
        batch.input = shared;
        batch_data(j, path, batch.input);
        if (const json* hash = json_reader::find(j, "forcedBlockHashL1")) {
            batch.input.forced_block_hash_l1 = in_.word(*hash, json_reader::member(path, "forcedBlockHashL1"));
        }
        batch.part.continues_block = flag(j, path, "skipFirstChangeL2Block");
        batch.part.leaves_block_open = flag(j, path, "skipWriteBlockInfoRoot");
        const json& txs = in_.need(j, path, "txs");
        const std::string txs_path = json_reader::member(path, "txs");
        if (in_.array(txs, txs_path)) {
            for (std::size_t i = 0; i < txs.size(); ++i) {
                unit_leaf(txs[i], json_reader::element(txs_path, i), batch.input);
            }
        }
        batch.expected.old_state_root = shared.old_state_root;
        vector_expectation_reader expected(in_);
        batch.expected.new_state_root = expected.optional_word(j, path, "expectedNewRoot");
        batch.expected.new_acc_input_hash = expected.optional_word(j, path, "expectedNewAccInputHash");
        batch.expected.new_local_exit_root = expected.optional_word(j, path, "newLocalExitRoot");
        batch.expected.batch_hash_data = expected.optional_word(j, path, "batchHashData");
        return batch;
    }

    bool flag(const json& j, const std::string& path, const char* name) {
        const json* value = json_reader::find(j, name);
        return value != nullptr && in_.boolean(*value, json_reader::member(path, name));
    }

    /// A transaction of type 11 may carry the L1 info leaf that it imports.
    void unit_leaf(const json& j, const std::string& path, batch_input& input) {
        if (!in_.object(j, path)) {
            return;
        }
        const json* index = json_reader::find(j, "indexL1InfoTree");
        const json* leaf = json_reader::find(j, "l1Info");
        if (index == nullptr || leaf == nullptr) {
            return;
        }
        const std::uint64_t number = in_.number64(*index, json_reader::member(path, "indexL1InfoTree"), 0xffffffff);
        if (number != 0) {
            read_leaf(*leaf, json_reader::member(path, "l1Info"),
                      input.l1_info_tree[static_cast<std::uint32_t>(number)]);
        }
    }

    /// Shape D.
    void raw_input(const json& j) {
        out_.shape = 'D';
        in_.only(j, "", {"oldStateRoot",      "newStateRoot",      "oldAccInputHash",
                         "newAccInputHash",   "newLocalExitRoot",  "oldNumBatch",
                         "newNumBatch",       "chainID",           "forkID",
                         "forcedBlockHashL1", "batchL2Data",       "l1InfoRoot",
                         "timestampLimit",    "sequencerAddr",     "batchHashData",
                         "contractsBytecode", "l1InfoTree",        "db",
                         "virtualCounters",   "aggregatorAddress", "id",
                         "description"});
        vector_batch batch;
        executor_input(j, "", batch);
        vector_expectation_reader{in_}.results(j, "", batch.expected);
        out_.batches.push_back(std::move(batch));
    }

    void identify(const json& j) {
        if (const json* id = json_reader::find(j, "id")) {
            out_.id =
                id->is_string() ? id->get<std::string>() : id->dump(-1, ' ', false, json::error_handler_t::replace);
        }
        if (const json* fork = json_reader::find(j, "forkID")) {
            in_.number64(*fork, "forkID");
        }
    }
    bool list_of_batches(const json& j) {
        if (!in_.array(j, "batches")) {
            return false;
        }
        if (j.size() > max_batches) {
            in_.fail("batches", "has more than " + std::to_string(max_batches) + " entries");
        }
        return !in_.failed();
    }

    void batch_data(const json& j, const std::string& path, batch_input& input) {
        input.batch_l2_data = in_.hex(in_.need(j, path, "batchL2Data"), json_reader::member(path, "batchL2Data"));
        if (input.batch_l2_data.size() > max_batch_bytes) {
            in_.fail(json_reader::member(path, "batchL2Data"), "has more than 4 MiB");
        }
        input.l1_info_root = in_.word(in_.need(j, path, "l1InfoRoot"), json_reader::member(path, "l1InfoRoot"));
        input.timestamp_limit =
            in_.number64(in_.need(j, path, "timestampLimit"), json_reader::member(path, "timestampLimit"));
    }

    void executor_input(const json& j, const std::string& path, vector_batch& batch) {
        const auto name = [&](std::string_view field) { return json_reader::member(path, field); };
        batch_input& input = batch.input;
        input.old_state_root = in_.word(in_.need(j, path, "oldStateRoot"), name("oldStateRoot"));
        input.old_acc_input_hash = in_.word(in_.need(j, path, "oldAccInputHash"), name("oldAccInputHash"));
        input.old_num_batch = in_.number64(in_.need(j, path, "oldNumBatch"), name("oldNumBatch"));
        input.chain_id = in_.number64(in_.need(j, path, "chainID"), name("chainID"));
        input.fork_id = in_.number64(in_.need(j, path, "forkID"), name("forkID"));
        input.forced_block_hash_l1 = in_.word(in_.need(j, path, "forcedBlockHashL1"), name("forcedBlockHashL1"));
        input.sequencer = in_.address(in_.need(j, path, "sequencerAddr"), name("sequencerAddr"));
        batch_data(j, path, input);
        if (const json* codes = json_reader::find(j, "contractsBytecode");
            codes && in_.object(*codes, name("contractsBytecode"))) {
            for (const auto& item : codes->items()) {
                read_code(item.key(), item.value(), json_reader::member(name("contractsBytecode"), item.key()), batch);
            }
        }
        if (const json* leaves = json_reader::find(j, "l1InfoTree");
            leaves && in_.object(*leaves, name("l1InfoTree"))) {
            read_leaves(*leaves, name("l1InfoTree"), input);
        }
        if (const json* nodes = json_reader::find(j, "db"); nodes && in_.object(*nodes, name("db"))) {
            for (const auto& item : nodes->items()) {
                read_node(item.key(), item.value(), json_reader::member(name("db"), item.key()), batch);
            }
        }
    }

    void read_leaves(const json& j, const std::string& path, batch_input& input) {
        for (const auto& item : j.items()) {
            const std::string leaf_path = json_reader::member(path, item.key());
            if (item.key() == "skipVerifyL1InfoRoot") {
                input.l1_info_unchecked = in_.boolean(item.value(), leaf_path);
                continue;
            }
            const auto index = u256::parse(item.key());
            if (!index || item.key().size() > 10 || index->low64() > 0xffffffff) {
                in_.fail(leaf_path, "is not named by an index");
                return;
            }
            read_leaf(item.value(), leaf_path, input.l1_info_tree[static_cast<std::uint32_t>(index->low64())]);
        }
    }
    void read_leaf(const json& j, const std::string& path, l1_info_leaf& leaf) {
        if (!in_.object(j, path)) {
            return;
        }
        in_.only(j, path, {"globalExitRoot", "blockHash", "timestamp", "smtProof"});
        leaf.global_exit_root =
            in_.word(in_.need(j, path, "globalExitRoot"), json_reader::member(path, "globalExitRoot"));
        leaf.block_hash = in_.word(in_.need(j, path, "blockHash"), json_reader::member(path, "blockHash"));
        leaf.timestamp = in_.number64(in_.need(j, path, "timestamp"), json_reader::member(path, "timestamp"));
        const std::string proof_path = json_reader::member(path, "smtProof");
        const json* proof = json_reader::find(j, "smtProof");
        leaf.proof.clear();
        if (proof == nullptr || !in_.array(*proof, proof_path)) {
            return;
        }
        if (proof->size() != 32) {
            return in_.fail(proof_path, "has " + std::to_string(proof->size()) + " entries instead of 32");
        }
        for (std::size_t i = 0; i < 32; ++i) {
            leaf.proof.push_back(in_.word((*proof)[i], json_reader::element(proof_path, i)));
        }
    }

    /// Old files write keys without 0x or leading zeros.
    static std::optional<u256> node_key(std::string_view text) {
        if (text.starts_with("0x") || text.starts_with("0X")) {
            text.remove_prefix(2);
        }
        return text.size() > 64 ? std::nullopt : u256::parse("0x" + std::string{text});
    }
    void read_node(const std::string& key, const json& j, const std::string& path, vector_batch& batch) {
        const auto word = node_key(key);
        if (!word || !hash::is_canonical_hash(*word)) {
            return in_.fail(path, "is not named by a hash");
        }
        if (!in_.array(j, path)) {
            return;
        }
        if (j.size() != 8 && j.size() != 12) {
            return in_.fail(path, "has " + std::to_string(j.size()) + " entries instead of 8 or 12");
        }
        std::vector<field::goldilocks> elements;
        for (std::size_t i = 0; i < j.size(); ++i) {
            const std::string_view text = in_.text(j[i], json_reader::element(path, i));
            const auto value = text.size() > 18 ? std::nullopt : node_key(text);
            if (!value || !value->fits64() || !field::goldilocks::is_canonical(value->low64())) {
                return in_.fail(json_reader::element(path, i), "is not a field element in hex");
            }
            elements.emplace_back(value->low64());
        }
        batch.nodes.emplace_back(hash::to_hash4(*word), std::move(elements));
    }

    /// Code may stand without 0x, and beside it other things under names that are no hashes.
    void read_code(const std::string& key, const json& j, const std::string& path, vector_batch& batch) {
        const std::string_view text = in_.text(j, path);
        const auto hash = node_key(key);
        const auto code = from_hex(text.starts_with("0x") ? std::string{text} : "0x" + std::string{text});
        if (hash && !code) {
            return in_.fail(path, "is not hex: " + code.why().message);
        }
        if (hash) {
            batch.codes.emplace_back(*hash, *code);
        }
    }

    void read_genesis(const json& j) { out_.genesis = read_genesis_accounts(in_, j, "genesis"); }

    json_reader in_;
    vector_file out_;
};

/// Reads a file's text. The error is one line that names the field.
inline result<vector_file> read_vector_file(std::string_view text) {
    return vector_file_reader{}.run(text);
}

} // namespace zonogon::rollup
