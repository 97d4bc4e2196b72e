#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/compose/r1cs_hash.hpp>
#include <zonogon/compose/r1cs_values.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::compose {

/// The verifier as a rank-1 constraint system over BN254's scalars: a transcript::verifier_backend for configurations
/// over Goldilocks and its cubic extension, whose hashes r1cs_hash knows.
///
/// The values of a proof enter by witness() (private) or public_input(), in canonical form, as a parser demands them.
/// What the verifier asserts become constraints; the builder's outcome() says whether these values satisfy them.
template <class Config>
class r1cs_backend {
    static_assert(std::is_same_v<typename Config::field, field::goldilocks> &&
                      std::is_same_v<typename Config::extension, field::goldilocks3>,
                  "compose: the R1CS back end is for Goldilocks and its cubic extension");

public:
    using config = Config;
    using felt = r1cs_felt;
    using ext = r1cs_ext;
    using bit = snark::bit;
    using native_digest = typename Config::compression::digest;
    using digest = std::array<felt, std::tuple_size_v<native_digest>>;

    /// Precondition: the builder outlives the back end and its values.
    explicit r1cs_backend(snark::builder& b) : builder_(&b), base_(b), extension_(base_) {}
    r1cs_backend(const r1cs_backend&) = delete;
    r1cs_backend& operator=(const r1cs_backend&) = delete;

    snark::builder& circuit() const noexcept { return *builder_; }

    /// A part of the proof: a private input; 65 constraints per element of the field.
    felt witness(const field::goldilocks& value) { return input(builder_->private_input(snark::fr{value.value()})); }
    ext witness(const field::goldilocks3& value) {
        std::array<snark::gadgets::goldilocks_value, 3> parts;
        for (std::size_t i = 0; i < 3; ++i) {
            parts[i] = witness(value.coefficient(i)).wires();
        }
        return {snark::gadgets::goldilocks3_value(parts), &base_};
    }
    digest witness(const native_digest& value) {
        digest out;
        std::ranges::transform(value, out.begin(), [&](const auto& part) { return witness(part); });
        return out;
    }
    template <class T>
    auto witness(const std::vector<T>& values) {
        std::vector<decltype(witness(values.front()))> out;
        for (const T& value : values) {
            out.push_back(witness(value));
        }
        return out;
    }
    /// A value that the SNARK's verifier sees as well.
    felt public_input(const field::goldilocks& value) {
        return input(builder_->public_input(snark::fr{value.value()}));
    }

    static felt constant(const field::goldilocks& value) { return felt(value); }
    static ext constant(const field::goldilocks3& value) { return ext(value); }
    static ext extend(const felt& value) {
        return {snark::gadgets::goldilocks3_value({value.wires(), {}, {}}), value.of()};
    }
    static ext compose(std::span<const felt> parts) {
        const auto* of = felt::either(parts[0].of(), felt::either(parts[1].of(), parts[2].of()));
        return {snark::gadgets::goldilocks3_value({parts[0].wires(), parts[1].wires(), parts[2].wires()}), of};
    }
    static felt coefficient(const ext& value, std::size_t i) { return {value.wires().c[i], value.of()}; }

    void assert_zero(const felt& value, std::string_view rule) { base_.assert_zero(value.wires(), rule); }
    void assert_zero(const ext& value, std::string_view rule) { extension_.assert_zero(value.wires(), rule); }

    felt select(const bit& c, const felt& if_one, const felt& if_zero) {
        return {base_.select(c, if_one.wires(), if_zero.wires()), &base_};
    }
    ext select(const bit& c, const ext& if_one, const ext& if_zero) {
        return {extension_.select(c, if_one.wires(), if_zero.wires()), &base_};
    }
    digest select(const bit& c, const digest& if_one, const digest& if_zero) {
        digest out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = select(c, if_one[i], if_zero[i]);
        }
        return out;
    }

    std::vector<bit> low_bits(const felt& value, std::size_t count) {
        std::vector<bit> out = base_.bits(value.wires());
        out.resize(count);
        return out;
    }
    ext inverse(const ext& value, std::string_view rule) { return {extension_.inverse(value.wires(), rule), &base_}; }

    void permute(std::array<felt, Config::permutation::width>& state) {
        auto values = wires_of(state);
        r1cs_hash_detail::permute<typename Config::permutation>(base_, values);
        std::ranges::transform(values, state.begin(), [&](const auto& v) { return felt(v, &base_); });
    }
    digest hash(std::span<const felt> elements) {
        return felts(r1cs_hash<typename Config::hasher>::hash(base_, wires_of(elements)));
    }
    digest compress(const digest& left, const digest& right) {
        return felts(r1cs_hash<typename Config::compression>::compress(base_, wires_of(left), wires_of(right)));
    }

private:
    felt input(const snark::linear& wire) {
        return {snark::gadgets::goldilocks_value::canonical_input(*builder_, wire), &base_};
    }
    static std::vector<snark::gadgets::goldilocks_value> wires_of(std::span<const felt> values) {
        std::vector<snark::gadgets::goldilocks_value> out;
        for (const felt& v : values) {
            out.push_back(v.wires());
        }
        return out;
    }
    digest felts(const std::array<snark::gadgets::goldilocks_value, std::tuple_size_v<digest>>& values) const {
        digest out;
        std::ranges::transform(values, out.begin(), [&](const auto& v) { return felt(v, &base_); });
        return out;
    }

    snark::builder* builder_;
    snark::gadgets::goldilocks_arithmetic base_;
    snark::gadgets::goldilocks3_arithmetic extension_;
};

} // namespace zonogon::compose
