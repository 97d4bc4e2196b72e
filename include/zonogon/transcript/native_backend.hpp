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

/// The verifier on numbers. A value that should be zero and is not makes the run fail; the first reason is kept.
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

    bool ok() const noexcept { return !failed_; }
    /// Success, or the first rule that was broken.
    status outcome() const {
        if (failed_) {
            return error{reason_};
        }
        return {};
    }

    static felt constant(const felt& value) noexcept { return value; }
    static ext constant(const ext& value) noexcept { return value; }
    static ext extend(const felt& value) noexcept { return ext{value}; }
    static ext compose(std::span<const felt> coefficients) noexcept {
        auto parts = ext{}.coefficients();
        for (std::size_t i = 0; i < ext::degree; ++i) {
            parts[i] = coefficients[i];
        }
        return ext::from_coefficients(parts);
    }
    static felt coefficient(const ext& value, std::size_t i) noexcept { return value.coefficient(i); }

    template <class Value>
    void assert_zero(const Value& value, std::string_view reason) {
        if (!value.is_zero() && !failed_) {
            failed_ = true;
            reason_ = reason;
        }
    }

    template <class Value>
    static Value select(bit condition, const Value& if_one, const Value& if_zero) noexcept {
        return condition.value ? if_one : if_zero;
    }

    static std::vector<bit> low_bits(const felt& value, std::size_t count) {
        std::vector<bit> bits(count);
        const std::uint64_t number = value.value();
        for (std::size_t i = 0; i < count; ++i) {
            bits[i].value = ((number >> i) & 1) != 0;
        }
        return bits;
    }

    ext inverse(const ext& value, std::string_view reason) {
        if (value.is_zero() && !failed_) {
            failed_ = true;
            reason_ = reason;
        }
        return value.inverse();
    }

    static void permute(std::array<felt, Config::permutation::width>& state) { Config::permutation::permute(state); }
    static digest hash(std::span<const felt> elements) { return Config::hasher::hash(elements); }
    static digest compress(const digest& left, const digest& right) {
        return Config::compression::compress(left, right);
    }

private:
    bool failed_ = false;
    std::string reason_;
};

} // namespace zonogon::transcript
