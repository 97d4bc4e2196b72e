#include "state/moments.hpp"

#include <string>
#include <utility>

namespace zonogon::state {
namespace {

result<std::shared_ptr<const moment>> open(const store::database& db) {
    auto out = std::make_shared<moment>();
    out->from = db.view();
    const auto head = read_head(*out->from);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"this node has no genesis"};
    }
    out->head = **head;
    auto header = read_block_header(*out->from, out->head.number);
    if (!header) {
        return header.why();
    }
    if (!*header) {
        return error{"block " + std::to_string(out->head.number) + " is not in the database"};
    }
    out->header = **std::move(header);
    return std::shared_ptr<const moment>{std::move(out)};
}

} // namespace

moments::moments(const store::database& db) : db_(db), counter_(dynamic_cast<const counts_writes*>(&db)) {}

result<std::shared_ptr<const moment>> moments::now() const {
    if (counter_ == nullptr) {
        return open(db_);
    }
    // Asked before the view is opened: a write in between makes the next caller look again.
    const std::uint64_t writes = counter_->writes();
    {
        const std::scoped_lock hold(lock_);
        if (last_ != nullptr && of_ == writes) {
            return last_;
        }
    }
    auto made = open(db_);
    if (made) {
        const std::scoped_lock hold(lock_);
        if (last_ == nullptr || of_ < writes) {
            last_ = *made;
            of_ = writes;
        }
    }
    return made;
}

} // namespace zonogon::state
