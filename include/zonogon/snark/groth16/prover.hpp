#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/secret_multiple.hpp>
#include <zonogon/snark/groth16/quotient.hpp>
#include <zonogon/snark/groth16/zkey.hpp>
#include <zonogon/snark/randomness.hpp>

namespace zonogon::snark::groth16 {

/// What hides the witness in a proof; each proof needs its own.
template <class Scalar>
struct blinding {
    Scalar r;
    Scalar s;
};

/// Takes no notice of a prover's progress.
struct silent {
    void operator()(std::string_view, std::size_t, std::size_t) const noexcept {}
};

/// Proves that the witness satisfies the key's circuit (Groth, eprint 2016/260, section 3.2), with randomness of the
/// operating system unless told otherwise.
///
/// `witness` has the canonical value of every wire. A reason if it has not as many, if a value is not below the prime,
/// if it does not begin with one, or if the key's file holds what no key has. A witness that does not satisfy the
/// circuit gives a proof that does not verify. `progress(phase, done, total)` hears of each phase. Cost: six transforms
/// of the domain, and four sums of multiples over G1 and one over G2 of about its size. Memory: at its peak about 200
/// bytes for each row.
template <class Pairing, class Randomness = system_randomness, class Progress = silent>
result<proof<Pairing>> prove(const zkey<Pairing>& key, std::span<const u256> witness, Randomness&& random = {},
                             Progress&& progress = {});

namespace prover_detail {

template <class Pairing>
status check_witness(const zkey<Pairing>& key, std::span<const u256> witness) {
    using scalar = typename zkey<Pairing>::scalar;
    if (witness.size() != key.wires()) {
        return error{"the witness has " + std::to_string(witness.size()) + " values, the key " +
                     std::to_string(key.wires()) + " wires"};
    }
    for (std::size_t i = 0; i < witness.size(); ++i) {
        if (!scalar::is_canonical(witness[i])) {
            return error{"value " + std::to_string(i) + " of the witness is not below the prime"};
        }
    }
    if (witness[0] != u256{1}) {
        return error{"the witness does not begin with one"};
    }
    return {};
}

/// The sum of numbers[i] * points[i] over a section.
template <class Curve, class Number>
result<curve::jacobian_point<Curve>> sum_section(const curve::stored_points<Curve>& stored, const char* section,
                                                 std::span<const Number> numbers) {
    const auto points = stored.read();
    if (!points) {
        return error{"zkey: section " + std::string(section) + ": " + points.why().message};
    }
    return curve::msm<Curve>(std::span<const typename Curve::point>(*points), numbers);
}

} // namespace prover_detail

template <class Pairing, class Randomness, class Progress>
result<proof<Pairing>> prove(const zkey<Pairing>& key, std::span<const u256> witness, Randomness&& random,
                             Progress&& progress) {
    using g1 = typename Pairing::g1;
    using scalar = typename zkey<Pairing>::scalar;
    using prover_detail::sum_section;
    if (status good = prover_detail::check_witness(key, witness); !good) {
        return good.why();
    }
    const auto r = random.template scalar<scalar>();
    const auto s = random.template scalar<scalar>();
    if (!r || !s) {
        return (r ? s : r).why();
    }
    constexpr std::size_t phases = 6;
    progress("quotient", 0, phases);
    auto quotient = coset_quotient(key, witness);
    if (!quotient) {
        return std::move(quotient).why();
    }
    progress("H", 1, phases);
    const auto h = sum_section(key.h(), "9", std::span<const scalar>(*quotient));
    key.done_with(key.content(zkey_section::h));
    quotient->clear();
    quotient->shrink_to_fit();
    if (!h) {
        return h.why();
    }
    progress("C", 2, phases);
    const auto c = sum_section(key.c(), "8", witness.subspan(key.public_count() + 1));
    key.done_with(key.content(zkey_section::c));
    if (!c) {
        return c.why();
    }
    progress("A", 3, phases);
    const auto a = sum_section(key.a(), "5", witness);
    key.done_with(key.content(zkey_section::a));
    if (!a) {
        return a.why();
    }
    progress("B in G1", 4, phases);
    const auto b_g1 = sum_section(key.b_g1(), "6", witness);
    key.done_with(key.content(zkey_section::b_g1));
    if (!b_g1) {
        return b_g1.why();
    }
    progress("B in G2", 5, phases);
    const auto b_g2 = sum_section(key.b_g2(), "7", witness);
    key.done_with(key.content(zkey_section::b_g2));
    if (!b_g2) {
        return b_g2.why();
    }

    // r and s hide the witness, so their multiples tell nothing by the time they take.
    const auto times = [](const scalar& k, const auto& p) { return curve::multiply_secret(k.value(), p); };
    proof<Pairing> out;
    out.a = a->to_affine() + key.verifying().alpha + times(*r, key.delta_g1());
    out.b = b_g2->to_affine() + key.verifying().beta + times(*s, key.verifying().delta);
    const typename g1::point b_in_g1 = b_g1->to_affine() + key.beta_g1() + times(*s, key.delta_g1());
    out.c = h->to_affine() + c->to_affine() + times(*s, out.a) + times(*r, b_in_g1) - times(*r * *s, key.delta_g1());
    progress("done", phases, phases);
    return out;
}

} // namespace zonogon::snark::groth16
