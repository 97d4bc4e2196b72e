#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/read_file.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon::cli {

/// Largest file that a command reads, in bytes.
inline constexpr std::uintmax_t max_file_size = std::uintmax_t{1} << 30;

/// The bytes of a file. The error names it.
inline result<std::string> read_file(const std::string& path) {
    return zonogon::read_file(path, max_file_size);
}

/// Whether write_file can succeed, as far as that can be said before the work that makes the content.
inline status check_writable(const std::string& path) {
    std::error_code code;
    const std::filesystem::path parent = std::filesystem::absolute(path, code).parent_path();
    if (code || !std::filesystem::is_directory(parent, code) || std::filesystem::is_directory(path, code)) {
        return error{path + ": cannot be written"};
    }
    return {};
}

/// Writes a file whole or leaves what was there: the bytes go to a file beside it, which then takes its name.
inline status write_file(const std::string& path, byte_view content) {
    const std::string part = path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    out.close();
    std::error_code code;
    if (out) {
        std::filesystem::rename(part, path, code);
    }
    if (!out || code) {
        std::filesystem::remove(part, code);
        return error{path + ": cannot be written"};
    }
    return {};
}

} // namespace zonogon::cli
