// Proofs over BN254 take the processor's 52-bit multiplications where it has them, unless ZONOGON_WIDER_VECTORS is 0:
// to see what processors without them do.

#include <cstdlib>
#include <string_view>

#include <zonogon/curve/wider.hpp>

namespace {

bool use_wider_vectors() {
    const char* wanted = std::getenv("ZONOGON_WIDER_VECTORS");
    return (wanted == nullptr || std::string_view(wanted) != "0") && zonogon::curve::use_wider_vectors();
}

[[maybe_unused]] const bool wider_vectors_are_used = use_wider_vectors();

} // namespace
