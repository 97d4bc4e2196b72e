#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <zonogon/base/result.hpp>

namespace zonogon {

/// The bytes of a regular file or a pipe that holds at most `max_size` of them. The reason names the file; nothing is
/// thrown, and memory is taken for what was read, not for what a size says.
inline result<std::string> read_file(const std::string& path, std::uintmax_t max_size) {
    const auto too_large = [&] { return error{path + ": larger than " + std::to_string(max_size) + " bytes"}; };
    std::error_code code;
    const std::filesystem::file_status about = std::filesystem::status(path, code);
    const bool regular = std::filesystem::is_regular_file(about);
    if (!regular && !std::filesystem::is_fifo(about)) {
        return error{path + ": no such file, or not a regular one"};
    }
    if (regular && std::filesystem::file_size(path, code) > max_size && !code) {
        return too_large();
    }
    std::ifstream in(path, std::ios::binary);
    std::string text;
    // read() turns a failure of the device into the stream's bad bit; iterators over the buffer would throw it. The
    // size above is not relied on: some file systems report none.
    std::array<char, std::size_t{1} << 16> chunk;
    while (in && text.size() <= max_size) {
        in.read(chunk.data(), chunk.size());
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (text.size() > max_size) {
        return too_large();
    }
    if (!in.eof() || in.bad()) {
        return error{path + ": cannot be read"};
    }
    return text;
}

} // namespace zonogon
