#include <cstddef>
#include <cstdint>
#include <string_view>

#include "keys/keystore.hpp"

// Any text is a key file within bounds or is refused with a reason. Deriving keys is left out: its cost is the point of
// it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = zonogon::keys::check_keystore({reinterpret_cast<const char*>(data), size});
    if (!read && !read.why().message.starts_with("key file: ")) {
        __builtin_trap();
    }
    return 0;
}
