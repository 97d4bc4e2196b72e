#include <zonogon/curve/secret_multiple.hpp>

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <zonogon/curve/bls12_381.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/secp256k1.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace curve_secret_multiple_tests {

using namespace zonogon;

namespace {

/// What a computation did.
struct operations {
    std::uint64_t sums = 0;
    std::uint64_t products = 0;
    std::uint64_t inverses = 0;
    /// Whoever compares may branch.
    std::uint64_t comparisons = 0;

    friend bool operator==(const operations&, const operations&) = default;
};
operations done;

/// BN254's base field, counting what is done with it.
class counted {
public:
    constexpr counted() = default;
    constexpr explicit counted(std::uint64_t v) : value_(v) {}
    constexpr explicit counted(const field::bn254_base& v) : value_(v) {}
    static constexpr counted zero() { return {}; }
    static constexpr counted one() { return counted{1}; }

    friend constexpr counted operator+(const counted& a, const counted& b) {
        return count(done.sums), counted{a.value_ + b.value_};
    }
    friend constexpr counted operator-(const counted& a, const counted& b) {
        return count(done.sums), counted{a.value_ - b.value_};
    }
    friend constexpr counted operator*(const counted& a, const counted& b) {
        return count(done.products), counted{a.value_ * b.value_};
    }
    constexpr counted operator-() const { return count(done.sums), counted{-value_}; }
    constexpr counted& operator+=(const counted& b) { return *this = *this + b; }
    constexpr counted square() const { return *this * *this; }
    constexpr counted inverse() const { return count(done.inverses), counted{value_.inverse()}; }
    constexpr bool is_zero() const { return count(done.comparisons), value_.is_zero(); }
    [[maybe_unused]] friend constexpr bool operator==(const counted& a, const counted& b) {
        return count(done.comparisons), a.value_ == b.value_;
    }
    constexpr const field::bn254_base& value() const { return value_; }

private:
    static constexpr void count(std::uint64_t& what) {
        if (!std::is_constant_evaluated()) {
            ++what;
        }
    }
    field::bn254_base value_{};
};

struct counted_curve {
    using base_field = counted;
    using scalar_field = field::bn254_scalar;
    using point = curve::affine_point<counted_curve>;
    static constexpr base_field a() { return {}; }
    static constexpr base_field b() { return base_field{3}; }
    static constexpr base_field generator_x() { return base_field{1}; }
    static constexpr base_field generator_y() { return base_field{2}; }
};

std::vector<u256> scalars() {
    std::vector<u256> out{u256{0},
                          u256{1},
                          u256{2},
                          u256{15},
                          u256{16},
                          u256::power_of_two(255),
                          u256::max(),
                          field::bn254_scalar::modulus,
                          field::bn254_scalar::modulus - u256{1},
                          field::bn254_scalar::modulus + u256{1}};
    test::random_stream random(9);
    for (int i = 0; i < 20; ++i) {
        out.push_back(random.element<field::bn254_scalar>().value());
    }
    return out;
}

template <class Curve>
void check_multiples() {
    const auto g = Curve::point::generator();
    for (const u256& k : scalars()) {
        CHECK(curve::multiply_secret(k, g) == curve::multiply(k, g));
    }
    const auto p = curve::multiply(u256{987654321}, g);
    CHECK(curve::multiply_secret(u256{77}, p) == curve::multiply(u256{77}, p));
    CHECK(curve::multiply_secret(u256{77}, typename Curve::point{}).is_zero());
    // Sums without exceptions.
    using complete = curve::complete_point<Curve>;
    const complete zero;
    const complete one(g);
    CHECK((zero + zero).to_affine().is_zero());
    CHECK(zero.doubled().to_affine().is_zero());
    CHECK((one + zero).to_affine() == g);
    CHECK((zero + one).to_affine() == g);
    CHECK((one + one).to_affine() == g.doubled());
    CHECK((one + complete(-g)).to_affine().is_zero());
    CHECK((one.doubled() + one).to_affine() == g + g + g);
}

} // namespace

TEST_CASE("multiples by a secret are multiples", "[curve][secret]") {
    check_multiples<curve::bn254>();
    check_multiples<curve::bn254_twist>();
    check_multiples<curve::secp256k1>();
    check_multiples<curve::bls12_381>();
    check_multiples<curve::bls12_381_twist>();
}

TEST_CASE("what is done for a secret multiple does not depend on the secret", "[curve][secret]") {
    const auto count = [](const auto& multiply, const u256& k, const counted_curve::point& p) {
        done = {};
        const auto q = multiply(k, p);
        const operations out = done;
        CHECK(q.x().value() == curve::multiply(k, curve::bn254::point{p.x().value(), p.y().value()}).x());
        return out;
    };
    const auto secretly = [](const u256& k, const counted_curve::point& p) { return curve::multiply_secret(k, p); };
    const auto openly = [](const u256& k, const counted_curve::point& p) { return curve::multiply(k, p); };
    const auto g = counted_curve::point::generator();
    const operations first = count(secretly, u256{1}, g);
    CHECK(first.products > 2000);
    // Whether P is zero is asked once, by its two coordinates; the secret is no part of that.
    CHECK(first.comparisons <= 2);
    bool differs = false;
    for (const u256& k : scalars()) {
        CHECK(count(secretly, k, g) == first);
        differs = differs || !(count(openly, k, g) == count(openly, u256{1}, g));
    }
    // The count tells: that of the open way moves.
    CHECK(differs);
}

TEST_CASE("a look-up reads what is at the index", "[curve][secret]") {
    using complete = curve::complete_point<curve::bn254>;
    std::array<complete, 5> table;
    for (std::uint64_t i = 0; i < table.size(); ++i) {
        table[i] = complete(curve::multiply(u256{i}, curve::bn254::point::generator()));
    }
    for (std::uint64_t i = 0; i < table.size(); ++i) {
        CHECK(complete::look_up(table, i).to_affine() == curve::multiply(u256{i}, curve::bn254::point::generator()));
    }
}

} // namespace curve_secret_multiple_tests
