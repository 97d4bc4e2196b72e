#include "sequencer/counters.hpp"

namespace zonogon::sequencer {
namespace {

constexpr std::uint64_t keccak_block = 136;
constexpr std::uint64_t poseidon_block = 56;

/// Reading or writing a leaf: both walks down the tree, the new branches, the value, two keys (protocol section 7 takes
/// 2 * 256 + 6 for a tree of any depth).
constexpr std::uint64_t access(std::uint64_t depth) {
    return 2 * depth + 6;
}

} // namespace

zk_counters table_meter::batch(std::size_t bytes) const {
    zk_counters out;
    // The data's hash, the accumulated hash and the end.
    out.keccak_f = (bytes + 1) / keccak_block + 4;
    out.steps = 2'000;
    out.arith = 100;
    out.binary = 200;
    out.poseidon_g = 2 * access(depth_);
    return out;
}

zk_counters table_meter::block(bool imports_exit_root) const {
    zk_counters out;
    out.steps = 1'000;
    out.arith = 50;
    out.binary = 200;
    out.mem_align = 50;
    out.keccak_f = 1;
    // Five accesses of the system contract, nine leaves of the info tree.
    out.poseidon_g = 5 * access(depth_) + 9 * access(depth_);
    if (imports_exit_root) {
        // The leaf and its 32 siblings; the slot of the exit root.
        out.steps += 2'000;
        out.binary += 200;
        out.keccak_f += 34;
        out.poseidon_g += 2 * access(depth_);
    }
    return out;
}

zk_counters table_meter::transaction(const rollup::transaction& tx, const rollup::transaction_outcome& done) const {
    const std::uint64_t size = tx.data.size();
    const std::uint64_t intrinsic = tx.to ? 21'000 : 53'000;
    const std::uint64_t code_gas = done.gas_used > intrinsic ? done.gas_used - intrinsic : 0;
    zk_counters out;
    // The signature and the transfer itself, as docs/rom.md measures them, with room above.
    out.steps = 8'000 + 4 * size + code_gas;
    out.arith = 600 + code_gas / 50;
    out.binary = 800 + size / 32 + code_gas / 20;
    out.mem_align = 10 + size / 16 + code_gas / 50;
    // The signed text, the key, the address of a creation.
    out.keccak_f = (size + 200) / keccak_block + 1 + 1 + (tx.to ? 0 : 1) + code_gas / 3'000;
    out.padding_pg = (size + 300) / poseidon_block + 1;
    // Ten accesses of accounts, four leaves of the info tree; instructions that touch storage cost 100 gas at least,
    // mostly 2,000 and more.
    out.poseidon_g = out.padding_pg + 14 * access(depth_ / 2) + code_gas / 1'000 * access(depth_ / 2);
    for (const evm::log& entry : done.logs) {
        const std::uint64_t blocks = (entry.data.size() + 32 * entry.topics.size()) / poseidon_block + 1;
        out.padding_pg += blocks;
        out.poseidon_g += blocks + access(depth_ / 2);
    }
    out.sha256_f = code_gas / 1'000;
    return out;
}

} // namespace zonogon::sequencer
