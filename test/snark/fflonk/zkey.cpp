#include <zonogon/snark/fflonk/proving_key.hpp>

#include <string>

#include <zonogon/base/section_file.hpp>
#include <zonogon/snark/fflonk/json.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_zkey_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

/// The file with `bytes` written over a section's content from `offset` on, and why it is refused.
std::string refusal(bytes file, std::uint32_t section, std::size_t offset, const bytes& content) {
    const section_file parsed = *section_file::parse(file, "zkey", 1);
    const std::size_t at = parsed.section(section)->offset + offset;
    std::copy(content.begin(), content.end(), file.begin() + static_cast<std::ptrdiff_t>(at));
    const auto key = proving_key::parse(file);
    return key ? "" : key.why().message;
}

bytes u32(std::uint32_t v) {
    bytes out;
    append_little_endian<4>(out, v);
    return out;
}

const bytes ones(32, 0xff);

} // namespace

TEST_CASE("a .zkey is read", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const auto key = proving_key::parse(file);
    REQUIRE(key);
    CHECK(key->rows() == 8);
    CHECK(key->gates() == 4);
    CHECK(key->witness_size() == 5);
    CHECK(key->additions() == 1);
    CHECK(key->verification().publics == 1);
    CHECK(key->powers().size() == 90);
    CHECK(key->powers()[0] == g1_point::generator());
    CHECK(*read_zkey_verification_key(file) == key->verification());
    CHECK(*read_verification_key(vector_text("one.vk.json")) == key->verification());
}

TEST_CASE("a .zkey that ends too early or too late is refused", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    for (std::size_t size = 0; size < file.size(); size += size < 1000 ? 1 : 97) {
        REQUIRE_FALSE(proving_key::parse(byte_view(file).first(size)));
        REQUIRE_FALSE(read_zkey_verification_key(byte_view(file).first(size)));
    }
    bytes longer = file;
    longer.push_back(0);
    CHECK_FALSE(proving_key::parse(longer));
}

TEST_CASE("numbers of a .zkey that do not fit are refused", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    CHECK(refusal(file, 1, 0, u32(1)) == "zkey: protocol 1, fflonk has 10");
    // Header: primes, wires 72, publics 76, rows 80, additions 84, gates 88, constants 92, points 284.
    CHECK(refusal(file, 2, 0, u32(48)) != "");
    CHECK(refusal(file, 2, 4, ones) != "");
    CHECK(refusal(file, 2, 40, ones) != "");
    CHECK(refusal(file, 2, 72, u32(0)) != "");
    CHECK(refusal(file, 2, 72, u32(1)) != "");
    CHECK(refusal(file, 2, 72, u32(5)) != "");
    CHECK(refusal(file, 2, 76, u32(5)) != "");
    CHECK(refusal(file, 2, 76, u32(0xffffffff)) != "");
    for (const std::uint32_t rows : {0U, 1U, 4U, 7U, 9U, 16U, 1U << 27, 1U << 31}) {
        CHECK(refusal(file, 2, 80, u32(rows)) != "");
    }
    CHECK(refusal(file, 2, 84, u32(2)) != "");
    CHECK(refusal(file, 2, 84, u32(0xffffffff)) != "");
    CHECK(refusal(file, 2, 88, u32(7)) != "");
    CHECK(refusal(file, 2, 88, u32(0xffffffff)) != "");
    for (std::size_t i = 0; i < 12; ++i) {
        CHECK(refusal(file, 2, 92 + 32 * i, ones) != "");
        CHECK(refusal(file, 2, 92 + 32 * i, bytes(32, 0)) != "");
    }
    // The additions: wires, factors.
    CHECK(refusal(file, 3, 0, u32(5)) == "zkey: addition 0 takes a wire that is not there yet");
    CHECK(refusal(file, 3, 4, u32(5)) == "zkey: addition 0 takes a wire that is not there yet");
    CHECK(refusal(file, 3, 8, ones) != "");
    CHECK(refusal(file, 3, 40, ones) != "");
    for (std::uint32_t section = 4; section < 7; ++section) {
        CHECK(refusal(file, section, 12, u32(6)) ==
              "zkey: section " + std::to_string(section) + ": gate 3 has wire 6 of 6");
    }
    for (std::uint32_t section = 7; section < 15; ++section) {
        for (const std::size_t element : {0U, 7U, 8U, 39U}) {
            CHECK(refusal(file, section, 32 * element, ones) ==
                  "zkey: section " + std::to_string(section) + ": a number is not below the prime");
        }
    }
    CHECK(refusal(file, 16, 64 * 89, ones) == "zkey: section 16: point 89: a coordinate is not below the modulus");
    CHECK(refusal(file, 16, 64 * 89, bytes(32, 1)) == "zkey: section 16: point 89 is not on the curve");
}

TEST_CASE("a section of a .zkey that is missing, doubled or of another size is refused", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const section_file parsed = *section_file::parse(file, "zkey", 1);
    for (std::size_t changed = 0; changed < parsed.sections().size(); ++changed) {
        for (const char how : {'-', '2', '<', '>', '='}) {
            INFO("section " << parsed.sections()[changed].id << ' ' << how);
            bytes out;
            append_file_header(
                out, "zkey", 1,
                static_cast<std::uint32_t>(parsed.sections().size() - (how == '-' ? 1 : 0) + (how == '2' ? 1 : 0)));
            for (std::size_t i = 0; i < parsed.sections().size(); ++i) {
                const file_section& s = parsed.sections()[i];
                bytes content(s.content.begin(), s.content.end());
                if (i == changed && how == '<') {
                    content.pop_back();
                }
                if (i == changed && how == '>') {
                    content.push_back(0);
                }
                const std::size_t times = i != changed ? 1 : how == '-' ? 0 : how == '2' ? 2 : 1;
                for (std::size_t k = 0; k < times; ++k) {
                    append_section_header(out, s.id, content.size());
                    append(out, content);
                }
            }
            CHECK(proving_key::parse(out).has_value() == (how == '='));
        }
    }
}

} // namespace snark_fflonk_zkey_tests
