#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/transcript/duplex.hpp>
#include <zonogon/transcript/grind.hpp>
#include <zonogon/transcript/protocol.hpp>
#include <zonogon/transcript/provenance.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::transcript {

namespace detail {

/// Step number Index of a protocol; void behind its end.
template <class Steps, std::size_t Index>
struct step_at {
    using type = void;
};
template <class Steps, std::size_t Index>
    requires(Index < std::tuple_size_v<Steps>)
struct step_at<Steps, Index> {
    using type = std::tuple_element_t<Index, Steps>;
};

template <class Step, fixed_string Name>
struct is_absorb : std::false_type {};
template <fixed_string Name, class Payload>
struct is_absorb<absorb<Name, Payload>, Name> : std::true_type {
    using payload = Payload;
};
template <class Step, fixed_string Name>
struct is_repeat : std::false_type {};
template <fixed_string Name, class... Steps>
struct is_repeat<repeat<Name, Steps...>, Name> : std::true_type {};
template <class Step, fixed_string Name>
struct is_part : std::false_type {};
template <fixed_string Name, class Protocol>
struct is_part<part<Name, Protocol>, Name> : std::true_type {
    using body = Protocol;
};

/// Whether a list of values is what the protocol calls the message.
template <class B, class Payload, class Values>
consteval bool is_message() {
    if constexpr (std::is_same_v<Payload, octets>) {
        return std::is_constructible_v<byte_view, const Values&>;
    } else if constexpr (std::is_same_v<Payload, felts>) {
        return std::is_constructible_v<std::span<const typename B::felt>, const Values&>;
    } else if constexpr (std::is_same_v<Payload, exts>) {
        return std::is_constructible_v<std::span<const typename B::ext>, const Values&>;
    } else {
        static_assert(std::is_same_v<Payload, digests>, "transcript: unknown kind of message");
        return std::is_constructible_v<std::span<const typename B::digest>, const Values&>;
    }
}

} // namespace detail

/// The Fiat-Shamir transcript of a protocol (a type with `steps`), before step number Index.
///
/// Each step consumes the transcript and returns the one before the next step: one that is forgotten, reordered or
/// repeated does not compile. Prover and verifier use the same class (the prover on a native back end).
/// Every message is absorbed behind its length, so different sequences of messages never absorb the same elements.
template <verifier_backend B, class Protocol, std::size_t Index = 0>
class transcript {
public:
    using backend_type = B;
    using felt = typename B::felt;
    using ext = typename B::ext;
    using bit = typename B::bit;
    using digest = typename B::digest;
    static constexpr bool complete = Index == std::tuple_size_v<typename Protocol::steps>;

    /// A fresh transcript, with the protocol's description absorbed. Precondition: `backend` outlives it.
    constexpr explicit transcript(B& backend)
        requires(Index == 0)
        : sponge_(backend) {
        bytes text;
        detail::append_text(text, "zonogon transcript 1: ");
        describe_to<Protocol>(text);
        absorb_octets(sponge_, text);
    }
    transcript(const transcript&) = delete;
    transcript& operator=(const transcript&) = delete;
    transcript(transcript&&) = default;
    transcript& operator=(transcript&&) = default;

    constexpr B& backend() const noexcept { return sponge_.backend(); }

    /// The message `values`: felts, exts, digests or octets as the protocol says.
    template <fixed_string Name, class Values>
    [[nodiscard]] constexpr auto absorb(const Values& values) && {
        using step = detail::is_absorb<head, Name>;
        static_assert(step::value, "transcript: this message is not the next step of the protocol");
        if constexpr (step::value) {
            using payload = typename step::payload;
            static_assert(detail::is_message<B, payload, Values>(),
                          "transcript: the message is of another kind than the protocol says");
            if constexpr (std::is_same_v<payload, octets>) {
                absorb_octets(sponge_, byte_view(values));
            } else if constexpr (std::is_same_v<payload, felts>) {
                absorb_felts(std::span<const felt>(values));
            } else if constexpr (std::is_same_v<payload, exts>) {
                absorb_exts(std::span<const ext>(values));
            } else {
                absorb_digests(std::span<const digest>(values));
            }
            return next();
        }
    }

    /// The same for a message that comes from a proof: `message` is what may be computed with from now on.
    template <fixed_string Name, class T>
    [[nodiscard]] constexpr auto absorb(const claimed<T>& values, absorbed<T>& message) && {
        message = detail::provenance::mark(detail::provenance::values(values));
        return std::move(*this).template absorb<Name>(message.values());
    }

    /// Writes a uniform element of the extension to `challenge`.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto sample(ext& challenge) && {
        static_assert(std::is_same_v<head, zonogon::transcript::sample<Name>>,
                      "transcript: this challenge is not the next step of the protocol");
        challenge = squeeze_ext();
        return next();
    }

    /// Writes `count` independent indices in [0, 2^bits), each as its bits, lowest first.
    ///
    /// An index is the low bits of one field element. As 2^bits divides p - 1, it is uniform but for index 0, which
    /// has one preimage more: a deviation of at most 1/p (counted by the soundness model).
    /// Precondition: bits <= field::two_adicity.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto sample_indices(std::size_t count, std::size_t bits,
                                                std::vector<std::vector<bit>>& indices) && {
        static_assert(std::is_same_v<head, zonogon::transcript::sample_indices<Name>>,
                      "transcript: these indices are not the next step of the protocol");
        indices.clear();
        indices.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            indices.push_back(backend().low_bits(sponge_.squeeze(), bits));
        }
        return next();
    }

    /// Finds a witness that the next step, grind<Name>, accepts. Prover only. Expected cost: 2^bits permutations,
    /// shared by all threads.
    template <fixed_string Name>
    [[nodiscard]] felt solve(std::size_t bits) const {
        static_assert(std::is_same_v<head, zonogon::transcript::grind<Name>>,
                      "transcript: this work is not the next step of the protocol");
        return find_work_witness<B>(sponge_, bits);
    }

    /// Absorbs the witness and asserts that it makes `bits` bits of the next output zero.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto grind(std::size_t bits, const felt& witness) && {
        static_assert(std::is_same_v<head, zonogon::transcript::grind<Name>>,
                      "transcript: this work is not the next step of the protocol");
        check_work(sponge_, bits, witness);
        return next();
    }
    /// The same for the witness of a proof. Precondition: a list of one.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto grind(std::size_t bits, const claimed<felt>& witness) && {
        return std::move(*this).template grind<Name>(bits, detail::provenance::values(witness).front());
    }

    /// The steps of repeat<Name, ...>, `count` times: body(inner, i) goes through them and returns the inner transcript
    /// at its end.
    template <fixed_string Name, class Body>
    [[nodiscard]] constexpr auto repeat(std::size_t count, Body&& body) && {
        using step = detail::is_repeat<head, Name>;
        static_assert(step::value, "transcript: this loop is not the next step of the protocol");
        if constexpr (step::value) {
            absorb_length(count);
            for (std::size_t i = 0; i < count; ++i) {
                enter<head>([&](auto inner) { return body(std::move(inner), i); });
            }
            return next();
        }
    }

    /// The steps of part<Name, Protocol>: body(inner) goes through them and returns the inner transcript at its end.
    template <fixed_string Name, class Body>
    [[nodiscard]] constexpr auto part(Body&& body) && {
        using step = detail::is_part<head, Name>;
        static_assert(step::value, "transcript: this part is not the next step of the protocol");
        if constexpr (step::value) {
            enter<typename step::body>(body);
            return next();
        }
    }

private:
    template <verifier_backend, class, std::size_t>
    friend class transcript;
    using head = typename detail::step_at<typename Protocol::steps, Index>::type;

    constexpr explicit transcript(duplex<B>&& sponge) : sponge_(std::move(sponge)) {}

    constexpr auto next() { return transcript<B, Protocol, Index + 1>(std::move(sponge_)); }

    template <class Inner, class Body>
    constexpr void enter(Body&& body) {
        auto end = body(transcript<B, Inner>(std::move(sponge_)));
        static_assert(std::is_same_v<decltype(end), transcript<B, Inner, std::tuple_size_v<typename Inner::steps>>>,
                      "transcript: a loop or part must go through all of its steps and return the transcript");
        sponge_ = std::move(end.sponge_);
    }

    constexpr void absorb_length(std::size_t length) { absorb_constant(sponge_, length); }
    constexpr void absorb_felts(std::span<const felt> values) {
        absorb_length(values.size());
        for (const felt& value : values) {
            sponge_.absorb(value);
        }
    }
    constexpr void absorb_exts(std::span<const ext> values) {
        absorb_length(values.size());
        for (const ext& value : values) {
            for (std::size_t i = 0; i < B::config::extension::degree; ++i) {
                sponge_.absorb(backend().coefficient(value, i));
            }
        }
    }
    constexpr void absorb_digests(std::span<const digest> values) {
        absorb_length(values.size());
        for (const digest& value : values) {
            for (const felt& element : value) {
                sponge_.absorb(element);
            }
        }
    }
    constexpr ext squeeze_ext() {
        std::array<felt, B::config::extension::degree> parts;
        for (felt& value : parts) {
            value = sponge_.squeeze();
        }
        return backend().compose(std::span<const felt>(parts));
    }

    duplex<B> sponge_;
};

} // namespace zonogon::transcript
