#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/air/canonical.hpp>
#include <zonogon/air/expression.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/air/owned_ir.hpp>

namespace zonogon::air {

/// Describes one table in C++ and yields its constraint IR.
///
/// Equal subexpressions are stored once, integers are folded, nothing that no constraint or bus reads is kept, and the
/// result does not depend on the order in which a compiler evaluates the operands of an expression (see canonical.hpp);
/// columns, though, are numbered in the order of the calls that make them. Works at run time and in constant evaluation
/// (see freeze.hpp). Misuse throws std::invalid_argument, which in constant
/// evaluation is a compile error at the place of misuse.
class builder {
public:
    constexpr builder() = default;
    builder(const builder&) = delete;
    builder& operator=(const builder&) = delete;

    /// A column of the trace, filled anew for every proof.
    constexpr column witness(std::string_view name) { return add_column(op::witness, witness_names_, name); }
    /// `count` columns named name[0], name[1], ...
    constexpr std::vector<column> witness_array(std::string_view name, std::size_t count) {
        std::vector<column> out;
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back(add_column(op::witness, witness_names_, indexed(name, i)));
        }
        return out;
    }
    /// A column fixed with the verifying key; the table then has one height only.
    constexpr column preprocessed(std::string_view name) {
        return add_column(op::preprocessed, preprocessed_names_, name);
    }
    constexpr std::vector<column> preprocessed_array(std::string_view name, std::size_t count) {
        std::vector<column> out;
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back(add_column(op::preprocessed, preprocessed_names_, indexed(name, i)));
        }
        return out;
    }
    /// A column that repeats `values` (a power of two of them) for ever; the table's height is at least that many.
    constexpr expr periodic(std::string_view, std::span<const std::uint64_t> values) {
        if (!std::has_single_bit(values.size())) {
            throw std::invalid_argument("the period of a periodic column must be a power of two");
        }
        const auto index = static_cast<std::uint32_t>(periodic_columns_.size());
        periodic_columns_.push_back(
            {static_cast<std::uint32_t>(periodic_values_.size()), static_cast<std::uint32_t>(values.size())});
        periodic_values_.insert(periodic_values_.end(), values.begin(), values.end());
        return intern({op::periodic, index, 0});
    }
    constexpr expr periodic(std::string_view name, std::initializer_list<std::uint64_t> values) {
        return periodic(name, std::span<const std::uint64_t>{values.begin(), values.size()});
    }
    /// The table's public value number `index`; the table has as many as the largest index asks for.
    constexpr expr public_value(std::uint32_t index) {
        public_count_ = index + 1 > public_count_ ? index + 1 : public_count_;
        return intern({op::public_value, index, 0});
    }
    /// 1 on row 0, else 0.
    constexpr expr first_row() { return intern({op::first_row, 0, 0}); }
    /// 1 on the last row, else 0.
    constexpr expr last_row() { return intern({op::last_row, 0, 0}); }
    /// 1 on every row but the last.
    constexpr expr transition() { return intern({op::transition, 0, 0}); }

    /// Demands that `value` is zero on every row, the last included (where next() is row 0).
    constexpr void assert_zero(std::string_view name, const expr& value) {
        constraints_.push_back({lift(value), intern_name(names_, name)});
    }
    constexpr void assert_equal(std::string_view name, const expr& a, const expr& b) { assert_zero(name, a - b); }
    /// Demands that a column (or expression) is 0 or 1.
    constexpr void assert_bool(std::string_view name, const expr& value) { assert_zero(name, value * (value - 1)); }
    /// The same, named after the column.
    constexpr void assert_bool(const column& value) {
        const auto& list = value.kind_ == op::witness ? witness_names_ : preprocessed_names_;
        text name = list[value.index_];
        for (const char c : std::string_view{" is 0 or 1"}) {
            name.push_back(c);
        }
        assert_bool(as_view(name), value);
    }

    /// On every row, sends the tuple `multiplicity` times to the bus; see ir.hpp.
    constexpr void send(std::string_view bus, std::span<const expr> tuple, const expr& multiplicity = 1) {
        interact(direction::send, bus, tuple, multiplicity);
    }
    constexpr void send(std::string_view bus, std::initializer_list<expr> tuple, const expr& multiplicity = 1) {
        interact(direction::send, bus, {tuple.begin(), tuple.size()}, multiplicity);
    }
    constexpr void receive(std::string_view bus, std::span<const expr> tuple, const expr& multiplicity = 1) {
        interact(direction::receive, bus, tuple, multiplicity);
    }
    constexpr void receive(std::string_view bus, std::initializer_list<expr> tuple, const expr& multiplicity = 1) {
        interact(direction::receive, bus, {tuple.begin(), tuple.size()}, multiplicity);
    }

    constexpr std::size_t witness_width() const noexcept { return witness_names_.size(); }
    constexpr std::size_t preprocessed_width() const noexcept { return preprocessed_names_.size(); }

    /// The finished description, without nodes that nothing reads.
    constexpr owned_ir build() const;

private:
    friend class expr;
    friend class column;
    friend constexpr expr operator+(const expr& a, const expr& b);
    friend constexpr expr operator-(const expr& a, const expr& b);
    friend constexpr expr operator*(const expr& a, const expr& b);

    using text = std::vector<char>;

    static constexpr text indexed(std::string_view name, std::size_t i) {
        text out(name.begin(), name.end());
        out.push_back('[');
        std::size_t scale = 1;
        while (i / scale >= 10) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            out.push_back(static_cast<char>('0' + i / scale % 10));
        }
        out.push_back(']');
        return out;
    }
    static constexpr std::string_view as_view(const text& t) { return {t.data(), t.size()}; }

    constexpr column add_column(op kind, std::vector<text>& list, std::string_view name) {
        return add_column(kind, list, text(name.begin(), name.end()));
    }
    constexpr column add_column(op kind, std::vector<text>& list, text name) {
        const auto index = static_cast<std::uint32_t>(list.size());
        list.push_back(std::move(name));
        return column{this, intern({kind, index, 0}).id_, kind, index};
    }
    static constexpr std::uint32_t intern_name(std::vector<text>& list, std::string_view name) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (as_view(list[i]) == name) {
                return static_cast<std::uint32_t>(i);
            }
        }
        list.emplace_back(name.begin(), name.end());
        return static_cast<std::uint32_t>(list.size() - 1);
    }
    constexpr void interact(direction way, std::string_view bus, std::span<const expr> tuple,
                            const expr& multiplicity) {
        if (tuple.empty()) {
            throw std::invalid_argument("a bus tuple must have at least one value");
        }
        const auto begin = static_cast<std::uint32_t>(tuple_nodes_.size());
        for (const expr& value : tuple) {
            tuple_nodes_.push_back(lift(value));
        }
        interactions_.push_back(
            {intern_name(bus_names_, bus), way, lift(multiplicity), begin, static_cast<std::uint32_t>(tuple.size())});
    }

    // The graph with each distinct node once: `buckets_` is an open-addressing table of node number + 1.
    constexpr expr intern(node n) {
        if ((nodes_.size() + 1) * 2 > buckets_.size()) {
            grow();
        }
        std::size_t at = hash(n) & (buckets_.size() - 1);
        while (buckets_[at] != 0) {
            if (nodes_[buckets_[at] - 1] == n) {
                return {this, buckets_[at] - 1};
            }
            at = (at + 1) & (buckets_.size() - 1);
        }
        nodes_.push_back(n);
        buckets_[at] = static_cast<node_id>(nodes_.size());
        return {this, static_cast<node_id>(nodes_.size() - 1)};
    }
    constexpr void grow() {
        buckets_.assign(buckets_.empty() ? 64 : buckets_.size() * 2, 0);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            std::size_t at = hash(nodes_[i]) & (buckets_.size() - 1);
            while (buckets_[at] != 0) {
                at = (at + 1) & (buckets_.size() - 1);
            }
            buckets_[at] = static_cast<node_id>(i + 1);
        }
    }
    static constexpr std::size_t hash(const node& n) noexcept {
        std::uint64_t h = (static_cast<std::uint64_t>(n.a) << 32 | n.b) * 0x9e3779b97f4a7c15ULL;
        h ^= static_cast<std::uint64_t>(n.kind) * 0xff51afd7ed558ccdULL;
        return static_cast<std::size_t>(h ^ (h >> 29));
    }

    constexpr expr constant(const integer& value) {
        if (value.negative) {
            const node_id positive = constant({value.magnitude, false}).id_;
            return intern({op::neg, positive, 0});
        }
        std::size_t i = 0;
        while (i < constants_.size() && constants_[i] != value.magnitude) {
            ++i;
        }
        if (i == constants_.size()) {
            constants_.push_back(value.magnitude);
        }
        return intern({op::constant, static_cast<std::uint32_t>(i), 0});
    }
    constexpr node_id lift(const expr& e) {
        if (e.owner_ == nullptr) {
            return constant(e.integer_).id_;
        }
        if (e.owner_ != this) {
            throw std::invalid_argument("an expression of one table's builder was used in another's");
        }
        return e.id_;
    }
    /// Whether the node is an integer, and which.
    constexpr bool as_integer(const expr& e, integer& out) const {
        if (e.owner_ == nullptr) {
            out = e.integer_;
            return true;
        }
        const node& n = nodes_[e.id_];
        if (n.kind == op::constant) {
            out = {constants_[n.a], false};
            return true;
        }
        if (n.kind == op::neg && nodes_[n.a].kind == op::constant) {
            out = {constants_[nodes_[n.a].a], true};
            return true;
        }
        return false;
    }
    static constexpr bool fold_add(const integer& a, const integer& b, integer& out) {
        if (a.negative == b.negative) {
            out = {a.magnitude + b.magnitude, a.negative};
            return out.magnitude >= a.magnitude;
        }
        const bool a_larger = a.magnitude >= b.magnitude;
        out.magnitude = a_larger ? a.magnitude - b.magnitude : b.magnitude - a.magnitude;
        out.negative = out.magnitude != 0 && (a_larger ? a.negative : b.negative);
        return true;
    }
    static constexpr bool fold_mul(const integer& a, const integer& b, integer& out) {
        out.magnitude = a.magnitude * b.magnitude;
        out.negative = out.magnitude != 0 && a.negative != b.negative;
        return a.magnitude == 0 || out.magnitude / a.magnitude == b.magnitude;
    }
    static constexpr expr plain(const integer& value) {
        expr out;
        out.integer_ = value;
        return out;
    }

    constexpr expr add(const expr& a, const expr& b) {
        integer i;
        integer j;
        const bool a_known = as_integer(a, i);
        const bool b_known = as_integer(b, j);
        if (integer sum; a_known && b_known && fold_add(i, j, sum)) {
            return constant(sum);
        }
        if (a_known && i.magnitude == 0) {
            return {this, lift(b)};
        }
        if (b_known && j.magnitude == 0) {
            return {this, lift(a)};
        }
        if (b_known && j.negative) {
            return intern({op::sub, lift(a), constant({j.magnitude, false}).id_});
        }
        if (a_known && i.negative) {
            return intern({op::sub, lift(b), constant({i.magnitude, false}).id_});
        }
        const node_id x = lift(a);
        const node_id y = lift(b);
        if (nodes_[y].kind == op::neg) {
            return sub(expr{this, x}, expr{this, nodes_[y].a});
        }
        if (nodes_[x].kind == op::neg) {
            return sub(expr{this, y}, expr{this, nodes_[x].a});
        }
        return intern({op::add, x < y ? x : y, x < y ? y : x});
    }
    constexpr expr sub(const expr& a, const expr& b) {
        integer i;
        integer j;
        const bool a_known = as_integer(a, i);
        const bool b_known = as_integer(b, j);
        if (b_known && (a_known || j.negative || j.magnitude == 0)) {
            return add(a, plain({j.magnitude, j.magnitude != 0 && !j.negative}));
        }
        if (a_known && i.magnitude == 0) {
            return negate(b);
        }
        const node_id x = lift(a);
        const node_id y = lift(b);
        if (x == y) {
            return constant({});
        }
        if (nodes_[y].kind == op::neg) {
            return add(expr{this, x}, expr{this, nodes_[y].a});
        }
        return intern({op::sub, x, y});
    }
    constexpr expr negate(const expr& a) {
        const node_id x = lift(a);
        if (nodes_[x].kind == op::neg) {
            return {this, nodes_[x].a};
        }
        if (nodes_[x].kind == op::sub) {
            return intern({op::sub, nodes_[x].b, nodes_[x].a});
        }
        return intern({op::neg, x, 0});
    }
    constexpr expr mul(const expr& a, const expr& b) {
        integer i;
        integer j;
        const bool a_known = as_integer(a, i);
        const bool b_known = as_integer(b, j);
        if (integer product; a_known && b_known && fold_mul(i, j, product)) {
            return constant(product);
        }
        if (a_known && !b_known) {
            return scale(b, i);
        }
        if (b_known && !a_known) {
            return scale(a, j);
        }
        const node_id x = lift(a);
        const node_id y = lift(b);
        return intern({op::mul, x < y ? x : y, x < y ? y : x});
    }
    constexpr expr scale(const expr& a, const integer& by) {
        if (by.magnitude == 0) {
            return constant({});
        }
        expr out{this, lift(a)};
        if (by.magnitude != 1) {
            const node_id x = lift(a);
            const node_id y = constant({by.magnitude, false}).id_;
            out = intern({op::mul, x < y ? x : y, x < y ? y : x});
        }
        return by.negative ? negate(out) : out;
    }

    std::vector<node> nodes_;
    std::vector<node_id> buckets_;
    std::vector<std::uint64_t> constants_;
    std::vector<constraint> constraints_;
    std::vector<interaction> interactions_;
    std::vector<node_id> tuple_nodes_;
    std::vector<text> witness_names_;
    std::vector<text> preprocessed_names_;
    std::vector<text> names_;
    std::vector<text> bus_names_;
    std::vector<ir::period> periodic_columns_;
    std::vector<std::uint64_t> periodic_values_;
    std::uint32_t public_count_ = 0;
};

constexpr expr operator+(const expr& a, const expr& b) {
    if (builder* owner = a.owner_ != nullptr ? a.owner_ : b.owner_; owner != nullptr) {
        return owner->add(a, b);
    }
    integer out;
    if (!builder::fold_add(a.integer_, b.integer_, out)) {
        throw std::invalid_argument("an integer constant exceeds 64 bits");
    }
    return builder::plain(out);
}

constexpr expr operator-(const expr& a, const expr& b) {
    if (builder* owner = a.owner_ != nullptr ? a.owner_ : b.owner_; owner != nullptr) {
        return owner->sub(a, b);
    }
    const integer minus{b.integer_.magnitude, b.integer_.magnitude != 0 && !b.integer_.negative};
    return a + builder::plain(minus);
}

constexpr expr operator*(const expr& a, const expr& b) {
    if (builder* owner = a.owner_ != nullptr ? a.owner_ : b.owner_; owner != nullptr) {
        return owner->mul(a, b);
    }
    integer out;
    if (!builder::fold_mul(a.integer_, b.integer_, out)) {
        throw std::invalid_argument("an integer constant exceeds 64 bits");
    }
    return builder::plain(out);
}

constexpr expr expr::operator-() const {
    return expr{} - *this;
}

constexpr expr& expr::operator+=(const expr& b) {
    return *this = *this + b;
}

constexpr expr& expr::operator-=(const expr& b) {
    return *this = *this - b;
}

constexpr expr& expr::operator*=(const expr& b) {
    return *this = *this * b;
}

constexpr expr column::next() const {
    return owner_->intern({kind_, index_, 1});
}

constexpr owned_ir builder::build() const {
    owned_ir out;
    canonical_graph graph(nodes_, constants_);
    for (const constraint& c : constraints_) {
        out.constraints.push_back({graph.take(c.root), c.name});
    }
    for (const node_id id : tuple_nodes_) {
        out.tuple_nodes.push_back(graph.take(id));
    }
    for (interaction i : interactions_) {
        i.multiplicity = graph.take(i.multiplicity);
        out.interactions.push_back(i);
    }
    out.nodes = std::move(graph).nodes();
    // NOLINTNEXTLINE(bugprone-use-after-move): each takes a part of it
    out.constants = std::move(graph).constants();
    out.periodic_columns = periodic_columns_;
    out.periodic_values = periodic_values_;
    out.public_count = public_count_;
    const auto views = [](const std::vector<text>& list) {
        std::vector<std::string_view> result;
        for (const text& t : list) {
            result.push_back(as_view(t));
        }
        return result;
    };
    out.set_names(views(witness_names_), views(preprocessed_names_), views(names_), views(bus_names_));
    return out;
}

} // namespace zonogon::air
