#include <mutex>

#include "bridge/ledger.hpp"
#include "bridge/rows.hpp"
#include "store/record.hpp"

namespace zonogon::bridge {

using rows::key;
using rows::kind;
using store::family;

namespace {

/// A stored value taken apart, nothing if there is none.
template <class T>
result<std::optional<T>> find(const store::reader& from, family where, const bytes& name,
                              result<T> (*decode)(byte_view)) {
    const auto stored = from.get(where, name);
    if (!stored) {
        return stored.why();
    }
    if (!*stored) {
        return std::optional<T>{};
    }
    auto value = decode(**stored);
    return value ? result<std::optional<T>>{std::optional<T>{*std::move(value)}}
                 : result<std::optional<T>>{std::move(value).why()};
}

/// The keys under a prefix, newest first: how many there are, and what `read` makes of those of the page.
template <class T, class Read>
result<page<T>> newest(const store::reader& from, const key& prefix, std::uint64_t offset, std::uint64_t limit,
                       const Read& read) {
    page<T> out;
    status wrong;
    const status scanned =
        from.scan(family::bridge_index, store::key_range::starting_with(prefix), store::order::descending,
                  [&](byte_view name, byte_view) {
                      const std::uint64_t here = out.total++;
                      if (here < offset || here - offset >= limit) {
                          return true;
                      }
                      auto item = read(name);
                      if (!item || !*item) {
                          wrong = item ? error{"an index of the bridge names a row that is not there"} : item.why();
                          return false;
                      }
                      out.items.push_back(**std::move(item));
                      return true;
                  });
    if (!scanned || !wrong) {
        return scanned ? wrong.why() : scanned.why();
    }
    return out;
}

} // namespace

result<std::optional<store::checkpoint>> ledger::last(side s) const {
    return store::last_checkpoint(store_, s == side::l1 ? store::layer::bridge_l1 : store::layer::bridge_l2);
}

result<std::vector<store::checkpoint>> ledger::earlier(side s, std::uint64_t number, std::size_t most) const {
    std::vector<store::checkpoint> out;
    const key all = key{kind::checkpoint}.byte(static_cast<std::uint8_t>(s));
    const status scanned =
        store_.scan(family::bridge_index, {all, key{all}.number(number).byte(0)}, store::order::descending,
                    [&](byte_view name, byte_view hash) {
                        out.push_back({load_big_endian(name.subspan(2)), store::record_reader{hash}.fixed<32>()});
                        return out.size() < most;
                    });
    return scanned ? result<std::vector<store::checkpoint>>{std::move(out)}
                   : result<std::vector<store::checkpoint>>{scanned.why()};
}

std::uint64_t ledger::tree_size(network_id network) const {
    const std::shared_lock hold(lock_);
    const auto found = trees_.find(network);
    return found == trees_.end() ? 0 : found->second.size();
}

result<std::optional<std::uint64_t>> ledger::last_deposit_block(network_id network) const {
    const std::uint64_t size = tree_size(network);
    if (size == 0) {
        return std::optional<std::uint64_t>{};
    }
    const auto d = find_deposit(network, static_cast<std::uint32_t>(size - 1));
    if (!d) {
        return d.why();
    }
    return *d ? std::optional{(*d)->where.block} : std::optional<std::uint64_t>{};
}

result<std::vector<bytes32>> ledger::not_imported(std::size_t most) const {
    const std::shared_lock hold(lock_);
    const bytes32 known = global_exit_root(on_l2_.roots);
    std::vector<bytes32> out;
    status wrong;
    const status scanned = store_.scan(family::bridge_index, store::key_range::starting_with(key{kind::exit_roots}),
                                       store::order::descending, [&](byte_view, byte_view stored) {
                                           const auto roots = decode_exit_roots(stored);
                                           if (!roots) {
                                               wrong = roots.why();
                                               return false;
                                           }
                                           const bytes32 ger = global_exit_root(*roots);
                                           if (ger == known) {
                                               return false;
                                           }
                                           out.push_back(ger);
                                           return out.size() < most;
                                       });
    if (!scanned || !wrong) {
        return scanned ? wrong.why() : scanned.why();
    }
    return out;
}

result<std::optional<deposit>> ledger::find_deposit(network_id network, std::uint32_t count) const {
    return find(store_, family::bridge_deposit, rows::deposit_key(network, count), decode_deposit);
}

result<std::optional<claim>> ledger::find_claim(const deposit& d) const {
    return find(store_, family::bridge_claim, rows::claim_key(d.network, d.count, d.destination_network), decode_claim);
}

result<page<deposit>> ledger::deposits_to(const address& destination, std::uint64_t offset, std::uint64_t limit) const {
    const std::shared_lock hold(lock_);
    return newest<deposit>(store_, key{kind::deposit_to}.text(destination), offset, limit, [&](byte_view name) {
        const byte_view row = name.last(8);
        return find(store_, family::bridge_deposit, bytes(row.begin(), row.end()), decode_deposit);
    });
}

result<page<claim>> ledger::claims_to(const address& destination, std::uint64_t offset, std::uint64_t limit) const {
    const std::shared_lock hold(lock_);
    return newest<claim>(store_, key{kind::claim_to}.text(destination), offset, limit, [&](byte_view name) {
        // The index has the claim's network before the deposit, the row behind it.
        const byte_view tail = name.last(12);
        bytes row(tail.begin() + 4, tail.end());
        append(row, tail.first(4));
        return find(store_, family::bridge_claim, row, decode_claim);
    });
}

result<std::optional<wrapped_token>> ledger::find_token(network_id origin_network, const address& origin) const {
    std::optional<result<wrapped_token>> found;
    const key prefix = key{kind::token}.small(origin_network).text(origin);
    const status scanned = store_.scan(family::bridge_index, store::key_range::starting_with(prefix),
                                       store::order::ascending, [&](byte_view, byte_view stored) {
                                           found = decode_wrapped_token(stored);
                                           return false;
                                       });
    if (!scanned || (found && !*found)) {
        return scanned ? found->why() : scanned.why();
    }
    return found ? std::optional<wrapped_token>{**std::move(found)} : std::optional<wrapped_token>{};
}

bool ledger::is_ready(network_id network, std::uint32_t count, network_id destination) const {
    if (network == mainnet) {
        return destination == l2_ && count < on_l2_.deposits;
    }
    return network == l2_ && destination == mainnet && count < on_l1_.deposits;
}

bool ledger::ready(network_id network, std::uint32_t count, network_id destination) const {
    const std::shared_lock hold(lock_);
    return is_ready(network, count, destination);
}

std::size_t ledger::open_count() const {
    const std::shared_lock hold(lock_);
    return open_.size();
}

result<std::optional<std::uint64_t>> ledger::find_number(const bytes& name) const {
    return find<std::uint64_t>(store_, family::bridge_index, name, [](byte_view stored) -> result<std::uint64_t> {
        store::record_reader in{stored};
        const std::uint64_t out = in.number();
        const status whole = in.outcome("number");
        return whole ? result<std::uint64_t>{out} : result<std::uint64_t>{whole.why()};
    });
}

result<std::optional<exit_roots>> ledger::find_exit_roots(const bytes32& ger) const {
    const auto number = find_number(key{kind::exit_number}.text(ger));
    if (!number) {
        return number.why();
    }
    if (!*number) {
        return std::optional<exit_roots>{};
    }
    return find(store_, family::bridge_index, key{kind::exit_roots}.number(**number), decode_exit_roots);
}

result<std::optional<local_roots>> ledger::find_local_roots(const bytes32& rollups) const {
    return find(store_, family::bridge_index, key{kind::local_roots}.text(rollups), decode_local_roots);
}

result<proof_answer> ledger::prove(network_id network, std::uint32_t count, const std::optional<bytes32>& ger) const {
    const std::shared_lock hold(lock_);
    const auto no = [](std::string why) { return proof_answer{std::nullopt, std::move(why)}; };
    const auto tree = trees_.find(network);
    if (tree == trees_.end() || count >= tree->second.size()) {
        return no("there is no deposit " + std::to_string(count) + " of network " + std::to_string(network));
    }
    claim_proof out;
    out.roots = network == mainnet ? on_l2_.roots : on_l1_.roots;
    if (ger) {
        const auto named = find_exit_roots(*ger);
        if (!named) {
            return named.why();
        }
        if (!*named) {
            return no("L1 has made no such global exit root");
        }
        out.roots = **named;
    }
    bytes32 root = out.roots.mainnet;
    std::copy_n(merkle::zero_hashes().begin(), out.rollups.size(), out.rollups.begin());
    if (network != mainnet) {
        const auto locals = find_local_roots(out.roots.rollups);
        if (!locals) {
            return locals.why();
        }
        const local_roots known = locals->value_or(local_roots{});
        const auto mine = known.find(network);
        root = mine == known.end() ? bytes32{} : mine->second;
        const deposit_tree all = rollups_tree(known);
        out.rollups = all.proof(network - 1, all.size());
    }
    const auto size = find_number(key{kind::deposit_root}.small(network).text(root));
    if (!size) {
        return size.why();
    }
    if (size->value_or(0) <= count) {
        return no(ger ? "the deposit is not under that global exit root"
                      : "no exit root with the deposit has reached its destination yet");
    }
    out.local = tree->second.proof(count, **size);
    return proof_answer{std::move(out), {}};
}

} // namespace zonogon::bridge
