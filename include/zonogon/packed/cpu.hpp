#pragma once

#include <string>

#include <zonogon/base/result.hpp>

namespace zonogon::packed {

/// The instruction set levels of the x86-64 psABI; `other` on other machines.
enum class x86_level { other = 0, v1 = 1, v2 = 2, v3 = 3, v4 = 4 };

/// The level of the machine this runs on.
inline x86_level cpu_level() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool v2 = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
    const bool v3 = v2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                    __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
    const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
    return v4 ? x86_level::v4 : v3 ? x86_level::v3 : v2 ? x86_level::v2 : x86_level::v1;
#else
    return x86_level::other;
#endif
}

/// The level that the compiler was allowed to use in this translation unit.
constexpr x86_level compiled_level() {
#if !defined(__x86_64__)
    return x86_level::other;
#elif defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512CD__) && defined(__AVX512DQ__) &&               \
    defined(__AVX512VL__)
    return x86_level::v4;
#elif defined(__AVX2__)
    return x86_level::v3;
#elif defined(__SSE4_2__)
    return x86_level::v2;
#else
    return x86_level::v1;
#endif
}

/// Whether a program compiled for `needed` runs on a machine of level `present`, and if not what to do.
inline status check_level(x86_level needed, x86_level present) {
    if (static_cast<int>(present) >= static_cast<int>(needed)) {
        return {};
    }
    const auto name = [](x86_level level) { return "x86-64-v" + std::to_string(static_cast<int>(level)); };
    return error{"this program was compiled for " + name(needed) + " but the processor has only " + name(present) +
                 ": build with -DZONOGON_X86_LEVEL=v" + std::to_string(static_cast<int>(present))};
}

/// To be called first in main: an error if this program needs instructions that the processor does not have. Of use
/// only where no static object needs them before (reference-node/main/cpu_check.cpp shows what helps then).
inline status check_cpu() {
    return check_level(compiled_level(), cpu_level());
}

} // namespace zonogon::packed
