#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace zonogon::cli {

/// The path of a file that goes at the end, if it is there then.
class temporary_file {
public:
    explicit temporary_file(std::string path) : path_(std::move(path)) {}
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
};

} // namespace zonogon::cli
