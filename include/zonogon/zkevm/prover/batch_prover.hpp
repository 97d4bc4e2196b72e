#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/stark/codec.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>
#include <zonogon/zkevm/prover/batch_proof.hpp>
#include <zonogon/zkevm/prover/batch_tables.hpp>

namespace zonogon::zkevm {

/// Size of one table of a proof.
struct table_size {
    std::string name;
    std::size_t used = 0, rows = 0, columns = 0;
};

/// A proof file and what it took.
struct proved_batch {
    bytes file;
    batch_publics publics;
    std::vector<table_size> tables;
};

/// Proves runs of one program (the ROM) and verifies such proofs.
template <class Config = stark::default_config>
class batch_prover {
public:
    /// Commits to the fixed tables. Cost: some tenths of a second.
    static result<batch_prover> create(const zkasm::program& program);

    /// Proves a cyclic run. `store` holds the nodes of every state root the run started from or made.
    template <merkle::node_store Store>
    result<proved_batch> prove(const zkasm::execution& run, Store& store, const stark::progress& tell = {}) const;

    /// Checks a proof file and says what it proves. Never throws, whatever the bytes.
    result<batch_publics> verify(byte_view file) const;

    const stark::verifying_key<Config>& verifying_key() const noexcept { return key_.verifying; }

private:
    batch_prover(std::vector<machines::rom_table::encoded_line> lines, stark::proving_key<Config> key)
        : lines_(std::move(lines)), key_(std::move(key)) {}

    /// The main machine's public values; the other tables have none.
    stark::public_values<Config> all_publics(const std::vector<field::goldilocks>& main) const {
        stark::public_values<Config> out(key_.verifying.tables.size());
        out.front() = main;
        return out;
    }

    std::vector<machines::rom_table::encoded_line> lines_;
    stark::proving_key<Config> key_;
};

template <class Config>
result<batch_prover<Config>> batch_prover<Config>::create(const zkasm::program& program) {
    auto lines = batch_tables::encode(program);
    if (!lines) {
        return lines.why();
    }
    auto key = stark::setup<Config>(batch_tables::describe<Config>(*lines));
    if (!key) {
        return key.why();
    }
    return batch_prover(std::move(*lines), std::move(*key));
}

template <class Config>
template <merkle::node_store Store>
result<proved_batch> batch_prover<Config>::prove(const zkasm::execution& run, Store& store,
                                                 const stark::progress& tell) const {
    if (tell) {
        tell("filling the tables", 0, 5);
    }
    merkle::sparse_tree<Store> tree(store);
    const auto accesses = machines::storage::replay(run.storage, tree);
    if (!accesses) {
        return accesses.why();
    }
    auto tables = batch_tables::fill(lines_, run, *accesses);
    if (!tables) {
        return tables.why();
    }
    batch_proof out;
    out.publics = machines::main_machine::public_values(run);
    auto claim = read_publics(out.publics);
    if (!claim) {
        return claim.why();
    }
    std::vector<table_size> sizes;
    std::vector<machines::trace> traces;
    for (auto& t : *tables) {
        sizes.push_back({std::string(t.name), t.used, t.values.height(), t.values.width()});
        traces.push_back(std::move(t.values));
    }
    const auto proof = stark::prove(key_, std::move(traces), all_publics(out.publics), tell);
    if (!proof) {
        return proof.why();
    }
    out.stark = stark::serialize<Config>(*proof);
    return proved_batch{encode(out), *claim, std::move(sizes)};
}

template <class Config>
result<batch_publics> batch_prover<Config>::verify(byte_view file) const {
    const auto proof = parse_batch_proof(file);
    if (!proof) {
        return proof.why();
    }
    auto claim = read_publics(proof->publics);
    if (!claim) {
        return claim.why();
    }
    if (const status sound = stark::verify(key_.verifying, all_publics(proof->publics), proof->stark); !sound) {
        return sound.why();
    }
    return claim;
}

} // namespace zonogon::zkevm
