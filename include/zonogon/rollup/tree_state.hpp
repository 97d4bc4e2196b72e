#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/state_source.hpp>
#include <zonogon/evm/word_hash.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/batch_update.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/merkle/tree_record.hpp>
#include <zonogon/rollup/state_store.hpp>

namespace zonogon::rollup {

/// The chain's state under a root of the sparse tree, as the EVM's journal reads and writes it: source and sink.
///
/// What the journal writes is collected; commit() puts all of it into the tree at once. The source answers with the
/// state of the last commit. The journal's interface has no place for errors, so a failure of the store is remembered
/// and read as zero until then: ask failure() before trusting anything. One object serves one thread.
template <state_store Store>
class tree_state {
public:
    tree_state(Store& store, const merkle::hash4& root) : store_(&store), root_(root) {}

    const merkle::hash4& root() const noexcept { return root_; }
    /// The first failure of the store, if there was one. There is no way back but a new object.
    const status& failure() const noexcept { return failure_; }

    /// How many accounts and slots were asked for since the last move: about what is in memory here and in a journal.
    std::size_t remembered() const noexcept { return accounts_.size() + slots_; }
    /// The longest path, in branches, of any key read so far: what bounds the cost of proving (native_counters.hpp).
    std::size_t deepest_path() const noexcept { return deepest_; }
    /// Goes to the state under another root. What was collected and not committed is dropped.
    void move_to(const merkle::hash4& root) {
        root_ = root;
        accounts_.clear();
        writes_.clear();
        slots_ = 0;
    }

    // Source.
    std::optional<evm::account_record> account(const address& a) {
        evm::account_record& record = entry(a).record;
        return record.empty() ? std::nullopt : std::optional{record};
    }
    std::shared_ptr<const evm::code> code(const address&, const u256& hash) { return code(hash); }
    /// The code with this hash. It stays in memory: an object that lives long keeps all the code it ever ran.
    std::shared_ptr<const evm::code> code(const u256& hash);
    u256 storage(const address& a, const u256& slot) {
        ++slots_;
        return value(merkle::storage_key(a, slot));
    }

    // Sink.
    void erase_storage(const address&) { fail(error{"the state cannot forget an account's storage"}); }
    void set_account(const address& a, const std::optional<evm::account_record>& record,
                     const std::shared_ptr<const evm::code>& text);
    void set_storage(const address& a, const u256& slot, const u256& v) {
        writes_.push_back({merkle::storage_key(a, slot), v});
    }

    /// Writes what was collected to the tree and the store and moves to the new root, which it returns.
    result<merkle::hash4> commit();

private:
    /// Leaves of an account besides its storage; code length counts as part of the code.
    enum place : std::size_t { balance, nonce, code_hash, code_length, places };
    struct entry_type {
        std::array<merkle::hash4, places> keys{};
        evm::account_record record;
    };

    void fail(const error& why) {
        if (failure_) {
            failure_ = why;
        }
    }
    u256 value(const merkle::hash4& key) {
        const result<u256> found = merkle::tree_value(*store_, root_, key, &deepest_);
        if (!found) {
            fail(found.why());
            return {};
        }
        return *found;
    }
    entry_type& entry(const address& a);
    static std::array<merkle::hash4, places> keys_of(const address& a);

    Store* store_;
    merkle::hash4 root_{};
    status failure_;
    std::unordered_map<address, entry_type, evm::word_hash> accounts_;
    std::unordered_map<u256, std::shared_ptr<const evm::code>, evm::word_hash> codes_;
    std::vector<merkle::tree_write> writes_;
    std::size_t slots_ = 0;
    std::size_t deepest_ = 0;
};

/// The four keys in one go of the vector units: see merkle::leaf_key.
template <state_store Store>
auto tree_state<Store>::keys_of(const address& a) -> std::array<merkle::hash4, places> {
    constexpr std::array<merkle::leaf_type, places> types{merkle::leaf_type::balance, merkle::leaf_type::nonce,
                                                          merkle::leaf_type::code_hash, merkle::leaf_type::code_length};
    std::array<hash::poseidon_goldilocks::state, places> states{};
    const hash::lanes8 lanes = hash::to_lanes8(merkle::to_word(a));
    for (std::size_t i = 0; i < places; ++i) {
        std::ranges::copy(lanes, states[i].begin());
        states[i][6] = field::goldilocks{static_cast<std::uint64_t>(types[i])};
        states[i][7] = field::goldilocks{};
        std::ranges::copy(merkle::no_second_argument, states[i].begin() + 8);
    }
    hash::poseidon_goldilocks::permute_batch(states);
    std::array<merkle::hash4, places> out{};
    for (std::size_t i = 0; i < places; ++i) {
        std::copy_n(states[i].begin(), 4, out[i].begin());
    }
    return out;
}

template <state_store Store>
auto tree_state<Store>::entry(const address& a) -> entry_type& {
    const auto [found, is_new] = accounts_.try_emplace(a);
    entry_type& out = found->second;
    if (is_new) {
        out.keys = keys_of(a);
        out.record.balance = value(out.keys[balance]);
        const u256 count = value(out.keys[nonce]);
        if (!count.fits64()) {
            fail(error{"an account's nonce is above 2^64 - 1"});
        }
        out.record.nonce = count.low64();
        out.record.code_hash = value(out.keys[code_hash]);
    }
    return out;
}

template <state_store Store>
std::shared_ptr<const evm::code> tree_state<Store>::code(const u256& hash) {
    if (const auto found = codes_.find(hash); found != codes_.end()) {
        return found->second;
    }
    result<bytes> text = store_->load_code(hash);
    if (!text) {
        fail(text.why());
        return std::make_shared<const evm::code>(bytes{}, hash);
    }
    auto out = std::make_shared<const evm::code>(std::move(*text), hash);
    codes_.emplace(hash, out);
    return out;
}

template <state_store Store>
void tree_state<Store>::set_account(const address& a, const std::optional<evm::account_record>& record,
                                    const std::shared_ptr<const evm::code>& text) {
    entry_type& to = entry(a);
    const evm::account_record now = record.value_or(evm::account_record{});
    if (now.balance != to.record.balance) {
        writes_.push_back({to.keys[balance], now.balance});
    }
    if (now.nonce != to.record.nonce) {
        writes_.push_back({to.keys[nonce], u256{now.nonce}});
    }
    if (now.code_hash != to.record.code_hash) {
        writes_.push_back({to.keys[code_hash], now.code_hash});
        std::size_t length = 0;
        if (!now.code_hash.is_zero() && text) {
            length = text->text().size();
            codes_.insert_or_assign(now.code_hash, text);
            if (const status saved = store_->save_code(now.code_hash, text->text()); !saved) {
                fail(saved.why());
            }
        } else if (!now.code_hash.is_zero()) {
            fail(error{"an account got code whose text nobody gave"});
        }
        writes_.push_back({to.keys[code_length], u256{length}});
    }
    to.record = now;
}

template <state_store Store>
result<merkle::hash4> tree_state<Store>::commit() {
    if (!failure_) {
        return failure_.why();
    }
    const result<merkle::hash4> next = merkle::update_tree(*store_, root_, writes_);
    if (!next) {
        fail(next.why());
        return next.why();
    }
    writes_.clear();
    root_ = *next;
    return root_;
}

} // namespace zonogon::rollup
