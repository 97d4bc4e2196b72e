#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <zonogon/evm/state_source.hpp>
#include <zonogon/rollup/tree_state.hpp>

#include "state/database_state_store.hpp"
#include "state/read_cache.hpp"

namespace zonogon::state {

/// The state under a root, for reading only, as the EVM's journal wants it: a tree_state that looks in the cache beside
/// the database first. Failures as there: ask failure() before trusting anything. One object serves one thread.
class state_reader {
public:
    state_reader(database_state_store& nodes, const merkle::hash4& root)
        : cache_(nodes.cache()), root_(hash::to_word(root)), tree_(nodes, root) {}

    const status& failure() const noexcept { return tree_.failure(); }

    std::optional<evm::account_record> account(const address& a) {
        const auto found = through(cache_ == nullptr ? nullptr : &cache_->accounts, account_place{root_, a},
                                   [&] { return tree_.account(a).value_or(evm::account_record{}); });
        return found.empty() ? std::nullopt : std::optional{found};
    }
    u256 storage(const address& a, const u256& slot) {
        return through(cache_ == nullptr ? nullptr : &cache_->slots, slot_place{root_, a, slot},
                       [&] { return tree_.storage(a, slot); });
    }
    std::shared_ptr<const evm::code> code(const address&, const u256& hash) { return code(hash); }
    std::shared_ptr<const evm::code> code(const u256& hash) {
        if (cache_ == nullptr) {
            return tree_.code(hash);
        }
        if (auto found = cache_->codes.find(hash)) {
            return *std::move(found);
        }
        auto text = tree_.code(hash);
        if (tree_.failure()) {
            // A byte becomes an instruction of 16 bytes and a place of 4 at most.
            cache_->codes.insert(hash, text, 1'000 + 24 * text->text().size());
        }
        return text;
    }

private:
    template <class Cache, class Place, class Read>
    std::invoke_result_t<Read> through(Cache* cache, const Place& place, Read read) {
        if (cache == nullptr) {
            return read();
        }
        if (auto found = cache->find(place)) {
            return *std::move(found);
        }
        auto value = read();
        if (tree_.failure()) {
            cache->insert(place, value);
        }
        return value;
    }

    read_cache* cache_;
    u256 root_;
    rollup::tree_state<database_state_store> tree_;
};

static_assert(evm::state_source<state_reader>);

} // namespace zonogon::state
