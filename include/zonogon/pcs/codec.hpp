#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::pcs {

namespace detail {

template <class T>
struct element_codec;

/// Canonical representatives, least significant byte first.
template <field::prime_field F>
struct element_codec<F> {
    static constexpr std::size_t size = F::encoded_size;

    static constexpr void append(bytes& out, const F& value) {
        const std::uint64_t number = value.value();
        for (std::size_t i = 0; i < size; ++i) {
            out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
        }
    }
    static constexpr bool read(byte_view in, F& value) {
        std::uint64_t number = 0;
        for (std::size_t i = size; i-- > 0;) {
            number = (number << 8) | in[i];
        }
        if (number >= F::modulus) {
            return false;
        }
        value = F{static_cast<decltype(value.value())>(number)};
        return true;
    }
};

/// Coefficients, the constant first.
template <class E>
    requires requires { typename E::base_field; }
struct element_codec<E> {
    using base = element_codec<typename E::base_field>;
    static constexpr std::size_t size = E::degree * base::size;

    static constexpr void append(bytes& out, const E& value) {
        for (std::size_t i = 0; i < E::degree; ++i) {
            base::append(out, value.coefficient(i));
        }
    }
    static constexpr bool read(byte_view in, E& value) {
        auto parts = value.coefficients();
        for (std::size_t i = 0; i < E::degree; ++i) {
            if (!base::read(in.subspan(i * base::size, base::size), parts[i])) {
                return false;
            }
        }
        value = E::from_coefficients(parts);
        return true;
    }
};

template <class T, std::size_t Size>
struct element_codec<std::array<T, Size>> {
    using base = element_codec<T>;
    static constexpr std::size_t size = Size * base::size;

    static constexpr void append(bytes& out, const std::array<T, Size>& values) {
        for (const T& value : values) {
            base::append(out, value);
        }
    }
    static constexpr bool read(byte_view in, std::array<T, Size>& values) {
        for (std::size_t i = 0; i < Size; ++i) {
            if (!base::read(in.subspan(i * base::size, base::size), values[i])) {
                return false;
            }
        }
        return true;
    }
};

template <>
struct element_codec<std::uint8_t> {
    static constexpr std::size_t size = 1;

    static constexpr void append(bytes& out, std::uint8_t value) { out.push_back(value); }
    static constexpr bool read(byte_view in, std::uint8_t& value) {
        value = in[0];
        return true;
    }
};

} // namespace detail

/// Bytes that one value takes: a field element, an element of an extension, or an array of such.
template <class T>
inline constexpr std::size_t encoded_size = detail::element_codec<T>::size;

/// Appends values without their number, which the reader must know.
template <class T>
constexpr void append_values(bytes& out, const std::vector<T>& values) {
    for (const T& value : values) {
        detail::element_codec<T>::append(out, value);
    }
}

/// Reads values whose number is known from elsewhere. Never trusts a length: nothing is allocated before the bytes are
/// known to be there.
class value_reader {
public:
    constexpr explicit value_reader(byte_view in) : left_(in) {}

    constexpr std::size_t left() const noexcept { return left_.size(); }

    /// The next `count` values; fails when bytes are missing or a field element is not canonical.
    template <class T>
    constexpr status read(std::vector<T>& out, std::size_t count) {
        constexpr std::size_t size = encoded_size<T>;
        if (count > left_.size() / size) {
            return error{"the proof is too short"};
        }
        out.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (!detail::element_codec<T>::read(left_.subspan(i * size, size), out[i])) {
                return error{"a field element of the proof is not canonical"};
            }
        }
        left_ = left_.subspan(count * size);
        return {};
    }
    template <class T>
    constexpr status read(T& out) {
        std::vector<T> one;
        const status outcome = read(one, 1);
        if (outcome) {
            out = one.front();
        }
        return outcome;
    }
    /// Fails unless all bytes have been read.
    constexpr status finish() const {
        if (!left_.empty()) {
            return error{"the proof is too long"};
        }
        return {};
    }

private:
    byte_view left_;
};

} // namespace zonogon::pcs
