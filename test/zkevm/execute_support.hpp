#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/rollup/vector_file.hpp>
#include <zonogon/zkevm/batch_executor.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace zonogon::test {

/// The ROM, assembled once for all tests.
inline const zkevm::batch_executor& executor() {
    static const auto it = zkevm::batch_executor::create();
    REQUIRE(it);
    return *it;
}

/// File names in test/vectors/state-transition that start with one of the prefixes, sorted.
inline std::vector<std::string> state_transition_files(const std::vector<std::string_view>& prefixes) {
    std::vector<std::string> out;
    const std::filesystem::path folder = ZONOGON_SOURCE_DIR "/test/vectors/state-transition";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        for (const std::string_view prefix : prefixes) {
            if (name.starts_with(prefix)) {
                out.push_back(name);
                break;
            }
        }
    }
    std::ranges::sort(out);
    return out;
}

inline rollup::vector_file load_state_transition(const std::string& name) {
    auto file = rollup::read_vector_file(read_source_file("test/vectors/state-transition/" + name));
    INFO(name);
    REQUIRE(file);
    return std::move(*file);
}

} // namespace zonogon::test
