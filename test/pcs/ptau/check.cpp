#include <algorithm>
#include <functional>
#include <string>

#include <zonogon/pcs/ptau/check_contributions.hpp>
#include <zonogon/pcs/ptau/check_powers.hpp>

#include "support/catch.hpp"
#include "support/ptau.hpp"
#include "support/test_randomness.hpp"

namespace pcs_ptau_check_tests {

using namespace zonogon;
using namespace zonogon::pcs;
using file = ptau::file<>;

namespace {

std::string powers_refused(const bytes& in) {
    const auto parsed = file::parse(in);
    REQUIRE(parsed);
    test::test_randomness random(1);
    const status s = ptau::check_powers(*parsed, random);
    return s ? "" : s.why().message;
}
std::string lagrange_refused(const bytes& in) {
    const auto parsed = file::parse(in);
    REQUIRE(parsed);
    test::test_randomness random(2);
    const status s = ptau::check_lagrange(*parsed, random);
    return s ? "" : s.why().message;
}
std::string history_refused(const bytes& in) {
    const auto parsed = file::parse(in);
    REQUIRE(parsed);
    const status s = ptau::check_contributions(*parsed);
    return s ? "" : s.why().message;
}

/// A copy of the file in which point `to` of a section is that of `from` in another.
bytes with_point(const std::function<byte_view(const file&)>& to, std::size_t to_index,
                 const std::function<byte_view(const file&)>& from, std::size_t from_index, std::size_t size) {
    const bytes& good = test::snarkjs_ptau();
    const auto parsed = file::parse(good);
    bytes out = good;
    const auto source = from(*parsed).subspan(from_index * size, size);
    std::ranges::copy(source,
                      out.begin() + (to(*parsed).data() - good.data()) + static_cast<std::ptrdiff_t>(to_index * size));
    return out;
}
byte_view tau_g1(const file& f) {
    return f.tau_g1().bytes();
}
byte_view tau_g2(const file& f) {
    return f.tau_g2().bytes();
}
byte_view alpha(const file& f) {
    return f.alpha_tau_g1().bytes();
}
byte_view beta(const file& f) {
    return f.beta_tau_g1().bytes();
}
byte_view beta_g2(const file& f) {
    return f.beta_g2().bytes();
}

} // namespace

TEST_CASE("snarkjs's powers of tau are what they are called", "[ptau]") {
    CHECK(powers_refused(test::snarkjs_ptau()).empty());
    CHECK(lagrange_refused(test::snarkjs_ptau()).empty());
    CHECK(history_refused(test::snarkjs_ptau()).empty());
}

TEST_CASE("points that are no powers are found", "[ptau]") {
    const auto found = [](const bytes& in, const std::string& what) {
        const std::string why = powers_refused(in);
        INFO(why);
        CHECK(why.find(what) != std::string::npos);
        // The hash of all points and the last contribution tell too.
        CHECK_FALSE(history_refused(in).empty());
    };
    found(with_point(tau_g1, 0, tau_g1, 1, 64), "generators");
    found(with_point(tau_g1, 1, tau_g1, 2, 64), "another in G1 and in G2");
    found(with_point(tau_g1, 40, tau_g1, 41, 64), "tau G1: not powers");
    found(with_point(tau_g1, 62, tau_g1, 61, 64), "tau G1: not powers");
    found(with_point(tau_g2, 0, tau_g2, 1, 128), "generators");
    found(with_point(tau_g2, 31, tau_g2, 30, 128), "tau G2: not powers");
    found(with_point(alpha, 0, beta, 0, 64), "alpha tau G1: not powers");
    found(with_point(alpha, 31, beta, 31, 64), "alpha tau G1: not powers");
    found(with_point(beta, 3, beta, 4, 64), "beta tau G1: not powers");
    found(with_point(beta_g2, 0, tau_g2, 0, 128), "beta is another");
    bytes zero = test::snarkjs_ptau();
    const auto parsed = file::parse(test::snarkjs_ptau());
    std::fill_n(zero.begin() + (parsed->alpha_tau_g1().bytes().data() - test::snarkjs_ptau().data()), 64 * 32,
                std::uint8_t{0});
    found(zero, "alpha tau G1: a point is not in its group");
}

TEST_CASE("a Lagrange basis that is none is found", "[ptau]") {
    using view = byte_view (*)(const file&);
    const std::array<std::pair<view, std::size_t>, 4> sections{
        {{[](const file& f) { return f.all_lagrange_g1().bytes(); }, 64},
         {[](const file& f) { return f.all_lagrange_g2().bytes(); }, 128},
         {[](const file& f) { return f.all_lagrange_alpha_g1().bytes(); }, 64},
         {[](const file& f) { return f.all_lagrange_beta_g1().bytes(); }, 64}}};
    const auto parsed = file::parse(test::snarkjs_ptau());
    for (const auto& [section, size] : sections) {
        const std::size_t count = section(*parsed).size() / size;
        // One point of each size of transform.
        for (std::size_t first = 0; first < count; first = 2 * first + 1) {
            const bytes changed = with_point(section, first, section, (first + 1) % count, size);
            CHECK(lagrange_refused(changed).find("not the Lagrange basis") != std::string::npos);
        }
        const bytes last = with_point(section, count - 1, section, 0, size);
        CHECK_FALSE(lagrange_refused(last).empty());
    }
}

TEST_CASE("contributions are read, written the same, and bound to each other", "[ptau]") {
    const auto parsed = file::parse(test::snarkjs_ptau());
    const auto all = ptau::read_contributions(parsed->contributions());
    REQUIRE(all);
    REQUIRE(all->size() == 3);
    CHECK((*all)[0].name == "first");
    CHECK((*all)[1].name == "second");
    CHECK((*all)[2].name == "the beacon");
    CHECK((*all)[2].beacon);
    CHECK((*all)[2].iterations == 10);
    CHECK((*all)[2].beacon_hash.size() == 31);
    CHECK(std::ranges::equal(ptau::write_contributions(*all), parsed->contributions()));
    // Any byte of the section but a name's matters.
    const auto section = parsed->contributions();
    const auto offset = static_cast<std::size_t>(section.data() - test::snarkjs_ptau().data());
    std::size_t accepted = 0;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < section.size(); i += 23) {
        bytes changed = test::snarkjs_ptau();
        changed[offset + i] ^= 4;
        accepted += history_refused(changed).empty() ? 1 : 0;
        ++tried;
    }
    // What snarkjs leaves open stays open: names and what no hash covers, the earlier partial hashes.
    CHECK(tried > 150);
    CHECK(accepted < tried / 3);
    for (std::size_t size = 0; size < section.size(); size += 41) {
        CHECK_FALSE(ptau::read_contributions(section.first(size)));
    }
    // A beacon that takes too long is not checked, and one with another hash or number is refused.
    auto changed = (*all)[2];
    CHECK(ptau::check_contribution(changed, (*all)[1], 10));
    CHECK_FALSE(ptau::check_contribution(changed, (*all)[1], 9));
    changed.iterations = 11;
    CHECK_FALSE(ptau::check_contribution(changed, (*all)[1], 24));
    changed = (*all)[2];
    changed.beacon_hash[3] ^= 1;
    CHECK_FALSE(ptau::check_contribution(changed, (*all)[1], 24));
    // A contribution in another's place.
    CHECK_FALSE(ptau::check_contribution((*all)[1], ptau::no_contribution(5), 24));
    CHECK(ptau::check_contribution((*all)[0], ptau::no_contribution(5), 24));
    CHECK_FALSE(ptau::check_contribution((*all)[0], ptau::no_contribution(6), 24));
}

} // namespace pcs_ptau_check_tests
