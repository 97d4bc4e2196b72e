#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>

namespace {

using namespace zonogon;
using namespace zonogon::snark::fflonk;

/// What was read must be written and read again as itself; what was not must have a reason.
template <class Read, class Write>
void check(std::string_view text, Read&& read, Write&& write) {
    const auto value = read(text);
    if (!value) {
        if (value.why().message.empty()) {
            __builtin_trap();
        }
        return;
    }
    const auto again = read(write(*value));
    if (!again || !(*again == *value)) {
        __builtin_trap();
    }
}

} // namespace

// The first byte chooses between proof, verification key and public inputs; the rest is the text. A proof that can be
// read is verified against a key that it is not for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 3) {
    case 0: {
        check(text, read_proof, write_proof);
        const auto proof = read_proof(text);
        const verification_key key{min_power, 1, g1_point::generator(), g2_point::generator()};
        const std::vector<u256> publics{u256{1}};
        if (proof && verify(key, publics, *proof)) {
            __builtin_trap();
        }
        break;
    }
    case 1:
        check(text, read_verification_key, write_verification_key);
        break;
    default:
        check(text, snark::read_publics, [](const std::vector<u256>& v) { return snark::write_publics(v); });
    }
    return 0;
}
