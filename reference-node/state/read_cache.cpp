#include "state/read_cache.hpp"

#include <algorithm>
#include <utility>

namespace zonogon::state {
namespace {

class cached_view final : public store::reader, public with_read_cache {
public:
    cached_view(std::unique_ptr<store::reader> inner, std::shared_ptr<read_cache> cache)
        : inner_(std::move(inner)), cache_(std::move(cache)) {}

    result<std::optional<bytes>> get(store::family where, byte_view key) const override {
        return inner_->get(where, key);
    }
    status scan(store::family where, const store::key_range& range, store::order direction,
                const store::visitor& see) const override {
        return inner_->scan(where, range, direction, see);
    }
    read_cache* cache() const noexcept override { return cache_.get(); }

private:
    std::unique_ptr<store::reader> inner_;
    std::shared_ptr<read_cache> cache_;
};

} // namespace

status cached_database::write(const store::write_batch& changes, store::durability how) {
    status done = inner_.write(changes, how);
    const bool journal_alone = std::ranges::all_of(
        changes.changes(), [](const store::write_batch::change& c) { return c.where == store::family::pool; });
    // A write that failed may still have happened.
    writes_ += journal_alone ? 0 : 1;
    return done;
}

std::unique_ptr<store::reader> cached_database::view() const {
    return std::make_unique<cached_view>(inner_.view(), cache_);
}

} // namespace zonogon::state
