// Missing range checks and biased sampling (Aztec BarVD-S-003, S-004, S-011, N-003).

#include <cstdint>
#include <vector>

#include <zonogon/zkevm/machines/binary/add_compare_executor.hpp>

#include "pcs/fixture.hpp"
#include "zkevm/machines_hash/mutant.hpp"

namespace security_S23_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace add_compare = zkevm::machines::add_compare;

/// The table without its questions to one bus.
air::owned_ir without_bus(const air::owned_ir& table, std::string_view bus) {
    air::owned_ir out(table.view());
    const auto names = table.view().bus_names;
    const auto removed =
        std::erase_if(out.interactions, [&](const air::interaction& i) { return names[i.bus] == bus; });
    REQUIRE(removed > 0);
    return out;
}

/// That 1 < 0, by a difference whose highest chunk does not fit its 16 bits: 1 - 0 + 2^256 = 1 + 2^256.
ensemble one_below_zero(const air::owned_ir& table, bool asks_ranges) {
    const std::vector<zkasm::binary_request> honest{{zkasm::binary_opcode::lt, u256{1}, u256{0}, u256{0}, false}};
    zkevm::machines::byte_table::usage usage;
    trace values = add_compare::fill(honest, usage);
    const auto at = [](std::string_view name) { return zkevm::machines::column_of<add_compare::cells>(name); };
    values(0, at("d") + 15) = goldilocks{0x10000};
    values(0, at("carry") + 7) = goldilocks::one();
    values(0, at("flag")) = goldilocks::one();
    tuple claim{goldilocks{static_cast<std::uint64_t>(zkasm::binary_opcode::lt)}};
    claim.resize(26);
    claim[1] = claim[17] = claim[25] = goldilocks::one();
    ensemble all;
    all.add("add_compare", table, std::move(values));
    all.add_peer("binary", {claim});
    all.add_bytes(asks_ranges ? usage : zkevm::machines::byte_table::usage{});
    return all;
}

/// Counts of `draws` numbers in 64 classes, and their chi-square statistic against the uniform distribution.
template <class Draw>
double chi_square_of(std::size_t draws, Draw&& draw) {
    std::vector<double> counts(64);
    for (std::size_t i = 0; i < draws; ++i) {
        counts[draw() % 64] += 1;
    }
    const double expected = static_cast<double>(draws) / 64;
    double sum = 0;
    for (const double c : counts) {
        sum += (c - expected) * (c - expected) / expected;
    }
    return sum;
}

struct drawing : transcript::protocol<transcript::absorb<"seed", transcript::felts>,
                                      transcript::repeat<"draws", transcript::sample<"challenge">>> {};

template <class Config>
std::vector<typename Config::extension> challenges(std::size_t count) {
    using backend_type = transcript::native_backend<Config>;
    backend_type backend;
    std::vector<typename Config::extension> out(count);
    static_cast<void>(transcript::transcript<backend_type, drawing>(backend)
                          .template absorb<"seed">(std::vector<typename Config::field>(1))
                          .template repeat<"draws">(count, [&](auto t, std::size_t i) {
                              return std::move(t).template sample<"challenge">(out[i]);
                          }));
    return out;
}

} // namespace

TEST_CASE("S23: without range checks 1 < 0 is proved; with them it is not") {
    const auto table = add_compare::build();
    CHECK(one_below_zero(without_bus(table, "range16"), false).problem() == "");
    CHECK_THAT(one_below_zero(table, true).problem(), Catch::Contains("range16"));
}

TEMPLATE_TEST_CASE("S23: every coefficient of a challenge is uniform", "", small_config, koala_bear_config,
                   baby_bear_config) {
    constexpr std::size_t draws = 20000;
    constexpr std::uint64_t modulus = TestType::field::modulus;
    const auto drawn = challenges<TestType>(draws);
    // 63 degrees of freedom: 120 is exceeded with probability below 2^-16.
    for (std::size_t k = 0; k < TestType::extension::degree; ++k) {
        CAPTURE(k);
        std::size_t next = 0;
        const auto value = [&] { return std::uint64_t{drawn[next++].coefficient(k).value()}; };
        CHECK(chi_square_of(draws, value) < 120);
        next = 0;
        CHECK(chi_square_of(draws, [&] { return value() / (modulus / 64 + 1); }) < 120);
    }
    // Two coefficients of one challenge do not depend on each other.
    std::size_t next = 0;
    CHECK(chi_square_of(draws, [&] {
              const auto& c = drawn[next++];
              return std::uint64_t{c.coefficient(0).value()} % 8 * 8 + std::uint64_t{c.coefficient(1).value()} % 8;
          }) < 120);
    // A sampler that takes as many bits as fit below the modulus, instead of an element, leaves a part of the field
    // out; one that reduces a short number twice counts some twice. The same test finds both.
    next = 0;
    constexpr std::uint64_t mask = (std::uint64_t{1} << (std::bit_width(modulus) - 2)) - 1;
    CHECK(chi_square_of(draws, [&] { return (drawn[next++].coefficient(0).value() & mask) / (modulus / 64 + 1); }) >
          1000);
    next = 0;
    CHECK(chi_square_of(draws, [&] { return std::uint64_t{drawn[next++].coefficient(0).value()} % 100; }) > 1000);
}

} // namespace security_S23_tests
