#include <zonogon/snark/fflonk/setup.hpp>

#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/r1cs_file.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"
#include "support/ptau.hpp"

namespace snark_fflonk_setup_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

circuit circuit_of(const std::string& name) {
    return *circuit::from_r1cs(*snark::read_r1cs<scalar>(vector_file(name)));
}

} // namespace

TEST_CASE("a .zkey is snarkjs's byte for byte", "[fflonk]") {
    const bytes expected = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(expected);
    bytes made;
    const auto verifying = write_zkey(circuit_of("one.r1cs"), key.powers(), key.verification().x2, [&](byte_view part) {
        append(made, part);
        return status{};
    });
    REQUIRE(verifying);
    CHECK(made == expected);
    CHECK(*verifying == key.verification());
    CHECK(write_verification_key(*verifying) == vector_text("one.vk.json"));
}

TEST_CASE("all that does not depend on tau is as snarkjs has it where gates were added", "[fflonk]") {
    const bytes made = make_zkey(circuit_of("small.r1cs"));
    const auto expected = nlohmann::json::parse(vector_text("small.zkey-sections.json"));
    const section_file file = *section_file::parse(made, "zkey", 1);
    REQUIRE(file.sections().size() == expected.size() + 2);
    for (const auto& [id, section] : expected.items()) {
        INFO(id);
        const byte_view content = file.section(static_cast<std::uint32_t>(std::stoul(id)))->content;
        CHECK(content.size() == section.at("size"));
        CHECK(to_hex(hash::sha256(content)) == "0x" + section.at("sha256").get<std::string>());
    }
}

TEST_CASE("the permutation's cells of a wire form one cycle", "[fflonk]") {
    const circuit c = *circuit::from_r1cs(random_system(3, 10, 2).system);
    const std::size_t power = c.power();
    const auto sigma = permutation_columns(c, power);
    const std::size_t rows = std::size_t{1} << power;
    // Cell numbers, so that sigma can be followed.
    std::vector<scalar> numbers;
    for (const scalar& column : {scalar::one(), column_b, column_c}) {
        scalar row = column;
        for (std::size_t i = 0; i < rows; ++i) {
            numbers.push_back(row);
            row *= scalar::two_adic_generator(power);
        }
    }
    const auto wire = [&](std::size_t cell) {
        const std::size_t row = cell % rows;
        const gate g = row < c.gates.size() ? c.gates[row] : gate{};
        return std::array{g.a, g.b, g.c}[cell / rows];
    };
    const auto next = [&](std::size_t cell) {
        const auto found = std::find(numbers.begin(), numbers.end(), sigma[cell / rows][cell % rows]);
        REQUIRE(found != numbers.end());
        return static_cast<std::size_t>(found - numbers.begin());
    };
    for (std::size_t cell = 0; cell < numbers.size(); ++cell) {
        if (cell % rows + 2 >= rows) {
            CHECK(next(cell) == cell);
            continue;
        }
        std::size_t cells = 0;
        for (std::size_t other = 0; other < numbers.size(); ++other) {
            cells += other % rows + 2 < rows && wire(other) == wire(cell) ? 1 : 0;
        }
        std::size_t length = 1;
        for (std::size_t at = next(cell); at != cell; at = next(at)) {
            REQUIRE(wire(at) == wire(cell));
            ++length;
        }
        REQUIRE(length == cells);
    }
}

TEST_CASE("setup takes its powers from a file and says when there are too few", "[fflonk]") {
    const auto powers = *pcs::ptau::file<>::parse(test::snarkjs_ptau());
    const byte_sink nowhere = [](byte_view) { return status{}; };
    const auto made = setup(*snark::read_r1cs<scalar>(vector_file("one.r1cs")), powers, nowhere);
    REQUIRE_FALSE(made);
    CHECK(made.why().message == "a circuit of 4 gates takes 90 powers of tau, there are 63");
}

TEST_CASE("a sink's failure is setup's", "[fflonk]") {
    const auto& powers = known_powers::of(90);
    const auto made = write_zkey(circuit_of("one.r1cs"), powers.g1, powers.x2,
                                 [](byte_view) { return status{error{"the disk is full"}}; });
    REQUIRE_FALSE(made);
    CHECK(made.why().message == "the disk is full");
}

} // namespace snark_fflonk_setup_tests
