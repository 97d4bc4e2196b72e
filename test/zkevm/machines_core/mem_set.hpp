#pragma once

#include <array>
#include <map>
#include <vector>

#include <zonogon/zkevm/machines/mem/executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

namespace zonogon::test::core::mem_test {

inline tuple as_tuple(const zkasm::memory_access& m) {
    tuple t{goldilocks{m.address}, goldilocks{m.step}, goldilocks{m.write}};
    t.insert(t.end(), m.value.begin(), m.value.end());
    return t;
}

struct mem_set : machine_set {
    std::size_t mem;

    explicit mem_set(const std::vector<zkasm::memory_access>& accesses) {
        machines::byte_table::usage usage;
        std::vector<tuple> tuples;
        for (const auto& m : accesses) {
            tuples.push_back(as_tuple(m));
        }
        auto trace = machines::mem::fill(accesses, usage);
        REQUIRE(trace);
        mem = add("mem", machines::mem::build(), std::move(*trace));
        add_asker("memory", tuples);
        add_byte_table(usage);
    }
};

/// A run over a few addresses, reads consistent with writes.
inline std::vector<zkasm::memory_access> honest_accesses(std::size_t count) {
    random_stream random(3);
    const std::array<std::uint64_t, 5> addresses{0, 1, 65536, 65539, (1ULL << 31) + 5};
    std::map<std::uint64_t, zkasm::word8> memory;
    std::vector<zkasm::memory_access> out;
    std::uint64_t step = 0;
    for (std::size_t i = 0; i < count; ++i) {
        step += 1 + random.below(3) * random.below(70000);
        const std::uint64_t address = addresses[random.below(addresses.size())];
        zkasm::memory_access m{address, step, random.below(2) == 0, memory[address]};
        if (m.write) {
            for (auto& limb : m.value) {
                limb = random.element<goldilocks>();
            }
            memory[address] = m.value;
        }
        out.push_back(m);
    }
    return out;
}

} // namespace zonogon::test::core::mem_test
