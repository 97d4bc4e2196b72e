#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <zonogon/base/result.hpp>
#include <zonogon/snark/fflonk/domain.hpp>
#include <zonogon/snark/fflonk/proof.hpp>
#include <zonogon/snark/fflonk/verification_key.hpp>
#include <zonogon/snark/json.hpp>

namespace zonogon::snark::fflonk {

/// proof.json. Unknown members, numbers out of range, points off the curve and zero are refused.
result<proof> read_proof(std::string_view text);
/// As snarkjs writes it.
std::string write_proof(const proof& p);

/// verification_key.json. The constants that follow from the power must be right, and the key well formed.
result<verification_key> read_verification_key(std::string_view text);
/// As snarkjs writes it.
std::string write_verification_key(const verification_key& key);

namespace fflonk_json_detail {

/// The constants of a key, in the order in which snarkjs writes them.
inline constexpr std::array<std::pair<std::string_view, scalar domain_constants::*>, 7> constants{{
    {"k1", &domain_constants::k1},
    {"k2", &domain_constants::k2},
    {"w", &domain_constants::w},
    {"w3", &domain_constants::w3},
    {"w4", &domain_constants::w4},
    {"w8", &domain_constants::w8},
    {"wr", &domain_constants::wr},
}};

inline scalar element(json_reader& in, const json_reader::json& j, const std::string& path) {
    scalar out;
    json_detail::read(in, j, path, out);
    return out;
}

inline void read_values(json_reader& in, const json_reader::json& j, proof& out) {
    if (!in.object(j, "evaluations")) {
        return;
    }
    if (j.size() != evaluation_order.size() + 1) {
        in.fail("evaluations", "does not have " + std::to_string(evaluation_order.size() + 1) + " members");
    }
    const auto value = [&](std::string_view name) {
        return element(in, in.need(j, "evaluations", name), json_reader::member("evaluations", name));
    };
    for (const auto& [name, member] : evaluation_order) {
        out.values.*member = value(name);
    }
    out.inverse = value("inv");
}

inline void read_commitments(json_reader& in, const json_reader::json& j, proof& out) {
    if (!in.object(j, "polynomials")) {
        return;
    }
    in.only(j, "polynomials", {"C1", "C2", "W1", "W2"});
    for (const auto& [name, point] : commitment_order) {
        const std::string path = json_reader::member("polynomials", name);
        json_detail::read(in, in.need(j, "polynomials", name), path, out.*point);
        if ((out.*point).is_zero() || !(out.*point).on_curve()) {
            in.fail(path, "is no point of the curve other than zero");
        }
    }
}

} // namespace fflonk_json_detail

inline result<proof> read_proof(std::string_view text) {
    const auto parsed = json_detail::parse(text);
    if (!parsed) {
        return parsed.why();
    }
    json_reader in;
    proof out;
    if (in.object(*parsed, "")) {
        in.only(*parsed, "", {"polynomials", "evaluations", "protocol", "curve"});
        json_detail::expect(in, *parsed, "fflonk");
        fflonk_json_detail::read_commitments(in, in.need(*parsed, "", "polynomials"), out);
        fflonk_json_detail::read_values(in, in.need(*parsed, "", "evaluations"), out);
    }
    if (const status good = in.outcome(); !good) {
        return good.why();
    }
    return out;
}

inline std::string write_proof(const proof& p) {
    json_detail::ordered_json out;
    for (const auto& [name, point] : commitment_order) {
        out["polynomials"][std::string(name)] = json_detail::describe(p.*point);
    }
    for (const auto& [name, value] : evaluation_order) {
        out["evaluations"][std::string(name)] = json_detail::describe(p.values.*value);
    }
    out["evaluations"]["inv"] = json_detail::describe(p.inverse);
    out["protocol"] = "fflonk";
    out["curve"] = "bn128";
    return out.dump(1);
}

inline result<verification_key> read_verification_key(std::string_view text) {
    const auto parsed = json_detail::parse(text);
    if (!parsed) {
        return parsed.why();
    }
    json_reader in;
    verification_key out;
    if (in.object(*parsed, "")) {
        json_detail::expect(in, *parsed, "fflonk");
        out.power = static_cast<std::size_t>(in.number64(in.need(*parsed, "", "power"), "power", max_power));
        out.publics = static_cast<std::uint32_t>(
            in.number64(in.need(*parsed, "", "nPublic"), "nPublic", std::uint64_t{1} << max_power));
        const domain_constants expected = domain_constants::of(out.power);
        for (const auto& [name, value] : fflonk_json_detail::constants) {
            const std::string path(name);
            if (fflonk_json_detail::element(in, in.need(*parsed, "", name), path) != expected.*value) {
                in.fail(path, "is not the constant of this power");
            }
        }
        json_detail::read(in, in.need(*parsed, "", "X_2"), "X_2", out.x2);
        json_detail::read(in, in.need(*parsed, "", "C0"), "C0", out.c0);
    }
    if (const status good = in.outcome(); !good) {
        return good.why();
    }
    if (const status good = out.well_formed(); !good) {
        return good.why();
    }
    return out;
}

inline std::string write_verification_key(const verification_key& key) {
    const domain_constants values = domain_constants::of(key.power);
    json_detail::ordered_json out;
    out["protocol"] = "fflonk";
    out["curve"] = "bn128";
    out["nPublic"] = key.publics;
    out["power"] = key.power;
    for (const auto& [name, value] : fflonk_json_detail::constants) {
        out[std::string(name)] = json_detail::describe(values.*value);
    }
    out["X_2"] = json_detail::describe(key.x2);
    out["C0"] = json_detail::describe(key.c0);
    return out.dump(1);
}

} // namespace zonogon::snark::fflonk
