#include "state/open_block.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <zonogon/hash/poseidon_goldilocks.hpp>

#include "state/database_state_store.hpp"
#include "state/read_cache.hpp"

namespace zonogon::state {
namespace {

/// What was written over a moment, which stays as it is.
class scratch_database final : public store::database, public with_read_cache {
public:
    explicit scratch_database(std::shared_ptr<const moment> base) : base_(std::move(base)) {}
    scratch_database(const scratch_database& other)
        : store::database(), with_read_cache(), base_(other.base_), written_(other.written_) {}

    result<std::optional<bytes>> get(store::family where, byte_view key) const override {
        const family_map& here = written_[static_cast<std::size_t>(where)];
        const auto found = here.find(bytes(key.begin(), key.end()));
        return found == here.end() ? base_->from->get(where, key) : found->second;
    }

    status scan(store::family where, const store::key_range& range, store::order direction,
                const store::visitor& see) const override {
        // What the moment has in the range, which callers keep small, and over it what was written.
        family_map all;
        const status scanned =
            base_->from->scan(where, range, store::order::ascending, [&](byte_view key, byte_view value) {
                all.emplace(bytes(key.begin(), key.end()), bytes(value.begin(), value.end()));
                return true;
            });
        if (!scanned) {
            return scanned;
        }
        for (const auto& [key, value] : written_[static_cast<std::size_t>(where)]) {
            if (range.from <= key && (range.to.empty() || key < range.to)) {
                all[key] = value;
            }
        }
        const auto shown = [&](const auto& row) { return !row.second || see(row.first, *row.second); };
        if (direction == store::order::ascending) {
            (void)std::all_of(all.begin(), all.end(), shown);
        } else {
            (void)std::all_of(all.rbegin(), all.rend(), shown);
        }
        return {};
    }

    status write(const store::write_batch& changes, store::durability) override {
        for (const store::write_batch::change& c : changes.changes()) {
            written_[static_cast<std::size_t>(c.where)][c.key] = c.value;
        }
        return {};
    }
    std::unique_ptr<store::reader> view() const override { return std::make_unique<scratch_database>(*this); }
    read_cache* cache() const noexcept override { return cache_of(*base_->from); }

private:
    using family_map = std::map<bytes, std::optional<bytes>>;

    std::shared_ptr<const moment> base_;
    std::array<family_map, store::family_count> written_;
};

} // namespace

result<std::shared_ptr<const moment>> with_open_block(const std::shared_ptr<const moment>& base,
                                                      const open_block& block, std::uint64_t chain_id) {
    if (block.parent_state_root != base->head.state_root) {
        return error{"the open block does not stand on block " + std::to_string(base->head.number)};
    }
    auto over = std::make_unique<scratch_database>(base);
    database_state_store nodes{*over};
    rollup::block_executor<database_state_store> run{nodes, hash::to_hash4(base->head.state_root), chain_id};
    if (status opened = run.open(block.opening); !opened) {
        return opened.why();
    }
    executed_block made;
    made.coinbase = block.opening.coinbase;
    made.l1_info_index = block.l1_info_index;
    made.batch = block.batch;
    for (const auto& t : block.transactions) {
        auto done = run.run(t->what, t->sender);
        if (!done) {
            return done.why();
        }
        if (done->included()) {
            made.transactions.push_back({t->what, t->hash, *std::move(done)});
        }
    }
    const auto closed = run.close();
    if (!closed) {
        return closed.why();
    }
    made.outcome = *closed;
    if (status written = append_block(*over, nodes, made); !written) {
        return written.why();
    }
    auto out = std::make_shared<moment>();
    out->head = {closed->number, closed->timestamp, closed->state_root};
    out->header = block_row(made);
    out->header.transactions.clear();
    out->from = std::move(over);
    return std::shared_ptr<const moment>{std::move(out)};
}

} // namespace zonogon::state
