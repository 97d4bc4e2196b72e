#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace pcs_reject_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
using field_type = small_config::field;
using ext = small_config::extension;

const std::vector<std::vector<table>> tables{{{6, 3, 2}, {3, 2, 1}}, {{6, 2, 1}}};

std::string reason_for(const std::function<void(session<small_config>&)>& change) {
    auto s = prove<small_config>(tables, 3);
    REQUIRE(verify<small_config>(s));
    change(s);
    const status outcome = verify<small_config>(s);
    return outcome ? "accepted" : outcome.why().message;
}

const std::string other_path = "a path does not lead to the commitment";
const std::string other_shape = "the proof has another shape than its tables";
const std::string no_work = "the proof of work is missing";

} // namespace

TEST_CASE("each part of a proof is checked, with a reason") {
    // What is changed before the work is proved makes the work invalid first; with luck 1 in 16, a later rule.
    const auto is_late = [](const std::string& reason) { return reason == no_work || reason == other_path; };
    CHECK(is_late(reason_for([](auto& s) { s.proof.values[0] += ext::one(); })));
    CHECK(is_late(reason_for([](auto& s) { s.proof.layer_digests[0][0] += field_type::one(); })));
    CHECK(is_late(reason_for([](auto& s) { s.proof.final_polynomial[0] += ext::one(); })));
    CHECK(is_late(reason_for([](auto& s) { s.commitments[0][0][0] += field_type::one(); })));
    CHECK(is_late(reason_for([](auto& s) { s.proof.work_witness += field_type::one(); })));
    CHECK(reason_for([](auto& s) { s.proof.rows[0] += field_type::one(); }) == other_path);
    CHECK(reason_for([](auto& s) { s.proof.siblings[0] += ext::one(); }) == other_path);
    CHECK(reason_for([](auto& s) { s.proof.paths[0][0] += field_type::one(); }) == other_path);
    CHECK(reason_for([](auto& s) { s.proof.paths.back()[3] += field_type::one(); }) == other_path);
}

TEST_CASE("lists of another length are refused and never read beyond their end") {
    CHECK(reason_for([](auto& s) { s.proof.values.pop_back(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.layer_digests.clear(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.final_polynomial.push_back(ext::zero()); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.final_polynomial.pop_back(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.rows.pop_back(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.siblings.clear(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.proof.paths.clear(); }) == other_shape);
    CHECK(reason_for([](auto& s) { s.commitments[1].pop_back(); }) == other_shape);
}

TEST_CASE("a function of too high a degree is refused") {
    // The prover's own code, given a codeword of no polynomial below the height: columns of twice the degree.
    using config = small_config;
    constexpr std::size_t log_height = 6;
    matrix::row_major<field_type> values(std::size_t{2} << log_height, 1);
    for (std::size_t i = 0; i < values.height(); ++i) {
        values(i, 0) = field_type{i * i * i + 5};
    }
    std::vector<matrix::row_major<field_type>> extensions;
    extensions.push_back(std::move(values));
    const pcs::committed<config> data(std::move(extensions));
    session<config> s = open_session<config>({&data, 1});
    const status outcome = verify<config>(s);
    REQUIRE(!outcome);
    CHECK(outcome.why().message == "a query does not lead to the final polynomial");
}

TEST_CASE("shapes beyond the configuration's limits are refused") {
    const auto reason = [](const std::vector<pcs::round_shape>& rounds) -> std::string {
        const auto shape = pcs::derive_shape(small_config::parameters, field_type::two_adicity, rounds);
        return shape ? "accepted" : shape.why().message;
    };
    CHECK(reason({{{12, 1, 1}}}) == "accepted");
    CHECK(reason({{{13, 1, 1}}}) == "a table is higher than the configuration's limit");
    CHECK(reason({{{~std::size_t{0}, 1, 1}}}) == "a table is higher than the configuration's limit");
    CHECK(reason({{{4, 0, 1}}}) == "a table is wider than the configuration's limit");
    CHECK(reason({{{4, ~std::size_t{0}, 1}}}) == "a table is wider than the configuration's limit");
    CHECK(reason({{{4, 8192, 2}}}) == "more columns are opened at one height than the configuration's limit");
    CHECK(reason({{}}) == "a commitment holds no matrix");
    CHECK(reason({}) == "nothing is opened");
    CHECK(reason({{{4, 1, 0}}}) == "nothing is opened");
    CHECK(reason({{{4, 1, 0}, {3, 1, 1}}}) == "the highest table is not opened");
}

} // namespace pcs_reject_tests
