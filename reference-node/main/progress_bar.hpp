#pragma once

#include <chrono>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace zonogon::cli {

/// Shows on stderr what long work is at: one line that is redrawn on a terminal, a line per phase elsewhere.
class progress_bar {
public:
    void operator()(std::string_view phase, std::size_t done, std::size_t total) {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
        const std::size_t filled = total == 0 ? width : width * done / total;
        std::cerr << (terminal_ ? "\r" : "") << '[' << std::string(filled, '#') << std::string(width - filled, '.')
                  << "] " << std::fixed << std::setprecision(1) << std::setw(6) << seconds << " s  " << std::left
                  << std::setw(32) << phase << std::right;
        if (!terminal_ || done == total) {
            std::cerr << '\n';
        }
        std::cerr << std::flush;
    }

private:
    static constexpr std::size_t width = 20;

    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    bool terminal_ = isatty(STDERR_FILENO) != 0;
};

} // namespace zonogon::cli
