// must not compile: transcript: claimed values can be read only when no challenge is left to be drawn

#include <span>
#include <utility>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using felt = backend_type::felt;

struct two_challenges : protocol<sample<"first">, sample<"second">> {};

// Rows that are never absorbed, read while a challenge is still to come.
felt early(backend_type& backend, std::span<const felt> proof, backend_type::ext& challenge) {
    const claimed<felt> rows(proof);
    auto middle = transcript<backend_type, two_challenges>(backend).sample<"first">(challenge);
#ifdef ZONOGON_CONTROL
    const auto end = std::move(middle).sample<"second">(challenge);
    return rows.after(end).front();
#else
    const felt row = rows.after(middle).front();
    static_cast<void>(std::move(middle).sample<"second">(challenge));
    return row;
#endif
}
