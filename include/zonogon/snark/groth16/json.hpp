#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/json_reader.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/groth16/keys.hpp>
#include <zonogon/snark/json.hpp>

namespace zonogon::snark {

namespace groth16 {

/// proof.json, over BN254. Coordinates must be below the prime and points affine (Z is one) or zero; whether they are
/// in their groups is for verifiers to see. Members said twice and members of another protocol or curve are refused;
/// rapidsnark's proofs, which name no curve, are read.
result<proof<>> read_proof(std::string_view text);
/// As snarkjs writes it.
std::string write_proof(const proof<>& p);

/// verification_key.json, over BN254, checked as check_key does. The pairing that snarkjs keeps beside alpha and beta
/// is not believed and not read.
result<verification_key<>> read_verification_key(std::string_view text);
/// As snarkjs writes it.
std::string write_verification_key(const verification_key<>& key);

} // namespace groth16

namespace json_detail {

/// e(alpha, beta) as snarkjs has it: its final exponentiation is that of ours to the power 2 x (6 x^2 + 3 x + 1), which
/// is no multiple of the groups' order and so decides as well.
inline field::bn254_base12 pairing_of_snarkjs(const curve::bn254::point& p, const curve::bn254_twist::point& q) {
    const std::array<curve::bn254_pairing::pair, 1> pair{{{p, q}}};
    const auto value = curve::bn254_pairing::product(pair);
    constexpr u256 x{curve::bn254_parameters::x};
    constexpr u256 power = u256{2} * x * (u256{6} * x * x + u256{3} * x + u256{1});
    return value.pow(power);
}
inline ordered_json describe(const field::bn254_base12& v) {
    auto out = ordered_json::array();
    for (std::size_t i = 0; i < 2; ++i) {
        auto half = ordered_json::array();
        for (std::size_t k = 0; k < 3; ++k) {
            half.push_back(describe(v.coefficient(i).coefficient(k)));
        }
        out.push_back(half);
    }
    return out;
}

} // namespace json_detail

inline result<groth16::proof<>> groth16::read_proof(std::string_view text) {
    auto parsed = json_detail::parse(text);
    if (!parsed) {
        return std::move(parsed).why();
    }
    json_reader in;
    proof<> out;
    if (in.object(*parsed, "")) {
        in.only(*parsed, "", {"pi_a", "pi_b", "pi_c", "protocol", "curve"});
        json_detail::expect(in, *parsed, "groth16", true);
        json_detail::read(in, in.need(*parsed, "", "pi_a"), "pi_a", out.a);
        json_detail::read(in, in.need(*parsed, "", "pi_b"), "pi_b", out.b);
        json_detail::read(in, in.need(*parsed, "", "pi_c"), "pi_c", out.c);
    }
    if (status good = in.outcome(); !good) {
        return good.why();
    }
    return out;
}

inline std::string groth16::write_proof(const proof<>& p) {
    json_detail::ordered_json out;
    out["pi_a"] = json_detail::describe(p.a);
    out["pi_b"] = json_detail::describe(p.b);
    out["pi_c"] = json_detail::describe(p.c);
    out["protocol"] = "groth16";
    out["curve"] = "bn128";
    return out.dump(1);
}

inline result<groth16::verification_key<>> groth16::read_verification_key(std::string_view text) {
    auto parsed = json_detail::parse(text);
    if (!parsed) {
        return std::move(parsed).why();
    }
    json_reader in;
    verification_key<> out;
    if (in.object(*parsed, "")) {
        json_detail::expect(in, *parsed, "groth16");
        json_detail::read(in, in.need(*parsed, "", "vk_alpha_1"), "vk_alpha_1", out.alpha);
        json_detail::read(in, in.need(*parsed, "", "vk_beta_2"), "vk_beta_2", out.beta);
        json_detail::read(in, in.need(*parsed, "", "vk_gamma_2"), "vk_gamma_2", out.gamma);
        json_detail::read(in, in.need(*parsed, "", "vk_delta_2"), "vk_delta_2", out.delta);
        const auto& inputs = in.need(*parsed, "", "IC");
        if (in.array(inputs, "IC")) {
            out.inputs.resize(inputs.size());
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                json_detail::read(in, inputs[i], json_reader::element("IC", i), out.inputs[i]);
            }
        }
        if (in.number64(in.need(*parsed, "", "nPublic"), "nPublic") + 1 != out.inputs.size()) {
            in.fail("nPublic", "is not one less than the points in IC");
        }
    }
    if (status good = in.outcome(); !good) {
        return good.why();
    }
    if (status sound = check_key(out); !sound) {
        return sound.why();
    }
    return out;
}

inline std::string groth16::write_verification_key(const verification_key<>& key) {
    json_detail::ordered_json out;
    out["protocol"] = "groth16";
    out["curve"] = "bn128";
    out["nPublic"] = key.public_count();
    out["vk_alpha_1"] = json_detail::describe(key.alpha);
    out["vk_beta_2"] = json_detail::describe(key.beta);
    out["vk_gamma_2"] = json_detail::describe(key.gamma);
    out["vk_delta_2"] = json_detail::describe(key.delta);
    out["vk_alphabeta_12"] = json_detail::describe(json_detail::pairing_of_snarkjs(key.alpha, key.beta));
    auto inputs = json_detail::ordered_json::array();
    for (const auto& p : key.inputs) {
        inputs.push_back(json_detail::describe(p));
    }
    out["IC"] = inputs;
    return out.dump(1);
}

} // namespace zonogon::snark
