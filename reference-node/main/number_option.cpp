#include "main/number_option.hpp"

#include <charconv>

namespace zonogon::cli {

std::uint64_t parse_number(const std::string& option, const std::string& text, std::uint64_t least,
                           std::uint64_t most) {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, value);
    if (failed != std::errc{} || stop != end || value < least || value > most) {
        const std::string range = most == UINT64_MAX ? "at least " + std::to_string(least)
                                                     : "from " + std::to_string(least) + " to " + std::to_string(most);
        throw CLI::ValidationError(option, text + " is not a number " + range);
    }
    return value;
}

} // namespace zonogon::cli
