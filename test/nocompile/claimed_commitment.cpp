// must not compile: claimed<

#include <span>
#include <vector>

#include <zonogon/pcs/verify.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

using namespace zonogon::transcript;
using backend_type = native_backend<zonogon::stark::default_config>;
using digest = backend_type::digest;

struct one_commitment : protocol<absorb<"commitment", digests>> {};

// An opening under a commitment that no challenge depends on.
zonogon::pcs::claim_round<backend_type> round_of(backend_type& backend, const std::vector<digest>& proof) {
    const claimed<digest> commitment(proof);
    absorbed<digest> known;
    static_cast<void>(transcript<backend_type, one_commitment>(backend).absorb<"commitment">(commitment, known));
    zonogon::pcs::claim_round<backend_type> round;
#ifdef ZONOGON_CONTROL
    round.commitment = known;
#else
    round.commitment = commitment;
#endif
    return round;
}
