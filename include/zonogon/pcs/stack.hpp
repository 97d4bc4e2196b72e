#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/packed/packed.hpp>

namespace zonogon::pcs {

/// generator^(2^max_log_stack): columns are extended to cosets code_shift * K, whatever their stacking.
template <class Config>
constexpr typename Config::field code_shift() noexcept {
    auto out = Config::field::generator();
    for (std::size_t i = 0; i < Config::parameters.max_log_stack; ++i) {
        out = out.square();
    }
    return out;
}

/// The shift of the coset that stacked columns live on: its power 2^log_stack is code_shift.
/// Precondition: log_stack <= max_log_stack.
template <class Config>
constexpr typename Config::field stack_shift(std::size_t log_stack) noexcept {
    auto out = Config::field::generator();
    for (std::size_t i = log_stack; i < Config::parameters.max_log_stack; ++i) {
        out = out.square();
    }
    return out;
}

/// Evaluates polynomials from their parts: f(x) = sum over j < k of x^j f_j(x^k), k = 2^log_stack, on the k points x
/// with one x^k, which are neighbours in bit-reversed order.
template <class F>
class stack_transform {
public:
    /// `shift` and 2^log_rows: the coset of the x^k has that size, and that of the x the shift.
    stack_transform(std::size_t log_rows, std::size_t log_stack, F shift)
        : firsts_(log_stack == 0 ? 0 : std::size_t{1} << log_rows), roots_(std::size_t{1} << log_stack) {
        if (log_stack == 0) {
            return;
        }
        firsts_[0] = shift;
        for (std::size_t known = 1; known < firsts_.size(); known *= 2) {
            const F step = F::two_adic_generator(log2_strict(2 * known) + log_stack);
            for (std::size_t r = 0; r < known; ++r) {
                firsts_[known + r] = firsts_[r] * step;
            }
        }
        for (std::size_t half = 1; half < roots_.size(); half *= 2) {
            const F step = F::two_adic_generator(log2_strict(2 * half));
            F root = F::one();
            for (std::size_t t = 0; t < half; ++t, root *= step) {
                roots_[half + t] = root;
            }
        }
    }

    /// Row j of `block` (k rows of `width`) holds f_j at point `row` of the x^k; becomes the values at the k points.
    void operator()(std::size_t row, F* block, std::size_t width) const {
        const std::size_t k = roots_.size();
        if (k == 1) {
            return;
        }
        F power = firsts_[row];
        for (std::size_t j = 1; j < k; ++j, power *= firsts_[row]) {
            scale(block + j * width, power, width);
        }
        for (std::size_t half = k / 2; half != 0; half /= 2) {
            for (std::size_t start = 0; start < k; start += 2 * half) {
                for (std::size_t t = 0; t < half; ++t) {
                    butterfly(block + (start + t) * width, block + (start + t + half) * width, roots_[half + t], width);
                }
            }
        }
    }

private:
    using vector = packed::vector_of<F>;

    static void scale(F* values, F factor, std::size_t width) {
        std::size_t i = 0;
        const vector factors = vector::broadcast(factor);
        for (; i + vector::width <= width; i += vector::width) {
            (vector::load(values + i) * factors).store(values + i);
        }
        for (; i < width; ++i) {
            values[i] *= factor;
        }
    }
    static void butterfly(F* a, F* b, F root, std::size_t width) {
        std::size_t i = 0;
        const vector roots = vector::broadcast(root);
        for (; i + vector::width <= width; i += vector::width) {
            const vector x = vector::load(a + i);
            const vector y = vector::load(b + i);
            (x + y).store(a + i);
            ((x - y) * roots).store(b + i);
        }
        for (; i < width; ++i) {
            const F x = a[i];
            const F y = b[i];
            a[i] = x + y;
            b[i] = (x - y) * root;
        }
    }

    /// Per row the first of its k points.
    std::vector<F> firsts_;
    /// roots_[half + t]: power t of a root of order 2 * half.
    std::vector<F> roots_;
};

/// Columns on their extension domain, seen as k = 2^log_stack times fewer columns of k times the height: stacked column
/// s is sum over j < k of x^j f_(j w + s)(x^k), w being the stacked width; columns beyond the last are zero. Rows of
/// the stacked matrix are computed when asked for.
template <class F>
class stacked_matrix {
public:
    /// `columns` in bit-reversed order; `shift` is that of the coset of the stacked columns.
    stacked_matrix(matrix::row_major<F> columns, std::size_t log_stack, F shift)
        : columns_(std::move(columns)), transform_(log2_strict(columns_.height()), log_stack, shift),
          log_stack_(log_stack) {}

    const matrix::row_major<F>& columns() const noexcept { return columns_; }
    std::size_t log_stack() const noexcept { return log_stack_; }
    std::size_t height() const noexcept { return columns_.height() << log_stack_; }
    std::size_t width() const noexcept { return (columns_.width() + (std::size_t{1} << log_stack_) - 1) >> log_stack_; }

    /// Writes rows begin <= i < end, one every `stride` elements. Cheapest in whole blocks of 2^log_stack rows.
    void copy_rows(std::size_t begin, std::size_t end, F* out, std::size_t stride) const {
        const std::size_t w = width();
        std::vector<F> block(w << log_stack_);
        for (std::size_t i = begin; i < end;) {
            const std::size_t row = i >> log_stack_;
            const std::span<const F> from = columns_.row(row);
            std::ranges::fill(std::ranges::copy(from, block.begin()).out, block.end(), F::zero());
            transform_(row, block.data(), w);
            for (; i < end && i >> log_stack_ == row; ++i, out += stride) {
                std::copy_n(block.begin() + static_cast<std::ptrdiff_t>((i - (row << log_stack_)) * w), w, out);
            }
        }
    }

private:
    matrix::row_major<F> columns_;
    stack_transform<F> transform_;
    std::size_t log_stack_ = 0;
};

} // namespace zonogon::pcs
