#include <random>

#include <zonogon/evm/precompiles/modexp.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace evm_precompiles_modexp_tests {

using namespace zonogon;
namespace precompiles = evm::precompiles;

namespace {

bytes lengths(const u256& base, const u256& exponent, const u256& modulus) {
    bytes out;
    append(out, base.to_bytes());
    append(out, exponent.to_bytes());
    append(out, modulus.to_bytes());
    return out;
}
std::string run(const std::string& input) {
    const auto out = precompiles::modexp(*from_hex(input), 1'000'000);
    return out.ok ? to_hex(out.output) : "refused";
}

} // namespace

TEST_CASE("modular powers of all sizes come out as Python's", "[evm][precompiles][modexp]") {
    const auto vector = test::load_vector("precompiles/modexp.json");
    for (const auto& j : vector["cases"]) {
        INFO(j["note"]);
        const bytes input = *from_hex(j["input"].get<std::string>());
        const auto berlin = j["gasBerlin"].get<std::uint64_t>();
        const auto byzantium = j["gasByzantium"].get<std::uint64_t>();
        const auto out = precompiles::modexp(input, berlin);
        CHECK(out.ok);
        CHECK(out.gas == berlin);
        CHECK(to_hex(out.output) == j["output"].get<std::string>());
        CHECK_FALSE(precompiles::modexp(input, berlin - 1).ok);
        const auto old = precompiles::modexp_byzantium(input, byzantium);
        CHECK(old.ok);
        CHECK(old.gas == byzantium);
        CHECK(old.output == out.output);
        if (byzantium > 0) {
            CHECK_FALSE(precompiles::modexp_byzantium(input, byzantium - 1).ok);
        }
    }
}

TEST_CASE("the examples of EIP-198", "[evm][precompiles][modexp]") {
    const std::string prime_less_one = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e";
    const std::string prime = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f";
    const std::string zero(64, '0');
    const std::string one = std::string(63, '0') + "1";
    const std::string two = std::string(63, '0') + "2";
    const std::string thirty_two = std::string(62, '0') + "20";
    CHECK(run("0x" + one + thirty_two + thirty_two + "03" + prime_less_one + prime) == "0x" + one);
    CHECK(precompiles::modexp_byzantium(*from_hex("0x" + one + thirty_two + thirty_two + "03" + prime_less_one + prime),
                                        20000)
              .gas == 13056);
    CHECK(run("0x" + zero + thirty_two + thirty_two + prime_less_one + prime) == "0x" + zero);
    CHECK(run("0x" + zero + thirty_two + std::string(64, 'f') + prime_less_one + prime) == "refused");
    const std::string expected = "0x3b01b01ac41f2d6e917c6d6a221ce793802469026d9ab7578fa2e79e4da6aaab";
    CHECK(run("0x" + one + two + thirty_two + "03ffff80" + std::string(62, '0') + "07") == expected);
    CHECK(run("0x" + one + two + thirty_two + "03ffff80") == expected);
}

TEST_CASE("lengths that no gas pays for are refused, those that cost nothing are not", "[evm][precompiles][modexp]") {
    const std::uint64_t all = ~std::uint64_t{0};
    const u256 huge = u256::max();
    CHECK_FALSE(precompiles::modexp(lengths(huge, huge, huge), all).ok);
    CHECK_FALSE(precompiles::modexp(lengths(huge, {}, u256{1}), all).ok);
    CHECK_FALSE(precompiles::modexp(lengths(u256{1}, {}, huge), all).ok);
    CHECK_FALSE(precompiles::modexp(lengths(u256{1}, huge, u256{1}), all).ok);
    CHECK_FALSE(precompiles::modexp(lengths(u256{1} << 22, u256{1}, u256{1} << 22), 30'000'000).ok);
    CHECK(precompiles::modexp(lengths({}, huge, {}), 200).ok);
    CHECK(precompiles::modexp(lengths({}, huge, {}), 200).output.empty());
    CHECK(precompiles::modexp({}, 200).ok);
    CHECK(precompiles::modexp(lengths(u256{1}, u256{1}, {}), 200).output.empty());
    // Numbers that the input does not have are zero.
    CHECK(precompiles::modexp(lengths(u256{40}, u256{40}, u256{40}), 10000).output == bytes(40));
}

TEST_CASE("remainders of random bytes are consistent", "[evm][precompiles][modexp]") {
    // a = q m + r with r < m: build a from q, m and r and reduce it.
    std::mt19937_64 random(3);
    const auto number = [&random](std::size_t limbs) {
        precompiles::natural out(limbs);
        for (std::uint64_t& limb : out) {
            const std::uint64_t kind = random() % 4;
            limb = kind == 0 ? 0 : kind == 1 ? ~std::uint64_t{0} : kind == 2 ? std::uint64_t{1} << 63 : random();
        }
        return out;
    };
    for (int round = 0; round < 2000; ++round) {
        precompiles::natural m = number(1 + random() % 5);
        m.back() |= 1;
        const precompiles::natural q = number(random() % 6);
        precompiles::natural r = number(m.size());
        precompiles::natural_divisor(m).reduce(r);
        precompiles::natural a;
        precompiles::multiply_naturals(m, q, a);
        uint128 carry = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            carry += static_cast<uint128>(a[i]) + (i < r.size() ? r[i] : 0);
            a[i] = static_cast<std::uint64_t>(carry);
            carry >>= 64;
        }
        precompiles::natural_divisor(m).reduce(a);
        REQUIRE(a == r);
    }
}

} // namespace evm_precompiles_modexp_tests
