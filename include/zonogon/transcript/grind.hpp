#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/transcript/duplex.hpp>

namespace zonogon::transcript {

/// Absorbs a number that both sides know. Precondition: value is below the field's modulus.
template <verifier_backend B>
constexpr void absorb_constant(duplex<B>& sponge, std::uint64_t value) {
    using field = typename B::config::field;
    using word = decltype(field{}.value());
    sponge.absorb(sponge.backend().constant(field{static_cast<word>(value)}));
}

/// Absorbs the number of bytes and the bytes, as many per element as always stay below the modulus.
template <verifier_backend B>
constexpr void absorb_octets(duplex<B>& sponge, byte_view octets) {
    constexpr std::size_t packed = (std::bit_width(B::config::field::modulus) - 1U) / 8U;
    absorb_constant(sponge, octets.size());
    for (std::size_t at = 0; at < octets.size(); at += packed) {
        absorb_constant(sponge, load_big_endian(octets.subspan(at, std::min(packed, octets.size() - at))));
    }
}

/// Absorbs a work witness and asserts that the low `bits` bits of the next output are zero.
template <verifier_backend B>
constexpr void check_work(duplex<B>& sponge, std::size_t bits, const typename B::felt& witness) {
    absorb_constant(sponge, bits);
    sponge.absorb(witness);
    for (const auto& bit : sponge.backend().low_bits(sponge.squeeze(), bits)) {
        const auto zero = sponge.backend().constant(B::config::field::zero());
        const auto one = sponge.backend().constant(B::config::field::one());
        sponge.backend().assert_zero(sponge.backend().select(bit, one, zero), "the proof of work is missing");
    }
}

/// The smallest witness (on one thread) that check_work accepts. B is a native back end.
template <verifier_backend B>
typename B::felt find_work_witness(const duplex<B>& sponge, std::size_t bits) {
    using field = typename B::config::field;
    using word = decltype(field{}.value());
    constexpr std::size_t batch = 256;
    std::atomic<std::uint64_t> next{0};
    std::atomic<std::uint64_t> found{std::numeric_limits<std::uint64_t>::max()};
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    parallel_for(thread_count(), 1, [&](std::size_t) {
        while (found.load() == std::numeric_limits<std::uint64_t>::max()) {
            const std::uint64_t first = next.fetch_add(batch);
            for (std::uint64_t candidate = first; candidate < first + batch; ++candidate) {
                duplex<B> trial = sponge;
                absorb_constant(trial, bits);
                trial.absorb(field{static_cast<word>(candidate)});
                if ((std::uint64_t{trial.squeeze().value()} & mask) == 0) {
                    std::uint64_t best = found.load();
                    while (candidate < best && !found.compare_exchange_weak(best, candidate)) {
                    }
                    return;
                }
            }
        }
    });
    return field{static_cast<word>(found.load())};
}

} // namespace zonogon::transcript
