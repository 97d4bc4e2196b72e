#include "state/retention.hpp"

#include <algorithm>
#include <optional>

#include "state/batch_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"
#include "store/block_log.hpp"

namespace zonogon::state {
namespace {

using store::layer;

std::uint64_t less(std::uint64_t from, std::uint64_t by) {
    return from > by ? from - by : 0;
}

/// The last L2 block of the last batch that was on L1 at an L1 block already; 0 if there is none.
result<std::uint64_t> settled_block(const store::reader& from, std::uint64_t l1_block) {
    auto on_l1 = read_last_virtual_batch(from);
    while (on_l1 && *on_l1 && (*on_l1)->l1_block > l1_block) {
        on_l1 = (*on_l1)->number == 0 ? std::optional<virtual_batch_record>{}
                                      : read_virtual_batch(from, (*on_l1)->number - 1);
    }
    if (!on_l1) {
        return on_l1.why();
    }
    if (!*on_l1) {
        return std::uint64_t{0};
    }
    const auto row = read_batch(from, (*on_l1)->number);
    if (!row) {
        return row.why();
    }
    return *row ? (*row)->last_block : std::uint64_t{0};
}

} // namespace

status forget_old_undo(store::database& in, const retention& keep) {
    const auto l1 = store::last_checkpoint(in, layer::l1);
    const auto last = read_head(in);
    if (!l1 || !last) {
        return l1 ? last.why() : l1.why();
    }
    std::uint64_t old_l2 = *last ? less((*last)->number, keep.l2_blocks) : 0;
    if (*l1) {
        const std::uint64_t old_l1 = less((*l1)->number, keep.l1_blocks);
        const auto settled = settled_block(in, old_l1);
        if (!settled) {
            return settled.why();
        }
        old_l2 = std::min(old_l2, *settled);
        if (status done = old_l1 == 0 ? status{} : store::forget_undo(in, layer::l1, old_l1); !done) {
            return done;
        }
    }
    return old_l2 == 0 ? status{} : store::forget_undo(in, layer::l2, old_l2);
}

} // namespace zonogon::state
