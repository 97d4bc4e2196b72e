#pragma once

#include <zonogon/pcs/open_protocol.hpp>
#include <zonogon/transcript/protocol.hpp>

namespace zonogon::stark {

/// The messages and challenges of a proof, in order. A table without interactions has no cumulative sum; without any
/// interaction the second stage's commitment is empty.
using protocol = transcript::protocol<
    transcript::absorb<"verifying key", transcript::digests>, transcript::absorb<"heights", transcript::octets>,
    transcript::absorb<"public values", transcript::felts>, transcript::absorb<"traces", transcript::digests>,
    transcript::sample<"bus offset">, transcript::sample<"bus base">,
    transcript::absorb<"cumulative sums", transcript::exts>, transcript::absorb<"bus columns", transcript::digests>,
    transcript::sample<"composition">, transcript::absorb<"quotients", transcript::digests>,
    transcript::sample<"point">, transcript::part<"opening", pcs::open_protocol>>;

} // namespace zonogon::stark
