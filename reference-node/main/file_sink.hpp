#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon::cli {

/// A file that is written piece by piece and is there whole or not at all: the pieces go to a file beside it, which
/// takes its name at the end and goes if that is not reached.
class file_sink {
public:
    explicit file_sink(const std::string& path) : path_(path), part_(path + ".part") {}
    file_sink(const file_sink&) = delete;
    file_sink& operator=(const file_sink&) = delete;
    ~file_sink() {
        if (out_.is_open()) {
            out_.close();
            std::error_code ignored;
            std::filesystem::remove(part_, ignored);
        }
    }

    status operator()(byte_view piece) {
        if (!out_.is_open()) {
            out_.open(part_, std::ios::binary | std::ios::trunc);
        }
        out_.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        return out_ ? status{} : error{path_ + ": cannot be written"};
    }
    /// Gives the file its name.
    status finish() {
        out_.flush();
        std::error_code code;
        if (out_) {
            std::filesystem::rename(part_, path_, code);
        }
        if (!out_ || code) {
            return error{path_ + ": cannot be written"};
        }
        out_.close();
        return {};
    }

private:
    std::string path_;
    std::string part_;
    std::ofstream out_;
};

} // namespace zonogon::cli
