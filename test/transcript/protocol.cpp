#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

#include "support/catch.hpp"

namespace transcript_protocol_tests {

namespace {

using namespace zonogon;
using config = stark::default_config;
using backend_type = transcript::native_backend<config>;
using ext = config::extension;
using felt = config::field;

struct inner_protocol : transcript::protocol<transcript::absorb<"c", transcript::digests>, transcript::sample<"d">> {};
struct whole : transcript::protocol<transcript::absorb<"a", transcript::felts>, transcript::sample<"b">,
                                    transcript::part<"inner", inner_protocol>,
                                    transcript::repeat<"loop", transcript::absorb<"e", transcript::exts>>,
                                    transcript::grind<"work">, transcript::sample_indices<"f">> {};

struct renamed : transcript::protocol<transcript::absorb<"A", transcript::felts>, transcript::sample<"b">> {};
struct original : transcript::protocol<transcript::absorb<"a", transcript::felts>, transcript::sample<"b">> {};

} // namespace

TEST_CASE("the description names every step") {
    CHECK(transcript::describe<whole>() == "absorb a:felts;sample b;part inner{absorb c:digests;sample d;}repeat "
                                           "loop{absorb e:exts;}grind work;indices f;");
}

TEST_CASE("prover and verifier that send the same draw the same") {
    const auto run = [](std::uint64_t first, std::size_t rounds) {
        backend_type backend;
        ext b;
        ext d;
        std::vector<std::vector<backend_type::bit>> indices;
        auto at_work = transcript::transcript<backend_type, whole>(backend)
                           .absorb<"a">(std::vector<felt>{felt{first}})
                           .sample<"b">(b)
                           .part<"inner">([&](auto t) {
                               return std::move(t)
                                   .template absorb<"c">(std::array<std::array<felt, 4>, 1>{})
                                   .template sample<"d">(d);
                           })
                           .repeat<"loop">(rounds, [&](auto t, std::size_t i) {
                               return std::move(t).template absorb<"e">(std::vector<ext>{ext{felt{i}}});
                           });
        const felt witness = at_work.solve<"work">(5);
        auto end = std::move(at_work).grind<"work">(5, witness).sample_indices<"f">(3, 20, indices);
        static_assert(decltype(end)::complete);
        CHECK(backend.ok());
        std::vector<std::size_t> out;
        for (const auto& bits : indices) {
            CHECK(bits.size() == 20);
            std::size_t index = 0;
            for (std::size_t i = bits.size(); i-- > 0;) {
                index = 2 * index + (bits[i].value ? 1 : 0);
            }
            out.push_back(index);
        }
        return out;
    };
    CHECK(run(1, 2).size() == 3);
    CHECK(run(1, 2) == run(1, 2));
    CHECK(run(1, 2) != run(2, 2));
    CHECK(run(1, 2) != run(1, 3));
}

TEST_CASE("a protocol's description is part of the transcript") {
    backend_type backend;
    ext one;
    ext other;
    auto a = transcript::transcript<backend_type, original>(backend).absorb<"a">(std::vector<felt>{}).sample<"b">(one);
    auto b = transcript::transcript<backend_type, renamed>(backend).absorb<"A">(std::vector<felt>{}).sample<"b">(other);
    static_assert(decltype(a)::complete && decltype(b)::complete);
    CHECK(one != other);
}

TEST_CASE("work that was not done is noticed") {
    struct work : transcript::protocol<transcript::grind<"work">> {};
    backend_type backend;
    transcript::transcript<backend_type, work> t(backend);
    const felt good = t.solve<"work">(8);
    std::size_t accepted = 0;
    for (std::uint64_t i = 0; i < 64; ++i) {
        backend_type judge;
        static_cast<void>(transcript::transcript<backend_type, work>(judge).grind<"work">(8, good + felt{i}));
        accepted += judge.ok() ? 1 : 0;
        if (i == 0) {
            CHECK(judge.ok());
        } else if (!judge.ok()) {
            CHECK(judge.outcome().why().message == "the proof of work is missing");
        }
    }
    CHECK(accepted <= 4);
}

} // namespace transcript_protocol_tests
