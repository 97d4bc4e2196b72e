#include "support/catch.hpp"
#include "support/source_dir.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

// An include only ever points down the floors of the design (or stays on its floor).
TEST_CASE("includes point down the floors") {
    namespace fs = std::filesystem;
    const std::map<std::string, int> floors{
        {"base", 0},  {"soundness", 1},  {"field", 2},  {"packed", 2},   {"matrix", 3}, {"poly", 3},   {"hash", 4},
        {"curve", 4}, {"transcript", 5}, {"merkle", 6}, {"pcs", 6},      {"air", 7},    {"lookup", 7}, {"pil", 8},
        {"zkasm", 8}, {"stark", 9},      {"snark", 9},  {"compose", 10}, {"evm", 11},   {"zkevm", 12}, {"rollup", 13}};
    // These come before the general rule, for the reason given.
    const std::map<std::string, std::string> allowed{
        {"zkevm", "rollup"}, // the batch executor reads batches
    };
    const fs::path root = zonogon::test::source_dir() / "include" / "zonogon";
    const std::regex include(R"re(^\s*#\s*include\s*<zonogon/([a-z0-9_]+)/)re");
    std::size_t seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".hpp") {
            continue;
        }
        const std::string from = fs::relative(entry.path(), root).begin()->string();
        INFO(entry.path());
        REQUIRE(floors.contains(from));
        std::ifstream in(entry.path());
        std::string line;
        std::smatch match;
        while (std::getline(in, line)) {
            if (!std::regex_search(line, match, include)) {
                continue;
            }
            const std::string to = match[1];
            INFO(line);
            REQUIRE(floors.contains(to));
            const auto exception = allowed.find(from);
            if (exception == allowed.end() || exception->second != to) {
                CHECK(floors.at(to) <= floors.at(from));
            }
            ++seen;
        }
    }
    CHECK(seen > 100);
}
