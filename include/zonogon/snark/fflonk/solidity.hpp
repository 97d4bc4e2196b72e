#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <zonogon/base/result.hpp>
#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/solidity_text.hpp>
#include <zonogon/snark/fflonk/verification_key.hpp>

namespace zonogon::snark::fflonk {

/// The source of a contract that verifies proofs for this key: `verifyProof(bytes32[24] proof, uint256[n] publics)` as
/// in the contracts that snarkjs makes, without the second parameter if there are no public inputs.
///
/// The proof is that of proof::to_words. Fails if the key is not well formed or the name is no identifier.
result<std::string> solidity_verifier(const verification_key& key, std::string_view name = "FflonkVerifier");

namespace solidity_detail {

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Drops the lines with the two marks, and unless `keep` what is between them.
inline void resolve(std::string& text, std::string_view begin, std::string_view end, bool keep) {
    const std::string first = std::string(begin) + "\n";
    const std::string last = std::string(end) + "\n";
    for (std::size_t at = text.find(first); at != std::string::npos; at = text.find(first, at)) {
        const std::size_t close = text.find(last, at);
        text.erase(keep ? close : at, last.size() + (keep ? 0 : close - at));
        if (keep) {
            text.erase(at, first.size());
        }
    }
}

inline bool is_identifier(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && name.size() <= 128 && letter(name[0]) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

} // namespace solidity_detail

inline result<std::string> solidity_verifier(const verification_key& key, std::string_view name) {
    if (const status good = key.well_formed(); !good) {
        return good.why();
    }
    if (!solidity_detail::is_identifier(name)) {
        return error{"the contract's name is no identifier"};
    }
    std::string out(solidity_text);
    solidity_detail::resolve(out, "@if_publics@", "@end_publics@", key.publics != 0);
    const std::string count = std::to_string(key.publics);
    const bool any = key.publics != 0;
    const scalar w = scalar::two_adic_generator(key.power);
    const scalar denominators = -(scalar{729 * (std::uint64_t{1} << 32)} * w.square());
    const auto decimal = [](const auto& v) { return v.value().to_decimal(); };
    const std::pair<std::string_view, std::string> values[] = {
        {"@NAME@", std::string(name)},
        {"@POWER@", std::to_string(key.power)},
        {"@ROWS@", std::to_string(key.rows())},
        {"@W@", decimal(w)},
        {"@W_INVERSE@", decimal(w.inverse())},
        {"@PUBLICS@", count},
        {"@PREFIXES@", any ? count : "1"},
        {"@PUBLICS_PARAMETER@", any ? ", uint256[" + count + "] calldata publics" : ""},
        {"@PUBLICS_ARGUMENT@", any ? ", publics" : ""},
        {"@C0_X@", decimal(key.c0.x())},
        {"@C0_Y@", decimal(key.c0.y())},
        {"@X2_X0@", decimal(key.x2.x().coefficient(0))},
        {"@X2_X1@", decimal(key.x2.x().coefficient(1))},
        {"@X2_Y0@", decimal(key.x2.y().coefficient(0))},
        {"@X2_Y1@", decimal(key.x2.y().coefficient(1))},
        {"@DENOMINATORS@", decimal(denominators)},
    };
    for (const auto& [from, to] : values) {
        solidity_detail::replace_all(out, from, to);
    }
    return out;
}

} // namespace zonogon::snark::fflonk
