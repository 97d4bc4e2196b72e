#include "node/undone_transactions.hpp"

#include <iterator>
#include <utility>

namespace zonogon::node {

void undone_transactions::add(std::vector<bytes> raw) {
    const std::scoped_lock hold(lock_);
    // They come before what is left of an earlier time, which was of later blocks.
    waiting_.insert(waiting_.begin(), std::make_move_iterator(raw.begin()), std::make_move_iterator(raw.end()));
}

std::size_t undone_transactions::feed(pool::transaction_pool& to, std::uint64_t now) {
    const std::scoped_lock hold(lock_);
    std::size_t taken = 0;
    while (!waiting_.empty()) {
        const auto added = to.add(waiting_.front(), "", now);
        if (!added && (added.why().message.starts_with("nonce too high") || added.why().message == "txpool is full")) {
            break;
        }
        taken += added ? 1 : 0;
        waiting_.pop_front();
    }
    return taken;
}

std::size_t undone_transactions::size() const {
    const std::scoped_lock hold(lock_);
    return waiting_.size();
}

} // namespace zonogon::node
