#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>

#include <sys/random.h>

#include <zonogon/base/result.hpp>

namespace zonogon {

/// Fills bytes with the operating system's randomness, fit for secrets. Fails only where the system has none; there is
/// nothing else to fall back on. Linux.
inline status fill_system_random(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const auto got = ::getrandom(out.data(), out.size(), 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return error{"the operating system gives no random bytes"};
        }
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

} // namespace zonogon
