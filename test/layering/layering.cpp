#include "support/catch.hpp"
#include "support/source_dir.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

namespace layering_layering_tests {

namespace {

namespace fs = std::filesystem;
using floor_map = std::map<std::string, int>;

/// Looks at every include that the expression finds in the files below `root`, whose folders are floors: each must
/// point down or stay where it is, but for what is allowed. Returns how many it saw.
std::size_t check_floors(const fs::path& root, const std::regex& include, const floor_map& floors,
                         const std::map<std::string, std::string>& allowed) {
    std::size_t seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const fs::path below = fs::relative(entry.path(), root);
        const fs::path kind = entry.path().extension();
        if (!entry.is_regular_file() || std::distance(below.begin(), below.end()) < 2 ||
            (kind != ".hpp" && kind != ".cpp")) {
            continue;
        }
        const std::string from = below.begin()->string();
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
    return seen;
}

} // namespace

// An include only ever points down the floors of the design (or stays on its floor).
TEST_CASE("includes point down the floors") {
    const floor_map floors{
        {"base", 0},  {"soundness", 1},  {"field", 2},  {"packed", 2},   {"matrix", 3}, {"poly", 3},   {"hash", 4},
        {"curve", 4}, {"transcript", 5}, {"merkle", 6}, {"pcs", 6},      {"air", 7},    {"lookup", 7}, {"pil", 8},
        {"zkasm", 8}, {"stark", 9},      {"snark", 9},  {"compose", 10}, {"evm", 11},   {"zkevm", 12}, {"rollup", 13}};
    // These come before the general rule, for the reason given.
    const std::map<std::string, std::string> allowed{
        {"zkevm", "rollup"}, // the batch executor reads batches
    };
    const std::regex include(R"re(^\s*#\s*include\s*<zonogon/([a-z0-9_]+)/)re");
    CHECK(check_floors(zonogon::test::source_dir() / "include" / "zonogon", include, floors, allowed) > 100);
}

// The parts of the node likewise: what keeps and reads below what serves and makes, the node that joins them on top.
TEST_CASE("includes of the reference node point down its floors") {
    const floor_map floors{{"config", 0},    {"store", 0},      {"keys", 0},         {"statetest", 0}, {"monitor", 1},
                           {"l1", 1},        {"state", 2},      {"pool", 2},         {"rpc", 3},       {"bridge", 4},
                           {"sequencer", 4}, {"aggregator", 4}, {"synchronizer", 4}, {"node", 5},      {"main", 6}};
    const std::regex include(R"re(^\s*#\s*include\s*"([a-z0-9_]+)/)re");
    CHECK(check_floors(zonogon::test::source_dir() / "reference-node", include, floors, {}) > 100);
}

} // namespace layering_layering_tests
