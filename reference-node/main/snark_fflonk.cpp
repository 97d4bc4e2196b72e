#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/solidity.hpp>
#include <zonogon/snark/fflonk/system.hpp>

#include "main/snark_system.hpp"

namespace zonogon::cli::snark_fflonk_command {
namespace {

struct fflonk_files {
    using system = snark::fflonk::system;
    static constexpr std::uint32_t protocol = snark::fflonk::zkey::protocol;
    static constexpr bool needs_contributions = false;

    static result<system::verification_key> key_of(byte_view file) {
        return snark::fflonk::read_zkey_verification_key(file);
    }
    static result<system::verification_key> read_key(std::string_view text) {
        return snark::fflonk::read_verification_key(text);
    }
    static result<system::proof> read_proof(std::string_view text) { return snark::fflonk::read_proof(text); }
    static std::size_t public_count(const system::verification_key& key) { return key.publics; }
    /// Whoever can read a key can use it.
    static void warn(const system::verification_key&) {}
    static result<nlohmann::ordered_json> info(byte_view file) {
        const auto key = system::parse(file);
        if (!key) {
            return key.why();
        }
        nlohmann::ordered_json out;
        out["wires"] = key->wires();
        out["publicInputs"] = key->verification().publics;
        out["rows"] = key->rows();
        out["gates"] = key->gates();
        out["additions"] = key->additions();
        return out;
    }
};

const bool registered = register_snark_files<fflonk_files>();

} // namespace
} // namespace zonogon::cli::snark_fflonk_command
