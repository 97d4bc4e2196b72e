#pragma once

#include <concepts>
#include <string>
#include <unordered_map>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/word_hash.hpp>
#include <zonogon/merkle/node_store.hpp>

namespace zonogon::rollup {

/// Where states keep the nodes of their trees and the code of their contracts, both by hash and for ever: every root
/// that was ever reached stays readable, which is what history and unwinding rest on.
///
/// Laws: those of node_store; after save_code(h, text) went well, load_code(h) gives text; load_code of an unknown hash
/// is an error.
template <class Store>
concept state_store =
    merkle::node_store<Store> && requires(Store& store, const Store& reader, const u256& hash, byte_view text) {
        { reader.load_code(hash) } -> std::same_as<result<bytes>>;
        { store.save_code(hash, text) } -> std::same_as<status>;
    };

/// A state store in memory.
class memory_state_store : public merkle::memory_node_store {
public:
    result<bytes> load_code(const u256& hash) const {
        const auto found = codes_.find(hash);
        if (found == codes_.end()) {
            return error{"contract code " + hash.to_hex_full() + " is not in the store"};
        }
        return found->second;
    }
    status save_code(const u256& hash, byte_view text) {
        codes_.insert_or_assign(hash, bytes(text.begin(), text.end()));
        return {};
    }

private:
    std::unordered_map<u256, bytes, evm::word_hash> codes_;
};

static_assert(state_store<memory_state_store>);

} // namespace zonogon::rollup
