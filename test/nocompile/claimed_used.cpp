// must not compile: transcript: a claimed value must be absorbed before it is used

#include <span>
#include <utility>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using ext = backend_type::ext;

struct one_message : protocol<absorb<"message", exts>, sample<"challenge">> {};

// A verifier that computes with what the proof says and with a challenge that does not depend on it.
ext used(backend_type& backend, std::span<const ext> proof, ext& challenge) {
    const claimed<ext> message(proof);
    absorbed<ext> known;
    static_cast<void>(transcript<backend_type, one_message>(backend)
                          .absorb<"message">(message, known)
                          .sample<"challenge">(challenge));
#ifdef ZONOGON_CONTROL
    return known[0] * challenge;
#else
    return message[0] * challenge;
#endif
}
