#pragma once

#include <cstdint>

#include <zonogon/pil/text.hpp>

namespace zonogon::pil {

/// A place in a source text; line and column count from 1.
struct position {
    std::uint32_t file = 0;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// Why a text was refused, with its place.
struct diagnostic {
    position where;
    text message;
    bool raised = false;
};

} // namespace zonogon::pil
