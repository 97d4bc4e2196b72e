#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/snark/groth16/json.hpp>
#include <zonogon/snark/groth16/verifier.hpp>

using namespace zonogon;
using namespace zonogon::snark;

// Any text is a proof or a verification key or is refused with a reason; what is read is written and read again as
// itself, and a proof of anybody's for a key that it is not for is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto proof = groth16::read_proof(text);
    if (proof) {
        const auto again = groth16::read_proof(groth16::write_proof(*proof));
        if (!again || *again != *proof) {
            __builtin_trap();
        }
        const auto g1 = curve::bn254::point::generator();
        const auto g2 = curve::bn254_twist::point::generator();
        const groth16::verification_key<> key{g1, g2, g2, g2.doubled(), {g1, g1.doubled()}};
        const std::vector<u256> publics{u256{1}};
        if (groth16::verify(key, std::span<const u256>(publics), *proof)) {
            __builtin_trap();
        }
    } else if (proof.why().message.empty()) {
        __builtin_trap();
    }
    const auto key = groth16::read_verification_key(text);
    if (key) {
        const auto again = groth16::read_verification_key(groth16::write_verification_key(*key));
        if (!again || *again != *key) {
            __builtin_trap();
        }
    } else if (key.why().message.empty()) {
        __builtin_trap();
    }
    return 0;
}
