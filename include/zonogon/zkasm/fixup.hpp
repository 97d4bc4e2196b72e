#pragma once

#include <cstdint>
#include <string_view>

#include <zonogon/zkasm/diagnostic.hpp>

namespace zonogon::zkasm {

/// A name in a step that is looked up when the whole program has been read.
struct fixup {
    enum class kind : std::uint8_t {
        jump,         ///< label into jmpAddr
        otherwise,    ///< label into elseAddr
        offset_label, ///< label into offset
        variable,     ///< variable into offset and useCTX
    };
    kind what = kind::jump;
    std::uint32_t line = 0;
    std::string_view name;
    /// Of a variable: words beyond its beginning, and whether a register adds to it.
    std::int64_t extra = 0;
    bool indexed = false;
    std::uint32_t file = 0;
    position at;
};

} // namespace zonogon::zkasm
