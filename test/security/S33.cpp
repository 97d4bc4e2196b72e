// The out-of-domain point must lie outside all trace domains (Plonky3 #1760, #1791).

#include "security/stark_attacks.hpp"

namespace security_S33_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// A back end under which the fourth challenge, the point, is what an attacker wishes.
class forced_backend : public transcript::native_backend<attacked_system> {
public:
    explicit forced_backend(attacked_wide point) : point_(point) {}
    attacked_wide compose(std::span<const attacked_element> parts) {
        return ++drawn_ == 4 ? point_ : native_backend::compose(parts);
    }

private:
    attacked_wide point_;
    int drawn_ = 0;
};

std::string reason_at(const attacked_key& key, const attacked_witness& w, const stark::proof<attacked_system>& proof,
                      attacked_wide point) {
    forced_backend backend(point);
    const auto shape = *stark::derive_shape(key.verifying, std::span<const std::uint8_t>(proof.log_heights));
    stark::verify_with<forced_backend, attacked_system>(
        backend, key.verifying, shape, std::span<const std::vector<attacked_element>>(w.publics), proof);
    return backend.outcome() ? "" : backend.outcome().why().message;
}

} // namespace

TEST_CASE("S33: a point in the domain of any table is refused by name") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    for (const std::size_t log_order : {0U, 1U, 2U, 3U}) {
        CAPTURE(log_order);
        const attacked_wide point(attacked_element::two_adic_generator(log_order));
        CHECK(reason_at(key, w, proof, point) == "the out-of-domain point lies in a trace domain");
    }
    // In the domain of the third table only: the first table's identity fails before.
    CHECK_FALSE(reason_at(key, w, proof, attacked_wide(attacked_element::two_adic_generator(4))).empty());
    // Any other point is merely the wrong one.
    CHECK(reason_at(key, w, proof, attacked_wide(attacked_element{1234567})) ==
          "the constraints of a table do not hold at the point");
}

TEST_CASE("S33: on a mutant without the rule a point in the domain proves a row only") {
    // At a root of unity the vanishing polynomial is zero, so the identity asks that the constraints hold on that row
    // and the quotient may be anything: the values below belong to a trace whose other rows are wrong.
    const auto key = key_for({fibonacci_table<attacked_system>()});
    const auto w = fibonacci_witness<attacked_system>(3);
    const auto& trace = w.traces[0];
    using backend_type = transcript::native_backend<attacked_system>;
    const std::vector<attacked_wide> now{attacked_wide(trace(2, 0)), attacked_wide(trace(2, 1))};
    const std::vector<attacked_wide> next{attacked_wide(trace(3, 0)), attacked_wide(trace(3, 1))};
    const std::vector<attacked_wide> nonsense(3, attacked_wide(attacked_element{77}));
    // What the mutant computes: constraints minus quotient times the vanishing polynomial, here times zero.
    const attacked_wide row_point(attacked_element::two_adic_generator(3).pow(2));
    CHECK((row_point.pow(8) - attacked_wide::one()).is_zero());
    const attacked_wide step = next[0] - now[1] + (next[1] - now[0] - now[1]);
    CHECK((step - nonsense[0] * (row_point.pow(8) - attacked_wide::one())).is_zero());

    stark::detail::table_values<backend_type> values;
    values.witness = {std::span<const attacked_wide>(now), std::span<const attacked_wide>(next)};
    values.quotient = nonsense;
    backend_type backend;
    stark::detail::check_table<backend_type, attacked_system>(backend, key.verifying.tables[0], 3, values,
                                                              std::span<const attacked_element>(w.publics[0]), {}, {},
                                                              attacked_wide(attacked_element{3}), row_point);
    REQUIRE_FALSE(backend.outcome());
    CHECK(backend.outcome().why().message == "the out-of-domain point lies in a trace domain");
}

} // namespace security_S33_tests
