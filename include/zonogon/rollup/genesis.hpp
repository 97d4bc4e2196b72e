#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/rollup/state_store.hpp>

namespace zonogon::rollup {

/// An account that exists before the first block (protocol section 10).
struct genesis_account {
    zonogon::address address{};
    std::uint64_t nonce = 0;
    u256 balance;
    bytes code;
    std::vector<std::pair<u256, u256>> storage;
};

/// Writes the accounts into a tree that starts empty and returns its root, the hash of block 0. A store that keeps code
/// gets that too.
template <merkle::node_store Store>
result<merkle::hash4> build_genesis(Store& store, const std::vector<genesis_account>& accounts) {
    merkle::sparse_tree<Store> tree(store);
    merkle::hash4 root{};
    status failed;
    const auto set = [&](const merkle::hash4& key, const u256& value) {
        if (!failed) {
            return;
        }
        const auto access = tree.set(root, key, value);
        if (access) {
            root = access->new_root;
        } else {
            failed = access.why();
        }
    };
    for (const genesis_account& account : accounts) {
        set(merkle::balance_key(account.address), account.balance);
        set(merkle::nonce_key(account.address), u256{account.nonce});
        if (!account.code.empty()) {
            const u256 code_hash = hash::to_word(hash::linear_hash(account.code));
            set(merkle::code_hash_key(account.address), code_hash);
            if constexpr (state_store<Store>) {
                if (const status saved = store.save_code(code_hash, account.code); failed && !saved) {
                    failed = saved.why();
                }
            }
            set(merkle::code_length_key(account.address), u256{account.code.size()});
        }
        for (const auto& [slot, value] : account.storage) {
            set(merkle::storage_key(account.address, slot), value);
        }
    }
    if (!failed) {
        return failed.why();
    }
    return root;
}

} // namespace zonogon::rollup
