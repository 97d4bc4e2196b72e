#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/hash/poseidon2.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::air {

/// Poseidon2 as constraints: a permutation takes `columns` columns of one row, as many permutations stand side by side
/// as the caller describes.
///
/// Columns: the input; the state after every full round; the S-box's output of every partial round, whose other
/// elements are linear in columns. Constraints have degree 3, which for x^7 takes a column more per S-box, for x^3. The
/// last `width` columns are the output. Rows stand alone: a row that is not used holds any permutation.
/// Permutation is a hash::poseidon2.
template <class Permutation>
class poseidon2_table {
    using parameters = typename Permutation::parameters;

public:
    using field = typename Permutation::field;
    using state = typename Permutation::state;
    static constexpr std::size_t width = Permutation::width;
    static constexpr std::size_t columns =
        width + (2 * Permutation::half_full_rounds * width + Permutation::partial_rounds) *
                    (parameters::sbox_exponent == 3 ? 1 : 2);

    /// Where a permutation begins and ends: columns to be bound to something, by a bus for instance.
    struct ends {
        std::array<column, width> input;
        std::array<column, width> output;
    };

    /// Adds the columns name[0], name[1], ... of one permutation, and its constraints.
    static constexpr ends describe(builder& b, std::string_view name = "poseidon2") {
        const std::vector<column> cells = b.witness_array(name, columns);
        ends out;
        std::array<wire, width> s;
        for (std::size_t i = 0; i < width; ++i) {
            out.input[i] = cells[i];
            out.output[i] = cells[columns - width + i];
            s[i] = {cells[i]};
        }
        std::size_t used = width;
        run(s, [&](std::string_view constraint, const wire& value) {
            const column& cell = cells[used++];
            b.assert_equal(constraint, cell, value.value);
            return wire{cell};
        });
        return out;
    }

    /// The cells of one permutation. Precondition: there are `columns` of them.
    static constexpr void fill(state s, std::span<field> cells) {
        std::size_t used = 0;
        for (const field& x : s) {
            cells[used++] = x;
        }
        run(s, [&](std::string_view, const field& value) { return cells[used++] = value; });
    }

    /// The trace of a table of `per_row` permutations side by side; rows are filled up with permutations of zeros.
    static matrix::row_major<field> trace(std::span<const state> inputs, std::size_t per_row = 1) {
        const std::size_t rows = std::bit_ceil((inputs.size() + per_row - 1) / per_row);
        auto out = matrix::row_major<field>::uninitialised(rows, per_row * columns);
        parallel_for(rows * per_row, 256, [&](std::size_t i) {
            fill(i < inputs.size() ? inputs[i] : state{}, out.row(i / per_row).subspan(i % per_row * columns, columns));
        });
        return out;
    }

private:
    /// An expression with the operators that Permutation's linear layers use.
    struct wire {
        expr value;

        friend constexpr wire operator+(const wire& a, const wire& b) { return {a.value + b.value}; }
        friend constexpr wire operator*(const wire& a, const wire& b) { return {a.value * b.value}; }
        friend constexpr wire operator+(const wire& a, const field& b) { return {a.value + constant(b)}; }
        friend constexpr wire operator*(const wire& a, const field& b) { return {a.value * constant(b)}; }
        static constexpr expr constant(const field& x) { return static_cast<std::uint64_t>(x.value()); }
    };

    /// The permutation of Values; keep(constraint's name, value) is called for every value that has a column, in the
    /// columns' order, and returns what goes on in its stead.
    template <class Value, class Keep>
    static constexpr void run(std::array<Value, width>& s, Keep&& keep) {
        Permutation::external_layer(s);
        full_rounds(s, parameters::external_initial, keep);
        for (std::size_t r = 0; r < Permutation::partial_rounds; ++r) {
            s[0] = keep("S-box of a partial round", sbox(s[0] + field{parameters::internal[r]}, keep));
            Permutation::internal_layer(s);
        }
        full_rounds(s, parameters::external_final, keep);
    }

    template <class Value, class Constants, class Keep>
    static constexpr void full_rounds(std::array<Value, width>& s, const Constants& constants, Keep& keep) {
        for (std::size_t r = 0; r < Permutation::half_full_rounds; ++r) {
            for (std::size_t i = 0; i < width; ++i) {
                s[i] = sbox(s[i] + field{constants[r * width + i]}, keep);
            }
            Permutation::external_layer(s);
            for (Value& x : s) {
                x = keep("state after a full round", x);
            }
        }
    }

    template <class Value, class Keep>
    static constexpr Value sbox(const Value& x, Keep& keep) {
        const Value cube = x * x * x;
        if constexpr (parameters::sbox_exponent == 3) {
            return cube;
        } else {
            const Value kept = keep("cube in an S-box", cube);
            return kept * kept * x;
        }
    }
};

} // namespace zonogon::air
