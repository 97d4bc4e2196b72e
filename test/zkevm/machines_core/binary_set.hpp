#pragma once

#include <vector>

#include <zonogon/zkevm/machines/binary/add_compare_executor.hpp>
#include <zonogon/zkevm/machines/binary/logic_executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

namespace zonogon::test::core::binary_test {

using zkasm::binary_opcode;

/// What the operation must give, computed without limbs.
inline zkasm::binary_request request(binary_opcode opcode, const u256& a, const u256& b) {
    zkasm::binary_request r{opcode, a, b, {}, false};
    const auto flag = [&](bool holds) {
        r.c = u256{holds ? 1U : 0U};
        r.carry = holds;
    };
    const u256 sign = u256::power_of_two(255);
    switch (opcode) {
    case binary_opcode::add:
        std::tie(r.c, r.carry) = u256::add_carry(a, b);
        break;
    case binary_opcode::sub:
        std::tie(r.c, r.carry) = u256::sub_borrow(a, b);
        break;
    case binary_opcode::lt:
        flag(a < b);
        break;
    case binary_opcode::slt:
        flag((a ^ sign) < (b ^ sign));
        break;
    case binary_opcode::eq:
        flag(a == b);
        break;
    case binary_opcode::bit_and:
        r.c = a & b;
        r.carry = !r.c.is_zero();
        break;
    case binary_opcode::bit_or:
        r.c = a | b;
        break;
    case binary_opcode::bit_xor:
        r.c = a ^ b;
        break;
    case binary_opcode::lt4:
        flag(a.limb(0) < b.limb(0) && a.limb(1) < b.limb(1) && a.limb(2) < b.limb(2) && a.limb(3) < b.limb(3));
    }
    return r;
}

inline tuple as_tuple(const zkasm::binary_request& r) {
    tuple t{goldilocks{static_cast<std::uint64_t>(r.opcode)}};
    append(t, r.a);
    append(t, r.b);
    append(t, r.c);
    t.push_back(goldilocks{r.carry});
    return t;
}

inline std::vector<zkasm::binary_request> many_requests(std::size_t count) {
    random_stream random(7);
    std::vector<zkasm::binary_request> out;
    for (std::size_t i = 0; i < count; ++i) {
        const u256 a = awkward_number(random);
        const u256 b = random.below(4) == 0 ? a : awkward_number(random);
        out.push_back(request(static_cast<binary_opcode>(i % 9), a, b));
    }
    return out;
}

struct binary_set : machine_set {
    std::size_t add_compare, logic;

    explicit binary_set(const std::vector<zkasm::binary_request>& requests) {
        machines::byte_table::usage usage;
        std::vector<tuple> tuples;
        for (const auto& r : requests) {
            tuples.push_back(as_tuple(r));
        }
        add_compare = add("add_compare", machines::add_compare::build(), machines::add_compare::fill(requests, usage));
        logic = add("logic", machines::logic::build(), machines::logic::fill(requests, usage));
        add_asker("binary", tuples);
        add_byte_table(usage);
    }
};

} // namespace zonogon::test::core::binary_test
