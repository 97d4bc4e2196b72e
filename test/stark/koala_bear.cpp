#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/hash/hashers.hpp>

#include "stark/lookups.hpp"

namespace {

using namespace zonogon;

struct quick_koala_bear : test::quick_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::koala_bear5;
    using permutation = hash::poseidon2_koala_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<hash::poseidon2_koala_bear_16, 8>;
    static constexpr soundness::parameters parameters{.queries = 8,
                                                      .grinding_bits = 2,
                                                      .max_log_height = 12,
                                                      .log_max_fractions = 20,
                                                      .target = soundness::bits<soundness::proven>{4}};
};

} // namespace

TEST_CASE("the same tables are proved over another field", "[stark]") {
    test::prove_lookups<quick_koala_bear>();
}
