#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/stark/codec.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/proof.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/shape.hpp>
#include <zonogon/stark/verifier.hpp>
#include <zonogon/transcript/native_backend.hpp>

/// Compiles the prover and the verifier of a configuration in one unit instead of in every one that calls them (which
/// takes 10 s each). At namespace scope, outside any namespace, with the configuration's qualified name:
///
///     ZONOGON_STARK_INSTANTIATE(extern, my::config)   in the header that the program's units include
///     ZONOGON_STARK_INSTANTIATE(, my::config)         in one unit
///
/// Nothing changes for units that do not see the first line. stark/default_compiled.hpp does it for the default
/// configuration. A program may split the second line over several units by the three parts that it consists of.
#define ZONOGON_STARK_INSTANTIATE(Linkage, Config)                                                                     \
    ZONOGON_STARK_INSTANTIATE_SETUP(Linkage, Config)                                                                   \
    ZONOGON_STARK_INSTANTIATE_PROVER(Linkage, Config)                                                                  \
    ZONOGON_STARK_INSTANTIATE_VERIFIER(Linkage, Config)

// NOLINTBEGIN(bugprone-macro-parentheses): a type cannot be put in parentheses.
#define ZONOGON_STARK_INSTANTIATE_SETUP(Linkage, Config)                                                               \
    Linkage template zonogon::result<zonogon::stark::proving_key<Config>> zonogon::stark::setup<Config>(               \
        std::vector<zonogon::stark::table<Config>>);                                                                   \
    Linkage template zonogon::result<zonogon::stark::proof_shape> zonogon::stark::derive_shape<Config>(                \
        const zonogon::stark::verifying_key<Config>&, std::vector<std::size_t>);                                       \
    Linkage template zonogon::result<zonogon::stark::proof_shape> zonogon::stark::derive_shape<Config>(                \
        const zonogon::stark::verifying_key<Config>&, std::span<const std::uint8_t>);

#define ZONOGON_STARK_INSTANTIATE_PROVER(Linkage, Config)                                                              \
    Linkage template zonogon::result<zonogon::stark::proof<Config>> zonogon::stark::prove<Config>(                     \
        const zonogon::stark::proving_key<Config>&, std::vector<zonogon::matrix::row_major<Config::field>>,            \
        const zonogon::stark::public_values<Config>&, const zonogon::stark::progress&);

#define ZONOGON_STARK_INSTANTIATE_VERIFIER(Linkage, Config)                                                            \
    Linkage template zonogon::bytes zonogon::stark::serialize<Config>(const zonogon::stark::proof<Config>&);           \
    Linkage template zonogon::result<zonogon::stark::proof<Config>> zonogon::stark::parse<Config>(                     \
        const zonogon::stark::verifying_key<Config>&, zonogon::byte_view);                                             \
    Linkage template void zonogon::stark::verify_with<zonogon::transcript::native_backend<Config>, Config>(            \
        zonogon::transcript::native_backend<Config>&, const zonogon::stark::verifying_key<Config>&,                    \
        const zonogon::stark::proof_shape&, std::span<const std::vector<Config::field>>,                               \
        const zonogon::stark::proof<Config>&);                                                                         \
    Linkage template zonogon::status zonogon::stark::verify<Config>(const zonogon::stark::verifying_key<Config>&,      \
                                                                    const zonogon::stark::public_values<Config>&,      \
                                                                    const zonogon::stark::proof<Config>&);             \
    Linkage template zonogon::status zonogon::stark::verify<Config>(const zonogon::stark::verifying_key<Config>&,      \
                                                                    const zonogon::stark::public_values<Config>&,      \
                                                                    zonogon::byte_view);
// NOLINTEND(bugprone-macro-parentheses)
