#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/point_encoding.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/pcs/kzg/single.hpp>

namespace zonogon::pcs::kzg {

/// The challenges of a batched opening. Everything that the verifier computes with is absorbed before the challenge
/// that must not be known when it is chosen: the reference, the caller's context, every claim in its place, then W.
///
/// The state is a Keccak-256 digest; what is absorbed is hashed behind it, points and numbers at their full width, byte
/// strings behind their length.
template <class Pairing>
class batch_transcript {
public:
    using scalar = typename Pairing::g1::scalar_field;

    /// `context` names what the opening belongs to: the digest of an outer transcript, say.
    batch_transcript(const verifying_reference<Pairing>& ref, byte_view context,
                     std::span<const claim<Pairing>> claims) {
        static constexpr std::string_view name = "zonogon kzg batch 1";
        bytes in(name.begin(), name.end());
        append(in, g2_encoding::whole(ref.tau_g2()));
        append_big_endian<8>(in, context.size());
        append(in, context);
        append_big_endian<8>(in, claims.size());
        for (const claim<Pairing>& c : claims) {
            append(in, g1_encoding::whole(c.commitment));
            append(in, c.point.value().to_bytes());
            append(in, c.value.value().to_bytes());
        }
        state_ = hash::keccak256(in);
    }

    /// What weights the claims.
    scalar batching() { return challenge(); }
    /// Where the batch is opened; W is the commitment to the batched quotient.
    scalar evaluation(const typename Pairing::g1::point& w) {
        absorb(g1_encoding::whole(w));
        return challenge();
    }

private:
    using g1_encoding = curve::point_encoding<typename Pairing::g1, curve::zcash_format>;
    using g2_encoding = curve::point_encoding<typename Pairing::g2, curve::zcash_format>;

    void absorb(byte_view in) {
        bytes all(state_.begin(), state_.end());
        append(all, in);
        state_ = hash::keccak256(all);
    }
    /// Two digests modulo the order: no bias that counts.
    scalar challenge() {
        const auto digest = [this](std::uint8_t which) {
            bytes in(state_.begin(), state_.end());
            in.push_back(which);
            return hash::keccak256(in);
        };
        const scalar radix = scalar{u256::max()} + scalar::one();
        const scalar out = scalar{u256::from_bytes(digest(0))} * radix + scalar{u256::from_bytes(digest(1))};
        state_ = digest(2);
        return out;
    }

    bytes32 state_{};
};

} // namespace zonogon::pcs::kzg
