#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <zonogon/base/modular.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/zkasm/curves.hpp>
#include <zonogon/zkasm/host.hpp>
#include <zonogon/zkevm/executor/signature_hints.hpp>

namespace zonogon::zkevm {

/// Why a batch cannot be proved by this version of the program.
enum class unsupported : std::uint8_t { creation = 1, precompiled, contract, balance_overflow };

constexpr std::string_view describe(unsupported what) noexcept {
    switch (what) {
    case unsupported::creation:
        return "a transaction creates a contract";
    case unsupported::precompiled:
        return "a transaction calls a precompiled contract";
    case unsupported::contract:
        return "a transaction calls a contract";
    case unsupported::balance_overflow:
        break;
    }
    return "balances add up to more than 2^256 - 1";
}

/// The world of the ROM: the batch's input, the state tree, and hints for signature recovery.
///
/// Store: merkle::node_store with the old state; new nodes are added to it.
template <merkle::node_store Store>
class batch_host {
public:
    batch_host(const rollup::batch_input& batch, Store& store) : batch_(batch), tree_(store) {}

    result<std::optional<zkasm::free_value>> call(std::string_view name, std::span<const zkasm::big_int> arguments);
    result<merkle::tree_access> storage_get(const merkle::hash4& root, const merkle::hash4& key) {
        return tree_.get(root, key);
    }
    result<merkle::tree_access> storage_set(const merkle::hash4& root, const merkle::hash4& key, const u256& value) {
        return tree_.set(root, key, value);
    }

    /// Set when the run ended because of it.
    const std::optional<unsupported>& refused() const noexcept { return refused_; }

private:
    using answer = result<std::optional<zkasm::free_value>>;
    using big_int = zkasm::big_int;
    struct function {
        std::string_view name;
        std::size_t arity;
        answer (batch_host::*evaluate)(std::span<const big_int>);
    };

    static answer number(const u256& v) { return std::optional{zkasm::free_value{big_int{v}}}; }
    static answer number(std::uint64_t v) { return number(u256{v}); }
    static answer truth(bool t) { return number(std::uint64_t{t ? 1U : 0U}); }
    static u256 modulo_p(const big_int& v) {
        const u256 magnitude = (v.is_negative() ? -v : v).to_u256() % zkasm::secp256k1.p;
        return v.is_negative() ? sub_mod(u256{}, magnitude, zkasm::secp256k1.p) : magnitude;
    }

    answer chain_id_half(std::span<const big_int> a) {
        return number(a[0].is_zero() ? batch_.chain_id & 0xffffffff : batch_.chain_id >> 32);
    }
    answer l1_info_root(std::span<const big_int>) { return number(batch_.l1_info_root); }
    answer sequencer(std::span<const big_int>) { return number(u256::from_bytes(batch_.sequencer)); }
    answer timestamp_limit(std::span<const big_int>) { return number(batch_.timestamp_limit); }
    answer forced_block_hash(std::span<const big_int>) { return number(batch_.forced_block_hash_l1); }
    answer data_length(std::span<const big_int>) { return number(batch_.batch_l2_data.size()); }
    answer data(std::span<const big_int> a) {
        const byte_view all{batch_.batch_l2_data};
        const std::uint64_t offset = a[0].low64();
        const std::uint64_t length = a[1].low64();
        if (offset > all.size() || length > all.size() - offset || length > 32) {
            return error{"the batch has no " + a[1].to_decimal() + " bytes at " + a[0].to_decimal()};
        }
        return number(u256::from_bytes(all.subspan(offset, length)));
    }

    result<const rollup::l1_info_leaf*> leaf(const big_int& index) const {
        const auto found = batch_.l1_info_tree.find(static_cast<std::uint32_t>(index.low64()));
        if (found == batch_.l1_info_tree.end()) {
            return error{"the input has no L1 info leaf " + index.to_decimal()};
        }
        return &found->second;
    }
    answer leaf_exit_root(std::span<const big_int> a) {
        const auto l = leaf(a[0]);
        return l ? number((*l)->global_exit_root) : answer{l.why()};
    }
    answer leaf_block_hash(std::span<const big_int> a) {
        const auto l = leaf(a[0]);
        return l ? number((*l)->block_hash) : answer{l.why()};
    }
    answer leaf_timestamp(std::span<const big_int> a) {
        const auto l = leaf(a[0]);
        return l ? number((*l)->timestamp) : answer{l.why()};
    }
    answer leaf_sibling(std::span<const big_int> a) {
        const auto l = leaf(a[0]);
        if (!l) {
            return l.why();
        }
        const std::uint64_t level = a[1].low64();
        if (level >= (*l)->proof.size()) {
            return error{"L1 info leaf " + a[0].to_decimal() + " has no proof"};
        }
        return number((*l)->proof[level]);
    }

    answer is_square(std::span<const big_int> a) {
        return truth(zkasm::square_root(modulo_p(a[0]), false, zkasm::secp256k1.p).has_value());
    }
    answer root(std::span<const big_int> a) {
        return number(zkasm::square_root(modulo_p(a[0]), false, zkasm::secp256k1.p).value_or(u256{}));
    }
    answer root_with_parity(std::span<const big_int> a) {
        return number(zkasm::square_root(modulo_p(a[0]), a[1].is_odd(), zkasm::secp256k1.p).value_or(u256{}));
    }
    /// Arguments r, s, z and R's ordinate; the other hints of the same signature follow.
    answer recover_is_infinite(std::span<const big_int> a) {
        auto hints = make_signature_hints(a[2].to_u256(), a[0].to_u256(), a[1].to_u256(), a[3].to_u256());
        if (!hints) {
            return hints.why();
        }
        hints_ = *hints;
        return truth(hints_.infinite);
    }
    answer recover_key_x(std::span<const big_int>) { return number(hints_.key_x); }
    answer recover_key_y(std::span<const big_int>) { return number(hints_.key_y); }
    answer recover_multiplier(std::span<const big_int>) { return number(hints_.multiplier); }
    answer recover_sign(std::span<const big_int>) { return number(hints_.sign); }
    answer recover_digit(std::span<const big_int> a) { return number(hints_.digits[a[0].low64() % 64]); }
    answer recover_generator_digit(std::span<const big_int> a) {
        return number(hints_.generator_digits[a[0].low64() % 32]);
    }

    answer not_provable(std::span<const big_int> a) {
        refused_ = static_cast<unsupported>(a[0].low64());
        return error{std::string{describe(*refused_)}};
    }

    const rollup::batch_input& batch_;
    merkle::sparse_tree<Store> tree_;
    signature_hints hints_;
    std::optional<unsupported> refused_;
};

template <merkle::node_store Store>
result<std::optional<zkasm::free_value>> batch_host<Store>::call(std::string_view name,
                                                                 std::span<const zkasm::big_int> arguments) {
    static constexpr auto functions = std::to_array<function>({
        {"getTxs", 2, &batch_host::data},
        {"recoverDigit", 1, &batch_host::recover_digit},
        {"recoverGeneratorDigit", 1, &batch_host::recover_generator_digit},
        {"recoverIsInfinite", 4, &batch_host::recover_is_infinite},
        {"recoverKeyX", 0, &batch_host::recover_key_x},
        {"recoverKeyY", 0, &batch_host::recover_key_y},
        {"recoverMultiplier", 0, &batch_host::recover_multiplier},
        {"recoverSign", 0, &batch_host::recover_sign},
        {"isSquareFp", 1, &batch_host::is_square},
        {"sqrtFp", 1, &batch_host::root},
        {"sqrtFpParity", 2, &batch_host::root_with_parity},
        {"chainIdHalf", 1, &batch_host::chain_id_half},
        {"getL1InfoRoot", 0, &batch_host::l1_info_root},
        {"getSequencerAddr", 0, &batch_host::sequencer},
        {"getTimestampLimit", 0, &batch_host::timestamp_limit},
        {"getForcedBlockHashL1", 0, &batch_host::forced_block_hash},
        {"getTxsLen", 0, &batch_host::data_length},
        {"getL1InfoGER", 1, &batch_host::leaf_exit_root},
        {"getL1InfoBlockHash", 1, &batch_host::leaf_block_hash},
        {"getL1InfoTimestamp", 1, &batch_host::leaf_timestamp},
        {"getSmtProof", 2, &batch_host::leaf_sibling},
        {"notProvable", 1, &batch_host::not_provable},
    });
    for (const function& f : functions) {
        if (f.name == name) {
            if (f.arity != arguments.size()) {
                return error{"it takes " + std::to_string(f.arity) + " arguments"};
            }
            return (this->*f.evaluate)(arguments);
        }
    }
    return std::optional<zkasm::free_value>{};
}

} // namespace zonogon::zkevm
