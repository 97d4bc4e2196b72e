#include "synchronizer/l1_follower.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>

#include "state/batch_record.hpp"
#include "store/block_log.hpp"
#include "store/record.hpp"

namespace zonogon::synchronizer {
namespace {

/// Headers asked for in one body on the way back to the common block.
constexpr std::size_t steps_back = 32;

/// Numbers of the L1 blocks in the store up to `number`, newest first.
result<std::vector<std::uint64_t>> blocks_up_to(const store::reader& from, std::uint64_t number) {
    std::vector<std::uint64_t> out;
    const store::key_range range{{}, number == ~std::uint64_t{0} ? bytes{} : store::number_key(number + 1)};
    const status scanned =
        from.scan(store::family::l1_block, range, store::order::descending, [&](byte_view key, byte_view) {
            out.push_back(load_big_endian(key.first(std::min<std::size_t>(key.size(), 8))));
            return out.size() < steps_back;
        });
    return scanned ? result<std::vector<std::uint64_t>>{std::move(out)} : scanned.why();
}

/// The last batch on L1 that an L1 block up to `number` brought.
result<std::uint64_t> last_batch_at(const store::reader& from, std::uint64_t number) {
    auto batch = state::read_last_virtual_batch(from);
    while (batch && *batch && (*batch)->l1_block > number) {
        batch = state::read_virtual_batch(from, (*batch)->number - 1);
    }
    if (!batch) {
        return batch.why();
    }
    return *batch ? (*batch)->number : 0;
}

} // namespace

result<l1_follower::progress> l1_follower::step() {
    const auto head = with_.l1.header(l1::tag::latest);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"L1 has no latest block"};
    }
    const auto last = state::read_last_l1_block(with_.db);
    if (!last) {
        return last.why();
    }
    if (*last) {
        const auto common = common_block(**last, (*head)->number);
        if (!common) {
            return common.why();
        }
        if (*common != (*last)->number) {
            progress out;
            out.unwound_to = *common;
            const auto kept = unwind(*common);
            if (!kept) {
                return kept.why();
            }
            out.block = *common == 0 ? std::nullopt : std::optional{*common};
            out.last_batch = *kept;
            return out;
        }
        if ((*head)->number < (*last)->number) {
            return error{"L1's head is " + std::to_string((*head)->number) + ", below block " +
                         std::to_string((*last)->number) + " that was read before"};
        }
        if ((*head)->number == (*last)->number) {
            return progress{true, (*last)->number, std::nullopt, 0};
        }
    } else if ((*head)->number < how_.contracts.first_block) {
        return error{"L1 is at block " + std::to_string((*head)->number) + ", before the rollup's first, " +
                     std::to_string(how_.contracts.first_block)};
    }
    auto read = read_next(*last, (*head)->number);
    if (!read) {
        // The position may be that of a range that was refused.
        position_.reset();
    }
    return read;
}

/// The newest block in the store that L1 still has; 0 for none.
result<std::uint64_t> l1_follower::common_block(const state::l1_block_record& last, std::uint64_t head) {
    // A lagging node does not know the newest blocks: they are no different ones.
    const std::uint64_t newest = std::min(last.number, head);
    bool first_look = true;
    for (std::uint64_t from = newest;;) {
        const auto numbers = blocks_up_to(with_.db, from);
        if (!numbers) {
            return numbers.why();
        }
        if (numbers->empty()) {
            // Nothing to compare with: everything is above a lagging node's head, or of another chain.
            return first_look && last.number > head ? result<std::uint64_t>{last.number} : std::uint64_t{0};
        }
        // Mostly the newest is still there.
        const std::vector<std::uint64_t> asked{numbers->begin(), first_look ? numbers->begin() + 1 : numbers->end()};
        const auto headers = with_.l1.headers(asked);
        if (!headers) {
            return headers.why();
        }
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& header = (*headers)[i];
            const auto stored = state::read_l1_block(with_.db, asked[i]);
            if (!stored) {
                return stored.why();
            }
            if (!header || !*stored) {
                return error{"L1 does not give block " + std::to_string(asked[i]) + ", which is below its head"};
            }
            if (header->hash == (*stored)->hash && header->parent_hash == (*stored)->parent_hash) {
                return first_look ? last.number : asked[i];
            }
        }
        first_look = false;
        if (asked.back() == 0) {
            return std::uint64_t{0};
        }
        from = asked.back() - 1;
    }
}

/// Makes `number` the last L1 block and undoes all that later ones caused, in one write. Gives the last batch that
/// stays on L1.
result<std::uint64_t> l1_follower::unwind(std::uint64_t number) {
    position_.reset();
    const auto batch = last_batch_at(with_.db, number);
    if (!batch) {
        return batch.why();
    }
    store::write_batch changes;
    if (status collected = store::collect_unwind(with_.db, store::layer::l1, number, changes); !collected) {
        return collected.why();
    }
    // Batches that came from L1 go with it. Those of this node's own sequencer stay, and those of a trusted node: it
    // will say itself what becomes of them.
    const auto own = state::read_last_batch(with_.db);
    if (!own) {
        return own.why();
    }
    if (!how_.own_sequencer && how_.trusted_url.empty() && *own && (*own)->number > *batch) {
        if (status collected = state::collect_batch_unwind(with_.db, *batch, changes); !collected) {
            return collected.why();
        }
    }
    if (status written = with_.db.write(changes); !written) {
        return written.why();
    }
    return *batch;
}

result<l1_follower::progress> l1_follower::read_next(const std::optional<state::l1_block_record>& last,
                                                     std::uint64_t head) {
    if (!position_) {
        auto position = read_position(with_.db);
        if (!position) {
            return std::move(position).why();
        }
        position_ = *std::move(position);
    }
    const l1::rollup_contracts& c = how_.contracts;
    const std::uint64_t from = last ? last->number + 1 : c.first_block;
    const std::uint64_t to = std::min(head, from + std::max<std::uint64_t>(how_.chunk, 1) - 1);
    const auto range = read_range(with_.l1, from, to, {c.rollup_manager, c.rollup, c.global_exit_root_manager});
    if (!range) {
        return range.why();
    }
    if (last && (!range->before || range->before->hash != last->hash)) {
        return error{"L1 changed at block " + std::to_string(last->number) + " while it was read"};
    }
    l1_effects effects{c, with_.l1, with_.db, *range, *position_};
    const auto blocks = effects.run();
    if (!blocks) {
        return blocks.why();
    }
    if (status fits = effects.check_contracts(to == head); !fits) {
        return fits.why();
    }
    if (status same = check_unchanged(with_.l1, *range); !same) {
        return same.why();
    }
    for (const block_effects& one : *blocks) {
        if (status kept =
                store::apply_block(with_.db, store::layer::l1, {one.block.number, one.block.hash}, one.changes);
            !kept) {
            return kept.why();
        }
    }
    note_unknown(effects.unknown());
    return progress{to == head, to, std::nullopt, 0};
}

void l1_follower::note_unknown(const std::set<bytes32>& topics) {
    for (const bytes32& topic : topics) {
        if (unknown_topics_.insert(topic).second) {
            with_.lines.write(monitor::level::warn, "synchronizer", "an event of the contracts is not known",
                              {{"topic", to_hex(topic)}});
        }
    }
}

} // namespace zonogon::synchronizer
