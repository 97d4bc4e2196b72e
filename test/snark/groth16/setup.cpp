#include "support/catch.hpp"

#include "support/snark.hpp"
#include <zonogon/snark/groth16/contribute.hpp>
#include <zonogon/snark/groth16/setup.hpp>
#include <zonogon/snark/groth16/system.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace snark_groth16_setup_tests {

using namespace zonogon;
using namespace zonogon::snark;
using fr = field::bn254_scalar;

namespace {

bytes contributed(const bytes& file, std::string_view name) {
    groth16::memory_sink sink;
    const auto key = groth16::zkey<>::parse(file);
    REQUIRE(key);
    REQUIRE(groth16::contribute(*key, name, sink));
    return sink.content;
}
std::string descent(const bytes& first, const bytes& later) {
    const auto a = groth16::zkey<>::parse(first);
    const auto b = groth16::zkey<>::parse(later);
    REQUIRE(a);
    if (!b) {
        return b.why().message;
    }
    const auto record = groth16::check_descent(*a, *b);
    return record ? std::to_string(record->contributions.size()) + " contributions" : record.why().message;
}

} // namespace

TEST_CASE("setup writes the same bytes as snarkjs", "[snark]") {
    const auto system = read_r1cs<fr>(test::snark_file("pow3.r1cs"));
    groth16::memory_sink sink;
    REQUIRE(groth16::setup(*system, test::snark_file("pot5.ptau"), sink).ok());
    CHECK(sink.content == test::snark_file("pow3_new.zkey"));
}

TEST_CASE("setup refuses a circuit that the powers are too few for", "[snark]") {
    auto system = *read_r1cs<fr>(test::snark_file("pow3.r1cs"));
    for (int i = 0; i < 32; ++i) {
        system.add_constraint({}, {}, {});
    }
    groth16::memory_sink sink;
    CHECK(groth16::setup(system, test::snark_file("pot5.ptau"), sink).why().message ==
          "the circuit needs powers of tau up to 2^6, the file has 2^5");
    system.wires = 1;
    CHECK_FALSE(groth16::setup(system, test::snark_file("pot5.ptau"), sink).ok());
}

TEST_CASE("contributions of snarkjs and of ours lead from the first key to the last", "[snark]") {
    const bytes first = test::snark_file("pow3_new.zkey");
    const bytes theirs = test::snark_file("pow3_final.zkey");
    CHECK(descent(first, first) == "0 contributions");
    CHECK(descent(first, theirs) == "2 contributions");
    const bytes ours = contributed(first, "ours");
    CHECK(descent(first, ours) == "1 contributions");
    const bytes after_theirs = contributed(theirs, "");
    CHECK(descent(first, after_theirs) == "3 contributions");
    CHECK(descent(theirs, after_theirs) == "the first key has contributions already");
    CHECK(contributed(first, "ours") != ours);

    const auto key = groth16::zkey<>::parse(after_theirs);
    const auto witness = read_witness<fr>(test::snark_file("pow3.wtns"));
    const auto proof = groth16::prove(*key, *witness);
    CHECK(groth16::verify(key->verifying(), std::span<const u256>(*witness).subspan(1, 5), *proof).ok());
}

TEST_CASE("a key that was changed beside its contributions is refused", "[snark]") {
    const bytes first = test::snark_file("pow3_new.zkey");
    const bytes later = contributed(test::snark_file("pow3_final.zkey"), "last");
    const auto view = groth16::zkey<>::parse(later);
    const auto place = [&](groth16::zkey_section id) { return static_cast<std::size_t>(view->section(id).offset); };
    const auto with = [&](std::size_t at, const bytes& what) {
        bytes changed = later;
        std::copy(what.begin(), what.end(), changed.begin() + static_cast<std::ptrdiff_t>(at));
        return descent(first, changed);
    };
    const auto flipped = [&](std::size_t at) { return with(at, {static_cast<std::uint8_t>(later[at] ^ 1)}); };
    using enum groth16::zkey_section;
    // Points that are of the curve, but others.
    const byte_view other = view->content(h).subspan(64, 64);
    const bytes point(other.begin(), other.end());
    CHECK(with(place(c), point) == "section 8 is not that of the first key divided by the contributions");
    CHECK(with(place(h), point) == "section 9 is not that of the first key divided by the contributions");
    CHECK(with(place(a), point) == "section 5 differs");
    CHECK(with(place(b_g1), point) == "section 6 differs");
    CHECK(flipped(place(b_g2)) == "section 7 differs");
    CHECK(with(place(inputs), point) == "section 3 differs");
    CHECK(flipped(place(coefficients) + 20) == "section 4 differs");
    const std::size_t record = place(contributions);
    CHECK(flipped(record) == "the keys are of different circuits");
    const std::size_t one = record + 68;
    CHECK(with(one, point) == "contribution 1: its delta does not follow from the one before by its key");
    CHECK(with(one + 64, point) == "contribution 1: its transcript is not that of what came before");
    CHECK(with(one + 128, point) == "contribution 1: its transcript is not that of what came before");
    CHECK(flipped(one + 320) == "contribution 1: its transcript is not that of what came before");
    CHECK(flipped(record + 64).starts_with("zkey: section 10, byte "));
    // delta itself.
    CHECK(with(place(header) + 84 + 384, point) == "delta is not the one that the last contribution left");
}

TEST_CASE("a beacon's contribution must follow from its hash", "[snark]") {
    const bytes file = test::snark_file("pow3_final.zkey");
    const auto key = groth16::zkey<>::parse(file);
    REQUIRE(key);
    const auto record = groth16::read_contributions(key->section(groth16::zkey_section::contributions));
    REQUIRE(record);
    REQUIRE(record->contributions.size() == 2);
    REQUIRE(record->contributions[1].type == 1);
    REQUIRE(record->contributions[1].beacon_iterations == 10);
    const auto reason = [&](auto&& change, std::uint8_t limit = curve::ceremony::default_beacon_limit) {
        groth16::contribution_record changed = *record;
        change(changed.contributions);
        const status checked = groth16::check_contributions(changed, key->delta_g1(), key->verifying().delta, limit);
        return checked ? std::string() : checked.why().message;
    };
    using list = std::vector<groth16::contribution>;
    CHECK(reason([](list&) {}).empty());
    // Neither hash nor iterations are in what contributions hash, so that only the beacon's own check sees them.
    const std::string wrong = "contribution 2: the beacon's key does not follow from its hash";
    CHECK(reason([](list& all) { all[1].beacon_hash[0] ^= 1; }) == wrong);
    CHECK(reason([](list& all) { all[1].beacon_hash.clear(); }) == wrong);
    CHECK(reason([](list& all) { all[1].beacon_iterations = 11; }) == wrong);
    CHECK(reason([](list& all) { all[1].s = -all[1].s; }) == wrong);
    CHECK(reason([](list& all) { all[1].s_times_key = all[1].s; }) == wrong);
    CHECK(reason([](list& all) { all[1].beacon_iterations = 63; }) ==
          "contribution 2: a beacon of 2^63 iterations takes too long to check");
    CHECK(reason([](list&) {}, 9) == "contribution 2: a beacon of 2^10 iterations takes too long to check");
    // A person's contribution that is said to be a beacon's.
    CHECK(reason([](list& all) { all[0].type = 1; }) ==
          "contribution 1: the beacon's key does not follow from its hash");
}

TEST_CASE("Groth16 is a proof system", "[snark]") {
    const auto run = []<proof_system System>(System) {
        const auto circuit = read_r1cs<typename System::scalar>(test::snark_file("pow3.r1cs"));
        const auto witness = read_witness<typename System::scalar>(test::snark_file("pow3.wtns"));
        groth16::memory_sink file;
        REQUIRE(System::setup(*circuit, test::snark_file("pot5.ptau"), file).ok());
        const auto key = System::parse(file.content);
        REQUIRE(key);
        const auto proof = System::prove(*key, *witness);
        REQUIRE(proof);
        const auto publics = std::span<const u256>(*witness).subspan(1, circuit->public_count());
        CHECK(System::verify(System::verifying(*key), publics, *proof).ok());
        CHECK_FALSE(System::verify(System::verifying(*key), publics.first(4), *proof).ok());
    };
    run(groth16::system{});
}

} // namespace snark_groth16_setup_tests
