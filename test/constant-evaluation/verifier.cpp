// The verifier in constant evaluation: the compiler accepts a proof and refuses what was changed. The text is the same
// as at run time, so what compiles here cannot differ from what runs there.

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

#include "tiny_system.hpp"

namespace {

using namespace zonogon;
using namespace zonogon::test;

constexpr std::uint8_t proof_bytes[] = {
#include "tiny_proof.inc"
};
constexpr std::size_t size = std::size(proof_bytes);

enum class verdict { accepted, refused, no_key };

/// Verifies the proof with byte `at` changed (none if it is the size) and only `length` bytes of it.
constexpr verdict verify(std::size_t at, std::size_t length, std::uint64_t result) {
    std::vector<std::pair<std::string, air::owned_ir>> tables;
    tables.emplace_back(tiny_name, tiny_table());
    const auto key = stark::setup_verifier<tiny_config>(std::move(tables));
    if (!key) {
        return verdict::no_key;
    }
    bytes proof(std::begin(proof_bytes), std::end(proof_bytes));
    if (at < size) {
        proof[at] ^= 1;
    }
    stark::public_values<tiny_config> publics(1);
    publics[0].push_back(tiny_config::field{result});
    const status outcome = stark::verify(*key, publics, byte_view(proof).first(length));
    return outcome ? verdict::accepted : verdict::refused;
}

static_assert(verify(size, size, tiny_result) == verdict::accepted);
// The last element belongs to a path.
static_assert(verify(size - 8, size, tiny_result) == verdict::refused);
static_assert(verify(size, size, tiny_result + 1) == verdict::refused);
static_assert(verify(size, size - 1, tiny_result) == verdict::refused);

} // namespace

/// The same at run time.
int main() {
    const bool right =
        verify(size, size, tiny_result) == verdict::accepted && verify(size - 8, size, tiny_result) == verdict::refused;
    return right ? 0 : 1;
}
