// A challenge must depend on everything that was sent before it (Last Challenge attack on the Linea/gnark PLONK
// verifier, OpenZeppelin 2023).

#include <functional>

#include "security/mutants.hpp"
#include "security/stark_attacks.hpp"

namespace security_S02_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

/// All that a verifier draws: the challenges in order, then the bits of work and queries.
struct draws {
    std::vector<attacked_wide> challenges;
    std::vector<bool> bits;
};

class watching_backend : public transcript::native_backend<attacked_system> {
public:
    explicit watching_backend(draws& seen) : seen_(&seen) {}
    attacked_wide compose(std::span<const attacked_element> parts) {
        seen_->challenges.push_back(native_backend::compose(parts));
        return seen_->challenges.back();
    }
    std::vector<bit> low_bits(const attacked_element& value, std::size_t count) {
        auto out = native_backend::low_bits(value, count);
        for (const bit b : out) {
            seen_->bits.push_back(b.value);
        }
        return out;
    }

private:
    draws* seen_;
};

draws drawn_by(const attacked_key& key, const stark::public_values<attacked_system>& publics,
               const stark::proof<attacked_system>& proof) {
    draws out;
    watching_backend backend(out);
    const auto shape = *stark::derive_shape(key.verifying, std::span<const std::uint8_t>(proof.log_heights));
    stark::verify_with<watching_backend, attacked_system>(
        backend, key.verifying, shape, std::span<const std::vector<attacked_element>>(publics), proof);
    return out;
}

} // namespace

TEST_CASE("S02: every message moves every later challenge and no earlier one") {
    const auto key = key_for(lookup_tables<attacked_system>(4));
    const auto w = lookup_witness<attacked_system>(5, 4);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    const draws honest = drawn_by(key, w.publics, proof);
    // Bus offset and base, composition, point, batching, then one per fold.
    constexpr std::size_t first_fold = 5;
    const std::size_t all = honest.challenges.size();
    REQUIRE(all > first_fold + 1);

    using statement_type = std::tuple<attacked_key, attacked_witness, stark::proof<attacked_system>>;
    struct change {
        const char* message;
        /// How many challenges are drawn before the message.
        std::size_t before;
        std::function<void(statement_type&)> apply;
    };
    const auto one = attacked_element::one();
    const auto wide = attacked_wide::one();
    const std::vector<change> changes{
        {"verifying key", 0, [=](auto& s) { std::get<0>(s).verifying.digest[1] += one; }},
        {"first public value", 0, [=](auto& s) { std::get<1>(s).publics[0][0] += one; }},
        {"last public value", 0, [=](auto& s) { std::get<1>(s).publics[2][0] += one; }},
        {"traces", 0, [=](auto& s) { std::get<2>(s).traces.back()[3] += one; }},
        {"cumulative sums", 2, [=](auto& s) { std::get<2>(s).sums.back() += wide; }},
        {"bus columns", 2, [=](auto& s) { std::get<2>(s).bus_columns.back()[3] += one; }},
        {"quotients", 3, [=](auto& s) { std::get<2>(s).quotients.front()[0] += one; }},
        {"first opened value", 4, [=](auto& s) { std::get<2>(s).opening.values.front() += wide; }},
        {"last opened value", 4, [=](auto& s) { std::get<2>(s).opening.values.back() += wide; }},
        {"first layer", first_fold, [=](auto& s) { std::get<2>(s).opening.layer_digests.front()[0] += one; }},
        {"last layer", all - 1, [=](auto& s) { std::get<2>(s).opening.layer_digests.back()[3] += one; }},
        {"final polynomial", all, [=](auto& s) { std::get<2>(s).opening.final_polynomial.back() += wide; }},
        {"work", all, [=](auto& s) { std::get<2>(s).opening.work_witness += one; }},
    };
    for (const change& c : changes) {
        CAPTURE(c.message);
        statement_type s{key, w, proof};
        c.apply(s);
        const draws other = drawn_by(std::get<0>(s), std::get<1>(s).publics, std::get<2>(s));
        REQUIRE(other.challenges.size() == all);
        for (std::size_t i = 0; i < all; ++i) {
            CAPTURE(i);
            CHECK((other.challenges[i] != honest.challenges[i]) == (i >= c.before));
        }
        CHECK(other.bits != honest.bits);
        CHECK_FALSE(stark::verify(std::get<0>(s).verifying, std::get<1>(s).publics, std::get<2>(s)).ok());
    }
}

TEST_CASE("S02: errors in two openings that cancel are accepted only if a batch does not cover both values") {
    statement two = true_statement(5, 1);
    two.data.push_back(pcs::commit<attacked_config>({matrix::row_major<attacked_field>(32, 1)}));
    two.shapes.push_back(two.shapes.front());
    const auto cancel = [&](std::string_view skipped) {
        observations<attacked_backend> seen;
        attacked_proof proof = prove_loosely(two, skipped, seen);
        REQUIRE(verify_loosely(two, two.shape(), proof, skipped).ok());
        // Every column takes two powers.
        proof.values[0] += seen.challenges.at("batching").front().square();
        proof.values[1] -= attacked_ext::one();
        return proof;
    };
    CHECK(verify_loosely(two, two.shape(), cancel("opened values"), "opened values").ok());
    CHECK(!verify_loosely(two, two.shape(), cancel(""), ""));
    CHECK(!verify_for_real(two, cancel("opened values")));
}

} // namespace security_S02_tests
