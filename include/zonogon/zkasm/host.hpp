#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>

#include <zonogon/base/result.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/zkasm/value.hpp>

namespace zonogon::zkasm {

/// What a program can reach outside the machine: functions in free inputs, and the state tree.
///
/// call: the value of a function that the executor does not know, an error when it is called wrongly, or an empty
/// optional when the host does not know it either. Values are chosen by the prover: nothing may rely on them unproved.
/// storage_get, storage_set: an access to the state tree with all that its proof needs.
template <class Host>
concept execution_host =
    requires(Host& host, std::string_view name, std::span<const big_int> arguments, const hash4& h, const u256& word) {
        { host.call(name, arguments) } -> std::same_as<result<std::optional<free_value>>>;
        { host.storage_get(h, h) } -> std::same_as<result<merkle::tree_access>>;
        { host.storage_set(h, h, word) } -> std::same_as<result<merkle::tree_access>>;
    };

/// A host without functions, over a state tree in memory.
class basic_host {
public:
    result<std::optional<free_value>> call(std::string_view, std::span<const big_int>) {
        return std::optional<free_value>{};
    }
    result<merkle::tree_access> storage_get(const hash4& root, const hash4& key) { return tree_.get(root, key); }
    result<merkle::tree_access> storage_set(const hash4& root, const hash4& key, const u256& value) {
        return tree_.set(root, key, value);
    }
    /// The nodes of all state roots so far.
    merkle::memory_node_store& store() noexcept { return store_; }

private:
    merkle::memory_node_store store_;
    merkle::sparse_tree<merkle::memory_node_store> tree_{store_};
};
static_assert(execution_host<basic_host>);

} // namespace zonogon::zkasm
