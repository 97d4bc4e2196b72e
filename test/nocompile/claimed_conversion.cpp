// must not compile: private

#include <span>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using ext = native_backend<zonogon::stark::default_config>::ext;

// Only a transcript says that something is absorbed.
absorbed<ext> made(std::span<const ext> values) {
#ifdef ZONOGON_CONTROL
    return fixed(values);
#else
    return absorbed<ext>(values);
#endif
}
