#include "bridge/follower.hpp"

#include <algorithm>
#include <limits>
#include <variant>

namespace zonogon::bridge {
namespace {

/// Checkpoints compared with the chain at a time when it has left the last one.
constexpr std::size_t look_back = 64;
/// Blocks below the head whose state nodes keep.
constexpr std::uint64_t kept_state = 64;

} // namespace

status follower::catch_up() {
    while (true) {
        const auto more = step();
        if (!more) {
            return more.why();
        }
        if (!*more) {
            return {};
        }
    }
}

result<bool> follower::step() {
    const auto last = ledger_.last(side_);
    if (!last) {
        return last.why();
    }
    const auto head = chain_.head();
    if (!head) {
        return head.why();
    }
    if (*last) {
        const auto stands = check(**last, *head);
        if (!stands || *stands != footing::firm) {
            return stands ? result<bool>{*stands == footing::undone} : result<bool>{stands.why()};
        }
    }
    const std::uint64_t from = *last ? (*last)->number + 1 : std::max<std::uint64_t>(how_.first_block, 1);
    if (from > head->number) {
        return false;
    }
    const std::uint64_t to = std::min(head->number, from + span_ - 1);
    const auto before = chain_.hash_of(to);
    if (!before) {
        return before.why();
    }
    const auto blocks = chain_.read(from, to);
    if (!blocks) {
        // Nodes bound what one answer may hold.
        span_ = std::max<std::uint64_t>(span_ / 2, 1);
        return blocks.why();
    }
    span_ = std::min(2 * span_, how_.span);
    if (*before != blocks->back().hash) {
        return error{"block " + std::to_string(to) + " changed while its range was read"};
    }
    if (*last) {
        const auto after = chain_.hash_of((*last)->number);
        if (!after || *after != (*last)->hash) {
            return after ? error{"the chain changed while a range was read"} : after.why();
        }
    }
    if (to + kept_state >= head->number) {
        const auto counted = chain_.deposit_count(to);
        if (!counted) {
            return counted.why();
        }
        std::uint64_t known = ledger_.tree_size(ledger_.network_of(side_));
        for (const event_block& block : *blocks) {
            known += static_cast<std::uint64_t>(
                std::ranges::count_if(block.events, [](const event& e) { return std::holds_alternative<deposit>(e); }));
        }
        if (*counted && **counted != known) {
            const status back = step_back();
            return back ? error{"the bridge counts " + std::to_string(**counted) + " deposits after block " +
                                std::to_string(to) + ", its logs " + std::to_string(known)}
                        : back.why();
        }
    }
    for (const event_block& block : *blocks) {
        if (status applied = ledger_.apply(side_, block); !applied) {
            const status back = step_back();
            return back ? applied.why() : back.why();
        }
    }
    return to < head->number;
}

result<bool> follower::stands(const store::checkpoint& one) {
    const auto hash = chain_.hash_of(one.number);
    if (!hash) {
        return hash.why();
    }
    if (!*hash) {
        // Such as one of several nodes behind an address that lags: nothing follows from that.
        return error{"there is no block " + std::to_string(one.number) + " although the head is not below it"};
    }
    return **hash == one.hash;
}

result<follower::footing> follower::check(const store::checkpoint& last, const store::checkpoint& head) {
    // A head below what is known is a node that lags, unless its blocks are others.
    const bool below = head.number < last.number;
    if (!below) {
        const auto firm = stands(last);
        if (!firm || *firm) {
            return firm ? result<footing>{footing::firm} : result<footing>{firm.why()};
        }
    }
    std::uint64_t from = below ? head.number : last.number - 1;
    bool compared = false;
    while (true) {
        const auto known = ledger_.earlier(side_, from, look_back);
        if (!known) {
            return known.why();
        }
        for (const store::checkpoint& one : *known) {
            const auto common = stands(one);
            if (!common) {
                return common.why();
            }
            if (*common) {
                return below && !compared ? result<footing>{footing::behind} : undo(one.number);
            }
            compared = true;
        }
        if (below && !compared) {
            return footing::behind;
        }
        if (known->size() < look_back) {
            return undo(0);
        }
        from = known->back().number - 1;
    }
}

/// Goes back to before the newest deposit, so that what a node left out of its logs is asked for again.
status follower::step_back() {
    const auto block = ledger_.last_deposit_block(ledger_.network_of(side_));
    if (!block) {
        return block.why();
    }
    const auto known = ledger_.earlier(side_, block->value_or(1) - 1, 1);
    if (!known) {
        return known.why();
    }
    const auto undone = undo(known->empty() ? 0 : known->front().number);
    return undone ? status{} : status{undone.why()};
}

result<follower::footing> follower::undo(std::uint64_t to) {
    if (status done = ledger_.unwind(side_, to); !done) {
        return done.why();
    }
    if (how_.undone) {
        how_.undone(to);
    }
    return footing::undone;
}

} // namespace zonogon::bridge
