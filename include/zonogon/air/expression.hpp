#pragma once

#include <concepts>
#include <cstdint>

#include <zonogon/air/ir.hpp>

namespace zonogon::air {

class builder;

/// An integer with sign: what a constant of a table is before a field is chosen.
struct integer {
    std::uint64_t magnitude = 0;
    bool negative = false;

    friend constexpr bool operator==(const integer&, const integer&) = default;
};

/// A polynomial in the columns of one builder's table, or a plain integer.
///
/// Cheap to copy; valid while its builder lives. Combining expressions of two builders throws std::invalid_argument.
class expr {
public:
    constexpr expr() = default;
    template <std::integral I>
    constexpr expr(I value)
        : integer_{value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value), value < 0} {}

    friend constexpr expr operator+(const expr& a, const expr& b);
    friend constexpr expr operator-(const expr& a, const expr& b);
    friend constexpr expr operator*(const expr& a, const expr& b);
    constexpr expr operator-() const;
    constexpr expr& operator+=(const expr& b);
    constexpr expr& operator-=(const expr& b);
    constexpr expr& operator*=(const expr& b);

protected:
    friend class builder;
    constexpr expr(builder* owner, node_id id) : owner_(owner), id_(id) {}

    builder* owner_ = nullptr;
    node_id id_ = 0;
    integer integer_;
};

/// A column at the current row; next() is the same column one row further (the last row's next is row 0).
class column : public expr {
public:
    constexpr column() = default;
    constexpr expr next() const;
    /// The column's place in its row of the trace (or of the preprocessed matrix).
    constexpr std::uint32_t index() const noexcept { return index_; }

private:
    friend class builder;
    constexpr column(builder* owner, node_id id, op kind, std::uint32_t index)
        : expr(owner, id), kind_(kind), index_(index) {}

    op kind_ = op::witness;
    std::uint32_t index_ = 0;
};

} // namespace zonogon::air
