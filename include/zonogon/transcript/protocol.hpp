#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include <zonogon/base/fixed_string.hpp>

namespace zonogon::transcript {

/// What a message consists of. Any number of them: the length is absorbed with the message.
struct felts {
    static constexpr std::string_view name = "felts";
};
struct exts {
    static constexpr std::string_view name = "exts";
};
struct digests {
    static constexpr std::string_view name = "digests";
};
/// Bytes known to both sides (packed into field elements): public data, never a part of the proof.
struct octets {
    static constexpr std::string_view name = "octets";
};

/// A message from the prover, or a part of the statement.
template <fixed_string Name, class Payload>
struct absorb {};
/// An element of the extension, uniform.
template <fixed_string Name>
struct sample {};
/// Independent indices of a given number of bits each.
template <fixed_string Name>
struct sample_indices {};
/// A proof of work by the prover over all that came before.
template <fixed_string Name>
struct grind {};
/// The steps, any number of times in a row; the number is absorbed.
template <fixed_string Name, class... Steps>
struct repeat {
    using steps = std::tuple<Steps...>;
};
/// The steps of another protocol, once.
template <fixed_string Name, class Protocol>
struct part {};

/// An interactive proof as the list of its messages and challenges, in order. Prover and verifier step through this
/// type with a transcript; its description is the first thing absorbed. Derive a named struct from it: names of types
/// (in error messages) stay short.
template <class... Steps>
struct protocol {
    using steps = std::tuple<Steps...>;
};

namespace detail {

template <class Step>
struct description;

template <class Steps>
struct descriptions;
template <class... Steps>
struct descriptions<std::tuple<Steps...>> {
    static std::string text() { return (description<Steps>::text() + ... + std::string()); }
};

template <fixed_string Name, class Payload>
struct description<absorb<Name, Payload>> {
    static std::string text() { return "absorb " + std::string(Name.view()) + ":" + std::string(Payload::name) + ";"; }
};
template <fixed_string Name>
struct description<sample<Name>> {
    static std::string text() { return "sample " + std::string(Name.view()) + ";"; }
};
template <fixed_string Name>
struct description<sample_indices<Name>> {
    static std::string text() { return "indices " + std::string(Name.view()) + ";"; }
};
template <fixed_string Name>
struct description<grind<Name>> {
    static std::string text() { return "grind " + std::string(Name.view()) + ";"; }
};
template <fixed_string Name, class... Steps>
struct description<repeat<Name, Steps...>> {
    static std::string text() {
        return "repeat " + std::string(Name.view()) + "{" + descriptions<std::tuple<Steps...>>::text() + "}";
    }
};
template <fixed_string Name, class Protocol>
struct description<part<Name, Protocol>> {
    static std::string text() {
        return "part " + std::string(Name.view()) + "{" + descriptions<typename Protocol::steps>::text() + "}";
    }
};

} // namespace detail

/// A protocol in words, e.g. "absorb trace:digests;sample alpha;".
template <class Protocol>
std::string describe() {
    return detail::descriptions<typename Protocol::steps>::text();
}

} // namespace zonogon::transcript
