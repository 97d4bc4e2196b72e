#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/stored_points.hpp>

namespace zonogon::pcs::ptau {

/// The sections of a file of powers of tau (snarkjs, version 1), n = 2^power.
enum class section_id : std::uint32_t {
    header = 1,
    tau_g1 = 2,       // tau^i G1, 2 n - 1 of them
    tau_g2 = 3,       // tau^i G2, n
    alpha_tau_g1 = 4, // alpha tau^i G1, n
    beta_tau_g1 = 5,  // beta tau^i G1, n
    beta_g2 = 6,      // beta G2
    contributions = 7,
    lagrange_g1 = 12, // for each k up to power + 1 the Lagrange polynomials of 2^k points at tau; see lagrange_g1
    lagrange_g2 = 13, // the same up to power, as for the next two
    lagrange_alpha_g1 = 14,
    lagrange_beta_g1 = 15,
};

/// A file of powers of tau as a view of its bytes: a universal reference string for KZG, and what circuit-specific
/// setups start from.
///
/// parse checks the structure; points are checked as they are read (stored_points::read: canonical and on the curve);
/// whether they are powers of anything is for check (pcs/ptau/check.hpp) or for who made the file.
template <class Pairing = curve::bn254_pairing>
class file {
public:
    using g1 = typename Pairing::g1;
    using g2 = typename Pairing::g2;
    using g1_points = curve::stored_points<g1>;
    using g2_points = curve::stored_points<g2>;

    /// More powers than the scalar field of BN254 has roots of unity for.
    static constexpr std::uint32_t max_power = 28;

    /// The view of a file's bytes, which must outlive it. Refuses another curve's prime, sections of wrong length,
    /// sections that occur twice.
    static result<file> parse(byte_view bytes);

    /// n = 2^power.
    std::uint32_t power() const noexcept { return power_; }
    /// The power of the ceremony that this file was truncated from.
    std::uint32_t ceremony_power() const noexcept { return ceremony_power_; }
    /// Whether the Lagrange sections are there ("prepare phase2" of snarkjs).
    bool prepared() const noexcept { return prepared_; }

    g1_points tau_g1() const { return g1_points{content(section_id::tau_g1)}; }
    g2_points tau_g2() const { return g2_points{content(section_id::tau_g2)}; }
    g1_points alpha_tau_g1() const { return g1_points{content(section_id::alpha_tau_g1)}; }
    g1_points beta_tau_g1() const { return g1_points{content(section_id::beta_tau_g1)}; }
    g2_points beta_g2() const { return g2_points{content(section_id::beta_g2)}; }
    /// The contributions' bytes; see pcs/ptau/contribution.hpp.
    byte_view contributions() const { return content(section_id::contributions); }

    /// L_i(tau) G1 for the Lagrange polynomials of the 2^k-th roots of unity w^i, w = two_adic_generator(k).
    /// Preconditions: prepared(); k <= power() + 1. For k = power() + 1 the highest power tau^(2 n - 1) counts as zero,
    /// as the file has it not.
    g1_points lagrange_g1(std::uint32_t k) const { return lagrange<g1_points>(section_id::lagrange_g1, k); }
    /// Likewise in G2, with alpha, and with beta. Precondition: k <= power().
    g2_points lagrange_g2(std::uint32_t k) const { return lagrange<g2_points>(section_id::lagrange_g2, k); }
    g1_points lagrange_alpha_g1(std::uint32_t k) const { return lagrange<g1_points>(section_id::lagrange_alpha_g1, k); }
    g1_points lagrange_beta_g1(std::uint32_t k) const { return lagrange<g1_points>(section_id::lagrange_beta_g1, k); }
    /// The whole sections, all k one after the other.
    g1_points all_lagrange_g1() const { return g1_points{content(section_id::lagrange_g1)}; }
    g2_points all_lagrange_g2() const { return g2_points{content(section_id::lagrange_g2)}; }
    g1_points all_lagrange_alpha_g1() const { return g1_points{content(section_id::lagrange_alpha_g1)}; }
    g1_points all_lagrange_beta_g1() const { return g1_points{content(section_id::lagrange_beta_g1)}; }

private:
    using base = typename g1::base_field;

    byte_view content(section_id id) const { return sections_[static_cast<std::size_t>(id)]; }
    template <class Points>
    Points lagrange(section_id id, std::uint32_t k) const {
        const std::size_t count = std::size_t{1} << k;
        return Points{content(id)}.subspan(count - 1, count);
    }
    status read_header(const section_file& in);
    /// A section of `count` points of `size` bytes.
    status read_points(const section_file& in, section_id id, std::uint64_t count, std::size_t size);

    std::uint32_t power_ = 0;
    std::uint32_t ceremony_power_ = 0;
    bool prepared_ = false;
    std::array<byte_view, 16> sections_{};
};

template <class Pairing>
status file<Pairing>::read_header(const section_file& in) {
    const auto header = in.section(static_cast<std::uint32_t>(section_id::header));
    if (!header) {
        return header.why();
    }
    section_reader reader(in.format(), *header);
    const std::uint32_t size = reader.u32();
    if (size != base::encoded_size) {
        return reader.wrong("a coordinate is said to have " + std::to_string(size) + " bytes, not " +
                            std::to_string(base::encoded_size));
    }
    const byte_view prime = reader.take(size);
    const auto expected = base::modulus.to_bytes();
    if (!std::equal(prime.rbegin(), prime.rend(), expected.begin(), expected.end())) {
        return reader.wrong("the prime is another curve's");
    }
    power_ = reader.u32();
    ceremony_power_ = reader.u32();
    if (power_ > ceremony_power_ || ceremony_power_ > max_power) {
        return reader.wrong("powers " + std::to_string(power_) + " and " + std::to_string(ceremony_power_) +
                            " do not go together or are too high");
    }
    return reader.finish();
}

template <class Pairing>
status file<Pairing>::read_points(const section_file& in, section_id id, std::uint64_t count, std::size_t size) {
    const auto found = in.section(static_cast<std::uint32_t>(id));
    if (!found) {
        return found.why();
    }
    if (found->content.size() != count * size) {
        return error{in.format() + ": section " + std::to_string(found->id) + " has " +
                     std::to_string(found->content.size()) + " bytes, not " + std::to_string(count * size)};
    }
    sections_[static_cast<std::size_t>(id)] = found->content;
    return {};
}

template <class Pairing>
result<file<Pairing>> file<Pairing>::parse(byte_view bytes) {
    const auto in = section_file::parse(bytes, "ptau", 1);
    if (!in) {
        return in.why();
    }
    file out;
    if (const status s = out.read_header(*in); !s) {
        return s.why();
    }
    const std::uint64_t n = std::uint64_t{1} << out.power_;
    struct expected {
        section_id id;
        std::uint64_t count;
        std::size_t size;
    };
    using enum section_id;
    constexpr std::size_t g1_size = g1_points::point_size;
    constexpr std::size_t g2_size = g2_points::point_size;
    for (const auto& [id, count, size] :
         {expected{tau_g1, 2 * n - 1, g1_size}, expected{tau_g2, n, g2_size}, expected{alpha_tau_g1, n, g1_size},
          expected{beta_tau_g1, n, g1_size}, expected{beta_g2, 1, g2_size}}) {
        if (const status s = out.read_points(*in, id, count, size); !s) {
            return s.why();
        }
    }
    const auto history = in->section(static_cast<std::uint32_t>(section_id::contributions));
    if (!history) {
        return history.why();
    }
    out.sections_[static_cast<std::size_t>(section_id::contributions)] = history->content;
    out.prepared_ = in->has(static_cast<std::uint32_t>(section_id::lagrange_g1));
    for (const auto& [id, count, size] :
         {expected{section_id::lagrange_g1, 4 * n - 1, g1_size}, expected{section_id::lagrange_g2, 2 * n - 1, g2_size},
          expected{section_id::lagrange_alpha_g1, 2 * n - 1, g1_size},
          expected{section_id::lagrange_beta_g1, 2 * n - 1, g1_size}}) {
        if (in->has(static_cast<std::uint32_t>(id)) != out.prepared_) {
            return error{"ptau: some of sections 12 to 15 are there and some are not"};
        }
        if (!out.prepared_) {
            continue;
        }
        if (const status s = out.read_points(*in, id, count, size); !s) {
            return s.why();
        }
    }
    return out;
}

} // namespace zonogon::pcs::ptau
