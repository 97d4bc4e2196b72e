#include "support/catch.hpp"

#include "support/random.hpp"
#include <zonogon/field/bn254.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace snark_iden3_files_tests {

using namespace zonogon;
using fr = field::bn254_scalar;
using term = snark::linear_term<fr>;

namespace {

snark::r1cs<fr> system_of_two() {
    snark::r1cs<fr> system;
    system.wires = 4;
    system.public_outputs = 1;
    system.private_inputs = 1;
    system.labels = {0, 1, 5, 9};
    system.label_count = 12;
    system.add_constraint(std::vector<term>{{2, fr::one()}}, std::vector<term>{{2, fr::one()}},
                          std::vector<term>{{3, fr::one()}});
    system.add_constraint(std::vector<term>{{3, fr::one()}}, std::vector<term>{{2, fr::one()}},
                          std::vector<term>{{1, fr::one()}, {0, -fr{5}}});
    return system;
}

template <class Read>
void refuses_every_mutation_of_a_size(const bytes& file, Read&& read) {
    for (std::size_t size = 0; size < file.size(); ++size) {
        REQUIRE_FALSE(read(byte_view(file).first(size)));
    }
    bytes longer = file;
    longer.push_back(0);
    CHECK_FALSE(read(longer));
}

} // namespace

TEST_CASE("an .r1cs file is read as it was written", "[snark]") {
    const auto system = system_of_two();
    const bytes file = snark::write_r1cs(system);
    const auto read = snark::read_r1cs<fr>(file);
    REQUIRE(read);
    CHECK(*read == system);
    refuses_every_mutation_of_a_size(file, [](byte_view f) { return snark::read_r1cs<fr>(f).has_value(); });
    auto unlabelled = system;
    unlabelled.labels.clear();
    const auto numbered = snark::read_r1cs<fr>(snark::write_r1cs(unlabelled));
    REQUIRE(numbered);
    CHECK(numbered->labels == std::vector<std::uint64_t>{0, 1, 2, 3});
    CHECK(numbered->label_count == 4);
}

TEST_CASE("an .r1cs file with a wrong number is refused with its place", "[snark]") {
    const bytes file = snark::write_r1cs(system_of_two());
    const auto reason = [&](std::size_t place, std::uint8_t value) {
        bytes changed = file;
        changed[place] = value;
        const auto read = snark::read_r1cs<fr>(changed);
        return read ? std::string() : read.why().message;
    };
    CHECK(reason(312, 31) == "r1cs: section 1, byte 316: a scalar field of another size than 32 bytes");
    CHECK(reason(316, 2) == "r1cs: section 1, byte 348: a scalar field of another prime");
    CHECK(reason(348, 2) == "r1cs: section 3, byte 388: not one label for each of 2 wires");
    CHECK(reason(352, 9) == "r1cs: section 1: fewer wires than the constant, outputs and inputs need");
    CHECK(reason(372, 3) == "r1cs: section 2, byte 300: the section ends too early");
    CHECK(reason(375, 3) == "r1cs: section 2, byte 24: 50331650 constraints, more than the section has room for");
    CHECK(reason(372, 1) == "r1cs: section 2, byte 144: 156 bytes too many");
    CHECK(reason(27, 1) == "r1cs: section 2, byte 28: constraint 0 is said to have 16777217 summands, more than the "
                           "section has room for");
    CHECK(reason(28, 4) == "r1cs: section 2, byte 64: constraint 0 has wire 4 of 4");
    CHECK(reason(63, 0x31) == "r1cs: section 2, byte 64: constraint 0 has a coefficient that is not below the prime");
}

TEST_CASE("custom gates are refused", "[snark]") {
    bytes file = snark::write_r1cs(system_of_two());
    file[8] = 4;
    append_section_header(file, 4, 4);
    append_little_endian<4>(file, 0);
    CHECK(snark::read_r1cs<fr>(file));
    file[file.size() - 4] = 1;
    CHECK(snark::read_r1cs<fr>(file).why().message == "r1cs: section 4: custom gates are not supported");
}

TEST_CASE("a .wtns file is read as it was written", "[snark]") {
    const std::vector<u256> values{u256{1}, fr::modulus - u256{1}, u256{0}, u256{77}};
    const bytes file = snark::write_witness<fr>(values);
    const auto read = snark::read_witness<fr>(file);
    REQUIRE(read);
    CHECK(*read == values);
    CHECK(snark::to_canonical<fr>(snark::to_field<fr>(values)) == values);
    refuses_every_mutation_of_a_size(file, [](byte_view f) { return snark::read_witness<fr>(f).has_value(); });
    bytes changed = file;
    changed[76 + 32] += 1;
    CHECK(snark::read_witness<fr>(changed).why().message ==
          "wtns: section 2, byte 140: value 1 is not below the prime");
    changed = file;
    changed[76] = 2;
    CHECK(snark::read_witness<fr>(changed).why().message == "wtns: section 2: the first value is not one");
    changed = file;
    changed[60] = 5;
    CHECK_FALSE(snark::read_witness<fr>(changed));
    changed[63] = 0xff;
    CHECK_FALSE(snark::read_witness<fr>(changed));
}

} // namespace snark_iden3_files_tests
