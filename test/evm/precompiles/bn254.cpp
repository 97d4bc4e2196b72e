#include <string>

#include <zonogon/evm/precompiles/bn254_add.hpp>
#include <zonogon/evm/precompiles/bn254_mul.hpp>
#include <zonogon/evm/precompiles/bn254_pairing.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace evm_precompiles_bn254_tests {

using namespace zonogon;
using curve::bn254;
using curve::bn254_twist;
namespace precompiles = evm::precompiles;

namespace {

void append_point(bytes& out, const bn254::point& p) {
    append(out, precompiles::write_bn254(p));
}
void append_point(bytes& out, const bn254_twist::point& q) {
    for (const auto& c : {q.x(), q.y()}) {
        append(out, c.coefficient(1).value().to_bytes());
        append(out, c.coefficient(0).value().to_bytes());
    }
}
/// 1, 0, or -1 for a refusal.
int pair(const bytes& input) {
    const auto out = precompiles::bn254_pairing(input, 1'000'000);
    if (!out.ok) {
        CHECK(out.output.empty());
        return -1;
    }
    CHECK(out.gas == 45000 + 34000 * (input.size() / 192));
    CHECK(out.output.size() == 32);
    return out.output[31];
}

void check(evm::precompile_function run, std::uint64_t price, const nlohmann::json& cases) {
    for (const auto& j : cases) {
        const bytes input = *from_hex(j["input"].get<std::string>());
        const auto out = run(input, price);
        CHECK(out.ok == !j["output"].is_null());
        CHECK_FALSE(run(input, price - 1).ok);
        if (out.ok) {
            CHECK(out.gas == price);
            CHECK(to_hex(out.output) == j["output"].get<std::string>());
        }
    }
}

} // namespace

TEST_CASE("sums and multiples of BN254 points, and what is no point", "[evm][precompiles][bn254]") {
    const auto file = test::load_vector("precompiles/bn254.json");
    check(precompiles::bn254_add, 150, file["add"]);
    check(precompiles::bn254_mul, 6000, file["mul"]);
}

TEST_CASE("pairing checks", "[evm][precompiles][bn254]") {
    const bn254::point g = bn254::point::generator();
    const bn254_twist::point h = bn254_twist::point::generator();
    CHECK(pair({}) == 1);
    CHECK_FALSE(precompiles::bn254_pairing({}, 44999).ok);
    bytes one;
    append_point(one, g);
    append_point(one, h);
    CHECK(pair(one) == 0);
    CHECK_FALSE(precompiles::bn254_pairing(one, 78999).ok);
    bytes two = one;
    append_point(two, -g);
    append_point(two, h);
    CHECK(pair(two) == 1);
    // 6 * 35 = 14 * 15.
    const auto times = [](std::uint64_t k, const auto& p) { return curve::multiply(u256{k}, p); };
    bytes split;
    append_point(split, times(6, g));
    append_point(split, times(35, h));
    append_point(split, -times(14, g));
    append_point(split, times(15, h));
    CHECK(pair(split) == 1);
    split[191] ^= 1;
    CHECK(pair(split) == -1);
    // Points at infinity do not count, and are not left out of the price.
    bytes with_zero = two;
    with_zero.resize(with_zero.size() + 64);
    append_point(with_zero, h);
    append_point(with_zero, g);
    with_zero.resize(with_zero.size() + 128);
    CHECK(pair(with_zero) == 1);
}

TEST_CASE("pairing checks refuse what is not in the groups", "[evm][precompiles][bn254]") {
    const bn254::point g = bn254::point::generator();
    const bn254_twist::point h = bn254_twist::point::generator();
    bytes good;
    append_point(good, g);
    append_point(good, h);
    for (const std::size_t size : {1U, 64U, 191U, 193U}) {
        bytes odd = good;
        odd.resize(size);
        CHECK(pair(odd) == -1);
    }
    // Every coordinate: changed, and written in another way modulo p.
    for (std::size_t i = 0; i < 6; ++i) {
        bytes wrong = good;
        wrong[32 * i + 31] ^= 1;
        CHECK(pair(wrong) == -1);
        const u256 value = u256::from_bytes(byte_view{good}.subspan(32 * i, 32));
        const auto same = (value + field::bn254_base::modulus).to_bytes();
        bytes aliased = good;
        std::copy(same.begin(), same.end(), aliased.begin() + static_cast<std::ptrdiff_t>(32 * i));
        CHECK(pair(aliased) == -1);
    }
    // On the twist but not of order r: x = 1 has no point, so go on until there is one.
    using field::bn254_base;
    using field::bn254_base2;
    for (std::uint64_t x = 1;; ++x) {
        const bn254_base2 abscissa{bn254_base{x}, bn254_base{}};
        const bn254_base2 yy = abscissa.square() * abscissa + bn254_twist::b();
        const auto norm = yy.norm().sqrt();
        if (!norm) {
            continue;
        }
        const bn254_base half = bn254_base{2}.inverse();
        auto first = ((yy.coefficient(0) + *norm) * half).sqrt();
        if (!first) {
            first = ((yy.coefficient(0) - *norm) * half).sqrt();
        }
        const bn254_twist::point q{abscissa, {*first, yy.coefficient(1) * half * first->inverse()}};
        REQUIRE(q.on_curve());
        bytes outside;
        append_point(outside, g);
        append_point(outside, q);
        CHECK(pair(outside) == -1);
        // Neither with a zero beside it.
        bytes hidden(64);
        append_point(hidden, q);
        CHECK(pair(hidden) == -1);
        break;
    }
}

} // namespace evm_precompiles_bn254_tests
