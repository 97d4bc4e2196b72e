#include <cstddef>
#include <cstdint>
#include <utility>

#include <zonogon/stark/codec.hpp>

#include "stark/systems.hpp"

namespace {

using namespace zonogon;
using namespace zonogon::test;

struct fuzzed_config : quick_config {};

struct proof_system {
    stark::proving_key<fuzzed_config> key;
    stark::public_values<fuzzed_config> publics;
    bytes honest;
};

const proof_system& target() {
    static const proof_system made = [] {
        auto key = *stark::setup<fuzzed_config>(lookup_tables<fuzzed_config>(2));
        const auto w = lookup_witness<fuzzed_config>(3, 2);
        const auto proof = *stark::prove(key, w.traces, w.publics);
        return proof_system{std::move(key), w.publics, stark::serialize<fuzzed_config>(proof)};
    }();
    return made;
}

} // namespace

// Proof bytes are refused with a reason or are the one encoding of a proof, and verifying them always ends. An input is
// the bytes of a proof behind a zero byte, or a list of changes (place in two bytes, what to exclude-or) to an honest
// one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const byte_view input(data, size);
    if (input.empty()) {
        return 0;
    }
    const proof_system& s = target();
    bytes encoded;
    if (input[0] == 0) {
        encoded.assign(input.begin() + 1, input.end());
    } else {
        encoded = s.honest;
        for (std::size_t at = 1; at + 3 <= input.size(); at += 3) {
            const std::size_t place = (std::size_t{input[at]} | (std::size_t{input[at + 1]} << 8)) % encoded.size();
            encoded[place] = static_cast<std::uint8_t>(encoded[place] ^ input[at + 2]);
        }
    }
    const auto parsed = stark::parse(s.key.verifying, encoded);
    if (!parsed) {
        if (parsed.why().message.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    if (stark::serialize<fuzzed_config>(*parsed) != encoded) {
        __builtin_trap();
    }
    const status outcome = stark::verify(s.key.verifying, s.publics, *parsed);
    if (outcome.ok() ? encoded.size() != s.honest.size() : outcome.why().message.empty()) {
        __builtin_trap();
    }
    return 0;
}
