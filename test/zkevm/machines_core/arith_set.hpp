#pragma once

#include <vector>

#include <zonogon/zkevm/machines/arith/arith.hpp>
#include <zonogon/zkevm/machines/arith/executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

namespace zonogon::test::core::arith_test {

using zkasm::arith_equation;
using zkasm::arith_request;
using namespace zonogon::zkevm::machines::arith;

inline u256 minus(const u256& a, const u256& b, const u256& p) {
    return add_mod(a, p - b % p, p);
}

/// x3 and y3 by the textbook formulas with exponentiation for the inverse.
inline u256 power(u256 base, const u256& exponent, const u256& p) {
    u256 out{1};
    for (std::size_t i = 0; i < 256; ++i, base = mul_mod(base, base, p)) {
        out = exponent.bit(i) ? mul_mod(out, base, p) : out;
    }
    return out;
}
inline arith_request on_curve(arith_equation e, const u256& x1, const u256& y1, const u256& x2, const u256& y2) {
    const u256& p = secp256k1_p;
    arith_request r{e, x1, y1, x2, y2, {}, {}};
    const bool same = e == arith_equation::ec_add_same;
    const u256 top = same ? mul_mod(u256{3}, mul_mod(x1, x1, p), p) : minus(y2, y1, p);
    const u256 bottom = same ? add_mod(y1, y1, p) : minus(x2, x1, p);
    const u256 s = mul_mod(top, power(bottom, p - u256{2}, p), p);
    r.x3 = minus(minus(mul_mod(s, s, p), x1, p), x2, p);
    r.y3 = minus(mul_mod(s, minus(x1, r.x3, p), p), y1, p);
    return r;
}
inline arith_request mul_add(const u256& a, const u256& b, const u256& c) {
    const u512 v = a.mul_full(b) + u512{c};
    return {arith_equation::mul_add, a, b, c, u256{v >> 256}, {}, u256{v}};
}
inline arith_request fp2(arith_equation e, const u256& x1, const u256& y1, const u256& x2, const u256& y2) {
    const u256& p = bn254_p;
    arith_request r{e, x1, y1, x2, y2, {}, {}};
    if (e == arith_equation::bn254_mul_fp2) {
        r.x3 = minus(mul_mod(x1, x2, p), mul_mod(y1, y2, p), p);
        r.y3 = add_mod(mul_mod(x1, y2, p), mul_mod(y1, x2, p), p);
    } else if (e == arith_equation::bn254_add_fp2) {
        r.x3 = add_mod(x1, x2, p);
        r.y3 = add_mod(y1, y2, p);
    } else {
        r.x3 = minus(x1 % p, x2, p);
        r.y3 = minus(y1 % p, y2, p);
    }
    return r;
}

/// Numbers at the ends of the ranges that the identities must bear: reduced or not.
inline u256 number_for(arith_equation e, random_stream& random) {
    const u256 p = over_bn254(e) ? bn254_p : secp256k1_p;
    switch (random.below(8)) {
    case 0:
        return u256{random.below(3)};
    case 1:
        return p - u256{1 + random.below(2)};
    case 2:
        return u256::max();
    case 3:
        return p;
    case 4:
        return awkward_number(random);
    default:
        return awkward_number(random) % p;
    }
}

inline arith_request any_request(arith_equation e, random_stream& random) {
    const auto next = [&] { return number_for(e, random); };
    while (true) {
        const u256 x1 = next();
        const u256 y1 = next();
        const u256 x2 = next();
        const u256 y2 = next();
        if (e == arith_equation::mul_add) {
            return mul_add(x1, y1, x2);
        }
        if (over_bn254(e)) {
            return fp2(e, x1, y1, x2, y2);
        }
        if (e == arith_equation::ec_add_same && !(y1 % secp256k1_p).is_zero()) {
            return on_curve(e, x1, y1, x1, y1);
        }
        if (e == arith_equation::ec_add_different && x1 % secp256k1_p != x2 % secp256k1_p) {
            return on_curve(e, x1, y1, x2, y2);
        }
    }
}

inline std::vector<arith_request> many_requests(std::size_t count) {
    random_stream random(5);
    std::vector<arith_request> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(any_request(static_cast<arith_equation>(1 + i % 6), random));
    }
    return out;
}

inline tuple as_tuple(const arith_request& r) {
    tuple t{goldilocks{static_cast<std::uint64_t>(r.equation)}};
    for (const u256* v : {&r.x1, &r.y1, &r.x2, &r.y2, &r.x3, &r.y3}) {
        append(t, *v);
    }
    return t;
}

struct arith_set : machine_set {
    std::size_t arith;

    explicit arith_set(const std::vector<arith_request>& requests) {
        machines::byte_table::usage usage;
        std::vector<tuple> tuples;
        for (const auto& r : requests) {
            tuples.push_back(as_tuple(r));
        }
        auto trace = fill(requests, usage);
        if (!trace) {
            FAIL(trace.why().message);
        }
        arith = add("arith", build(), std::move(*trace));
        add_asker("arith", tuples);
        add_byte_table(usage);
    }
};

} // namespace zonogon::test::core::arith_test
