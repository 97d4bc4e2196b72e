// must not compile: transcript: the message is of another kind than the protocol says

#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;

struct one_message : protocol<absorb<"message", exts>> {};

void other_kind(backend_type& backend, std::vector<backend_type::felt> few, std::vector<backend_type::ext> wide) {
    transcript<backend_type, one_message> start(backend);
#ifdef ZONOGON_CONTROL
    static_cast<void>(few);
    static_cast<void>(std::move(start).absorb<"message">(wide));
#else
    static_cast<void>(wide);
    static_cast<void>(std::move(start).absorb<"message">(few));
#endif
}
