#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/snark/groth16/contribution.hpp>
#include <zonogon/snark/groth16/prover.hpp>

using namespace zonogon;
using namespace zonogon::snark;

// Any bytes are a .zkey of Groth16 or are refused with a reason that names the format; of what is read, contributions
// are written and read again as themselves, and small keys prove something or say why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto key = groth16::zkey<>::parse(byte_view(data, size));
    if (!key) {
        if (!key.why().message.starts_with("zkey: ")) {
            __builtin_trap();
        }
        return 0;
    }
    const auto record = groth16::read_contributions(key->section(groth16::zkey_section::contributions));
    if (record) {
        const bytes content = groth16::write_contributions(*record);
        const auto again = groth16::read_contributions({10, 0, content});
        if (!again || *again != *record) {
            __builtin_trap();
        }
    }
    if (key->log_domain() <= 6) {
        const std::vector<u256> witness(key->wires(), u256{1});
        const auto proof = groth16::prove(*key, witness);
        if (!proof && proof.why().message.empty()) {
            __builtin_trap();
        }
    }
    return 0;
}
