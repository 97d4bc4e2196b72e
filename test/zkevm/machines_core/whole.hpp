#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/line.hpp>
#include <zonogon/zkevm/machines/arith/arith.hpp>
#include <zonogon/zkevm/machines/arith/executor.hpp>
#include <zonogon/zkevm/machines/binary/add_compare_executor.hpp>
#include <zonogon/zkevm/machines/binary/logic_executor.hpp>
#include <zonogon/zkevm/machines/main/executor.hpp>
#include <zonogon/zkevm/machines/main/main_machine.hpp>
#include <zonogon/zkevm/machines/mem/executor.hpp>
#include <zonogon/zkevm/machines/mem_align/executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

namespace zonogon::test::core {

namespace mm = machines::main_machine;

/// The main machine with all machines of this folder, and tables that agree to whatever it asks of the others.
struct whole : machine_set {
    std::size_t main, rom;

    whole(std::span<const zkasm::line> program, const zkasm::execution& run) {
        machines::byte_table::usage usage;
        auto lines = machines::rom_table::encode(program);
        if (!lines) {
            FAIL(lines.why().message);
        }
        auto trace = mm::fill(*lines, run, usage);
        if (!trace) {
            FAIL(trace.why().message);
        }
        main = add("main", mm::build(), std::move(*trace), {}, mm::public_values(run));
        rom = add("rom", machines::rom_table::build(), machines::rom_table::fill(lines->size(), mm::places(run)),
                  machines::rom_table::preprocessed(*lines));
        add("add_compare", machines::add_compare::build(), machines::add_compare::fill(run.binary, usage));
        add("logic", machines::logic::build(), machines::logic::fill(run.binary, usage));
        add("mem_align", machines::mem_align::build(), machines::mem_align::fill(run.mem_align, usage));
        auto mem = machines::mem::fill(run.memory, usage);
        REQUIRE(mem);
        add("mem", machines::mem::build(), std::move(*mem));
        auto arith = machines::arith::fill(run.arith, usage);
        if (!arith) {
            FAIL(arith.why().message);
        }
        add("arith", machines::arith::build(), std::move(*arith));
        add_byte_table(usage);
        for (const std::string_view bus :
             {"keccak.read", "keccak.length", "keccak.digest", "poseidon_hash.read", "poseidon_hash.length",
              "poseidon_hash.digest", "sha256.read", "sha256.length", "sha256.digest", "poseidon", "storage.get",
              "storage.set"}) {
            agree(bus);
        }
    }

private:
    void agree(std::string_view bus) {
        const auto& x = instance(main);
        std::vector<goldilocks> values(x.table.nodes.size());
        std::vector<goldilocks> scratch;
        std::vector<tuple> asked;
        for (std::size_t row = 0; row < x.trace->height(); ++row) {
            air::evaluate_row<goldilocks>(x, row, values);
            air::detail::for_each_interaction<goldilocks>(
                x.table, values, scratch,
                [&](std::string_view name, std::span<const goldilocks> t, air::direction, const goldilocks&) {
                    if (name == bus) {
                        asked.emplace_back(t.begin(), t.end());
                    }
                });
        }
        add_asker(bus, asked, air::direction::receive);
    }
};

} // namespace zonogon::test::core
