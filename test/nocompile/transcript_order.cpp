// must not compile: transcript: this message is not the next step of the protocol

#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using felt = backend_type::felt;

struct two_messages : protocol<absorb<"first", felts>, absorb<"second", felts>, sample<"challenge">> {};

void reordered(backend_type& backend, std::vector<felt> a, std::vector<felt> b, backend_type::ext& challenge) {
    transcript<backend_type, two_messages> start(backend);
#ifdef ZONOGON_CONTROL
    static_cast<void>(std::move(start).absorb<"first">(a).absorb<"second">(b).sample<"challenge">(challenge));
#else
    static_cast<void>(std::move(start).absorb<"second">(b).absorb<"first">(a).sample<"challenge">(challenge));
#endif
}
