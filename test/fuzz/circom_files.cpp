#include <cstddef>
#include <cstdint>
#include <string>

#include <zonogon/field/bn254.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

using namespace zonogon;
using scalar = field::bn254_scalar;

// Any bytes are an .r1cs or a .wtns file or are refused with a reason that names the format; what is read is written
// and read again as itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const byte_view file(data, size);
    const auto system = snark::read_r1cs<scalar>(file);
    if (system) {
        const auto again = snark::read_r1cs<scalar>(snark::write_r1cs(*system));
        if (!system->well_formed() || !again || *again != *system) {
            __builtin_trap();
        }
    } else if (!system.why().message.starts_with("r1cs: ")) {
        __builtin_trap();
    }
    const auto witness = snark::read_witness<scalar>(file);
    if (witness) {
        const auto again = snark::read_witness<scalar>(snark::write_witness<scalar>(*witness));
        if (!again || *again != *witness) {
            __builtin_trap();
        }
    } else if (!witness.why().message.starts_with("wtns: ")) {
        __builtin_trap();
    }
    return 0;
}
