#include <filesystem>
#include <set>
#include <string>

#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>

#include "support/catch.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace rollup_native_vectors_tests {

using namespace zonogon;

namespace {

std::set<std::string> all_files() {
    std::set<std::string> out;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_dir() / "test/vectors/state-transition")) {
        out.insert(entry.path().filename().string());
    }
    return out;
}

/// Runs a file; nothing when every batch matches, else the first difference or failure.
std::optional<std::string> run_file(const std::string& name, std::size_t& checked) {
    const auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
    if (!file) {
        return file.why().message;
    }
    const rollup::native_executor<> executor;
    auto run = rollup::vector_run<rollup::native_executor<>>::create(*file, executor);
    if (!run) {
        return run.why().message;
    }
    if (!file->genesis.empty() && run->genesis_root() != file->batches.front().input.old_state_root) {
        return "the genesis has another root";
    }
    while (!run->done()) {
        const rollup::batch_expectations& expected = run->next_batch().expected;
        const auto got = run->run_next();
        if (const auto* failure = std::get_if<rollup::batch_failure>(&got)) {
            return failure->why.message;
        }
        const auto& out = *std::get_if<rollup::batch_outcome>(&got);
        checked += rollup::has_expectations(expected) ? 1 : 0;
        const auto items = rollup::describe_items(run->last_input(), out);
        if (const auto difference = rollup::first_difference(expected, out, items)) {
            return difference;
        }
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("every state-transition vector comes out natively as it says", "[rollup][native]") {
    std::size_t checked = 0;
    const auto files = all_files();
    CHECK(files.size() >= 148);
    for (const std::string& name : files) {
        INFO(name);
        CHECK(run_file(name, checked).value_or("all matches") == "all matches");
    }
    CHECK(checked >= files.size());
}

} // namespace rollup_native_vectors_tests
