// Writes a circuit of a given number of constraints and a witness for it: bench-snark-circuit CONSTRAINTS OUT.r1cs
// OUT.wtns
//
// A chain of multiplications w[i + 2] = (w[i + 1] + w[i]) w[i], all values of full size, the last one public; every
// eighth constraint says that a wire is a bit, as circuits have many of them.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <zonogon/field/bn254.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

using namespace zonogon;
using scalar = field::bn254_scalar;
using term = snark::linear_term<scalar>;

namespace {

bool write(const std::string& path, const bytes& content) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return static_cast<bool>(out.flush());
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t constraints = argc == 4 ? std::strtoul(argv[1], nullptr, 10) : 0;
    if (constraints < 2 || constraints > (std::size_t{1} << 27)) {
        std::cerr << "usage: " << argv[0] << " CONSTRAINTS OUT.r1cs OUT.wtns\n";
        return 2;
    }
    snark::r1cs<scalar> system;
    std::vector<scalar> witness{scalar::one(), scalar::zero(), scalar{3}, scalar{7}};
    const scalar one = scalar::one();
    std::uint32_t before = 2;
    std::uint32_t last = 3;
    for (std::size_t i = 0; i < constraints; ++i) {
        const auto next = static_cast<std::uint32_t>(witness.size());
        if (i % 8 == 7) {
            witness.push_back(scalar{witness[last].value().low64() & 1});
            system.add_constraint(std::vector<term>{{next, one}}, std::vector<term>{{next, one}, {0, -one}}, {});
            continue;
        }
        const bool end = i + 1 == constraints || (i + 2 == constraints && (i + 1) % 8 == 7);
        const scalar value = (witness[last] + witness[before]) * witness[before];
        const std::uint32_t to = end ? 1 : next;
        end ? void(witness[1] = value) : witness.push_back(value);
        system.add_constraint(std::vector<term>{{last, one}, {before, one}}, std::vector<term>{{before, one}},
                              std::vector<term>{{to, one}});
        before = last;
        last = to;
    }
    system.wires = static_cast<std::uint32_t>(witness.size());
    system.public_outputs = 1;
    system.private_inputs = 2;
    if (const status good = system.well_formed(); !good) {
        std::cerr << good.why().message << "\n";
        return 1;
    }
    if (const status good = system.check(witness); !good) {
        std::cerr << good.why().message << "\n";
        return 1;
    }
    const std::vector<u256> values = snark::to_canonical<scalar>(std::span<const scalar>(witness));
    if (!write(argv[2], snark::write_r1cs(system)) || !write(argv[3], snark::write_witness<scalar>(values))) {
        std::cerr << "cannot write " << argv[2] << " or " << argv[3] << "\n";
        return 1;
    }
    return 0;
}
