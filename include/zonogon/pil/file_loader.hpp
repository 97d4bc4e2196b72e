#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/read_file.hpp>
#include <zonogon/pil/options.hpp>

namespace zonogon::pil {

/// Largest text that is read, in bytes.
inline constexpr std::uintmax_t max_source_size = 64U << 20;

/// Reads a text file; the error names it.
inline result<source> read_source(const std::filesystem::path& path) {
    std::error_code code;
    const std::filesystem::path canonical = std::filesystem::canonical(path, code);
    if (code) {
        return error{path.string() + ": no such file"};
    }
    auto text = read_file(canonical.string(), max_source_size);
    if (!text) {
        return text.why();
    }
    return source{canonical.string(), std::move(*text)};
}

/// Finds includes beside the including file and in a list of folders (before it, when `folders_first`).
struct file_loader {
    std::vector<std::string> folders;
    bool folders_first = false;

    result<source> operator()(std::string_view requested, std::string_view from) const {
        std::vector<std::filesystem::path> places(folders.begin(), folders.end());
        const std::filesystem::path beside = std::filesystem::path(from).parent_path();
        places.insert(folders_first ? places.end() : places.begin(), beside);
        for (const auto& place : places) {
            const std::filesystem::path candidate = place / requested;
            std::error_code code;
            if (std::filesystem::is_regular_file(candidate, code)) {
                return read_source(candidate);
            }
        }
        return error{"cannot find the included file \"" + std::string(requested) + "\""};
    }
};

} // namespace zonogon::pil
