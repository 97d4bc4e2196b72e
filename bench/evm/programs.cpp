#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
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
// variable ZONOGON_EVMBENCH. --list-programs prints them as JSON (for beside-revm.mjs).

namespace {

using namespace zonogon;
using nlohmann::json;
using rules = evm::shanghai_rules;

/// A program with the call that is measured.
struct program {
    std::string name;
    bytes code;
    bytes input;
    std::map<u256, u256> storage;
};

const address caller = evm::address_of_number(0xa1);
const address contract = evm::address_of_number(0xc0);

void run_program(benchmark::State& timing, const program& what) {
    evm::memory_state state;
    state.add<rules>(contract, {}, 1, what.code);
    for (const auto& [key, value] : what.storage) {
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
        const evm::message_outcome done = machine.run({caller, contract, {}, what.input, gas});
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

program loop(const bytes& code, const std::string& name, const std::string& selector, std::uint64_t count) {
    bytes input = *from_hex(selector);
    append(input, u256{count}.to_bytes());
    return {"loops/" + name, code, input, {}};
}

void add_file(const std::filesystem::path& path, std::vector<program>& to) {
    std::ifstream in(path);
    const json tests = json::parse(in);
    for (const auto& [name, test] : tests.items()) {
        const json& tx = test["transaction"];
        const json& account = test["pre"][tx["to"].get<std::string>()];
        program one{{}, *from_hex(account["code"].get<std::string>()), {}, {}};
        for (const auto& [key, value] : account["storage"].items()) {
            one.storage[*u256::parse(key)] = *u256::parse(value.get<std::string>());
        }
        for (const json& entry : test["post"].begin().value()) {
            const auto place = entry["indexes"]["data"].get<std::size_t>();
            one.input = *from_hex(tx["data"][place].get<std::string>());
            one.name = path.parent_path().filename().string() + "/" + name + "/" + std::to_string(place);
            to.push_back(one);
        }
    }
}

std::vector<program> all_programs() {
    const char* elsewhere = std::getenv("ZONOGON_EVMBENCH");
    const std::filesystem::path folder = elsewhere != nullptr ? elsewhere : ZONOGON_EVMBENCH_DEFAULT;
    const bytes loops = from_hex_file(ZONOGON_EVM_LOOPS);
    std::vector<program> out{loop(loops, "keccak", "22afaa4e", 100'000), loop(loops, "arithmetic", "921f6d4c", 200'000),
                             loop(loops, "sieve", "cb9ae5df", 30'000)};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    for (const std::filesystem::path& path : files) {
        add_file(path, out);
    }
    return out;
}

/// For programs that measure other engines: all that a call needs, as JSON.
void list(const std::vector<program>& programs) {
    json out = json::array();
    for (const program& p : programs) {
        json slots = json::object();
        for (const auto& [key, value] : p.storage) {
            slots[key.to_hex_full()] = value.to_hex_full();
        }
        out.push_back({{"name", p.name}, {"code", to_hex(p.code)}, {"input", to_hex(p.input)}, {"storage", slots}});
    }
    std::cout << out << '\n';
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<program> programs = all_programs();
    if (argc == 2 && std::string_view{argv[1]} == "--list-programs") {
        list(programs);
        return 0;
    }
    for (const program& p : programs) {
        benchmark::RegisterBenchmark(p.name.c_str(), [&p](benchmark::State& timing) {
            run_program(timing, p);
        })->Unit(benchmark::kMillisecond);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
