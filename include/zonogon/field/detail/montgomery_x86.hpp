#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace zonogon::field::detail {

/// montgomery_limbs by x86-64 instructions (mulx is BMI2, a part of x86-64-v3), where there is code for that many limbs
/// and where FreeBits says that the prime is below a quarter of their range. Compilers of today lose the carries of
/// 128-bit integers in registers; these blocks take about half of the time.
template <std::size_t Limbs, bool FreeBits>
struct montgomery_x86 {
    static constexpr bool available = false;
};

// Without optimisation compilers do not find the registers.
#if defined(__x86_64__) && defined(__BMI2__) && defined(__OPTIMIZE__)

template <>
struct montgomery_x86<4, true> {
    static constexpr bool available = true;
    using limbs = std::array<std::uint64_t, 4>;

    template <const limbs& p>
    static limbs add(const limbs& a, const limbs& b) noexcept {
        std::uint64_t r0 = a[0];
        std::uint64_t r1 = a[1];
        std::uint64_t r2 = a[2];
        std::uint64_t r3 = a[3];
        std::uint64_t s0;
        std::uint64_t s1;
        std::uint64_t s2;
        std::uint64_t s3;
        asm("addq %[b0], %[r0]\n\t"
            "adcq %[b1], %[r1]\n\t"
            "adcq %[b2], %[r2]\n\t"
            "adcq %[b3], %[r3]\n\t"
            "movq %[r0], %[s0]\n\t"
            "movq %[r1], %[s1]\n\t"
            "movq %[r2], %[s2]\n\t"
            "movq %[r3], %[s3]\n\t"
            "subq %[p0], %[r0]\n\t"
            "sbbq %[p1], %[r1]\n\t"
            "sbbq %[p2], %[r2]\n\t"
            "sbbq %[p3], %[r3]\n\t"
            "cmovcq %[s0], %[r0]\n\t"
            "cmovcq %[s1], %[r1]\n\t"
            "cmovcq %[s2], %[r2]\n\t"
            "cmovcq %[s3], %[r3]"
            : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3), [s0] "=&r"(s0), [s1] "=&r"(s1),
              [s2] "=&r"(s2), [s3] "=&r"(s3)
            : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3]), [p0] "m"(p[0]), [p1] "m"(p[1]),
              [p2] "m"(p[2]), [p3] "m"(p[3])
            : "cc");
        return {r0, r1, r2, r3};
    }

    template <const limbs& p>
    static limbs subtract(const limbs& a, const limbs& b) noexcept {
        std::uint64_t r0 = a[0];
        std::uint64_t r1 = a[1];
        std::uint64_t r2 = a[2];
        std::uint64_t r3 = a[3];
        std::uint64_t s0 = p[0];
        std::uint64_t s1 = p[1];
        std::uint64_t s2 = p[2];
        std::uint64_t s3 = p[3];
        std::uint64_t none = 0;
        asm("subq %[b0], %[r0]\n\t"
            "sbbq %[b1], %[r1]\n\t"
            "sbbq %[b2], %[r2]\n\t"
            "sbbq %[b3], %[r3]\n\t"
            "cmovncq %[none], %[s0]\n\t"
            "cmovncq %[none], %[s1]\n\t"
            "cmovncq %[none], %[s2]\n\t"
            "cmovncq %[none], %[s3]\n\t"
            "addq %[s0], %[r0]\n\t"
            "adcq %[s1], %[r1]\n\t"
            "adcq %[s2], %[r2]\n\t"
            "adcq %[s3], %[r3]"
            : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3), [s0] "+&r"(s0), [s1] "+&r"(s1),
              [s2] "+&r"(s2), [s3] "+&r"(s3)
            : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3]), [none] "r"(none)
            : "cc");
        return {r0, r1, r2, r3};
    }

// t4 .. t0 = digit * b.
#define ZONOGON_FIRST_ROW(digit)                                                                                       \
    "movq " digit ", %%rdx\n\t"                                                                                        \
    "mulxq (%[b]), %[t0], %[t1]\n\t"                                                                                   \
    "mulxq 8(%[b]), %[x], %[t2]\n\t"                                                                                   \
    "addq %[x], %[t1]\n\t"                                                                                             \
    "mulxq 16(%[b]), %[x], %[t3]\n\t"                                                                                  \
    "adcq %[x], %[t2]\n\t"                                                                                             \
    "mulxq 24(%[b]), %[x], %[t4]\n\t"                                                                                  \
    "adcq %[x], %[t3]\n\t"                                                                                             \
    "adcq $0, %[t4]\n\t"
// t4 .. t0 = t3 .. t0 + digit * b: a chain for the low halves, then one for the high.
#define ZONOGON_ROW(digit, t0, t1, t2, t3, t4)                                                                         \
    "movq " digit ", %%rdx\n\t"                                                                                        \
    "mulxq (%[b]), %[x], %[y]\n\t"                                                                                     \
    "addq %[x], %[" t0 "]\n\t"                                                                                         \
    "mulxq 8(%[b]), %[x], %[u]\n\t"                                                                                    \
    "adcq %[x], %[" t1 "]\n\t"                                                                                         \
    "mulxq 16(%[b]), %[x], %[v]\n\t"                                                                                   \
    "adcq %[x], %[" t2 "]\n\t"                                                                                         \
    "mulxq 24(%[b]), %[x], %[" t4 "]\n\t"                                                                              \
    "adcq %[x], %[" t3 "]\n\t"                                                                                         \
    "adcq $0, %[" t4 "]\n\t"                                                                                           \
    "addq %[y], %[" t1 "]\n\t"                                                                                         \
    "adcq %[u], %[" t2 "]\n\t"                                                                                         \
    "adcq %[v], %[" t3 "]\n\t"                                                                                         \
    "adcq $0, %[" t4 "]\n\t"
// t4 .. t1 = (t4 .. t0 + q p) / 2^64 with the q that makes it whole.
#define ZONOGON_REDUCE(t0, t1, t2, t3, t4)                                                                             \
    "movq %[inverse], %%rdx\n\t"                                                                                       \
    "imulq %[" t0 "], %%rdx\n\t"                                                                                       \
    "mulxq %[p0], %[x], %[y]\n\t"                                                                                      \
    "addq %[x], %[" t0 "]\n\t"                                                                                         \
    "mulxq %[p1], %[x], %[u]\n\t"                                                                                      \
    "adcq %[x], %[" t1 "]\n\t"                                                                                         \
    "mulxq %[p2], %[x], %[v]\n\t"                                                                                      \
    "adcq %[x], %[" t2 "]\n\t"                                                                                         \
    "mulxq %[p3], %[x], %%rdx\n\t"                                                                                     \
    "adcq %[x], %[" t3 "]\n\t"                                                                                         \
    "adcq $0, %[" t4 "]\n\t"                                                                                           \
    "addq %[y], %[" t1 "]\n\t"                                                                                         \
    "adcq %[u], %[" t2 "]\n\t"                                                                                         \
    "adcq %[v], %[" t3 "]\n\t"                                                                                         \
    "adcq %%rdx, %[" t4 "]\n\t"

    template <const limbs& p, const std::uint64_t& inverse>
    static limbs multiply(const limbs& a, const limbs& b) noexcept {
        std::uint64_t t0;
        std::uint64_t t1;
        std::uint64_t t2;
        std::uint64_t t3;
        std::uint64_t t4;
        std::uint64_t x;
        std::uint64_t y;
        std::uint64_t u;
        std::uint64_t v;
        asm(ZONOGON_FIRST_ROW("(%[a])")                           //
            ZONOGON_REDUCE("t0", "t1", "t2", "t3", "t4")          //
            ZONOGON_ROW("8(%[a])", "t1", "t2", "t3", "t4", "t0")  //
            ZONOGON_REDUCE("t1", "t2", "t3", "t4", "t0")          //
            ZONOGON_ROW("16(%[a])", "t2", "t3", "t4", "t0", "t1") //
            ZONOGON_REDUCE("t2", "t3", "t4", "t0", "t1")          //
            ZONOGON_ROW("24(%[a])", "t3", "t4", "t0", "t1", "t2") //
            ZONOGON_REDUCE("t3", "t4", "t0", "t1", "t2")
            // t2, t1, t0, t4 is below 2 p.
            "movq %[t4], %[x]\n\t"
            "movq %[t0], %[y]\n\t"
            "movq %[t1], %[u]\n\t"
            "movq %[t2], %[v]\n\t"
            "subq %[p0], %[t4]\n\t"
            "sbbq %[p1], %[t0]\n\t"
            "sbbq %[p2], %[t1]\n\t"
            "sbbq %[p3], %[t2]\n\t"
            "cmovcq %[x], %[t4]\n\t"
            "cmovcq %[y], %[t0]\n\t"
            "cmovcq %[u], %[t1]\n\t"
            "cmovcq %[v], %[t2]"
            : [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [t4] "=&r"(t4), [x] "=&r"(x),
              [y] "=&r"(y), [u] "=&r"(u), [v] "=&r"(v)
            // Addresses in two registers: of eight operands each could take its own, of which there are not enough.
            : [a] "r"(a.data()), [b] "r"(b.data()), "m"(a),
              "m"(b), [p0] "m"(p[0]), [p1] "m"(p[1]), [p2] "m"(p[2]), [p3] "m"(p[3]), [inverse] "m"(inverse)
            : "cc", "rdx");
        return {t4, t0, t1, t2};
    }

#undef ZONOGON_FIRST_ROW
#undef ZONOGON_ROW
#undef ZONOGON_REDUCE
};

#endif

} // namespace zonogon::field::detail
