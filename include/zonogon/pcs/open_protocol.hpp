#pragma once

#include <zonogon/transcript/protocol.hpp>

namespace zonogon::pcs {

/// The messages of an opening, to be used as a part of a larger protocol. The commitments and the points must already
/// be in the transcript.
struct open_protocol
    : transcript::protocol<
          transcript::absorb<"opening shape", transcript::octets>,
          transcript::absorb<"opened values", transcript::exts>, transcript::sample<"batching">,
          transcript::repeat<"folds", transcript::absorb<"layer", transcript::digests>, transcript::sample<"folding">>,
          transcript::absorb<"final polynomial", transcript::exts>, transcript::grind<"query work">,
          transcript::sample_indices<"queries">> {};

} // namespace zonogon::pcs
