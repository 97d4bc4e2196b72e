#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/load.hpp"

// Any text is a configuration or is refused with its place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto c = zonogon::config::parse({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!c && !c.why().message.starts_with("fuzz:")) {
        __builtin_trap();
    }
    return 0;
}
