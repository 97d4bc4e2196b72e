// must not compile: transcript: this challenge is not the next step of the protocol

#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using felt = backend_type::felt;

struct one_message : protocol<absorb<"message", felts>, sample<"challenge">> {};

void forgotten(backend_type& backend, std::vector<felt> message, backend_type::ext& challenge) {
    transcript<backend_type, one_message> start(backend);
#ifdef ZONOGON_CONTROL
    static_cast<void>(std::move(start).absorb<"message">(message).sample<"challenge">(challenge));
#else
    static_cast<void>(message);
    static_cast<void>(std::move(start).sample<"challenge">(challenge));
#endif
}
