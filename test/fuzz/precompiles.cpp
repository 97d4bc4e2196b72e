#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/evm/rules.hpp>

// Any bytes are the input of any precompiled contract: it spends at most the gas that there is, says nothing when it
// refuses, and does the same with exactly the gas that it used and nothing with less. The first byte chooses the
// contract.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    constexpr auto& all = evm::berlin_rules::precompiles;
    if (size == 0) {
        return 0;
    }
    const evm::precompile& contract = all[data[0] % all.size()];
    const byte_view input{data + 1, size - 1};
    constexpr std::uint64_t gas = 200'000;
    const evm::precompile_outcome out = contract.run(input, gas);
    if (!out.ok) {
        if (!out.output.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    const evm::precompile_outcome exact = contract.run(input, out.gas);
    if (out.gas > gas || !exact.ok || exact.gas != out.gas || exact.output != out.output ||
        (out.gas > 0 && contract.run(input, out.gas - 1).ok)) {
        __builtin_trap();
    }
    return 0;
}
