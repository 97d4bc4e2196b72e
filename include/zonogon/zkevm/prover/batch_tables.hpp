#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/program.hpp>
#include <zonogon/zkevm/machines/arith/arith.hpp>
#include <zonogon/zkevm/machines/arith/executor.hpp>
#include <zonogon/zkevm/machines/binary/add_compare.hpp>
#include <zonogon/zkevm/machines/binary/add_compare_executor.hpp>
#include <zonogon/zkevm/machines/binary/logic.hpp>
#include <zonogon/zkevm/machines/binary/logic_executor.hpp>
#include <zonogon/zkevm/machines/hash_read/hash_read.hpp>
#include <zonogon/zkevm/machines/keccak_f/instances.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/main/executor.hpp>
#include <zonogon/zkevm/machines/main/main_machine.hpp>
#include <zonogon/zkevm/machines/main/public_values.hpp>
#include <zonogon/zkevm/machines/mem/executor.hpp>
#include <zonogon/zkevm/machines/mem/mem.hpp>
#include <zonogon/zkevm/machines/mem_align/executor.hpp>
#include <zonogon/zkevm/machines/mem_align/mem_align.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon_executor.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g_executor.hpp>
#include <zonogon/zkevm/machines/rom_table/encode.hpp>
#include <zonogon/zkevm/machines/rom_table/rom_table.hpp>
#include <zonogon/zkevm/machines/sha256_f/sha256_f.hpp>
#include <zonogon/zkevm/machines/sha256_f/sha256_f_executor.hpp>
#include <zonogon/zkevm/machines/storage/storage_executor.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

/// The tables of a batch proof, in one fixed order: their descriptions and how a run fills them.
namespace zonogon::zkevm::batch_tables {

/// A table's matrix and how many of its rows do work (the others pad it to a power of two).
struct filled_table {
    std::string_view name;
    machines::trace values;
    std::size_t used = 0;
};

/// Keccak-f has several tables (machines::keccak_f::split).
inline constexpr std::size_t keccak_tables = 3;
inline constexpr std::array<std::string_view, keccak_tables> keccak_names{"keccak-f", "keccak-f 2", "keccak-f 3"};

/// Lines of the program as the rom table has them, or why they cannot be proved.
inline result<std::vector<machines::rom_table::encoded_line>> encode(const zkasm::program& program) {
    return machines::rom_table::encode(program.lines);
}

/// The descriptions of all tables for a program.
template <class Config>
std::vector<stark::table<Config>> describe(std::span<const machines::rom_table::encoded_line> lines) {
    namespace m = machines;
    std::vector<stark::table<Config>> out;
    // These only answer: a proof leaves out those that nobody asks.
    const auto optional = [](std::string name, air::owned_ir ir) {
        return stark::table<Config>(std::move(name), std::move(ir)).optional();
    };
    out.push_back({"main", m::main_machine::build(), {}});
    out.push_back({"rom", m::rom_table::build(), m::rom_table::preprocessed(lines)});
    out.push_back({"memory", m::mem::build(), {}});
    out.push_back(optional("memory alignment", m::mem_align::build()));
    out.push_back(optional("binary, addition and comparison", m::add_compare::build()));
    out.push_back(optional("binary, logic", m::logic::build()));
    out.push_back(optional("arithmetic", m::arith::build()));
    for (std::size_t i = 0; i < keccak_tables; ++i) {
        out.push_back(optional(std::string(keccak_names[i]), m::keccak_f::build(i)));
    }
    out.push_back(optional("keccak padding", m::padding_keccak::build()));
    out.push_back({"poseidon", m::poseidon_g::build(), {}});
    out.push_back(optional("poseidon padding", m::padding_poseidon::build()));
    out.push_back(optional("sha-256", m::sha256_f::build()));
    out.push_back(optional("sha-256 padding", m::padding_sha256::build()));
    out.push_back(optional("hash reads", m::hash_read::build()));
    out.push_back(optional("storage accesses", m::storage::build()));
    out.push_back(optional("storage paths", m::storage_path::build()));
    out.push_back(optional("storage keys", m::storage_key::build()));
    out.push_back({"bytes", m::byte_table::build(), m::byte_table::preprocessed()});
    return out;
}

/// Steps of a run but for those that wait, at the end, for the height to be reached: a line that repeats itself.
inline std::size_t working_steps(const zkasm::execution& run) {
    std::size_t count = 1;
    for (std::size_t i = 0; i + 1 < run.steps.size(); ++i) {
        count += run.steps[i].before.zkpc != run.steps[i + 1].before.zkpc ? 1 : 0;
    }
    return count;
}

/// The matrices of all tables for a run, in the order of describe. `accesses` are the walks of run.storage.
inline result<std::vector<filled_table>> fill(std::span<const machines::rom_table::encoded_line> lines,
                                              const zkasm::execution& run,
                                              std::span<const machines::storage::request> accesses) {
    namespace m = machines;
    m::byte_table::usage usage;
    auto main = m::main_machine::fill(lines, run, usage);
    if (!main) {
        return main.why();
    }
    auto memory = m::mem::fill(run.memory, usage);
    if (!memory) {
        return memory.why();
    }
    // Tables without requests stay empty: the proof leaves them out.
    auto arith = run.arith.empty() ? result<m::trace>(m::trace{}) : m::arith::fill(run.arith, usage);
    if (!arith) {
        return arith.why();
    }
    using keccak_rows = m::padding_keccak::filled;
    auto keccak = run.keccak.empty() ? result<keccak_rows>(keccak_rows{})
                                     : m::padding_keccak::fill(run.keccak, usage, keccak_tables);
    if (!keccak) {
        return keccak.why();
    }
    using poseidon_rows = m::padding_poseidon::filled;
    auto linear = run.poseidon_hash.empty() ? result<poseidon_rows>(poseidon_rows{})
                                            : m::padding_poseidon::fill(run.poseidon_hash, usage);
    if (!linear) {
        return linear.why();
    }
    using sha256_rows = m::padding_sha256::filled;
    auto sha256 = run.sha256.empty() ? result<sha256_rows>(sha256_rows{}) : m::padding_sha256::fill(run.sha256, usage);
    if (!sha256) {
        return sha256.why();
    }
    using storage_rows = m::storage::filled;
    auto storage = accesses.empty() ? result<storage_rows>(storage_rows{}) : m::storage::fill(accesses, usage);
    if (!storage) {
        return storage.why();
    }
    std::vector<zkasm::poseidon_request> permutations = run.poseidon;
    permutations.insert(permutations.end(), linear->poseidon.begin(), linear->poseidon.end());
    permutations.insert(permutations.end(), storage->poseidon.begin(), storage->poseidon.end());
    const auto additions = static_cast<std::size_t>(std::ranges::count_if(
        run.binary, [](const zkasm::binary_request& r) { return m::add_compare::handles(r.opcode); }));
    std::size_t reads = 0;
    for (const auto* messages : {&run.keccak, &run.poseidon_hash, &run.sha256}) {
        for (const auto& [id, message] : *messages) {
            reads += message.reads.size();
        }
    }

    const auto unless_idle = [](std::size_t used, auto&& make) { return used == 0 ? m::trace{} : make(); };
    std::vector<filled_table> out;
    out.push_back({"main", std::move(*main), working_steps(run)});
    out.push_back({"rom", m::rom_table::fill(lines.size(), m::main_machine::places(run)), lines.size()});
    out.push_back({"memory", std::move(*memory), run.memory.size()});
    out.push_back({"memory alignment",
                   unless_idle(run.mem_align.size(), [&] { return m::mem_align::fill(run.mem_align, usage); }),
                   run.mem_align.size()});
    out.push_back({"binary, addition and comparison",
                   unless_idle(additions, [&] { return m::add_compare::fill(run.binary, usage); }), additions});
    out.push_back({"binary, logic",
                   unless_idle(run.binary.size() - additions, [&] { return m::logic::fill(run.binary, usage); }),
                   run.binary.size() - additions});
    out.push_back({"arithmetic", std::move(*arith), run.arith.size()});
    std::span<const hash::keccak_state> left = keccak->permutations;
    const std::vector<std::size_t> split = m::keccak_f::split(left.size(), keccak_tables);
    for (std::size_t i = 0; i < keccak_tables; ++i) {
        out.push_back({keccak_names[i], unless_idle(split[i], [&] { return m::keccak_f::fill(left.first(split[i])); }),
                       m::keccak_f::rounds * split[i]});
        left = left.subspan(split[i]);
    }
    out.push_back({"keccak padding", std::move(keccak->values), keccak->permutations.size()});
    m::trace poseidon = m::poseidon_g::fill(permutations);
    // Equal requests share a row.
    const std::size_t distinct = std::min(permutations.size(), poseidon.height());
    out.push_back({"poseidon", std::move(poseidon), distinct});
    out.push_back({"poseidon padding", std::move(linear->values), linear->poseidon.size()});
    out.push_back({"sha-256",
                   unless_idle(sha256->compressions.size(), [&] { return m::sha256_f::fill(sha256->compressions); }),
                   m::sha256_f::block_rows * sha256->compressions.size()});
    out.push_back({"sha-256 padding", std::move(sha256->values), sha256->compressions.size()});
    out.push_back({"hash reads",
                   unless_idle(reads, [&] { return m::hash_read::fill(run.keccak, run.poseidon_hash, run.sha256); }),
                   reads});
    out.push_back({"storage accesses", std::move(storage->access), accesses.size()});
    out.push_back({"storage paths", std::move(storage->path), storage->path_rows});
    const std::size_t key_rows = storage->key.height();
    out.push_back({"storage keys", std::move(storage->key), key_rows});
    out.push_back({"bytes", usage.fill(), m::byte_table::height});
    return out;
}

} // namespace zonogon::zkevm::batch_tables
