#include "support/catch.hpp"
#include "support/vectors.hpp"

#include <algorithm>
#include <sstream>

#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/fingerprint.hpp>

namespace pil_probes_tests {

using namespace zonogon;

namespace {

std::string hex(pil::element v) {
    std::ostringstream out;
    out << "0x" << std::hex << v.value();
    return out.str();
}

} // namespace

TEST_CASE("every PIL probe agrees with the reference compiler, or is refused where the reference errs by accident") {
    const auto all = test::load_vector("language-probes.json");
    const auto strict = all["_about"]["strict"]["pil"].get<std::vector<std::string>>();
    for (const auto& [name, probe] : all["pilProbes"].items()) {
        if (name == "_about") {
            continue;
        }
        INFO(name << ": " << probe["source"]);
        const auto c = pil::compile("(string)", probe["source"].get<std::string>());
        const bool refuse = probe.contains("error") || std::ranges::find(strict, name) != strict.end();
        INFO((c.ok() ? "accepted" : c.describe(c.failure)));
        REQUIRE(c.ok() == !refuse);
        if (refuse) {
            CHECK(!c.failure.message.empty());
            continue;
        }
        const pil::program& p = c.result;
        CHECK(p.committed_count == probe["committed"].get<std::uint32_t>());
        CHECK(p.fixed_count == probe["constant"].get<std::uint32_t>());
        CHECK(p.intermediates.size() == probe["intermediate"].get<std::size_t>());
        CHECK(p.quadratic_count == probe["nQ"].get<std::uint32_t>());
        CHECK(p.identities.size() == probe["identities"].get<std::size_t>());
        CHECK(hex(pil::fingerprinter(p).identities()) == probe["fpIdentities"].get<std::string>());
    }
}

} // namespace pil_probes_tests
