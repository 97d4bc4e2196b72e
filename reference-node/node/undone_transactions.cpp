#include "node/undone_transactions.hpp"

#include <string_view>
#include <utility>

namespace zonogon::node {
namespace {

bool may_change(std::string_view why) {
    return why == "txpool is full" || why.starts_with("nonce too high") || why.starts_with("insufficient funds");
}

} // namespace

void undone_transactions::add(std::vector<bytes> raw, std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    std::deque<entry> all;
    for (bytes& one : raw) {
        all.push_back({std::move(one), now});
    }
    // They come before what is left of an earlier time, which was of later blocks.
    for (entry& later : waiting_) {
        all.push_back(std::move(later));
    }
    waiting_ = std::move(all);
}

std::size_t undone_transactions::feed(pool::transaction_pool& to, std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    std::size_t taken = 0;
    std::erase_if(waiting_, [&](const entry& one) {
        const auto added = to.add(one.raw, "", now);
        taken += added ? 1 : 0;
        return added || !may_change(added.why().message) || now > one.since + lifetime;
    });
    return taken;
}

std::size_t undone_transactions::size() const {
    const std::scoped_lock hold(lock_);
    return waiting_.size();
}

} // namespace zonogon::node
