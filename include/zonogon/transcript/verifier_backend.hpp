#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace zonogon::transcript {

/// Where a verifier runs: on numbers, in a circuit, in a cost model. All of the verifier (transcript, tree paths, FRI,
/// constraints) is a template over this, so the versions cannot drift apart.
///
/// - `config` names the native types: field, extension, permutation, hasher, compression.
/// - `felt` and `ext` are values of the field and of the extension with +, -, * among themselves, with each other
///   (extension on the left) and unary -; default-constructed they are zero. `bit` is 0 or 1 by construction.
/// - `digest` is an array of felt.
/// - assert_zero states that a value is zero; `reason` names the rule, for humans. A native back end records the first
///   reason and goes on: what a verifier computes never depends on a branch over a value.
/// - select(c, a, b) is a if c is 1, else b. permute, hash and compress are the configuration's, on the back end's
///   values. low_bits are the lowest bits of the *canonical* representative, lowest first.
/// - inverse asserts that its argument is not zero.
template <class B>
concept verifier_backend =
    requires(B b, const typename B::felt f, const typename B::ext e, const typename B::bit c,
             const typename B::digest d, std::array<typename B::felt, B::config::permutation::width>& state,
             std::span<const typename B::felt> felts, const typename B::config::field native,
             const typename B::config::extension native_extension, std::string_view reason, std::size_t n) {
        { b.constant(native) } -> std::same_as<typename B::felt>;
        { b.constant(native_extension) } -> std::same_as<typename B::ext>;
        { b.extend(f) } -> std::same_as<typename B::ext>;
        { b.compose(felts) } -> std::same_as<typename B::ext>;
        { b.coefficient(e, n) } -> std::same_as<typename B::felt>;
        b.assert_zero(f, reason);
        b.assert_zero(e, reason);
        { b.select(c, f, f) } -> std::same_as<typename B::felt>;
        { b.select(c, e, e) } -> std::same_as<typename B::ext>;
        { b.select(c, d, d) } -> std::same_as<typename B::digest>;
        { b.low_bits(f, n) } -> std::same_as<std::vector<typename B::bit>>;
        { b.inverse(e, reason) } -> std::same_as<typename B::ext>;
        b.permute(state);
        { b.hash(felts) } -> std::same_as<typename B::digest>;
        { b.compress(d, d) } -> std::same_as<typename B::digest>;
        { f + f } -> std::same_as<typename B::felt>;
        { f - f } -> std::same_as<typename B::felt>;
        { f* f } -> std::same_as<typename B::felt>;
        { -f } -> std::same_as<typename B::felt>;
        { e + e } -> std::same_as<typename B::ext>;
        { e - e } -> std::same_as<typename B::ext>;
        { e* e } -> std::same_as<typename B::ext>;
        { e* f } -> std::same_as<typename B::ext>;
        { e + f } -> std::same_as<typename B::ext>;
        { e - f } -> std::same_as<typename B::ext>;
        { -e } -> std::same_as<typename B::ext>;
    };

} // namespace zonogon::transcript
