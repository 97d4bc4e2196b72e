#include "sequencer/l1_finality.hpp"

#include <algorithm>
#include <string>

namespace zonogon::sequencer {

std::unique_ptr<l1_finality> l1_finality::start(l1::client& node, const options& how) {
    std::unique_ptr<l1_finality> out{new l1_finality{node, how}};
    out->thread_ = std::thread([self = out.get()] { self->run(); });
    return out;
}

l1_finality::~l1_finality() {
    {
        const std::scoped_lock hold(lock_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

result<std::uint64_t> l1_finality::block() const {
    const std::scoped_lock hold(lock_);
    return block_;
}

void l1_finality::run() {
    std::unique_lock hold(lock_);
    while (!stopping_) {
        hold.unlock();
        const auto header = node_.header(how_.tag);
        hold.lock();
        if (header && *header && (*header)->number >= how_.confirmations) {
            const std::uint64_t now = (*header)->number - how_.confirmations;
            block_ = std::max(now, block_ ? *block_ : 0);
        } else if (!block_) {
            block_ = error{header ? "L1 has no final block yet" : header.why().message};
        }
        wake_.wait_for(hold, how_.poll, [this] { return stopping_; });
    }
}

} // namespace zonogon::sequencer
