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

/// Appends the characters of several texts to a list of bytes or a string.
template <class Out, class... Texts>
constexpr void append_text(Out& out, const Texts&... texts) {
    const auto put = [&](std::string_view text) {
        for (const char c : text) {
            out.push_back(static_cast<typename Out::value_type>(c));
        }
    };
    (put(texts), ...);
}

template <class Step>
struct description;

template <class Steps>
struct descriptions;
template <class... Steps>
struct descriptions<std::tuple<Steps...>> {
    template <class Out>
    static constexpr void append(Out& out) {
        (description<Steps>::append(out), ...);
    }
};

template <fixed_string Name, class Payload>
struct description<absorb<Name, Payload>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "absorb ", Name.view(), ":", Payload::name, ";");
    }
};
template <fixed_string Name>
struct description<sample<Name>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "sample ", Name.view(), ";");
    }
};
template <fixed_string Name>
struct description<sample_indices<Name>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "indices ", Name.view(), ";");
    }
};
template <fixed_string Name>
struct description<grind<Name>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "grind ", Name.view(), ";");
    }
};
template <fixed_string Name, class... Steps>
struct description<repeat<Name, Steps...>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "repeat ", Name.view(), "{");
        descriptions<std::tuple<Steps...>>::append(out);
        append_text(out, "}");
    }
};
template <fixed_string Name, class Protocol>
struct description<part<Name, Protocol>> {
    template <class Out>
    static constexpr void append(Out& out) {
        append_text(out, "part ", Name.view(), "{");
        descriptions<typename Protocol::steps>::append(out);
        append_text(out, "}");
    }
};

} // namespace detail

/// Appends a protocol in words, e.g. "absorb trace:digests;sample alpha;", to a string or a list of bytes.
template <class Protocol, class Out>
constexpr void describe_to(Out& out) {
    detail::descriptions<typename Protocol::steps>::append(out);
}

/// A protocol in words.
template <class Protocol>
std::string describe() {
    std::string out;
    describe_to<Protocol>(out);
    return out;
}

} // namespace zonogon::transcript
