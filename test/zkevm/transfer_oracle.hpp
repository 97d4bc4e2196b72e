#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/zkevm/executor/batch_result.hpp>

namespace zonogon::test {

/// The state function for batches of transfers, written from the protocol without a look at the ROM: its opponent in
/// tests. Proofs of L1 info leaves are taken for granted.
class transfer_oracle {
public:
    struct outcome {
        bool valid = true;
        u256 new_state_root, new_acc_input_hash, new_local_exit_root;
        std::vector<zkevm::skip_reason> reasons;
    };

    transfer_oracle(merkle::memory_node_store& store, const rollup::batch_input& batch)
        : batch_(batch), tree_(store), root_(hash::to_hash4(batch.old_state_root)) {}

    outcome run() {
        out_.new_acc_input_hash = rollup::accumulated_input_hash(batch_);
        out_.valid = batch_.batch_l2_data.empty() || (rules() && process());
        if (!out_.valid) {
            root_ = hash::to_hash4(batch_.old_state_root);
            out_.reasons.clear();
        }
        out_.new_state_root = hash::to_word(root_);
        out_.new_local_exit_root = get(root_, merkle::storage_key(exit_root_manager, u256{1}));
        return out_;
    }

private:
    using hash4 = merkle::hash4;

    static constexpr address system{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x5c, 0xa1, 0xab, 0x1e};
    static constexpr address exit_root_manager{0xa4, 0x0d, 0x5f, 0x56, 0x74, 0x5a, 0x11, 0x8d, 0x09, 0x06,
                                               0xa3, 0x4e, 0x69, 0xae, 0xc8, 0xc0, 0xdb, 0x1c, 0xb8, 0xfa};

    u256 get(const hash4& root, const hash4& key) {
        const auto access = tree_.get(root, key);
        REQUIRE(access);
        return access->old_value;
    }
    void set(hash4& root, const hash4& key, const u256& value) {
        const auto access = tree_.set(root, key, value);
        REQUIRE(access);
        root = access->new_root;
    }
    static u256 slot_of(const u256& key, std::uint64_t position) {
        bytes text;
        append(text, key.to_bytes());
        append(text, u256{position}.to_bytes());
        return u256::from_bytes(hash::keccak256(text));
    }

    bool rules() {
        const auto decoded = rollup::decode_batch(batch_.batch_l2_data);
        if (!decoded) {
            return false;
        }
        items_ = *decoded;
        if (!batch_.is_forced()) {
            return std::holds_alternative<rollup::change_l2_block>(items_.front());
        }
        for (const auto& item : items_) {
            if (std::holds_alternative<rollup::change_l2_block>(item)) {
                return false;
            }
        }
        return true;
    }

    bool process() {
        if (batch_.is_forced()) {
            const u256 before = get(root_, merkle::storage_key(system, u256{2}));
            begin_block();
            u256 now = before;
            if (u256{batch_.timestamp_limit} > before) {
                now = u256{batch_.timestamp_limit};
                set(root_, merkle::storage_key(system, u256{2}), now);
            }
            import(batch_.l1_info_root, batch_.forced_block_hash_l1);
            describe_block(now, batch_.l1_info_root, batch_.forced_block_hash_l1);
        }
        for (const auto& item : items_) {
            if (const auto* block = std::get_if<rollup::change_l2_block>(&item)) {
                if (!open(*block)) {
                    return false;
                }
            } else {
                out_.reasons.push_back(transfer(std::get<rollup::transaction>(item)));
            }
        }
        close();
        return true;
    }

    void begin_block() {
        if (open_) {
            close();
        }
        open_ = true;
        parent_ = hash::to_word(root_);
        const u256 old = get(root_, merkle::storage_key(system, u256{0}));
        set(root_, merkle::storage_key(system, slot_of(old, 1)), parent_);
        number_ = old + u256{1};
        set(root_, merkle::storage_key(system, u256{0}), number_);
        info_ = {};
        gas_ = 0;
        index_ = 0;
    }
    bool open(const rollup::change_l2_block& block) {
        begin_block();
        const u256 now = get(root_, merkle::storage_key(system, u256{2})) + u256{block.delta_timestamp};
        if (now > u256{batch_.timestamp_limit}) {
            return false;
        }
        u256 exit_root;
        u256 l1_hash;
        if (block.l1_info_index != 0) {
            const rollup::l1_info_leaf& leaf = batch_.l1_info_tree.at(block.l1_info_index);
            exit_root = leaf.global_exit_root;
            l1_hash = leaf.block_hash;
            if (now < u256{leaf.timestamp} || (exit_root.is_zero() && l1_hash.is_zero() && leaf.timestamp == 0)) {
                return false;
            }
            import(exit_root, l1_hash);
        }
        set(root_, merkle::storage_key(system, u256{2}), now);
        describe_block(now, exit_root, l1_hash);
        return true;
    }
    void import(const u256& exit_root, const u256& l1_hash) {
        const hash4 key = merkle::storage_key(exit_root_manager, slot_of(exit_root, 0));
        if (!exit_root.is_zero() && get(root_, key).is_zero()) {
            set(root_, key, l1_hash);
        }
    }
    void parameter(std::uint64_t which, const u256& value) {
        set(info_, merkle::leaf_key(u256{which}, merkle::leaf_type::block_parameter), value);
    }
    void describe_block(const u256& now, const u256& exit_root, const u256& l1_hash) {
        parameter(0, parent_);
        parameter(1, u256::from_bytes(batch_.sequencer));
        parameter(2, number_);
        parameter(3, u256::power_of_two(50));
        parameter(4, now);
        parameter(5, exit_root);
        parameter(6, l1_hash);
    }
    void close() {
        parameter(7, u256{gas_});
        set(root_, merkle::storage_key(system, u256{3}), hash::to_word(info_));
    }

    zkevm::skip_reason transfer(const rollup::transaction& tx) {
        using zkevm::skip_reason;
        const auto from = curve::recover_address(u256::from_bytes(rollup::signing_hash(tx)), tx.r, tx.s, tx.v);
        if (!from || !curve::is_low_s(tx.s)) {
            return skip_reason::signature;
        }
        if (!get(root_, merkle::code_length_key(*from)).is_zero()) {
            return skip_reason::sender_code;
        }
        if (tx.chain_id && *tx.chain_id != batch_.chain_id) {
            return skip_reason::chain_id;
        }
        if (get(root_, merkle::nonce_key(*from)) != u256{tx.nonce}) {
            return skip_reason::nonce;
        }
        if (tx.gas_limit > 30'000'000) {
            return skip_reason::gas_limit;
        }
        std::uint64_t used = tx.to ? 21'000 : 53'000;
        for (const std::uint8_t b : tx.data) {
            used += b == 0 ? 4 : 16;
        }
        if (tx.gas_limit < used) {
            return skip_reason::intrinsic_gas;
        }
        const u256 price = rollup::effective_gas_price(tx.gas_price, tx.percentage);
        const u512 all_gas = price.mul_full(u256{tx.gas_limit});
        if (all_gas > u512{u256::max()}) {
            return skip_reason::gas_overflow;
        }
        if (u512{get(root_, merkle::balance_key(*from))} < all_gas + u512{tx.value}) {
            return skip_reason::funds;
        }
        REQUIRE(tx.to);
        const u256 fee = price * u256{used};
        set(root_, merkle::nonce_key(*from), u256{tx.nonce} + u256{1});
        add(*from, -fee);
        add(*from, -tx.value);
        add(*tx.to, tx.value);
        add(batch_.sequencer, fee);
        gas_ += used;
        const u256 index{index_++};
        set(info_, merkle::leaf_key(index, merkle::leaf_type::transaction_hash),
            hash::to_word(rollup::l2_hash(tx, *from)));
        set(info_, merkle::leaf_key(index, merkle::leaf_type::transaction_status), u256{1});
        set(info_, merkle::leaf_key(index, merkle::leaf_type::transaction_cumulative_gas), u256{gas_});
        set(info_, merkle::leaf_key(index, merkle::leaf_type::transaction_effective_percentage), u256{tx.percentage});
        return skip_reason::none;
    }
    void add(const address& who, const u256& amount) {
        set(root_, merkle::balance_key(who), get(root_, merkle::balance_key(who)) + amount);
    }

    const rollup::batch_input& batch_;
    merkle::sparse_tree<merkle::memory_node_store> tree_;
    hash4 root_, info_{};
    outcome out_;
    std::vector<rollup::batch_item> items_;
    bool open_ = false;
    u256 parent_, number_;
    std::uint64_t gas_ = 0, index_ = 0;
};

} // namespace zonogon::test
