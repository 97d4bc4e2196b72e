#include "sequencer/batch_checker.hpp"

#include <string>

#include "state/batch_executor.hpp"
#include "state/batch_input.hpp"
#include "state/batch_record.hpp"
#include "state/database_state_store.hpp"

namespace zonogon::sequencer {

result<batch_checker::verdict> batch_checker::check(std::uint64_t batch) const {
    const auto row = state::read_batch(db_, batch);
    if (!row) {
        return row.why();
    }
    if (!*row || (*row)->is_open()) {
        return error{"batch " + std::to_string(batch) + " is not closed"};
    }
    const auto closed = (*row)->closed;
    if (closed == state::closing_reason::from_l1 || closed == state::closing_reason::l1_first_batch) {
        return verdict{};
    }
    const auto input = state::read_batch_input(db_, **row, chain_id_);
    if (!input) {
        return input.why();
    }
    state::database_state_store nodes{db_};
    const auto again = state::execute_batch(*input, nodes, state::counting::no);
    if (!again) {
        return again.why();
    }
    const rollup::batch_outcome& is = again->outcome;
    const auto differ = [&](const char* what, const std::string& was, const std::string& now) {
        return verdict{false, "batch " + std::to_string(batch) + " has " + what + " " + was +
                                  ", executed again from its data " + now};
    };
    if (is.valid != (*row)->valid) {
        return differ("validity", (*row)->valid ? "yes" : "no", is.valid ? "yes" : "no");
    }
    if (is.new_state_root != (*row)->state_root) {
        return differ("state root", (*row)->state_root.to_hex_full(), is.new_state_root.to_hex_full());
    }
    if (is.new_local_exit_root != (*row)->local_exit_root) {
        return differ("local exit root", (*row)->local_exit_root.to_hex_full(), is.new_local_exit_root.to_hex_full());
    }
    const std::uint64_t blocks = (*row)->last_block + 1 - (*row)->first_block;
    if (is.blocks.size() != blocks) {
        return differ("blocks", std::to_string(blocks), std::to_string(is.blocks.size()));
    }
    return verdict{};
}

} // namespace zonogon::sequencer
