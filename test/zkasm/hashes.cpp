#include "support/catch.hpp"

#include "zkasm/run.hpp"

namespace zkasm_hashes_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::run_text;
using test::value_of_a;

TEST_CASE("bytes are absorbed at HASHPOS and hashed") {
    // keccak256("abc") and sha256("abc"): FIPS 180-4 and the Keccak team's test values.
    CHECK(value_of_a("3 => D\n0x616263 :HASHK(0)\n$ => A :HASHKDIGEST(0)\n") ==
          u256::parse("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")->to_decimal());
    CHECK(value_of_a("0x61 :HASHS1(0)\n0x62 :HASHS1(0)\n0x63 :HASHS1(0)\n$ => A :HASHSDIGEST(0)\n") ==
          u256::parse("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")->to_decimal());
    const bytes abc{'a', 'b', 'c'};
    CHECK(value_of_a("3 => D\n0x616263 :HASHP(0)\n$ => A :HASHPDIGEST(0)\n") ==
          hash::to_word(hash::linear_hash(abc)).to_decimal());
    const auto done =
        run_text("2 => D, E\n0x6162 :HASHK(E)\n0x63 :HASHK1(E)\nHASHPOS :HASHKLEN(E)\n$ => A :HASHKDIGEST(2)\n");
    REQUIRE(done.has_value());
    CHECK(done->final.hashpos.value() == 3);
    REQUIRE(done->keccak.size() == 1);
    const zkasm::hash_request& request = done->keccak.at(2);
    CHECK(request.data == abc);
    CHECK(request.reads.size() == 2);
    CHECK(request.length_asked);
    CHECK(request.digest_asked);
    CHECK(done->used.keccak_f == 1);
}

TEST_CASE("the empty string has a digest too") {
    CHECK(value_of_a("0 :HASHKLEN(7)\n$ => A :HASHKDIGEST(7)\n") ==
          u256::parse("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")->to_decimal());
}

TEST_CASE("blocks are counted") {
    const auto blocks = [](const char* hash, int bytes_absorbed) {
        std::string text;
        for (int i = 0; i < bytes_absorbed; ++i) {
            text += std::string{"1 :HASH"} + hash + "1(0)\n";
        }
        const auto done = run_text(text + "$ => A :HASH" + hash + "DIGEST(0)\n");
        REQUIRE(done.has_value());
        return done->used;
    };
    CHECK(blocks("K", 135).keccak_f == 1);
    CHECK(blocks("K", 136).keccak_f == 2);
    CHECK(blocks("P", 55).padding_pg == 1);
    CHECK(blocks("P", 56).padding_pg == 2);
    CHECK(blocks("P", 56).poseidon_g == 2);
    // A Poseidon digest is shown to be four field elements by a binary request.
    CHECK(blocks("P", 1).binary == 1);
    CHECK(blocks("S", 55).sha256_f == 1);
    CHECK(blocks("S", 56).sha256_f == 2);
}

TEST_CASE("rules of hash buffers") {
    const std::string start = "3 => D\n0x616263 :HASHK(0)\n";
    CHECK(contains(refusal("0x616263 :HASHK(0)\n"), "chunk of 0 bytes"));
    CHECK(contains(refusal("33 => D\n0x616263 :HASHK(0)\n"), "chunk of 33 bytes"));
    CHECK(contains(refusal("2 => D\n0x616263 :HASHK(0)\n"), "has a larger value"));
    CHECK(contains(refusal("256 :HASHK1(0)\n"), "has a larger value"));
    CHECK(contains(refusal(start + "5 => HASHPOS\n1 :HASHK1(0)\n"), "leaves a gap after byte 3"));
    CHECK(contains(refusal("-1 => HASHPOS\n1 :HASHK1(0)\n"), "leaves a gap"));
    // A chunk may be read again, exactly as it was.
    CHECK(refusal(start + "0 => HASHPOS\n0x616263 :HASHK(0)\n") == "it ran");
    CHECK(run_text(start + "0 => HASHPOS\n0x616263 :HASHK(0)\n")->keccak.at(0).reads.size() == 2);
    CHECK(contains(refusal(start + "0 => HASHPOS\n0x616264 :HASHK(0)\n"), "differs from the bytes"));
    CHECK(contains(refusal(start + "0 => HASHPOS\n0x61 :HASHK1(0)\n"), "overlaps"));
    CHECK(contains(refusal(start + "1 => HASHPOS\n0x62 :HASHK1(0)\n"), "overlaps"));
    CHECK(contains(refusal(start + "2 => HASHPOS\n0x636465 :HASHK(0)\n"), "overlaps"));
    CHECK(contains(refusal(start + "4 :HASHKLEN(0)\n"), "has 3 bytes, not 4"));
    CHECK(contains(refusal(start + "3 :HASHKLEN(0)\n3 :HASHKLEN(0)\n"), "length of hash 0 is asked twice"));
    CHECK(contains(refusal(start + "3 :HASHKLEN(0)\n1 :HASHK1(0)\n"), "grows after"));
    CHECK(contains(refusal(start + "$ => A :HASHKDIGEST(0)\n1 :HASHK1(0)\n"), "grows after"));
    CHECK(contains(refusal(start + "$ => A :HASHKDIGEST(0)\n$ => A :HASHKDIGEST(0)\n"),
                   "digest of hash 0 is asked twice"));
    CHECK(contains(refusal(start + "5 => A :HASHKDIGEST(0)\n"), "digest of hash 0 is 0x4e03657aea45"));
    // Identifiers of different kinds are different strings.
    CHECK(refusal(start + "0 => HASHPOS\n0x6162 => A\n2 => D\n0x6162 :HASHP(0)\n") == "it ran");
    CHECK(contains(refusal("3 => D\n$ => A :HASHK(0)\n"), "hash 0 has no 3 bytes at 0"));
    CHECK(value_of_a(start + "0 => HASHPOS\n$ => A :HASHK(0)\n") == std::to_string(0x616263));
    CHECK(contains(refusal(start + "1 => HASHPOS\n$ => A :HASHK1(0)\n"), "overlaps"));
}

TEST_CASE("an assignment to HASHPOS is the base of the increment") {
    const auto done = run_text("3 => D\n0x616263 => A\n0x616263 :HASHK(0)\n10 => HASHPOS :HASHK1(0)\n");
    REQUIRE(done.has_value());
    CHECK(done->final.hashpos.value() == 11);
}

} // namespace zkasm_hashes_tests
