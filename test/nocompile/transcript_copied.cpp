// must not compile: deleted

#include <utility>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;

struct one_challenge : protocol<sample<"challenge">> {};

// Two copies of a transcript would draw the same challenge twice.
void copied(transcript<backend_type, one_challenge>& start, backend_type::ext& challenge) {
#ifdef ZONOGON_CONTROL
    auto other = std::move(start);
#else
    auto other = start;
#endif
    static_cast<void>(std::move(other).sample<"challenge">(challenge));
}
