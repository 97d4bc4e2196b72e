#pragma once

#include <optional>
#include <string>
#include <utility>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/curves.hpp>
#include <zonogon/zkasm/requests.hpp>

namespace zonogon::zkasm {

/// Result and carry of a binary operation: wrap-around with carry or borrow; 0 or 1 repeated in the carry for
/// comparisons; for bit_and the carry says "not zero"; for bit_or and bit_xor it is false.
constexpr std::pair<u256, bool> binary_result(binary_opcode opcode, const u256& a, const u256& b) noexcept {
    const auto truth = [](bool t) { return std::pair{u256{t ? 1U : 0U}, t}; };
    switch (opcode) {
    case binary_opcode::add:
        return u256::add_carry(a, b);
    case binary_opcode::sub:
        return u256::sub_borrow(a, b);
    case binary_opcode::lt:
        return truth(a < b);
    case binary_opcode::slt:
        return truth(a.bit(255) != b.bit(255) ? a.bit(255) : a < b);
    case binary_opcode::eq:
        return truth(a == b);
    case binary_opcode::bit_and:
        return {a & b, !(a & b).is_zero()};
    case binary_opcode::bit_or:
        return {a | b, false};
    case binary_opcode::bit_xor:
        return {a ^ b, false};
    case binary_opcode::lt4:
        break;
    }
    bool all = true;
    for (std::size_t i = 0; i < 4; ++i) {
        all = all && a.limb(i) < b.limb(i);
    }
    return truth(all);
}

/// The operands of an arithmetic line: registers A to D, and E where the equation uses it.
struct arith_operands {
    u256 a, b, c, d;
};

/// What the equation demands of (third operand, op): for mul_add (D, op), for the others (E, op). An error when the
/// equation has no solution.
inline result<affine> arith_result(arith_equation equation, const arith_operands& o) {
    switch (equation) {
    case arith_equation::mul_add: {
        const u512 whole = o.a.mul_full(o.b) + u512{o.c};
        return affine{u256{whole >> 256}, u256{whole}};
    }
    case arith_equation::ec_add_different: {
        const auto sum = add_points(secp256k1, {o.a, o.b}, {o.c, o.d});
        if (!sum) {
            return error{"addition of points with the same x"};
        }
        return *sum;
    }
    case arith_equation::ec_add_same: {
        const auto twice = double_point(secp256k1, {o.a, o.b});
        if (!twice) {
            return error{"doubling of a point with y = 0"};
        }
        return *twice;
    }
    case arith_equation::bn254_mul_fp2:
        return bn254_multiply({o.a, o.b}, {o.c, o.d});
    case arith_equation::bn254_add_fp2:
        return bn254_add({o.a, o.b}, {o.c, o.d});
    case arith_equation::bn254_sub_fp2:
        return bn254_subtract({o.a, o.b}, {o.c, o.d});
    }
    return error{"no machine proves this arithmetic equation"};
}

} // namespace zonogon::zkasm
