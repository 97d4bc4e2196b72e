// must not compile: transcript: a loop or part must go through all of its steps and return the transcript

#include <cstddef>
#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using felt = backend_type::felt;

struct looping : protocol<repeat<"loop", absorb<"message", felts>, sample<"challenge">>> {};

void unfinished(backend_type& backend, std::vector<felt> message, backend_type::ext& challenge) {
    transcript<backend_type, looping> start(backend);
    static_cast<void>(std::move(start).repeat<"loop">(3, [&](auto t, std::size_t) {
#ifdef ZONOGON_CONTROL
        return std::move(t).template absorb<"message">(message).template sample<"challenge">(challenge);
#else
        static_cast<void>(challenge);
        return std::move(t).template absorb<"message">(message);
#endif
    }));
}
