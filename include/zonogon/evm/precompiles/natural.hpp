#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/int128.hpp>

namespace zonogon::evm::precompiles {

/// A natural number of any size, limbs least significant first. Leading zero limbs are allowed.
using natural = std::vector<std::uint64_t>;
using limb_view = std::span<const std::uint64_t>;

/// How many limbs are left without the leading zeros.
inline std::size_t significant_limbs(limb_view a) noexcept {
    std::size_t n = a.size();
    while (n > 0 && a[n - 1] == 0) {
        --n;
    }
    return n;
}

/// a * b, in a.size() + b.size() limbs.
inline void multiply_naturals(limb_view a, limb_view b, natural& out) {
    out.assign(a.size() + b.size(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const uint128 t = static_cast<uint128>(a[i]) * b[j] + out[i + j] + carry;
            out[i + j] = static_cast<std::uint64_t>(t);
            carry = static_cast<std::uint64_t>(t >> 64);
        }
        out[i + b.size()] = carry;
    }
}

namespace natural_detail {

/// x -= factor * v for x of v.size() + 1 limbs; whether that borrowed.
inline bool subtract_multiple(std::uint64_t* x, limb_view v, std::uint64_t factor) noexcept {
    std::uint64_t carry = 0;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const uint128 product = static_cast<uint128>(factor) * v[i] + carry;
        carry = static_cast<std::uint64_t>(product >> 64);
        const uint128 t = static_cast<uint128>(x[i]) - static_cast<std::uint64_t>(product) - borrow;
        x[i] = static_cast<std::uint64_t>(t);
        borrow = static_cast<std::uint64_t>(t >> 64) & 1;
    }
    const uint128 t = static_cast<uint128>(x[v.size()]) - carry - borrow;
    x[v.size()] = static_cast<std::uint64_t>(t);
    return (t >> 64) != 0;
}

/// x += v, the carry out of x dropped.
inline void add_back(std::uint64_t* x, limb_view v) noexcept {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const uint128 t = static_cast<uint128>(x[i]) + v[i] + carry;
        x[i] = static_cast<std::uint64_t>(t);
        carry = static_cast<std::uint64_t>(t >> 64);
    }
    x[v.size()] += carry;
}

} // namespace natural_detail

/// A number to divide by, shifted so that its top bit is set (Knuth, TAOCP vol. 2, 4.3.1, algorithm D).
class natural_divisor {
public:
    /// Precondition: m is not zero.
    explicit natural_divisor(limb_view m)
        : limbs_(m.begin(), m.begin() + static_cast<std::ptrdiff_t>(significant_limbs(m))) {
        shift_ = std::countl_zero(limbs_.back());
        shift_left(limbs_);
    }

    std::size_t size() const noexcept { return limbs_.size(); }

    /// Replaces a by its remainder, in size() limbs. Cost: (a.size() - size()) * size() limb products.
    void reduce(natural& a) const {
        const std::size_t n = limbs_.size();
        a.push_back(0);
        a.resize(std::max(a.size(), n + 1));
        shift_left(a);
        const std::uint64_t top = limbs_[n - 1];
        const std::uint64_t second = n > 1 ? limbs_[n - 2] : 0;
        for (std::size_t j = a.size() - n; j-- > 0;) {
            const uint128 head = (static_cast<uint128>(a[j + n]) << 64) | a[j + n - 1];
            // The top limb of the running remainder is at most the divisor's, so the guess fits after this cut.
            uint128 guess = a[j + n] >= top ? ~std::uint64_t{0} : head / top;
            uint128 rest = head - guess * top;
            while ((rest >> 64) == 0 && guess * second > ((rest << 64) | (j + n >= 2 ? a[j + n - 2] : 0))) {
                --guess;
                rest += top;
            }
            if (natural_detail::subtract_multiple(&a[j], limbs_, static_cast<std::uint64_t>(guess))) {
                natural_detail::add_back(&a[j], limbs_);
            }
        }
        a.resize(n);
        if (shift_ != 0) {
            for (std::size_t i = 0; i < n; ++i) {
                a[i] = (a[i] >> shift_) | (i + 1 < n ? a[i + 1] << (64 - shift_) : 0);
            }
        }
    }

private:
    void shift_left(natural& a) const noexcept {
        if (shift_ != 0) {
            for (std::size_t i = a.size(); i-- > 0;) {
                a[i] = (a[i] << shift_) | (i > 0 ? a[i - 1] >> (64 - shift_) : 0);
            }
        }
    }

    natural limbs_;
    int shift_ = 0;
};

/// Multiplication modulo m by remainders: for even m.
class remainder_ring {
public:
    explicit remainder_ring(limb_view m) : divisor_(m) {}

    /// The class of a.
    natural enter(natural a) const {
        divisor_.reduce(a);
        return a;
    }
    natural leave(natural a) const { return a; }
    void multiply(const natural& a, const natural& b, natural& out) {
        multiply_naturals(a, b, product_);
        divisor_.reduce(product_);
        out = product_;
    }

private:
    natural_divisor divisor_;
    natural product_;
};

/// Multiplication modulo an odd m in Montgomery form (Koc, Acar and Kaliski, IEEE Micro 16, 1996, method CIOS).
class montgomery_ring {
public:
    explicit montgomery_ring(limb_view m)
        : m_(m.begin(), m.begin() + static_cast<std::ptrdiff_t>(significant_limbs(m))),
          radix_squared_(2 * m_.size() + 1) {
        std::uint64_t inverse = m_[0]; // right modulo 8; every step doubles the bits that are right
        for (int i = 0; i < 5; ++i) {
            inverse *= 2 - m_[0] * inverse;
        }
        negative_inverse_ = 0 - inverse;
        radix_squared_.back() = 1;
        natural_divisor(m_).reduce(radix_squared_);
    }

    natural enter(natural a) {
        natural_divisor(m_).reduce(a);
        natural out;
        multiply(a, radix_squared_, out);
        return out;
    }
    natural leave(const natural& a) {
        natural one(m_.size());
        one[0] = 1;
        natural out;
        multiply(a, one, out);
        return out;
    }
    void multiply(const natural& a, const natural& b, natural& out) {
        const std::size_t n = m_.size();
        t_.assign(n + 2, 0);
        for (std::size_t i = 0; i < n; ++i) {
            add_product(a[i], b);
            add_product(t_[0] * negative_inverse_, m_);
            std::copy(t_.begin() + 1, t_.end(), t_.begin());
            t_[n + 1] = 0;
        }
        natural reduced = t_;
        const bool below = natural_detail::subtract_multiple(reduced.data(), m_, 1);
        const natural& chosen = below ? t_ : reduced;
        out.assign(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(n));
    }

private:
    /// t += factor * v.
    void add_product(std::uint64_t factor, const natural& v) noexcept {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < v.size(); ++j) {
            const uint128 s = static_cast<uint128>(factor) * v[j] + t_[j] + carry;
            t_[j] = static_cast<std::uint64_t>(s);
            carry = static_cast<std::uint64_t>(s >> 64);
        }
        const uint128 s = static_cast<uint128>(t_[v.size()]) + carry;
        t_[v.size()] = static_cast<std::uint64_t>(s);
        t_[v.size() + 1] += static_cast<std::uint64_t>(s >> 64);
    }

    natural m_;
    natural radix_squared_;
    std::uint64_t negative_inverse_ = 0;
    natural t_;
};

} // namespace zonogon::evm::precompiles
