#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>

namespace zonogon::transcript {

namespace detail {
struct provenance;
}

/// A list of values that a proof states and that no transcript has absorbed: challenges drawn so far do not depend on
/// them. They cannot be read: a verifier that computes with them before they are absorbed does not compile.
///
/// There are two ways on. transcript::absorb makes the list an absorbed<T>. What is never absorbed, because other means
/// bind it to an absorbed commitment (rows and paths of trees), can be read by `after` when no challenge is left to be
/// drawn. A view: the values must outlive it.
template <class T>
class claimed {
public:
    constexpr claimed() = default;
    constexpr explicit claimed(std::span<const T> values) noexcept : values_(values) {}

    constexpr std::size_t size() const noexcept { return values_.size(); }

    /// The next `count` values as a list of their own (fewer where there are no more); they leave this one.
    constexpr claimed take(std::size_t count) noexcept {
        const std::size_t here = std::min(count, values_.size());
        const claimed front(values_.first(here));
        values_ = values_.subspan(here);
        return front;
    }

    /// Does not compile: says why to those who try.
    template <class Index>
    constexpr const T& operator[](Index) const {
        static_assert(!std::is_same_v<Index, Index>, "transcript: a claimed value must be absorbed before it is used");
    }

    /// The values themselves, given the transcript of a protocol at its end.
    template <class Transcript>
    constexpr std::span<const T> after(const Transcript&) const noexcept {
        static_assert(Transcript::complete,
                      "transcript: claimed values can be read only when no challenge is left to be drawn");
        return values_;
    }

private:
    friend struct detail::provenance;
    std::span<const T> values_;
};

/// A list of values that every challenge drawn from now on depends on. Only a transcript makes one of what a proof
/// claims. A view, as above.
template <class T>
class absorbed {
public:
    constexpr absorbed() = default;

    constexpr std::span<const T> values() const noexcept { return values_; }
    constexpr std::size_t size() const noexcept { return values_.size(); }
    constexpr auto begin() const noexcept { return values_.begin(); }
    constexpr auto end() const noexcept { return values_.end(); }
    constexpr const T& operator[](std::size_t i) const { return values_[i]; }

private:
    friend struct detail::provenance;
    constexpr explicit absorbed(std::span<const T> values) noexcept : values_(values) {}
    std::span<const T> values_;
};

namespace detail {

/// What may look behind the two types: transcripts, and `fixed`.
struct provenance {
    template <class T>
    static constexpr std::span<const T> values(const claimed<T>& list) noexcept {
        return list.values_;
    }
    template <class T>
    static constexpr absorbed<T> mark(std::span<const T> values) noexcept {
        return absorbed<T>(values);
    }
};

} // namespace detail

/// Values that stand in no proof: both sides knew them before, as the commitments in a verifying key (whose digest the
/// transcript absorbs).
template <class T>
constexpr absorbed<T> fixed(std::span<const T> values) noexcept {
    return detail::provenance::mark(values);
}

} // namespace zonogon::transcript
