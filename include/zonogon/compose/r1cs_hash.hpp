#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/compression.hpp>
#include <zonogon/hash/poseidon_bn254_goldilocks.hpp>
#include <zonogon/hash/sponge.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>
#include <zonogon/snark/gadgets/goldilocks_packing.hpp>
#include <zonogon/snark/gadgets/poseidon_bn254.hpp>
#include <zonogon/snark/gadgets/poseidon_goldilocks.hpp>

namespace zonogon::compose {

/// How a configuration's hash or compression is done on wires. Specialise it for others.
template <class Hash>
struct r1cs_hash;

namespace r1cs_hash_detail {

using value = snark::gadgets::goldilocks_value;
using arithmetic = snark::gadgets::goldilocks_arithmetic;

/// The permutation on wires that are not all constants.
template <class Permutation>
struct circuit_permutation {
    static void permute(const arithmetic& f, std::span<value> state) {
        snark::gadgets::permute_goldilocks(f, snark::gadgets::goldilocks_plan_of<Permutation>::get(), state);
    }
};
template <>
struct circuit_permutation<hash::poseidon_bn254_goldilocks_12> {
    static void permute(const arithmetic& f, std::span<value> state) {
        snark::builder& b = f.circuit();
        std::vector<snark::linear> words = snark::gadgets::pack_goldilocks(f, state);
        words.insert(words.begin(), snark::linear{});
        snark::gadgets::poseidon_bn254_permute(b, words);
        for (std::size_t word = 0; word < 4; ++word) {
            const auto digits = snark::gadgets::goldilocks_digits(b, words[word + 1]);
            std::copy_n(digits.begin(), 3, state.begin() + static_cast<std::ptrdiff_t>(3 * word));
        }
    }
};

/// A permutation on wires; a state of constants takes no constraint.
template <class Permutation>
void permute(const arithmetic& f, std::span<value> state) {
    if (std::ranges::all_of(state, [](const value& x) { return x.is_constant(); })) {
        std::array<field::goldilocks, Permutation::width> native;
        std::ranges::transform(state, native.begin(), [](const value& x) { return x.value(); });
        Permutation::permute(native);
        std::ranges::transform(native, state.begin(), [](const field::goldilocks& x) { return value(x); });
        return;
    }
    circuit_permutation<Permutation>::permute(f, state);
}

template <class Permutation, std::size_t DigestLength, bool FeedForward>
std::array<value, DigestLength> compress(const arithmetic& f, std::span<const value> left,
                                         std::span<const value> right) {
    std::vector<value> state(Permutation::width);
    std::ranges::copy(left, state.begin());
    std::ranges::copy(right, state.begin() + DigestLength);
    permute<Permutation>(f, state);
    std::array<value, DigestLength> out;
    for (std::size_t i = 0; i < DigestLength; ++i) {
        out[i] = FeedForward ? f.add(state[i], left[i]) : state[i];
    }
    return out;
}

} // namespace r1cs_hash_detail

template <class P, std::size_t Rate, std::size_t DigestLength>
struct r1cs_hash<hash::sponge<P, Rate, DigestLength, hash::sponge_padding::length>> {
    using value = r1cs_hash_detail::value;

    /// hash::sponge's hash.
    static std::array<value, DigestLength> hash(const r1cs_hash_detail::arithmetic& f, std::span<const value> in) {
        std::vector<value> state(P::width);
        state[Rate] = value(field::goldilocks{in.size()});
        std::size_t at = 0;
        do {
            const std::size_t count = std::min(Rate, in.size() - at);
            std::ranges::copy(in.subspan(at, count), state.begin());
            at += count;
            r1cs_hash_detail::permute<P>(f, state);
        } while (at < in.size());
        std::array<value, DigestLength> out;
        std::copy_n(state.begin(), DigestLength, out.begin());
        return out;
    }
};

template <class P, std::size_t DigestLength>
struct r1cs_hash<hash::feed_forward_compression<P, DigestLength, 2>> {
    using value = r1cs_hash_detail::value;
    static std::array<value, DigestLength> compress(const r1cs_hash_detail::arithmetic& f, std::span<const value> left,
                                                    std::span<const value> right) {
        return r1cs_hash_detail::compress<P, DigestLength, true>(f, left, right);
    }
};

template <class P, std::size_t DigestLength>
struct r1cs_hash<hash::truncated_permutation<P, DigestLength, 2>> {
    using value = r1cs_hash_detail::value;
    static std::array<value, DigestLength> compress(const r1cs_hash_detail::arithmetic& f, std::span<const value> left,
                                                    std::span<const value> right) {
        return r1cs_hash_detail::compress<P, DigestLength, false>(f, left, right);
    }
};

template <>
struct r1cs_hash<hash::poseidon_bn254_row_hasher> {
    using value = r1cs_hash_detail::value;
    static std::array<value, 4> hash(const r1cs_hash_detail::arithmetic& f, std::span<const value> in) {
        std::vector<snark::linear> words = snark::gadgets::pack_goldilocks(f, in);
        words.resize(std::max<std::size_t>(words.size(), 1));
        snark::linear chain{in.size()};
        for (std::size_t at = 0; at < words.size(); at += 16) {
            chain = snark::gadgets::poseidon_bn254(
                f.circuit(), std::span(words).subspan(at, std::min<std::size_t>(16, words.size() - at)), chain);
        }
        return snark::gadgets::goldilocks_digits(f.circuit(), chain);
    }
};

template <>
struct r1cs_hash<hash::poseidon_bn254_compression> {
    using value = r1cs_hash_detail::value;
    static std::array<value, 4> compress(const r1cs_hash_detail::arithmetic& f, std::span<const value> left,
                                         std::span<const value> right) {
        std::vector<value> both(left.begin(), left.end());
        both.insert(both.end(), right.begin(), right.end());
        return snark::gadgets::goldilocks_digits(
            f.circuit(), snark::gadgets::poseidon_bn254(f.circuit(), snark::gadgets::pack_goldilocks(f, both)));
    }
};

} // namespace zonogon::compose
