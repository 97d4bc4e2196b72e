#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/pil/options.hpp>
#include <zonogon/pil/unresolved.hpp>

namespace zonogon::pil {

/// Looks up every name of a parsed program and applies the language's rules on degree and use.
///
/// The degree rule is the reference's: an intermediate counts as 1 and is checked on its own, so any degree can be
/// written as a chain; selectors, tuple entries, identities and used intermediates are at most quadratic.
class resolver {
public:
    constexpr resolver(unresolved_program& in, bool allow_unused)
        : in_(in), p_(in.result), allow_unused_(allow_unused), states_(in.result.intermediates.size(), state{}) {}

    constexpr void run() {
        drop_skipped();
        for (std::size_t i = 0; i < p_.identities.size() && !failed(); ++i) {
            use(p_.identities[i], false);
        }
        for (std::size_t i = 0; i < p_.tuples.size() && !failed(); ++i) {
            for (const side* s : {&p_.tuples[i].f, &p_.tuples[i].t}) {
                if (!s->selector.empty()) {
                    use(s->selector, true);
                }
                for (const expression& e : s->tuple) {
                    use(e, true);
                }
            }
        }
        for (std::size_t i = 0; i < p_.connections.size() && !failed(); ++i) {
            for (const auto* list : {&p_.connections[i].columns, &p_.connections[i].cells}) {
                for (const expression& e : *list) {
                    use(e, true);
                }
            }
        }
        finish_intermediates();
    }
    constexpr const diagnostic& failure() const { return failure_; }

private:
    enum class visit : std::uint8_t { untouched, open, done };
    struct state {
        visit progress = visit::untouched;
        bool dropped = false;
        bool used = false;
    };

    constexpr bool failed() const { return failure_.raised; }
    constexpr void fail(position where, text message) {
        if (!failure_.raised) {
            failure_ = {where, std::move(message), true};
        }
    }

    /// Replaces the reference nodes of an expression. Returns false where it touches a namespace that is left out.
    constexpr bool resolve(const expression& e) {
        bool kept = true;
        for (std::uint32_t i = e.begin; i < e.end && !failed(); ++i) {
            if (p_.nodes[i].kind == node_kind::reference) {
                kept = resolve(p_.nodes[i]) && kept;
            }
        }
        return kept;
    }
    constexpr bool resolve(node& n) {
        const reference& r = in_.references[n.index];
        if (r.is_public) {
            const std::uint32_t found = in_.publics.find(r.name);
            if (found == name_table::absent) {
                fail(r.where, "public value " + r.name + " is not defined");
                return true;
            }
            n = {node_kind::public_value, false, found, 0, 0};
            return true;
        }
        const text full = qualified(r.name_space, r.name);
        const std::uint32_t found = in_.columns.find(full);
        if (found == name_table::absent) {
            fail(r.where, "polynomial " + full + " is not defined");
            return true;
        }
        const column& c = p_.columns[found];
        if (c.is_array && !r.has_index) {
            fail(r.where, full + " is an array: which cell?");
        } else if (!c.is_array && r.has_index) {
            fail(r.where, full + " is not an array");
        } else if (r.has_index && r.index >= c.length) {
            fail(r.where, "index " + decimal(r.index) + " is outside " + full + "[" + decimal(c.length) + "]");
        }
        const node_kind kind = c.kind == column_kind::committed ? node_kind::committed
                               : c.kind == column_kind::fixed   ? node_kind::fixed
                                                                : node_kind::intermediate;
        n = {kind, n.next, c.id + static_cast<std::uint32_t>(r.index), 0, 0};
        return in_.skipped[found] == 0;
    }

    /// Erases the statements that `keeps` refuses. (Before its use: clang++ evaluates it at compile time only then.)
    template <class Statement, class Keep>
    constexpr void drop(std::vector<Statement>& all, std::vector<std::uint32_t>& homes, Keep keeps) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < all.size() && !failed(); ++i) {
            if (keeps(all[i])) {
                if (kept != i) {
                    all[kept] = std::move(all[i]);
                    homes[kept] = homes[i];
                }
                ++kept;
            } else {
                in_.notices.push_back(
                    {all[i].where, "statement dropped: it touches a namespace that is left out", false});
            }
        }
        if (!failed()) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
            homes.erase(homes.begin() + static_cast<std::ptrdiff_t>(kept), homes.end());
        }
    }

    /// Resolves everything; statements that touch a left-out namespace, directly or through intermediates, go.
    constexpr void drop_skipped() {
        for (std::size_t i = 0; i < p_.intermediates.size() && !failed(); ++i) {
            states_[i].dropped = !resolve(p_.intermediates[i]);
        }
        visit_all_intermediates();
        drop(p_.identities, p_.identity_namespace, [this](const expression& e) { return keep(e); });
        drop(p_.tuples, p_.tuple_namespace, [this](const tuple_statement& s) {
            bool kept = true;
            for (const side* half : {&s.f, &s.t}) {
                kept = keep(half->selector) && kept;
                for (const expression& e : half->tuple) {
                    kept = keep(e) && kept;
                }
            }
            return kept;
        });
        drop(p_.connections, p_.connection_namespace, [this](const connection& c) {
            bool kept = true;
            for (const auto* list : {&c.columns, &c.cells}) {
                for (const expression& e : *list) {
                    kept = keep(e) && kept;
                }
            }
            return kept;
        });
    }
    constexpr bool keep(const expression& e) {
        if (!resolve(e)) {
            return false;
        }
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const node& n = p_.nodes[i];
            if (n.kind == node_kind::intermediate && states_[n.index].dropped) {
                return false;
            }
        }
        return true;
    }

    /// Depth first without recursion (chains may be long): finds circles and spreads `dropped` to dependants.
    constexpr void visit_all_intermediates() {
        struct frame {
            std::uint32_t id;
            std::uint32_t next_node;
        };
        std::vector<frame> stack;
        for (std::uint32_t first = 0; first < states_.size() && !failed(); ++first) {
            if (states_[first].progress != visit::untouched) {
                continue;
            }
            states_[first].progress = visit::open;
            stack.push_back({first, p_.intermediates[first].begin});
            while (!stack.empty() && !failed()) {
                frame& top = stack.back();
                state& s = states_[top.id];
                if (top.next_node == p_.intermediates[top.id].end) {
                    s.progress = visit::done;
                    stack.pop_back();
                    continue;
                }
                const node& n = p_.nodes[top.next_node];
                if (n.kind != node_kind::intermediate) {
                    ++top.next_node;
                } else if (states_[n.index].progress == visit::done) {
                    s.dropped = s.dropped || states_[n.index].dropped;
                    ++top.next_node;
                } else if (states_[n.index].progress == visit::open) {
                    const column& c = p_.columns[p_.intermediate_column[n.index]];
                    fail(c.where, qualified(p_.namespaces[c.name_space].name, c.name) + " is defined by itself");
                } else {
                    states_[n.index].progress = visit::open;
                    stack.push_back({n.index, p_.intermediates[n.index].begin});
                }
            }
        }
    }

    constexpr std::uint32_t degree(const expression& e) {
        degrees_.assign(e.end - e.begin, 0);
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const node& n = p_.nodes[i];
            const auto at = [&](std::uint32_t j) { return degrees_[j - e.begin]; };
            std::uint32_t d = 0;
            switch (n.kind) {
            case node_kind::committed:
            case node_kind::fixed:
            case node_kind::intermediate:
                d = 1;
                break;
            case node_kind::add:
            case node_kind::sub:
                d = std::max(at(n.left), at(n.right));
                break;
            case node_kind::mul:
                d = std::min(at(n.left) + at(n.right), 1000U);
                break;
            case node_kind::neg:
                d = at(n.left);
                break;
            default:
                break;
            }
            degrees_[i - e.begin] = d;
        }
        return degrees_.back();
    }
    /// Checks the degree of a used expression, counts it if the reference would, and marks what it refers to.
    constexpr void use(const expression& e, bool counts) {
        check_degree(e, counts);
        mark(e);
        while (!pending_.empty() && !failed()) {
            const std::uint32_t id = pending_.back();
            pending_.pop_back();
            check_degree(p_.intermediates[id], true);
            mark(p_.intermediates[id]);
        }
    }
    constexpr void check_degree(const expression& e, bool counts) {
        const std::uint32_t d = degree(e);
        if (d > 2) {
            fail(e.where,
                 "degree " + decimal(d) + " is too high: name a part of it (pol x = ...) so that none exceeds 2");
        }
        if (counts && d == 2) {
            ++p_.quadratic_count;
        }
    }
    constexpr void mark(const expression& e) {
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const node& n = p_.nodes[i];
            if (n.kind == node_kind::intermediate && !states_[n.index].used) {
                states_[n.index].used = true;
                pending_.push_back(n.index);
            }
        }
    }
    constexpr void finish_intermediates() {
        for (const public_declaration& d : p_.publics) {
            if (d.kind == column_kind::intermediate) {
                states_[d.id].used = true;
            }
        }
        for (std::size_t i = 0; i < states_.size() && !failed(); ++i) {
            const column& c = p_.columns[p_.intermediate_column[i]];
            if (!states_[i].used && !states_[i].dropped && !allow_unused_) {
                fail(c.where, qualified(p_.namespaces[c.name_space].name, c.name) + " is used nowhere");
            }
        }
    }

    unresolved_program& in_;
    program& p_;
    bool allow_unused_;
    std::vector<state> states_;
    std::vector<std::uint32_t> degrees_;
    std::vector<std::uint32_t> pending_;
    diagnostic failure_;
};

} // namespace zonogon::pil
