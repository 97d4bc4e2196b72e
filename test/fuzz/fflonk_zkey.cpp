#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

#include <zonogon/snark/fflonk/prover.hpp>
#include <zonogon/snark/fflonk/proving_key.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>

namespace {

using namespace zonogon;
using namespace zonogon::snark::fflonk;

const bytes& honest_file() {
    static const bytes content = [] {
        std::ifstream in(ZONOGON_SOURCE_DIR "/test/vectors/snark/fflonk/one.zkey", std::ios::binary);
        return bytes(std::istreambuf_iterator<char>(in), {});
    }();
    return content;
}

} // namespace

// A .zkey is refused with a reason, or proving with it ends and never gives a proof that only looks right. An input is
// a file's bytes behind a zero byte, or a list of changes (place in three bytes, what to exclude-or) to one of
// snarkjs's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const byte_view input(data, size);
    if (input.empty()) {
        return 0;
    }
    bytes file;
    if (input[0] == 0) {
        file.assign(input.begin() + 1, input.end());
    } else {
        file = honest_file();
        for (std::size_t at = 1; at + 4 <= input.size() && !file.empty(); at += 4) {
            const std::size_t place = load_big_endian(input.subspan(at, 3)) % file.size();
            file[place] = static_cast<std::uint8_t>(file[place] ^ input[at + 3]);
        }
    }
    const auto verifying = read_zkey_verification_key(file);
    const auto key = proving_key::parse(file);
    if (!key) {
        if (key.why().message.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    if (!verifying || !(*verifying == key->verification())) {
        __builtin_trap();
    }
    if (key->rows() > 64) {
        return 0;
    }
    // A key may name any number of wires, also some that no gate has; it is the caller who brings a witness as large.
    // With one that is too small the prover refuses.
    std::vector<scalar> witness(std::min<std::size_t>(key->witness_size(), 1U << 12));
    for (std::size_t i = 0; i < witness.size(); ++i) {
        witness[i] = scalar{i + 1};
    }
    const auto proof = prove_with(*key, witness, {});
    if (!proof) {
        if (proof.why().message.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    // Whether it verifies hangs on parts of the file that do not belong together; that it is decided is what counts.
    std::vector<u256> publics;
    for (std::size_t i = 0; i < key->verification().publics; ++i) {
        publics.push_back(witness[i + 1].value());
    }
    const status outcome = verify(key->verification(), publics, *proof);
    if (!outcome && outcome.why().message.empty()) {
        __builtin_trap();
    }
    return 0;
}
