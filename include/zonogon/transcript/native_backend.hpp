#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::transcript {

/// The verifier on numbers, at run time and in constant evaluation. A value that should be zero and is not makes the
/// run fail; the first reason is kept (by reference: reasons are literals).
template <class Config>
class native_backend {
public:
    using config = Config;
    using felt = typename Config::field;
    using ext = typename Config::extension;
    using digest = typename Config::compression::digest;
    struct bit {
        bool value = false;
    };

    constexpr bool ok() const noexcept { return !failed_; }
    /// Success, or the first rule that was broken.
    constexpr status outcome() const {
        if (failed_) {
            return error{std::string(reason_)};
        }
        return {};
    }

    static constexpr felt constant(const felt& value) noexcept { return value; }
    static constexpr ext constant(const ext& value) noexcept { return value; }
    static constexpr ext extend(const felt& value) noexcept { return ext{value}; }
    static constexpr ext compose(std::span<const felt> coefficients) noexcept {
        auto parts = ext{}.coefficients();
        for (std::size_t i = 0; i < ext::degree; ++i) {
            parts[i] = coefficients[i];
        }
        return ext::from_coefficients(parts);
    }
    static constexpr felt coefficient(const ext& value, std::size_t i) noexcept { return value.coefficient(i); }

    template <class Value>
    constexpr void assert_zero(const Value& value, std::string_view reason) {
        if (!value.is_zero() && !failed_) {
            failed_ = true;
            reason_ = reason;
        }
    }

    template <class Value>
    static constexpr Value select(bit condition, const Value& if_one, const Value& if_zero) noexcept {
        return condition.value ? if_one : if_zero;
    }

    static constexpr std::vector<bit> low_bits(const felt& value, std::size_t count) {
        std::vector<bit> bits(count);
        const std::uint64_t number = value.value();
        for (std::size_t i = 0; i < count; ++i) {
            bits[i].value = ((number >> i) & 1) != 0;
        }
        return bits;
    }

    constexpr ext inverse(const ext& value, std::string_view reason) {
        if (value.is_zero() && !failed_) {
            failed_ = true;
            reason_ = reason;
        }
        return value.inverse();
    }

    static constexpr void permute(std::array<felt, Config::permutation::width>& state) {
        Config::permutation::permute(state);
    }
    static constexpr digest hash(std::span<const felt> elements) { return Config::hasher::hash(elements); }
    static constexpr digest compress(const digest& left, const digest& right) {
        return Config::compression::compress(left, right);
    }

private:
    bool failed_ = false;
    std::string_view reason_;
};

} // namespace zonogon::transcript
