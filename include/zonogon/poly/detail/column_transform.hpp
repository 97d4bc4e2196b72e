#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <zonogon/base/log2.hpp>
#include <zonogon/poly/detail/column_plan.hpp>
#include <zonogon/poly/detail/lane_math.hpp>

namespace zonogon::poly::detail {

/// The form of register `index` before the level of butterflies over 2^LogHalf registers of a transform of 2^Log: the
/// second operand is best `leaving` if its factor is 1, except where the transform begins.
constexpr lane_form form_before_level(std::size_t log, std::size_t log_half, std::size_t index) {
    const std::size_t half = std::size_t{1} << log_half;
    return log_half + 1 != log && index % (2 * half) == half ? lane_form::leaving : lane_form::entering;
}

/// The same after that level.
constexpr lane_form form_after_level(std::size_t log, std::size_t log_half, std::size_t index) {
    return log_half == 0 ? lane_form::leaving : form_before_level(log, log_half - 1, index);
}

/// Decimation in frequency of 2^Log registers: natural order in (`entering`), bit-reversed out (`leaving`).
template <class Math, std::size_t Log, bool Inverse, class F>
[[gnu::always_inline]] inline void register_transform(typename Math::reg* x, const F* roots) {
    if constexpr (Log == 0) {
        x[0] = Math::convert(x[0]);
    }
    const auto butterfly = [&]<std::size_t LogHalf, std::size_t I>() __attribute__((always_inline)) {
        constexpr std::size_t half = std::size_t{1} << LogHalf;
        constexpr std::size_t a = I / half * 2 * half + I % half;
        constexpr std::size_t b = a + half;
        Math::template butterfly<LogHalf + 1, I % half, Inverse, form_before_level(Log, LogHalf, b),
                                 form_after_level(Log, LogHalf, a), form_after_level(Log, LogHalf, b)>(x[a], x[b],
                                                                                                       roots);
    };
    const auto level = [&]<std::size_t LogHalf>(std::integral_constant<std::size_t, LogHalf>)
                           __attribute__((always_inline)) {
                               [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
                                   (butterfly.template operator()<LogHalf, I>(), ...);
                               }(std::make_index_sequence<(std::size_t{1} << Log) / 2>{});
                           };
    [&]<std::size_t... L>(std::index_sequence<L...>) __attribute__((always_inline)) {
        (level(std::integral_constant<std::size_t, Log - 1 - L>{}), ...);
    }(std::make_index_sequence<Log>{});
}

/// What the first stage of a transform reads: the column itself, or another column multiplied by factors that are in
/// bit-reversed order. That column is the result of a transform, or in natural order and `entering`.
template <class Reg>
struct in_place {
    Reg* column;

    [[gnu::always_inline]] Reg operator()(std::size_t i) const { return column[i]; }
};
template <class Math, bool Transformed, class F>
struct scaled {
    const typename Math::reg* source;
    const std::uint32_t* reversed;
    const F* factors;

    [[gnu::always_inline]] typename Math::reg operator()(std::size_t i) const {
        const std::size_t position = reversed[i];
        const auto value = Transformed ? source[position] : Math::convert(source[i]);
        return Math::template multiply<lane_form::entering>(value, factors + position);
    }
};

/// One stage of radix 2^Log over a column of 2^log_size registers made of blocks of 2^log_block; position i is read as
/// input(i). The last stage has no twiddle factors of its own, so it takes any that follow the transform:
/// factors[position], or none for a null pointer.
template <class Math, std::size_t Log, bool Last, bool Inverse, class Input, class F>
void column_stage(const Input& input, typename Math::reg* column, std::size_t log_size, std::size_t log_block,
                  const F* roots, const F* factors) {
    constexpr std::size_t radix = std::size_t{1} << Log;
    const std::size_t stride = std::size_t{1} << (log_block - Log);
    const std::size_t size = std::size_t{1} << log_size;
    // Loops over registers are unrolled by hand: they are long enough for compilers not to.
    const auto at_block = [&]<std::size_t... I>(std::size_t first, const F* twiddles,
                                                std::index_sequence<I...>) __attribute__((always_inline)) {
        std::array<typename Math::reg, radix> x{input(first + I * stride)...};
        register_transform<Math, Log, Inverse>(x.data(), roots);
        typename Math::reg* const at = column + first;
        if constexpr (!Last) {
            at[0] = Math::convert(x[0]);
            ((I == 0 ? void()
                     : void(at[I * stride] =
                                Math::template multiply<lane_form::entering>(x[I], twiddles + (I == 0 ? 0 : I - 1)))),
             ...);
        } else if (twiddles != nullptr) {
            ((at[I] = Math::template multiply<lane_form::leaving>(x[I], twiddles + I)), ...);
        } else {
            ((at[I] = x[I]), ...);
        }
    };
    for (std::size_t block = 0; block < size; block += stride * radix) {
        if constexpr (Last) {
            at_block(block, factors == nullptr ? nullptr : factors + block, std::make_index_sequence<radix>{});
        } else {
            for (std::size_t j = 0; j < stride; ++j) {
                at_block(block + j, factors + j * (radix - 1), std::make_index_sequence<radix>{});
            }
        }
    }
}

/// The stage of radix 8 on blocks of 64, all of whose twiddle factors are roots of order 64.
template <class Math, bool Inverse, class Input, class F>
void column_stage_of_64(const Input& input, typename Math::reg* column, std::size_t size, const F* roots) {
    const auto stage = [&]<std::size_t J, std::size_t... I>(std::size_t block, std::integral_constant<std::size_t, J>,
                                                            std::index_sequence<I...>) {
        std::array<typename Math::reg, 8> x{input(block + J + 8 * I)...};
        register_transform<Math, 3, Inverse>(x.data(), roots);
        ((column[block + J + 8 * I] = Math::template multiply_root64<J * reverse_bits(I, 3), Inverse>(x[I])), ...);
    };
    for (std::size_t block = 0; block < size; block += 64) {
        [&]<std::size_t... J>(std::index_sequence<J...>) {
            (stage(block, std::integral_constant<std::size_t, J>{}, std::make_index_sequence<8>{}), ...);
        }(std::make_index_sequence<8>{});
    }
}

/// Transforms a column of registers, natural order in (`entering`) and bit-reversed out (`leaving`), then multiplies
/// position i by factors[i] unless `factors` is null.
template <class Math, bool Inverse, class F, class Input>
void column_transform(const Input& input, typename Math::reg* column, const column_plan<F, Inverse>& plan,
                      const F* factors) {
    using reg = typename Math::reg;
    const std::size_t size = plan.log_size();
    std::size_t rest = size;
    const auto stage = [&]<std::size_t Log, bool Last>(const F* table) {
        if (rest == size) {
            column_stage<Math, Log, Last, Inverse>(input, column, size, rest, plan.roots(), table);
        } else {
            column_stage<Math, Log, Last, Inverse>(in_place<reg>{column}, column, size, rest, plan.roots(), table);
        }
        rest -= Log;
    };
    for (std::size_t index = 0; next_radix<F>(rest) != 0; ++index) {
        const std::size_t radix = next_radix<F>(rest);
        const F* const twiddles = plan.stage(index);
        if (radix == 2) {
            stage.template operator()<2, false>(twiddles);
        } else if (radix == 3) {
            stage.template operator()<3, false>(twiddles);
        } else {
            stage.template operator()<4, false>(twiddles);
        }
    }
    if constexpr (Math::root64_is_cheap) {
        if (rest == 6) {
            if (rest == size) {
                column_stage_of_64<Math, Inverse>(input, column, plan.size(), plan.roots());
            } else {
                column_stage_of_64<Math, Inverse>(in_place<reg>{column}, column, plan.size(), plan.roots());
            }
            column_stage<Math, 3, true, Inverse>(in_place<reg>{column}, column, size, 3, plan.roots(), factors);
            return;
        }
    }
    switch (rest) {
    case 0:
        return stage.template operator()<0, true>(factors);
    case 1:
        return stage.template operator()<1, true>(factors);
    case 2:
        return stage.template operator()<2, true>(factors);
    case 3:
        return stage.template operator()<3, true>(factors);
    default:
        return stage.template operator()<4, true>(factors);
    }
}

/// The same in place.
template <class Math, bool Inverse, class F>
void column_transform(typename Math::reg* column, const column_plan<F, Inverse>& plan, const F* factors) {
    column_transform<Math, Inverse>(in_place<typename Math::reg>{column}, column, plan, factors);
}

} // namespace zonogon::poly::detail
