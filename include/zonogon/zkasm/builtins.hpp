#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/curves.hpp>
#include <zonogon/zkasm/mem_align.hpp>
#include <zonogon/zkasm/value.hpp>

namespace zonogon::zkasm {

using argument_list = std::span<const big_int>;

/// A function that free inputs may call and whose value depends on its arguments only.
struct builtin_function {
    std::string_view name;
    std::size_t arity = 0;
    result<free_value> (*evaluate)(argument_list) = nullptr;
};

namespace detail {

inline free_value number(const u256& v) {
    return {big_int{v}, false};
}
inline result<free_value> inverse(const big_int& x, const u256& modulus) {
    const u256 out = inverse_mod(x.to_u256(), modulus);
    if (out.is_zero()) {
        return error{"zero has no inverse"};
    }
    return number(out);
}
/// The sum (or, of a point with itself, the double), remembered by thread: programs ask for both coordinates one after
/// the other, and each point costs an inversion.
template <const curve_parameters& Curve, bool Double>
std::optional<affine> point_of(const affine& a, const affine& b) {
    struct entry {
        affine a, b;
        std::optional<affine> point;
    };
    thread_local entry last;
    if (!last.point || last.a != a || last.b != b) {
        last = {a, b, Double ? double_point(Curve, a) : add_points(Curve, a, b)};
    }
    return last.point;
}
template <const curve_parameters& Curve, bool Y>
result<free_value> add_coordinate(argument_list a) {
    const auto sum = point_of<Curve, false>({a[0].to_u256(), a[1].to_u256()}, {a[2].to_u256(), a[3].to_u256()});
    if (!sum) {
        return error{"points with the same x have no sum by the chord"};
    }
    return number(Y ? sum->y : sum->x);
}
template <const curve_parameters& Curve, bool Y>
result<free_value> double_coordinate(argument_list a) {
    const affine point{a[0].to_u256(), a[1].to_u256()};
    const auto twice = point_of<Curve, true>(point, point);
    if (!twice) {
        return error{"a point with y = 0 has no double by the tangent"};
    }
    return number(Y ? twice->y : twice->x);
}
/// All ones stands for "no root": the program must prove that on its own.
template <const curve_parameters& Curve>
result<free_value> root_with_parity(argument_list a) {
    return number(square_root(a[0].to_u256(), a[1].is_odd(), Curve.p).value_or(u256::max()));
}
template <affine (*Operation)(const affine&, const affine&), bool Y>
result<free_value> extension_part(argument_list a) {
    const affine out = Operation({a[0].to_u256(), a[1].to_u256()}, {a[2].to_u256(), a[3].to_u256()});
    return number(Y ? out.y : out.x);
}
template <bool Y>
result<free_value> extension_inverse(argument_list a) {
    const affine out = bn254_inverse({a[0].to_u256(), a[1].to_u256()});
    if (out.x.is_zero() && out.y.is_zero()) {
        return error{"zero has no inverse"};
    }
    return number(Y ? out.y : out.x);
}
template <bool Second>
result<free_value> aligned_write(argument_list a) {
    if (a[2].is_negative() || a[2] > big_int{31}) {
        return error{"offset " + a[2].to_decimal() + " is not in [0, 31]"};
    }
    const auto offset = static_cast<std::size_t>(a[2].low64());
    const u256 word = a[0].to_u256();
    return number(Second ? aligned_write_second(word, a[1].to_u256(), offset)
                         : aligned_write_first(word, a[1].to_u256(), offset));
}
inline result<free_value> aligned_write8(argument_list a) {
    if (a[2].is_negative() || a[2] > big_int{31}) {
        return error{"offset " + a[2].to_decimal() + " is not in [0, 31]"};
    }
    return number(aligned_write_byte(a[0].to_u256(), a[1].to_u256(), static_cast<std::size_t>(a[2].low64())));
}
inline result<free_value> power(argument_list a) {
    const auto out = big_int::pow(a[0], a[1]);
    if (!out) {
        return error{"result of exp is too large"};
    }
    return free_value{*out};
}
inline result<free_value> truth(bool t) {
    return free_value{big_int{t ? 1 : 0}};
}

} // namespace detail

inline constexpr auto builtin_functions = std::to_array<builtin_function>({
    {"cond", 1,
     [](argument_list a) -> result<free_value> { return free_value{big_int{a[0].is_zero() ? 0 : -1}, true}; }},
    {"loadScalar", 1, [](argument_list a) -> result<free_value> { return free_value{a[0]}; }},
    {"memAlignWR_W0", 3, detail::aligned_write<false>},
    {"memAlignWR_W1", 3, detail::aligned_write<true>},
    {"memAlignWR8_W0", 3, detail::aligned_write8},
    {"inverseFpEc", 1, [](argument_list a) { return detail::inverse(a[0], secp256k1.p); }},
    {"inverseFnEc", 1, [](argument_list a) { return detail::inverse(a[0], secp256k1.n); }},
    {"sqrtFpEcParity", 2, detail::root_with_parity<secp256k1>},
    {"xAddPointEc", 4, detail::add_coordinate<secp256k1, false>},
    {"yAddPointEc", 4, detail::add_coordinate<secp256k1, true>},
    {"xDblPointEc", 2, detail::double_coordinate<secp256k1, false>},
    {"yDblPointEc", 2, detail::double_coordinate<secp256k1, true>},
    {"inverseFpEc_secp256r1", 1, [](argument_list a) { return detail::inverse(a[0], secp256r1.p); }},
    {"inverseFnEc_secp256r1", 1, [](argument_list a) { return detail::inverse(a[0], secp256r1.n); }},
    {"sqrtFpEcParity_secp256r1", 2, detail::root_with_parity<secp256r1>},
    {"xAddPointEc_secp256r1", 4, detail::add_coordinate<secp256r1, false>},
    {"yAddPointEc_secp256r1", 4, detail::add_coordinate<secp256r1, true>},
    {"xDblPointEc_secp256r1", 2, detail::double_coordinate<secp256r1, false>},
    {"yDblPointEc_secp256r1", 2, detail::double_coordinate<secp256r1, true>},
    {"ARITH_BN254_MULFP2_X", 4, detail::extension_part<bn254_multiply, false>},
    {"ARITH_BN254_MULFP2_Y", 4, detail::extension_part<bn254_multiply, true>},
    {"ARITH_BN254_ADDFP2", 2,
     [](argument_list a) -> result<free_value> {
         return detail::number(add_mod(a[0].to_u256(), a[1].to_u256(), bn254_prime));
     }},
    {"ARITH_BN254_SUBFP2", 2,
     [](argument_list a) -> result<free_value> {
         return detail::number(sub_mod(a[0].to_u256(), a[1].to_u256(), bn254_prime));
     }},
    {"fpBN254inv", 1, [](argument_list a) { return detail::inverse(a[0], bn254_prime); }},
    {"fp2InvBN254_x", 2, detail::extension_inverse<false>},
    {"fp2InvBN254_y", 2, detail::extension_inverse<true>},
    {"exp", 2, detail::power},
    {"bitwise_and", 2, [](argument_list a) -> result<free_value> { return free_value{a[0] & a[1]}; }},
    {"bitwise_or", 2, [](argument_list a) -> result<free_value> { return free_value{a[0] | a[1]}; }},
    {"bitwise_xor", 2, [](argument_list a) -> result<free_value> { return free_value{a[0] ^ a[1]}; }},
    {"bitwise_not", 1, [](argument_list a) -> result<free_value> { return free_value{-a[0] - big_int{1}}; }},
    {"comp_lt", 2, [](argument_list a) { return detail::truth(a[0] < a[1]); }},
    {"comp_gt", 2, [](argument_list a) { return detail::truth(a[0] > a[1]); }},
    {"comp_eq", 2, [](argument_list a) { return detail::truth(a[0] == a[1]); }},
});

/// Functions that only tell a tracer something; neither they nor their arguments are evaluated.
inline constexpr auto tracing_functions = std::to_array<std::string_view>(
    {"eventLog", "storeLog", "onOpcode", "onUpdateStorage", "log", "dump", "dumphex", "dumpRegs", "break"});

} // namespace zonogon::zkasm
