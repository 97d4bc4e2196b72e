// What is absorbed never reaches the capacity (SP1 audit 1-2).

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S13_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
using sponge = transcript::duplex<attacked_backend>;

/// Replaces the whole state by input, as the challenger of the audit did.
class overwriting_sponge {
public:
    void absorb_block(const std::array<attacked_field, sponge::width>& block) {
        state_ = block;
        attacked_config::permutation::permute(state_);
    }
    attacked_field squeeze() const { return state_[0]; }

private:
    std::array<attacked_field, sponge::width> state_{};
};

} // namespace

TEST_CASE("S13: a sponge whose capacity is overwritten forgets what came before; ours does not") {
    std::array<attacked_field, sponge::width> chosen{};
    chosen.fill(attacked_field{77});
    std::vector<attacked_field> broken;
    std::vector<attacked_field> ours;
    for (const std::uint64_t history : {std::uint64_t{1}, std::uint64_t{2}}) {
        overwriting_sponge mutant;
        std::array<attacked_field, sponge::width> first{};
        first[0] = attacked_field{history};
        mutant.absorb_block(first);
        mutant.absorb_block(chosen);
        broken.push_back(mutant.squeeze());

        attacked_backend backend;
        sponge real(backend);
        for (const attacked_field& x : first) {
            real.absorb(x);
        }
        for (const attacked_field& x : chosen) {
            real.absorb(x);
        }
        ours.push_back(real.squeeze());
    }
    CHECK(broken[0] == broken[1]);
    CHECK(ours[0] != ours[1]);
}

TEST_CASE("S13: between permutations absorbing leaves the capacity alone") {
    attacked_backend backend;
    sponge s(backend);
    std::mt19937_64 random(3);
    for (int i = 0; i < 20; ++i) {
        static_cast<void>(s.squeeze());
        const auto before = s.state();
        for (std::size_t k = 0; k + 1 < sponge::rate; ++k) {
            s.absorb(attacked_field{random()});
        }
        for (std::size_t k = sponge::rate; k < sponge::width; ++k) {
            CHECK(s.state()[k] == before[k]);
        }
        CHECK(s.state()[0] != before[0]);
    }
}

} // namespace security_S13_tests
