#include "rpc/pending_moments.hpp"

namespace zonogon::rpc {

result<std::shared_ptr<const state::moment>>
pending_moments::over(const std::shared_ptr<const state::moment>& base) const {
    /// So many times as long as a block took to execute its outcome is good.
    constexpr int share = 8;
    const open_block block = newest_ ? newest_() : nullptr;
    if (block == nullptr || block->parent_state_root != base->head.state_root) {
        return base;
    }
    const std::scoped_lock hold(lock_);
    const bool same_base = of_ != nullptr && of_->parent_state_root == block->parent_state_root;
    if (same_base && (of_ == block || clock::now() < good_until_)) {
        return last_;
    }
    const auto begin = clock::now();
    auto made = state::with_open_block(base, *block, chain_id_);
    if (made) {
        const auto end = clock::now();
        of_ = block;
        last_ = *made;
        good_until_ = end + share * (end - begin);
    }
    return made;
}

} // namespace zonogon::rpc
