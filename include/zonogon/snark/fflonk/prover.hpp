#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/snark/fflonk/denominators.hpp>
#include <zonogon/snark/fflonk/polynomial.hpp>
#include <zonogon/snark/fflonk/proof.hpp>
#include <zonogon/snark/fflonk/proving_key.hpp>
#include <zonogon/snark/fflonk/quotients.hpp>
#include <zonogon/snark/fflonk/transcript.hpp>
#include <zonogon/snark/fflonk/witness.hpp>

namespace zonogon::snark::fflonk {

/// Told of each phase of long work.
using progress_function = std::function<void(std::string_view phase, std::size_t done, std::size_t total)>;

/// Proves with given random numbers, for tests and for the functions above it: who proves two statements with the same
/// ones tells of their witnesses. Fails if the witness has not as many values as the key asks for or does not satisfy
/// the circuit. Cost: commitments to 5, 5, 8 and 9 numbers for each row. Memory: about 3,000 bytes for each row.
result<proof> prove_with(const proving_key& key, std::span<const scalar> witness, const blinding& random,
                         const progress_function& progress = {});

/// Proves that a witness with its first values, 1, ..., publics, as public inputs satisfies the circuit, with random
/// numbers from the system; so the proof tells nothing else about it. Values must be below the group's order, the first
/// must be one. See prove_with for more errors and the cost.
template <class Randomness = system_randomness>
result<proof> prove(const proving_key& key, std::span<const u256> witness, Randomness&& random = {},
                    const progress_function& progress = {});

namespace prover_detail {

/// What the prover makes one after another; each step takes challenges from what it has sent.
class session {
public:
    session(const proving_key& key, const blinding& random) : key_(key), random_(random), domain_(key) {}

    status commit_wires(std::span<const scalar> witness);
    status commit_permutation();
    void evaluate();
    void open();
    proof take() { return std::move(out_); }

private:
    using part = std::span<const scalar>;
    std::array<part, 4> c1_parts() const { return {wires_[0], wires_[1], wires_[2], t0_}; }
    std::array<part, 3> c2_parts() const { return {z_, t1_, t2_}; }

    const proving_key& key_;
    const blinding& random_;
    quotient_domain domain_;
    std::vector<scalar> publics_;
    /// Values on the rows, then coefficients.
    std::array<polynomial, 3> wires_;
    std::array<quotient_domain::values, 3> wire_values_;
    std::array<polynomial, 3> columns_;
    polynomial z_, t0_, t1_, t2_;
    scalar gamma_, xi_root_, xi_, xi_w_;
    /// The key's columns, in the order of C0.
    std::array<polynomial, 8> fixed_;
    proof out_;
};

inline status session::commit_wires(std::span<const scalar> witness) {
    publics_.assign(witness.begin() + 1, witness.begin() + 1 + key_.verification().publics);
    columns_ = wire_columns(key_, all_wires(key_, witness), random_);
    if (const status good = check_gates(key_, columns_); !good) {
        return good;
    }
    wires_ = columns_;
    parallel_for(wires_.size(), 1, [&](std::size_t i) {
        domain_.narrow_plan().inverse(wires_[i]);
        wire_values_[i] = domain_.evaluate(wires_[i]);
    });
    t0_ = gate_quotient(key_, domain_, publics_, wire_values_[0].wide.data(), wire_values_[1].wide.data(),
                        wire_values_[2].wide.data());
    out_.c1 = commit(key_.powers(), packed(c1_parts()));
    return {};
}

inline status session::commit_permutation() {
    const scalar beta = beta_challenge(key_.verification().c0, publics_, out_.c1);
    gamma_ = gamma_challenge(beta);
    const permutation_factors factors{beta, gamma_};
    result<polynomial> z = accumulate_permutation(key_, factors, columns_);
    if (!z) {
        return z.why();
    }
    columns_ = {};
    z_ = *std::move(z);
    domain_.narrow_plan().inverse(z_);
    for (std::size_t i = 0; i < random_.z.size(); ++i) {
        z_[i] -= random_.z[i];
    }
    z_.insert(z_.end(), random_.z.begin(), random_.z.end());
    t1_ = start_quotient(z_, key_.rows());
    t2_ = permutation_quotient(key_, domain_, factors, wire_values_, domain_.evaluate(z_));
    wire_values_ = {};
    out_.c2 = commit(key_.powers(), packed(c2_parts()));
    return {};
}

/// Leaves every polynomial as its quotient by X - xi behind its value; those of C2 likewise a second time, by X - xi w.
inline void session::evaluate() {
    xi_root_ = xi_root_challenge(gamma_, out_.c2);
    xi_ = xi_from_root(xi_root_);
    xi_w_ = xi_ * scalar::two_adic_generator(key_.power());
    std::vector<polynomial*> all;
    for (std::size_t i = 0; i < fixed_.size(); ++i) {
        all.push_back(&fixed_[i]);
    }
    for (polynomial* p : {&wires_[0], &wires_[1], &wires_[2], &t0_, &z_, &t1_, &t2_}) {
        all.push_back(p);
    }
    parallel_for(all.size(), 1, [&](std::size_t i) {
        if (i < fixed_.size()) {
            fixed_[i].resize(key_.rows());
            key_.column(c0_order[i]).coefficients.copy_to(fixed_[i]);
        }
        divide_by_linear(*all[i], xi_);
        if (i >= fixed_.size() + 4) {
            divide_by_linear(std::span(*all[i]).subspan(1), xi_w_);
        }
    });
    evaluations& v = out_.values;
    // The order of C0's parts.
    constexpr std::array order{&evaluations::ql, &evaluations::qr, &evaluations::qo, &evaluations::qm,
                               &evaluations::qc, &evaluations::s1, &evaluations::s2, &evaluations::s3};
    for (std::size_t i = 0; i < order.size(); ++i) {
        v.*order[i] = fixed_[i][0];
    }
    v.a = wires_[0][0];
    v.b = wires_[1][0];
    v.c = wires_[2][0];
    v.z = z_[0];
    // p = p(xi) + (X - xi)(q(xi w) + (X - xi w) ...).
    const scalar gap = xi_w_ - xi_;
    v.zw = z_[0] + gap * z_[1];
    v.t1w = t1_[0] + gap * t1_[1];
    v.t2w = t2_[0] + gap * t2_[1];
}

/// W1 opens all three; W2 shows that it was made so. See verify for the equation.
inline void session::open() {
    const scalar alpha = alpha_challenge(xi_root_, out_.values);
    std::array<part, 8> c0;
    for (std::size_t i = 0; i < c0.size(); ++i) {
        c0[i] = fixed_[i];
    }
    std::array<part, 4> c1 = c1_parts();
    std::array<part, 3> c2 = c2_parts();
    const auto behind = [](auto parts, std::size_t values) {
        for (part& p : parts) {
            p = p.subspan(values);
        }
        return parts;
    };
    polynomial f(std::max({packed_size(behind(c0, 1)), packed_size(behind(c1, 1)), packed_size(behind(c2, 2))}));
    add_packed(f, behind(c0, 1), scalar::one());
    add_packed(f, behind(c1, 1), alpha);
    add_packed(f, behind(c2, 2), alpha.square());
    out_.w1 = commit(key_.powers(), f);

    const scalar y = y_challenge(alpha, out_.w1);
    const denominators d = denominators::of(key_.power(), publics_.size(), xi_, y);
    // Zero with no probability worth the name; then the proof does not verify.
    out_.inverse = d.product().inverse();
    const std::size_t first_of_c1 = fixed_.size();
    std::vector<polynomial*> all;
    for (polynomial& p : fixed_) {
        all.push_back(&p);
    }
    for (polynomial* p : {&wires_[0], &wires_[1], &wires_[2], &t0_, &z_, &t1_, &t2_}) {
        all.push_back(p);
    }
    parallel_for(all.size(), 1, [&](std::size_t i) {
        if (i >= first_of_c1 + 4) {
            multiply_by_linear(std::span(*all[i]).subspan(1), xi_w_);
        }
        multiply_by_linear(*all[i], xi_);
    });
    // C0 + q1 C1 + q2 C2 - (y^8 - xi) W1, whose value at y the verifier knows.
    polynomial l(std::max({packed_size(c0), packed_size(c1), packed_size(c2), f.size()}));
    parallel_for(f.size(), std::size_t{1} << 14, [&](std::size_t i) { l[i] = -d.y8 * f[i]; });
    f = {};
    add_packed(l, c0, scalar::one());
    add_packed(l, c1, alpha * d.y8 * d.y4.inverse());
    add_packed(l, c2, alpha.square() * d.y8 * (d.y3 * d.y3w).inverse());
    divide_by_linear(l, y);
    out_.w2 = commit(key_.powers(), std::span<const scalar>(l).subspan(1));
}

} // namespace prover_detail

inline result<proof> prove_with(const proving_key& key, std::span<const scalar> witness, const blinding& random,
                                const progress_function& progress) {
    if (witness.size() != key.witness_size()) {
        return error{"the witness has " + std::to_string(witness.size()) + " values, the circuit takes " +
                     std::to_string(key.witness_size())};
    }
    const auto begin = [&](std::string_view phase, std::size_t done) {
        if (progress) {
            progress(phase, done, 4);
        }
    };
    prover_detail::session s(key, random);
    begin("wires", 0);
    if (const status done = s.commit_wires(witness); !done) {
        return done.why();
    }
    begin("permutation", 1);
    if (const status done = s.commit_permutation(); !done) {
        return done.why();
    }
    begin("openings", 2);
    s.evaluate();
    s.open();
    begin("done", 4);
    return s.take();
}

template <class Randomness>
result<proof> prove(const proving_key& key, std::span<const u256> witness, Randomness&& random,
                    const progress_function& progress) {
    for (std::size_t i = 0; i < witness.size(); ++i) {
        if (!scalar::is_canonical(witness[i])) {
            return error{"value " + std::to_string(i) + " of the witness is not below the group's order"};
        }
    }
    if (witness.empty() || witness[0] != u256{1}) {
        return error{"the witness does not begin with one"};
    }
    const result<blinding> drawn = blinding::draw(random);
    if (!drawn) {
        return drawn.why();
    }
    return prove_with(key, std::vector<scalar>(witness.begin(), witness.end()), *drawn, progress);
}

} // namespace zonogon::snark::fflonk
