#include <algorithm>
#include <string>

#include <zonogon/pcs/ptau/accumulator.hpp>
#include <zonogon/pcs/ptau/check_contributions.hpp>
#include <zonogon/pcs/ptau/check_powers.hpp>
#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/prepare.hpp>
#include <zonogon/pcs/ptau/write.hpp>

#include "support/catch.hpp"
#include "support/ptau.hpp"
#include "support/test_randomness.hpp"

namespace pcs_ptau_ceremony_tests {

using namespace zonogon;
using namespace zonogon::pcs;
using file = ptau::file<>;

namespace {

/// Everything that can be checked of a file.
std::string refused(const bytes& in) {
    const auto parsed = file::parse(in);
    if (!parsed) {
        return parsed.why().message;
    }
    test::test_randomness random(1);
    if (const status s = ptau::check_contributions(*parsed); !s) {
        return s.why().message;
    }
    if (const status s = ptau::check_powers(*parsed, random); !s) {
        return s.why().message;
    }
    if (parsed->prepared()) {
        if (const status s = ptau::check_lagrange(*parsed, random); !s) {
            return s.why().message;
        }
    }
    return "";
}

} // namespace

TEST_CASE("snarkjs's file is written the same, its prepared sections included", "[ptau]") {
    const auto parsed = file::parse(test::snarkjs_ptau());
    const auto acc = ptau::read_accumulator(*parsed);
    REQUIRE(acc);
    const auto bases = ptau::prepare(*acc);
    const bytes ours = ptau::write_file(*acc, &bases);
    CHECK(std::ranges::equal(ours, test::snarkjs_ptau()));
    CHECK(refused(ptau::write_file(*acc)).empty());
}

TEST_CASE("a ceremony from nothing: contributions, beacon, preparation", "[ptau]") {
    test::test_randomness random(7);
    for (const std::uint32_t power : {0U, 1U, 3U}) {
        INFO(power);
        auto acc = ptau::fresh_accumulator(power);
        CHECK(refused(ptau::write_file(acc)).find("nobody has contributed") != std::string::npos);
        REQUIRE(ptau::contribute(acc, random, "one"));
        CHECK(refused(ptau::write_file(acc)).empty());
        REQUIRE(ptau::contribute(acc, random, ""));
        REQUIRE(ptau::contribute_beacon(acc, bytes{1, 2, 3}, 10, std::string(100, 'x')));
        CHECK(acc.contributions.back().name.size() == 64);
        const auto bases = ptau::prepare(acc);
        const bytes written = ptau::write_file(acc, &bases);
        CHECK(refused(written) == "");
        const auto again = ptau::read_accumulator(*file::parse(written));
        REQUIRE(again);
        CHECK(ptau::write_file(*again) == ptau::write_file(acc));
        // A contribution left out, or another's points.
        auto cut = acc;
        cut.contributions.erase(cut.contributions.begin() + 1);
        CHECK_FALSE(refused(ptau::write_file(cut)).empty());
        auto other = ptau::fresh_accumulator(power);
        REQUIRE(ptau::contribute(other, random, "other"));
        auto mixed = acc;
        mixed.contributions = other.contributions;
        CHECK_FALSE(refused(ptau::write_file(mixed)).empty());
    }
    auto acc = ptau::fresh_accumulator(1);
    CHECK_FALSE(ptau::contribute_beacon(acc, {}, 10, ""));
    CHECK_FALSE(ptau::contribute_beacon(acc, bytes(256), 10, ""));
    CHECK_FALSE(ptau::contribute_beacon(acc, bytes{1}, 9, ""));
    CHECK_FALSE(ptau::contribute_beacon(acc, bytes{1}, 64, ""));
    CHECK(acc.contributions.empty());
}

TEST_CASE("a development ceremony is what contributing and preparing give", "[ptau]") {
    for (const std::uint32_t power : {0U, 4U}) {
        test::test_randomness same(3);
        test::test_randomness again(3);
        const auto quick = ptau::develop(power, same, "development");
        REQUIRE(quick);
        auto slow = ptau::fresh_accumulator(power);
        REQUIRE(ptau::contribute(slow, again, "development"));
        const auto bases = ptau::prepare(slow);
        const bytes written = ptau::write_file(quick->powers, &quick->prepared);
        CHECK(written == ptau::write_file(slow, &bases));
        CHECK(refused(written) == "");
    }
    test::test_randomness random(3);
    CHECK_FALSE(ptau::develop(28, random, ""));
}

TEST_CASE("nobody contributes to a part of a file", "[ptau]") {
    bytes part = test::snarkjs_ptau();
    // The header's last number, the ceremony's power.
    part[12 + 12 + 40] = 6;
    const auto parsed = file::parse(part);
    REQUIRE(parsed);
    CHECK_FALSE(ptau::read_accumulator(*parsed));
}

} // namespace pcs_ptau_ceremony_tests
