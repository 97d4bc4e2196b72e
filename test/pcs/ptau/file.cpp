#include <zonogon/pcs/ptau/file.hpp>

#include <algorithm>
#include <string>

#include <zonogon/base/little_endian.hpp>

#include "support/catch.hpp"
#include "support/ptau.hpp"

namespace pcs_ptau_file_tests {

using namespace zonogon;
using curve::bn254;
using scalar = field::bn254_scalar;
using file = pcs::ptau::file<>;

namespace {

/// Where a section's header begins.
std::size_t section_at(const bytes& in, std::uint32_t id) {
    const auto parsed = section_file::parse(in, "ptau", 1);
    REQUIRE(parsed);
    const auto section = parsed->section(id);
    REQUIRE(section);
    return static_cast<std::size_t>(section->offset) - 12;
}
void put32(bytes& in, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) {
        in[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
}
std::string refused(const bytes& in) {
    const auto parsed = file::parse(in);
    return parsed ? "" : parsed.why().message;
}

} // namespace

TEST_CASE("snarkjs's powers of tau are read", "[ptau]") {
    const auto parsed = file::parse(test::snarkjs_ptau());
    REQUIRE(parsed);
    CHECK(parsed->power() == 5);
    CHECK(parsed->ceremony_power() == 5);
    CHECK(parsed->prepared());
    CHECK(parsed->tau_g1().size() == 63);
    CHECK(parsed->tau_g2().size() == 32);
    const auto tau_g1 = parsed->tau_g1().read();
    const auto tau_g2 = parsed->tau_g2().read();
    REQUIRE(tau_g1);
    REQUIRE(tau_g2);
    CHECK((*tau_g1)[0] == bn254::point::generator());
    CHECK((*tau_g2)[0] == curve::bn254_twist::point::generator());
    for (const auto& points : {parsed->alpha_tau_g1(), parsed->beta_tau_g1(), parsed->lagrange_g1(6)}) {
        CHECK(points.read());
    }
    CHECK(parsed->beta_g2().read());
    // Sum of w^(i j) L_i(tau) is tau^j.
    for (std::uint32_t k = 0; k <= 6; ++k) {
        const auto lagrange = parsed->lagrange_g1(k).read();
        REQUIRE(lagrange);
        REQUIRE(lagrange->size() == std::size_t{1} << k);
        for (std::size_t j = 0; j < 3 && j < lagrange->size() - (k == 6 ? 1 : 0); ++j) {
            const scalar step = scalar::two_adic_generator(k).pow(j);
            scalar power = scalar::one();
            curve::jacobian_point<bn254> sum;
            for (const auto& p : *lagrange) {
                sum += curve::multiply(power.value(), p);
                power *= step;
            }
            CHECK(sum.to_affine() == (*tau_g1)[j]);
        }
    }
    const auto in_g2 = parsed->lagrange_g2(4).read();
    const auto with_alpha = parsed->lagrange_alpha_g1(5).read();
    const auto with_beta = parsed->lagrange_beta_g1(5).read();
    REQUIRE(in_g2);
    curve::jacobian_point<curve::bn254_twist> sum_g2;
    for (const auto& p : *in_g2) {
        sum_g2 += p;
    }
    CHECK(sum_g2.to_affine() == (*tau_g2)[0]);
    curve::jacobian_point<bn254> sum_alpha;
    curve::jacobian_point<bn254> sum_beta;
    for (std::size_t i = 0; i < 32; ++i) {
        sum_alpha += (*with_alpha)[i];
        sum_beta += (*with_beta)[i];
    }
    CHECK(sum_alpha.to_affine() == parsed->alpha_tau_g1().unchecked(0));
    CHECK(sum_beta.to_affine() == parsed->beta_tau_g1().unchecked(0));
}

TEST_CASE("a file of powers that is not whole is refused with a reason", "[ptau]") {
    const bytes& good = test::snarkjs_ptau();
    for (std::size_t size = 0; size < good.size(); size += 97) {
        REQUIRE_FALSE(file::parse(byte_view(good).first(size)));
    }
    bytes longer = good;
    longer.push_back(0);
    CHECK_FALSE(file::parse(longer));
    for (std::uint32_t id = 1; id <= 15; id = id == 7 ? 12 : id + 1) {
        INFO(id);
        const std::size_t at = section_at(good, id);
        // Missing, and there twice.
        bytes changed = good;
        put32(changed, at, 99);
        CHECK_FALSE(refused(changed).empty());
        if (id != 1) {
            changed = good;
            put32(changed, section_at(good, 1), id);
            CHECK_FALSE(refused(changed).empty());
            changed = good;
            put32(changed, at, id == 2 ? 3 : 2);
            CHECK_FALSE(refused(changed).empty());
        }
    }
    // The header: size of a coordinate, prime, powers.
    const std::size_t header = section_at(good, 1) + 12;
    for (const std::size_t at : {std::size_t{0}, std::size_t{4}, std::size_t{35}, std::size_t{36}}) {
        bytes changed = good;
        changed[header + at] ^= 1;
        CHECK_FALSE(refused(changed).empty());
    }
    for (const std::uint32_t power : {4U, 6U, 29U, 64U, 0xffffffffU}) {
        bytes changed = good;
        put32(changed, header + 36, power);
        put32(changed, header + 40, std::max(power, 5U));
        CHECK_FALSE(refused(changed).empty());
    }
    bytes truncated = good;
    put32(truncated, header + 40, 20);
    CHECK(file::parse(truncated));
    put32(truncated, header + 40, 4);
    CHECK(refused(truncated).find("do not go together") != std::string::npos);
}

TEST_CASE("points that are none are refused as they are read", "[ptau]") {
    const bytes& good = test::snarkjs_ptau();
    const std::size_t at = section_at(good, 2) + 12;
    const auto reason = [](const bytes& in) {
        const auto parsed = file::parse(in);
        REQUIRE(parsed);
        const auto points = parsed->tau_g1().read();
        return points ? "" : points.why().message;
    };
    CHECK(reason(good).empty());
    bytes changed = good;
    changed[at + 64 * 7] ^= 1;
    CHECK(reason(changed) == "point 7 is not on the curve");
    changed[at + 64 * 3 + 33] ^= 1;
    CHECK(reason(changed) == "point 3 is not on the curve");
    // x + p for x is the same residue, but no encoding of it.
    changed = good;
    const auto value = load_u256_little_endian(changed.data() + at + 64 * 5) + bn254::base_field::modulus;
    for (std::size_t i = 0; i < 32; ++i) {
        changed[at + 64 * 5 + i] = value.byte(i);
    }
    CHECK(reason(changed) == "point 5: a coordinate is not below the modulus");
    const auto parsed = file::parse(changed);
    CHECK_FALSE(parsed->tau_g1().at(5));
    CHECK(parsed->tau_g1().at(4));
    // Zero is (0, 0).
    std::fill_n(changed.begin() + static_cast<std::ptrdiff_t>(at + 64 * 5), 64, std::uint8_t{0});
    CHECK(reason(changed).empty());
    CHECK(file::parse(changed)->tau_g1().unchecked(5).is_zero());
}

} // namespace pcs_ptau_file_tests
