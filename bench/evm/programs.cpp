#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/machine.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>

// How many million gas a second contracts run at, without the transaction around them. The programs are those of
// test/vectors/evm/evmbench.tar.zst and the three loops of loops.sol. Another folder of state tests: the environment
// variable ZONOGON_EVMBENCH.

namespace {

using namespace zonogon;
using nlohmann::json;
using rules = evm::shanghai_rules;

const address caller = evm::address_of_number(0xa1);
const address contract = evm::address_of_number(0xc0);

void run_program(benchmark::State& timing, const bytes& code, const bytes& input, const std::map<u256, u256>& storage) {
    evm::memory_state state;
    state.add<rules>(contract, {}, 1, code);
    for (const auto& [key, value] : storage) {
        state.set_storage(contract, key, value);
    }
    const evm::block_env block;
    const evm::transaction_env transaction;
    evm::workspace room;
    evm::no_tracer tracer;
    constexpr std::uint64_t gas = 2'000'000'000;
    std::uint64_t used = 0;
    for (auto _ : timing) {
        evm::journal<evm::memory_state> journal(state);
        evm::machine<rules, evm::memory_state> machine(journal, block, transaction, room, tracer);
        const evm::message_outcome done = machine.run({caller, contract, {}, input, gas});
        if (done.how != evm::halt::success) {
            timing.SkipWithError(std::string{describe(done.how)}.c_str());
            return;
        }
        used = gas - done.gas_left;
        benchmark::DoNotOptimize(used);
    }
    timing.counters["gas"] = static_cast<double>(used);
    timing.counters["Mgas/s"] = benchmark::Counter(
        static_cast<double>(used) / 1e6 * static_cast<double>(timing.iterations()), benchmark::Counter::kIsRate);
}

bytes from_hex_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    std::erase(text, '\n');
    return from_hex(text).has_value() ? *from_hex(text) : bytes{};
}

void add_loop(const bytes& code, const std::string& name, const std::string& selector, std::uint64_t count) {
    bytes input = *from_hex(selector);
    append(input, u256{count}.to_bytes());
    benchmark::RegisterBenchmark(("loops/" + name).c_str(), [code, input](benchmark::State& timing) {
        run_program(timing, code, input, {});
    })->Unit(benchmark::kMillisecond);
}

void add_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    const json tests = json::parse(in);
    for (const auto& [name, test] : tests.items()) {
        const json& tx = test["transaction"];
        const json& account = test["pre"][tx["to"].get<std::string>()];
        const bytes code = *from_hex(account["code"].get<std::string>());
        std::map<u256, u256> storage;
        for (const auto& [key, value] : account["storage"].items()) {
            storage[*u256::parse(key)] = *u256::parse(value.get<std::string>());
        }
        for (const json& entry : test["post"].begin().value()) {
            const auto place = entry["indexes"]["data"].get<std::size_t>();
            const bytes input = *from_hex(tx["data"][place].get<std::string>());
            const std::string title = path.parent_path().filename().string() + "/" + name + "/" + std::to_string(place);
            benchmark::RegisterBenchmark(title.c_str(), [code, input, storage](benchmark::State& timing) {
                run_program(timing, code, input, storage);
            })->Unit(benchmark::kMillisecond);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    const char* elsewhere = std::getenv("ZONOGON_EVMBENCH");
    const std::filesystem::path folder = elsewhere != nullptr ? elsewhere : ZONOGON_EVMBENCH_DEFAULT;
    const bytes loops = from_hex_file(ZONOGON_EVM_LOOPS);
    add_loop(loops, "keccak", "22afaa4e", 100'000);
    add_loop(loops, "arithmetic", "921f6d4c", 200'000);
    add_loop(loops, "sieve", "cb9ae5df", 30'000);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::ranges::for_each(files, add_file);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
