#include "bridge/ledger.hpp"

#include <algorithm>
#include <mutex>

#include "bridge/rows.hpp"
#include "store/record.hpp"

namespace zonogon::bridge {

using rows::key;
using rows::kind;
using store::family;

namespace {

/// Blocks that can be undone, and how often older records are dropped.
constexpr std::uint64_t kept_blocks = 4'096;
constexpr std::uint64_t forget_every = 512;
/// How many of the newest imports are looked at: a block may import an older root than one before it.
constexpr std::size_t recent_imports = 64;

store::layer layer_of(side s) {
    return s == side::l1 ? store::layer::bridge_l1 : store::layer::bridge_l2;
}

} // namespace

struct ledger::draft {
    side where;
    network_id network;
    store::write_batch changes;
    deposit_tree& tree;
    std::set<bytes32> deposit_roots, rollups_roots;
    std::vector<std::pair<deposit_name, open_deposit>> opened;
    std::vector<deposit_name> closed;
    std::uint64_t next_exit_root;
    std::optional<local_roots> locals;
    bool moves_reach = false;
};

result<std::unique_ptr<ledger>> ledger::open(store::database& in, network_id l2) {
    if (l2 == mainnet) {
        return error{"the L2 of a bridge cannot be network 0"};
    }
    std::unique_ptr<ledger> out{new ledger{in, l2}};
    const status loaded = out->load();
    return loaded ? result<std::unique_ptr<ledger>>{std::move(out)} : result<std::unique_ptr<ledger>>{loaded.why()};
}

status ledger::load() {
    const status trees = load_trees();
    return trees ? load_reach() : trees;
}

status ledger::load_trees() {
    trees_.clear();
    open_.clear();
    trees_[mainnet];
    trees_[l2_];
    status wrong;
    const status scanned = store_.scan(
        family::bridge_deposit, store::key_range::all(), store::order::ascending, [&](byte_view, byte_view stored) {
            const auto d = decode_deposit(stored);
            if (!d) {
                wrong = d.why();
                return false;
            }
            if (d->count != trees_[d->network].size()) {
                wrong = error{"the stored deposits of network " + std::to_string(d->network) + " have a gap"};
                return false;
            }
            wrong = trees_[d->network].append(leaf_of(*d));
            if (concerns(*d)) {
                open_[{d->network, d->count}] = {d->type, d->origin, d->destination_network, d->destination};
            }
            return wrong.ok();
        });
    if (!scanned || !wrong) {
        return scanned ? wrong : scanned;
    }
    return store_.scan(
        family::bridge_claim, store::key_range::all(), store::order::ascending, [&](byte_view name, byte_view) {
            store::record_reader in{name};
            // Network, count and network of the claim, four bytes each.
            const std::uint64_t deposit = in.number();
            const auto found =
                open_.find({static_cast<network_id>(deposit >> 32), static_cast<std::uint32_t>(deposit)});
            if (found != open_.end() && found->second.destination_network == load_big_endian(name.subspan(8))) {
                open_.erase(found);
            }
            return true;
        });
}

status ledger::load_reach() {
    next_exit_root_ = 0;
    const status scanned = store_.scan(family::bridge_index, store::key_range::starting_with(key{kind::exit_roots}),
                                       store::order::descending, [&](byte_view name, byte_view) {
                                           next_exit_root_ = load_big_endian(name.subspan(1)) + 1;
                                           return false;
                                       });
    if (!scanned) {
        return scanned;
    }
    const auto l1 = reach_of_l1(locals_);
    const auto l2 = reach_of_l2();
    if (!l1 || !l2) {
        return l1 ? l2.why() : l1.why();
    }
    on_l1_ = *l1;
    on_l2_ = *l2;
    return {};
}

bool ledger::concerns(const deposit& d) const noexcept {
    return d.destination_network == (d.network == mainnet ? l2_ : mainnet);
}

result<ledger::reach> ledger::reach_of_l1(local_roots& locals) const {
    locals.clear();
    reach out;
    if (next_exit_root_ == 0) {
        return out;
    }
    const auto stored = store_.get(family::bridge_index, key{kind::exit_roots}.number(next_exit_root_ - 1));
    if (!stored || !*stored) {
        return stored ? error{"the newest exit root is not in the store"} : stored.why();
    }
    const auto roots = decode_exit_roots(**stored);
    if (!roots) {
        return roots.why();
    }
    out.roots = *roots;
    const auto found = find_local_roots(roots->rollups);
    if (!found) {
        return found.why();
    }
    locals = found->value_or(local_roots{});
    const auto mine = locals.find(l2_);
    if (mine != locals.end()) {
        const auto size = find_number(key{kind::deposit_root}.small(l2_).text(mine->second));
        if (!size) {
            return size.why();
        }
        out.deposits = size->value_or(0);
    }
    return out;
}

result<ledger::reach> ledger::reach_of_l2() const {
    std::vector<bytes32> newest;
    const status scanned = store_.scan(family::bridge_index, store::key_range::starting_with(key{kind::imported}),
                                       store::order::descending, [&](byte_view, byte_view ger) {
                                           newest.push_back(store::record_reader{ger}.fixed<32>());
                                           return newest.size() < recent_imports;
                                       });
    if (!scanned) {
        return scanned.why();
    }
    reach out;
    for (const bytes32& ger : newest) {
        const auto roots = find_exit_roots(ger);
        if (!roots) {
            return roots.why();
        }
        // L2 may be ahead of what was read of L1.
        if (!*roots) {
            continue;
        }
        const auto size = find_number(key{kind::deposit_root}.small(mainnet).text((*roots)->mainnet));
        if (!size) {
            return size.why();
        }
        if (*size && **size > out.deposits) {
            out = {**roots, **size};
        }
    }
    return out;
}

status ledger::apply(side s, const event_block& block) {
    const std::unique_lock hold(lock_);
    const network_id network = network_of(s);
    deposit_tree& tree = trees_[network];
    const std::uint64_t size = tree.size();
    draft d{s, network, {}, tree, {}, {}, {}, {}, next_exit_root_, std::nullopt, false};
    status done;
    for (auto one = block.events.begin(); done && one != block.events.end(); ++one) {
        done = std::visit([&](const auto& e) { return add(d, e); }, *one);
    }
    for (std::size_t i = 0; i < block.imported.size(); ++i) {
        d.changes.put(family::bridge_index, key{kind::imported}.number(block.number).small(static_cast<unsigned>(i)),
                      block.imported[i]);
        d.moves_reach = true;
    }
    d.changes.put(family::bridge_index, key{kind::checkpoint}.byte(static_cast<std::uint8_t>(s)).number(block.number),
                  block.hash);
    if (done) {
        done = store::apply_block(store_, layer_of(s), {block.number, block.hash}, d.changes);
    }
    if (!done) {
        tree.truncate(size);
        return done;
    }
    open_.insert(d.opened.begin(), d.opened.end());
    for (const deposit_name& name : d.closed) {
        open_.erase(name);
    }
    next_exit_root_ = d.next_exit_root;
    if (d.moves_reach) {
        if (status read = load_reach(); !read) {
            return read;
        }
    }
    return forget(s, block.number);
}

status ledger::add(draft& to, const deposit& d) {
    if (d.network != to.network || d.count != to.tree.size()) {
        return error{"deposit " + std::to_string(d.count) + " of network " + std::to_string(d.network) +
                     " comes where deposit " + std::to_string(to.tree.size()) + " should: logs are missing"};
    }
    if (status grown = to.tree.append(leaf_of(d)); !grown) {
        return grown;
    }
    const bytes32 root = to.tree.root(to.tree.size());
    to.deposit_roots.insert(root);
    to.changes.put(family::bridge_deposit, rows::deposit_key(d.network, d.count), encode(d));
    to.changes.put(family::bridge_index, key{kind::deposit_root}.small(d.network).text(root),
                   store::number_key(to.tree.size()));
    to.changes.put(family::bridge_index,
                   key{kind::deposit_to}.text(d.destination).number(d.where.timestamp).small(d.network).small(d.count),
                   {});
    if (concerns(d)) {
        to.opened.push_back({{d.network, d.count}, {d.type, d.origin, d.destination_network, d.destination}});
    }
    // An exit root may have come before the tree of L2 was read as far as that.
    to.moves_reach = to.moves_reach || to.where == side::l2;
    return {};
}

status ledger::add(draft& to, const claim& c) {
    const auto [network, count] = deposit_named(c.index);
    to.changes.put(family::bridge_claim, rows::claim_key(network, count, c.network), encode(c));
    to.changes.put(family::bridge_index,
                   key{kind::claim_to}
                       .text(c.destination)
                       .number(c.where.timestamp)
                       .small(c.network)
                       .text(rows::deposit_key(network, count)),
                   {});
    const auto found = open_.find({network, count});
    if (found != open_.end() && found->second.destination_network == c.network) {
        to.closed.push_back(found->first);
    }
    return {};
}

status ledger::add(draft& to, const wrapped_token& t) {
    to.changes.put(family::bridge_index, key{kind::token}.small(t.origin_network).text(t.origin).small(t.network),
                   encode(t));
    return {};
}

status ledger::add(draft& to, const exit_roots& r) {
    if (r.mainnet != bytes32{} && !to.deposit_roots.contains(r.mainnet)) {
        const auto known = find_number(key{kind::deposit_root}.small(mainnet).text(r.mainnet));
        if (!known || !*known) {
            return known ? error{"an exit root of L1 is not the root of its deposits: logs are missing"} : known.why();
        }
    }
    to.rollups_roots.insert(r.rollups);
    to.changes.put(family::bridge_index, key{kind::exit_roots}.number(to.next_exit_root), encode(r));
    to.changes.put(family::bridge_index, key{kind::exit_number}.text(global_exit_root(r)),
                   store::number_key(to.next_exit_root));
    to.changes.put(family::bridge_index, key{kind::rollups_root}.text(r.rollups), {});
    ++to.next_exit_root;
    to.moves_reach = true;
    return {};
}

status ledger::add(draft& to, const verified_exit_root& v) {
    local_roots next = to.locals ? *to.locals : locals_;
    next[v.network] = v.local_exit_root;
    const deposit_tree tree = rollups_tree(next);
    const bytes32 root = tree.root(tree.size());
    bool consolidated = to.rollups_roots.contains(root);
    if (!consolidated) {
        const auto known = store_.get(family::bridge_index, key{kind::rollups_root}.text(root));
        if (!known) {
            return known.why();
        }
        consolidated = known->has_value();
    }
    // A state that is still pending is in no exit root; it is told again when it is consolidated.
    if (consolidated) {
        to.changes.put(family::bridge_index, key{kind::local_roots}.text(root), encode(next));
        to.locals = std::move(next);
        to.moves_reach = true;
    }
    return {};
}

status ledger::unwind(side s, std::uint64_t number) {
    const std::unique_lock hold(lock_);
    if (status undone = store::unwind_to(store_, layer_of(s), number); !undone) {
        return undone;
    }
    return load();
}

status ledger::forget(side s, std::uint64_t number) {
    std::uint64_t& since = since_forgetting_[static_cast<std::size_t>(s)];
    if (++since < forget_every || number <= kept_blocks) {
        return {};
    }
    since = 0;
    const std::uint64_t floor = number - kept_blocks;
    const key all = key{kind::checkpoint}.byte(static_cast<std::uint8_t>(s));
    store::write_batch changes;
    const status scanned = store_.scan(family::bridge_index, {all, key{all}.number(floor)}, store::order::ascending,
                                       [&](byte_view name, byte_view) {
                                           changes.erase(family::bridge_index, name);
                                           return true;
                                       });
    if (!scanned) {
        return scanned;
    }
    if (status forgotten = store::forget_undo(store_, layer_of(s), floor); !forgotten) {
        return forgotten;
    }
    return changes.empty() ? status{} : store_.write(changes);
}

} // namespace zonogon::bridge
