#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::transcript {

/// A duplex sponge over a back end's values: the rate is added to and read from, the capacity is touched by the
/// permutation alone.
///
/// It does not bind lengths by itself: transcript does, by absorbing every message's length first. Source: Bertoni et
/// al., "Duplexing the sponge" (eprint 2011/499), with field elements for bits.
template <verifier_backend B>
class duplex {
public:
    using felt = typename B::felt;
    static constexpr std::size_t width = B::config::permutation::width;
    /// As wide as a digest, so that finding inner collisions is as hard as for the trees.
    static constexpr std::size_t capacity = std::tuple_size_v<typename B::digest>;
    static_assert(capacity < width, "transcript: the permutation must be wider than a digest");
    static constexpr std::size_t rate = width - capacity;

    constexpr explicit duplex(B& backend) : backend_(&backend) {}

    constexpr B& backend() const noexcept { return *backend_; }
    constexpr const std::array<felt, width>& state() const noexcept { return state_; }

    constexpr void absorb(const felt& value) {
        readable_ = 0;
        state_[filled_] = state_[filled_] + value;
        if (++filled_ == rate) {
            permute();
        }
    }

    constexpr felt squeeze() {
        if (filled_ != 0 || readable_ == 0) {
            permute();
        }
        return state_[rate - readable_--];
    }

private:
    constexpr void permute() {
        backend_->permute(state_);
        filled_ = 0;
        readable_ = rate;
    }

    B* backend_;
    std::array<felt, width> state_{};
    std::size_t filled_ = 0;
    std::size_t readable_ = 0;
};

} // namespace zonogon::transcript
