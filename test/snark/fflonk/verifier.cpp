#include <zonogon/snark/fflonk/verifier.hpp>

#include <array>
#include <string>
#include <vector>

#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/prover.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_verifier_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

struct snarkjs_proof {
    verification_key key;
    std::vector<u256> publics;
    proof content;

    explicit snarkjs_proof(const std::string& name)
        : key(*read_verification_key(vector_text(name + ".vk.json"))),
          publics(*snark::read_publics(vector_text(name + ".public.json"))),
          content(*read_proof(vector_text(name + ".proof.json"))) {}
};

} // namespace

TEST_CASE("snarkjs's proofs verify", "[fflonk]") {
    for (const std::string name : {"one", "small"}) {
        const snarkjs_proof p(name);
        CHECK(verify(p.key, p.publics, p.content));
    }
}

TEST_CASE("the denominators' product is that of what snarkjs divides by", "[fflonk]") {
    // Interpolation through the roots one by one, as in the paper.
    const std::size_t power = 5;
    const std::size_t publics = 3;
    const scalar root{123456789};
    const scalar y{987654321};
    const scalar xi = xi_from_root(root);
    const domain_constants k = domain_constants::of(power);
    const scalar h0 = root.pow(std::uint64_t{3});
    const scalar h1 = root.pow(std::uint64_t{6});
    const scalar h2 = root.pow(std::uint64_t{8});
    const scalar h3 = h2 * k.wr;
    REQUIRE(h3.pow(std::uint64_t{3}) == xi * k.w);
    scalar product = scalar::one();
    const auto set = [&](const scalar& h, const scalar& step, std::uint64_t size, const scalar& other) {
        scalar vanishing = scalar::one();
        for (std::uint64_t i = 0; i < size; ++i) {
            const scalar r = h * step.pow(i);
            // The derivative at r, scaled as snarkjs writes it: size h^(size - 2) times the root at place -i.
            product *= scalar{size} * h.pow(size - 2) * (h * step.pow((size - 1) * i)) * (y - r) * other;
            vanishing *= y - r;
        }
        return vanishing;
    };
    set(h0, k.w8, 8, scalar::one());
    product *= set(h1, k.w4, 4, scalar::one());
    product *= set(h2, k.w3, 3, xi - xi * k.w);
    product *= set(h3, k.w3, 3, xi * k.w - xi);
    product *= xi.pow(std::uint64_t{1} << power) - scalar::one();
    for (std::uint64_t i = 0; i < publics; ++i) {
        product *= scalar{std::uint64_t{1} << power} * (xi - k.w.pow(i));
    }
    CHECK(denominators::of(power, publics, xi, y).product() == product);
}

TEST_CASE("every word of a proof counts", "[fflonk]") {
    const snarkjs_proof p("small");
    const std::array<u256, proof::words> words = p.content.to_words();
    REQUIRE(*proof::from_words(words) == p.content);
    for (std::size_t i = 0; i < words.size(); ++i) {
        INFO("word " << i);
        auto changed = words;
        // One more; the negative; zero; the same number once the modulus is taken off.
        const u256 modulus = i < 8 ? g1_point::coordinate::modulus : scalar::modulus;
        for (const u256& v : {words[i] + u256{1}, modulus - words[i], u256{}, words[i] + modulus, u256::max()}) {
            changed[i] = v;
            const auto parsed = proof::from_words(changed);
            CHECK_FALSE((parsed && verify(p.key, p.publics, *parsed)));
            if (v >= modulus) {
                CHECK_FALSE(parsed);
            }
        }
    }
}

TEST_CASE("points of a proof cannot be exchanged, negated, doubled or left out", "[fflonk]") {
    const snarkjs_proof p("small");
    for (const auto& [name, point] : commitment_order) {
        for (const auto& [other_name, other] : commitment_order) {
            proof changed = p.content;
            std::swap(changed.*point, changed.*other);
            CHECK(verify(p.key, p.publics, changed).ok() == (point == other));
        }
        for (const g1_point& v :
             {-(p.content.*point), (p.content.*point).doubled(), g1_point{}, g1_point::generator()}) {
            proof changed = p.content;
            changed.*point = v;
            CHECK_FALSE(verify(p.key, p.publics, changed));
        }
        // Not on the curve: such a proof cannot be read.
        auto words = p.content.to_words();
        for (std::size_t i = 0; i < 8; i += 2) {
            auto zero = words;
            zero[i] = zero[i + 1] = u256{};
            CHECK_FALSE(proof::from_words(zero));
        }
    }
}

TEST_CASE("values of a proof cannot be exchanged", "[fflonk]") {
    const snarkjs_proof p("small");
    for (std::size_t i = 0; i < evaluation_order.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            proof changed = p.content;
            std::swap(changed.values.*evaluation_order[i].second, changed.values.*evaluation_order[j].second);
            if (!(changed == p.content)) {
                CHECK_FALSE(verify(p.key, p.publics, changed));
            }
        }
    }
}

TEST_CASE("every public input counts, and how many there are", "[fflonk]") {
    const snarkjs_proof p("small");
    REQUIRE(p.publics.size() == 3);
    for (std::size_t i = 0; i < p.publics.size(); ++i) {
        auto changed = p.publics;
        changed[i] = changed[i] + u256{1};
        CHECK_FALSE(verify(p.key, changed, p.content));
        // The same element by another number.
        changed[i] = p.publics[i] + scalar::modulus;
        CHECK_FALSE(verify(p.key, changed, p.content));
        changed = p.publics;
        std::swap(changed[i], changed[(i + 1) % 3]);
        CHECK_FALSE(verify(p.key, changed, p.content));
    }
    auto more = p.publics;
    more.push_back(u256{});
    CHECK_FALSE(verify(p.key, more, p.content));
    more.resize(2);
    CHECK_FALSE(verify(p.key, more, p.content));
    CHECK_FALSE(verify(p.key, {}, p.content));
}

TEST_CASE("a proof is for one circuit and one setup", "[fflonk]") {
    const snarkjs_proof p("small");
    verification_key key = p.key;
    key.c0 = key.c0.doubled();
    CHECK_FALSE(verify(key, p.publics, p.content));
    key = p.key;
    key.x2 = key.x2.doubled();
    CHECK_FALSE(verify(key, p.publics, p.content));
    key = p.key;
    ++key.power;
    CHECK_FALSE(verify(key, p.publics, p.content));
    const snarkjs_proof other("one");
    CHECK_FALSE(verify(other.key, other.publics, p.content));
}

TEST_CASE("keys with points that are none are not well formed", "[fflonk]") {
    const verification_key good = snarkjs_proof("one").key;
    REQUIRE(good.well_formed());
    verification_key key = good;
    key.c0 = {};
    CHECK_FALSE(key.well_formed());
    key.c0 = {good.c0.x(), good.c0.y() + field::bn254_base::one()};
    CHECK_FALSE(key.well_formed());
    key = good;
    key.x2 = {};
    CHECK_FALSE(key.well_formed());
    // On the twist and not in G2: its order is not that of the group.
    using base2 = field::bn254_base2;
    for (std::uint64_t x = 1;; ++x) {
        const base2 at{field::bn254_base{x}, {}};
        const auto y = [&]() -> std::optional<base2> {
            // A root in the extension by its norm.
            const base2 square = at.square() * at + curve::bn254_twist::b();
            const auto norm = (square.coefficient(0).square() + square.coefficient(1).square()).sqrt();
            if (!norm) {
                return std::nullopt;
            }
            const field::bn254_base half = field::bn254_base{2}.inverse();
            for (const auto& n : {*norm, -*norm}) {
                const auto real = ((square.coefficient(0) + n) * half).sqrt();
                if (real && !real->is_zero()) {
                    const base2 root{*real, square.coefficient(1) * half * real->inverse()};
                    if (root.square() == square) {
                        return root;
                    }
                }
            }
            return std::nullopt;
        }();
        if (y) {
            key.x2 = {at, *y};
            REQUIRE(key.x2.on_curve());
            CHECK_FALSE(key.well_formed());
            break;
        }
    }
    for (const std::size_t power : {std::size_t{0}, min_power - 1, max_power + 1, std::size_t{64}}) {
        key = good;
        key.power = power;
        CHECK_FALSE(key.well_formed());
    }
    key = good;
    key.publics = 9;
    CHECK_FALSE(key.well_formed());
}

TEST_CASE("a batch is valid when all its proofs are", "[fflonk]") {
    const satisfied_system drawn = random_system(11, 6, 2);
    const auto witness = drawn.values();
    const bytes file = make_zkey(*circuit::from_r1cs(drawn.system));
    const proving_key key = *proving_key::parse(file);
    std::vector<statement> batch;
    for (int i = 0; i < 3; ++i) {
        batch.push_back({publics_of(key, witness), *prove(key, witness)});
    }
    CHECK(verify_batch(key.verification(), batch));
    CHECK(verify_batch(key.verification(), {}));
    const std::vector<statement> honest = batch;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        for (const auto& [name, point] : commitment_order) {
            batch[i].proof.*point = -(batch[i].proof.*point);
            CHECK_FALSE(verify_batch(key.verification(), batch));
            batch = honest;
        }
        batch[i].publics[0] = u256{};
        CHECK_FALSE(verify_batch(key.verification(), batch));
        batch = honest;
        // W2 is in no challenge: an error in one proof must not cancel the opposite one in another.
        statement& other = batch[(i + 1) % batch.size()];
        batch[i].proof.w2 = batch[i].proof.w2 + g1_point::generator();
        other.proof.w2 = other.proof.w2 - g1_point::generator();
        CHECK_FALSE(verify_batch(key.verification(), batch));
        batch = honest;
    }
}

} // namespace snark_fflonk_verifier_tests
