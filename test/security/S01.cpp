// Everything that is known before the first challenge must influence it (Frozen Heart, 2022). Here: all that an opening
// is about. The statement of a whole proof (key, heights, public values) is in the same position in stark::protocol.

#include <functional>
#include <set>
#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S01_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

std::vector<std::uint64_t> first_challenge(const soundness::parameters& p, const std::vector<pcs::round_shape>& shapes,
                                           std::string_view skipped) {
    attacked_backend backend;
    observations<attacked_backend> seen;
    attacked_ext challenge;
    static_cast<void>(loose_transcript<attacked_backend>(backend, skipped, seen)
                          .absorb<"opening shape">(pcs::encode_shape(p, shapes))
                          .sample<"batching">(challenge));
    return {challenge.coefficient(0).value(), challenge.coefficient(1).value(), challenge.coefficient(2).value()};
}

} // namespace

TEST_CASE("S01: every parameter and every shape changes the first challenge of an opening") {
    const soundness::parameters base = attacked_config::parameters;
    const std::vector<pcs::round_shape> shapes{{{5, 3, 2}, {4, 1, 1}}, {{5, 2, 1}}};
    std::vector<std::function<void(soundness::parameters&, std::vector<pcs::round_shape>&)>> changes{
        [](auto&, auto&) {},
        [](auto& p, auto&) { ++p.log_blowup; },
        [](auto& p, auto&) { ++p.log_folding; },
        [](auto& p, auto&) { ++p.queries; },
        [](auto& p, auto&) { ++p.grinding_bits; },
        [](auto& p, auto&) { ++p.cap_height; },
        [](auto& p, auto&) { ++p.log_final_length; },
        [](auto&, auto& s) { ++s[0][0].log_height; },
        [](auto&, auto& s) { ++s[0][1].width; },
        [](auto&, auto& s) { ++s[1][0].points; },
        [](auto&, auto& s) { s[1].push_back({1, 1, 1}); },
        [](auto&, auto& s) { s.push_back({}); },
        [](auto&, auto& s) { s[0].pop_back(); },
        [](auto&, auto& s) { std::swap(s[0], s[1]); },
        [](auto&, auto& s) { std::swap(s[0][0], s[0][1]); },
    };
    std::set<std::vector<std::uint64_t>> ours;
    std::set<std::vector<std::uint64_t>> broken;
    for (const auto& change : changes) {
        auto p = base;
        auto s = shapes;
        change(p, s);
        ours.insert(first_challenge(p, s, ""));
        broken.insert(first_challenge(p, s, "opening shape"));
    }
    CHECK(ours.size() == changes.size());
    CHECK(broken.size() == 1);
}

} // namespace security_S01_tests
