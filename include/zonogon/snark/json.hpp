#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/json_reader.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/bn254_tower.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::snark {

/// Longest text that the readers of JSON take, in bytes.
inline constexpr std::size_t longest_json = std::size_t{1} << 26;

/// public.json: the values of the public inputs. Numbers of any size below 2^256 are read, as it is for verifiers to
/// refuse those at or above the prime.
result<std::vector<u256>> read_publics(std::string_view text);
/// As snarkjs writes it.
std::string write_publics(std::span<const u256> publics);

namespace json_detail {

using base = field::bn254_base;
using base2 = field::bn254_base2;
using json = nlohmann::json;
using ordered_json = nlohmann::ordered_json;

inline result<json> parse(std::string_view text) {
    if (text.size() > longest_json) {
        return error{"longer than " + std::to_string(longest_json) + " bytes"};
    }
    return json_reader::parse(text);
}

/// The only form that snarkjs writes: decimal digits in a string.
inline u256 decimal(json_reader& in, const json& j, const std::string& path) {
    const std::string_view s = in.text(j, path);
    const auto value = s.size() > 80 || s.starts_with("0x") ? std::nullopt : u256::parse(s);
    if (!value) {
        in.fail(path, "is not a decimal number below 2^256");
    }
    return value.value_or(u256{});
}
/// An element of a prime field, by its canonical representative.
template <field::prime_field Field>
void read(json_reader& in, const json& j, const std::string& path, Field& out) {
    const u256 value = decimal(in, j, path);
    if (!Field::is_canonical(value)) {
        in.fail(path, "is not below the prime");
    }
    out = Field{value};
}
/// Whether j is an array of `size` elements; a complaint if not.
inline bool tuple(json_reader& in, const json& j, const std::string& path, std::size_t size) {
    if (!in.array(j, path)) {
        return false;
    }
    if (j.size() != size) {
        in.fail(path, "does not have " + std::to_string(size) + " elements");
        return false;
    }
    return true;
}
inline void read(json_reader& in, const json& j, const std::string& path, base2& out) {
    if (!tuple(in, j, path, 2)) {
        return;
    }
    base c0;
    base c1;
    read(in, j[0], json_reader::element(path, 0), c0);
    read(in, j[1], json_reader::element(path, 1), c1);
    out = base2{c0, c1};
}
template <class Curve>
void read(json_reader& in, const json& j, const std::string& path, curve::affine_point<Curve>& out) {
    using coordinate = typename Curve::base_field;
    if (!tuple(in, j, path, 3)) {
        return;
    }
    coordinate x;
    coordinate y;
    coordinate z;
    read(in, j[0], json_reader::element(path, 0), x);
    read(in, j[1], json_reader::element(path, 1), y);
    read(in, j[2], json_reader::element(path, 2), z);
    if (z.is_zero()) {
        out = {};
    } else if (z == coordinate::one()) {
        if (x.is_zero() && y.is_zero()) {
            in.fail(path, "is not a point");
        }
        out = {x, y};
    } else {
        in.fail(json_reader::element(path, 2), "is neither 0 nor 1");
    }
}
/// Complains unless the protocol is this one and the curve BN254, which snarkjs also knows as bn254, or not named where
/// that will do.
inline void expect(json_reader& in, const json& j, std::string_view protocol, bool may_be_unnamed = false) {
    if (in.text(in.need(j, "", "protocol"), "protocol") != protocol) {
        in.fail("protocol", "is not " + std::string(protocol));
    }
    if (may_be_unnamed && json_reader::find(j, "curve") == nullptr) {
        return;
    }
    const std::string_view curve = in.text(in.need(j, "", "curve"), "curve");
    if (curve != "bn128" && curve != "bn254") {
        in.fail("curve", "is not bn128");
    }
}

template <field::prime_field Field>
ordered_json describe(const Field& v) {
    return v.value().to_decimal();
}
inline ordered_json describe(const base2& v) {
    return ordered_json::array({describe(v.coefficient(0)), describe(v.coefficient(1))});
}
template <class Curve>
ordered_json describe(const curve::affine_point<Curve>& p) {
    using coordinate = typename Curve::base_field;
    if (p.is_zero()) {
        return ordered_json::array(
            {describe(coordinate::zero()), describe(coordinate::one()), describe(coordinate::zero())});
    }
    return ordered_json::array({describe(p.x()), describe(p.y()), describe(coordinate::one())});
}

} // namespace json_detail

inline result<std::vector<u256>> read_publics(std::string_view text) {
    auto parsed = json_detail::parse(text);
    if (!parsed) {
        return std::move(parsed).why();
    }
    json_reader in;
    std::vector<u256> out;
    if (in.array(*parsed, "")) {
        out.reserve(parsed->size());
        for (std::size_t i = 0; i < parsed->size(); ++i) {
            out.push_back(json_detail::decimal(in, (*parsed)[i], json_reader::element("", i)));
        }
    }
    if (status good = in.outcome(); !good) {
        return good.why();
    }
    return out;
}

inline std::string write_publics(std::span<const u256> publics) {
    auto out = json_detail::ordered_json::array();
    for (const u256& v : publics) {
        out.push_back(v.to_decimal());
    }
    // The library with which snarkjs writes files breaks the line in an empty array.
    return publics.empty() ? "[\n]" : out.dump(1);
}

} // namespace zonogon::snark
