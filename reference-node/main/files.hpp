#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon::cli {

/// Largest file that a command reads, in bytes.
inline constexpr std::uintmax_t max_file_size = std::uintmax_t{1} << 30;

/// The bytes of a regular file. The error names the file.
inline result<std::string> read_file(const std::string& path) {
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code)) {
        return error{path + ": no such file, or not a regular one"};
    }
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (code || size > max_file_size) {
        return error{path + ": larger than " + std::to_string(max_file_size) + " bytes"};
    }
    std::ifstream in(path, std::ios::binary);
    std::string text;
    // read() turns a failure of the device into the stream's bad bit; iterators over the buffer would throw it. The
    // size above is not relied on: some file systems report none.
    std::array<char, std::size_t{1} << 16> chunk;
    while (in && text.size() <= max_file_size) {
        in.read(chunk.data(), chunk.size());
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof() || in.bad()) {
        return error{path + ": cannot be read"};
    }
    return text;
}

/// Whether write_file can succeed, as far as that can be said before the work that makes the content.
inline status check_writable(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::absolute(path).parent_path();
    std::error_code code;
    if (!std::filesystem::is_directory(parent, code) || std::filesystem::is_directory(path, code)) {
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
