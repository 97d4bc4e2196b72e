#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/secret_multiple.hpp>
#include <zonogon/snark/groth16/contribution.hpp>
#include <zonogon/snark/groth16/prover.hpp>
#include <zonogon/snark/groth16/zkey.hpp>
#include <zonogon/snark/groth16/zkey_writer.hpp>
#include <zonogon/snark/randomness.hpp>

namespace zonogon::snark::groth16 {

/// Writes a key with one contribution more: delta times a new secret, C and H divided by it. One honest contributor who
/// forgets the secret is enough for the key to be sound. Yields the contribution's hash, by which its maker finds it
/// again.
///
/// The secret comes from `random`; it is multiplied in constant time, and kept nowhere. `name` has at most 64 bytes.
/// Cost: a multiple for each point of C and H.
template <byte_sink Sink, class Randomness = system_randomness, class Progress = silent>
result<curve::ceremony::digest> contribute(const zkey<>& key, std::string_view name, Sink&& sink,
                                           Randomness&& random = {}, Progress&& progress = {});

/// Whether `later` came from `first`, a key without contributions, by contributions that check_contributions takes, and
/// differs in nothing else. Whether `first` is the circuit's key shows making it again from the circuit and the powers
/// of tau. Yields the contributions. Cost: four sums of multiples over C and H by random numbers.
template <class Randomness = system_randomness>
result<contribution_record> check_descent(const zkey<>& first, const zkey<>& later, Randomness&& random = {});

namespace contribute_detail {

/// Multiplies each point of a section with the same secret number and writes it; see multiply_secret.
template <class Curve, class Sink>
status write_scaled(const curve::stored_points<Curve>& stored, zkey_section id, const u256& factor, Sink& sink) {
    using point = curve::affine_point<Curve>;
    if (status s = zkey_detail::begin_section(sink, id, stored.bytes().size()); !s) {
        return s;
    }
    constexpr std::size_t piece = std::size_t{1} << 14;
    std::vector<point> out(std::min(piece, stored.size()));
    for (std::size_t at = 0; at < stored.size(); at += piece) {
        const std::size_t n = std::min(piece, stored.size() - at);
        const auto points = stored.subspan(at, n).read();
        if (!points) {
            return error{"zkey: section " + std::to_string(static_cast<std::uint32_t>(id)) + ": " +
                         points.why().message};
        }
        parallel_for(n, 16, [&](std::size_t i) { out[i] = curve::multiply_secret(factor, (*points)[i]); });
        if (status s = sink(curve::stored_bytes<Curve>(std::span<const point>(out).first(n))); !s) {
            return s;
        }
    }
    return {};
}

template <class Sink>
status copy_section(const zkey<>& key, zkey_section id, Sink& sink) {
    if (status s = zkey_detail::begin_section(sink, id, key.content(id).size()); !s) {
        return s;
    }
    status copied = sink(key.content(id));
    key.done_with(key.content(id));
    return copied;
}

/// Whether every point of `later` is that of `first` divided by the same number, the one by which delta grew.
template <class Randomness>
status check_section(const zkey<>& first, const zkey<>& later, zkey_section id, Randomness& random) {
    using g1 = curve::bn254;
    using scalar = g1::scalar_field;
    const std::string name = "section " + std::to_string(static_cast<std::uint32_t>(id));
    const curve::stored_points<g1> before{first.content(id)};
    const curve::stored_points<g1> after{later.content(id)};
    constexpr std::size_t piece = std::size_t{1} << 16;
    curve::jacobian_point<g1> sum_before;
    curve::jacobian_point<g1> sum_after;
    std::vector<scalar> factors;
    for (std::size_t at = 0; at < before.size(); at += piece) {
        const std::size_t n = std::min(piece, before.size() - at);
        const auto points_before = before.subspan(at, n).read();
        const auto points_after = after.subspan(at, n).read();
        if (!points_before || !points_after) {
            return error{name + ": " + (points_before ? points_after : points_before).why().message};
        }
        factors.resize(n);
        for (scalar& f : factors) {
            const auto drawn = random.template scalar<scalar>();
            if (!drawn) {
                return drawn.why();
            }
            f = *drawn;
        }
        sum_before = sum_before + curve::msm<g1>(*points_before, factors);
        sum_after = sum_after + curve::msm<g1>(*points_after, factors);
    }
    const std::array<curve::bn254_pairing::pair, 2> pairs{
        {{sum_after.to_affine(), later.verifying().delta}, {-sum_before.to_affine(), first.verifying().delta}}};
    if (curve::bn254_pairing::product(pairs) != curve::bn254_pairing::extension::one()) {
        return error{name + " is not that of the first key divided by the contributions"};
    }
    return {};
}

} // namespace contribute_detail

template <byte_sink Sink, class Randomness, class Progress>
result<curve::ceremony::digest> contribute(const zkey<>& key, std::string_view name, Sink&& sink, Randomness&& random,
                                           Progress&& progress) {
    using scalar = zkey<>::scalar;
    if (name.size() > 64) {
        return error{"a contribution's name has at most 64 bytes"};
    }
    auto record = read_contributions(key.section(zkey_section::contributions));
    if (!record) {
        return std::move(record).why();
    }
    const auto secret = random.template scalar<scalar>();
    const auto base = random.template scalar<scalar>();
    if (!secret || !base) {
        return (secret ? base : secret).why();
    }
    if (secret->is_zero() || base->is_zero()) {
        return error{"the random numbers are zero"};
    }
    contribution made;
    made.name = name;
    made.s = curve::multiply_secret(base->value(), contribution::g1::point::generator());
    made.s_times_key = curve::multiply_secret(secret->value(), made.s);
    made.transcript = next_transcript(*record, made.s, made.s_times_key);
    made.hashed_times_key = curve::multiply_secret(secret->value(), curve::ceremony::hash_to_g2(made.transcript));
    made.delta_after = curve::multiply_secret(secret->value(), key.delta_g1());
    record->contributions.push_back(made);

    zkey_header<curve::bn254_pairing> header;
    header.wires = key.wires();
    header.public_count = key.public_count();
    header.log_domain = key.log_domain();
    header.alpha_g1 = key.verifying().alpha;
    header.beta_g1 = key.beta_g1();
    header.beta_g2 = key.verifying().beta;
    header.gamma_g2 = key.verifying().gamma;
    header.delta_g1 = made.delta_after;
    header.delta_g2 = curve::multiply_secret(secret->value(), key.verifying().delta);
    constexpr std::size_t phases = 3;
    progress("copying", 0, phases);
    if (status s = sink(zkey_detail::head(header)); !s) {
        return s.why();
    }
    for (const zkey_section id :
         {zkey_section::inputs, zkey_section::coefficients, zkey_section::a, zkey_section::b_g1, zkey_section::b_g2}) {
        if (status s = contribute_detail::copy_section(key, id, sink); !s) {
            return s.why();
        }
    }
    const u256 inverse = secret->inverse().value();
    progress("C", 1, phases);
    if (status s = contribute_detail::write_scaled(key.c(), zkey_section::c, inverse, sink); !s) {
        return s.why();
    }
    progress("H", 2, phases);
    if (status s = contribute_detail::write_scaled(key.h(), zkey_section::h, inverse, sink); !s) {
        return s.why();
    }
    const bytes content = write_contributions(*record);
    if (status s = zkey_detail::begin_section(sink, zkey_section::contributions, content.size()); !s) {
        return s.why();
    }
    if (status s = sink(content); !s) {
        return s.why();
    }
    progress("done", phases, phases);
    return contribution_hash(made);
}

template <class Randomness>
result<contribution_record> check_descent(const zkey<>& first, const zkey<>& later, Randomness&& random) {
    auto record = read_contributions(later.section(zkey_section::contributions));
    const auto beginning = read_contributions(first.section(zkey_section::contributions));
    if (!record || !beginning) {
        return record ? beginning.why() : std::move(record).why();
    }
    if (!beginning->contributions.empty()) {
        return error{"the first key has contributions already"};
    }
    if (record->circuit != beginning->circuit) {
        return error{"the keys are of different circuits"};
    }
    if (first.wires() != later.wires() || first.public_count() != later.public_count() ||
        first.log_domain() != later.log_domain()) {
        return error{"the keys differ in size"};
    }
    const auto& f = first.verifying();
    const auto& l = later.verifying();
    if (f.alpha != l.alpha || f.beta != l.beta || f.gamma != l.gamma || first.beta_g1() != later.beta_g1()) {
        return error{"the keys differ in alpha, beta or gamma"};
    }
    for (const zkey_section id :
         {zkey_section::inputs, zkey_section::coefficients, zkey_section::a, zkey_section::b_g1, zkey_section::b_g2}) {
        if (!std::ranges::equal(first.content(id), later.content(id))) {
            return error{"section " + std::to_string(static_cast<std::uint32_t>(id)) + " differs"};
        }
    }
    if (status chain = check_contributions(*record, later.delta_g1(), l.delta); !chain) {
        return chain.why();
    }
    for (const zkey_section id : {zkey_section::c, zkey_section::h}) {
        if (status same = contribute_detail::check_section(first, later, id, random); !same) {
            return same.why();
        }
    }
    return record;
}

} // namespace zonogon::snark::groth16
