#include "sequencer/sequencer.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "state/l1_record.hpp"

namespace zonogon::sequencer {
namespace {

using namespace std::chrono_literals;

/// How long to wait when nothing can be made.
constexpr auto pause = 500ms;

std::uint64_t system_time() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

/// Leaves the processor to others first. Best effort: on Linux a thread has a priority of its own.
void yield_to_others() {
    constexpr int lower = 10;
    (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), lower);
}

} // namespace

sequencer::sequencer(const options& how, const services& with, observers tell)
    : how_(how), with_(with), tell_(std::move(tell)), halt_at_(how.halt_at_batch) {
    if (!with_.clock) {
        with_.clock = system_time;
    }
    observers watched = tell_;
    watched.on_batch = [this](const state::batch_record& batch, const resources& used) {
        wake_.notify_all();
        if (tell_.on_batch) {
            tell_.on_batch(batch, used);
        }
    };
    producer_ = std::make_unique<producer>(how_, with_, watched);
    checker_ = std::make_unique<batch_checker>(with_.db, how_.chain_id);
}

result<std::unique_ptr<sequencer>> sequencer::start(const options& how, const services& with, observers tell) {
    std::unique_ptr<sequencer> out{new sequencer{how, with, std::move(tell)}};
    // What is on L1 was checked before it went there.
    const auto on_l1 = state::read_last_virtual_batch(with.db);
    if (!on_l1) {
        return on_l1.why();
    }
    out->checked_ = *on_l1 ? (*on_l1)->number : 0;
    out->producing_ = std::thread([self = out.get()] { self->produce(); });
    out->checking_ = std::thread([self = out.get()] { self->check(); });
    return out;
}

sequencer::~sequencer() {
    {
        const std::scoped_lock hold(lock_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread* t : {&producing_, &checking_}) {
        if (t->joinable()) {
            t->join();
        }
    }
}

void sequencer::say(std::uint8_t severity, const std::string& id, const std::string& description) const {
    if (tell_.on_event) {
        monitor::event e;
        e.severity = severity;
        e.part = "sequencer";
        e.id = id;
        e.description = description;
        tell_.on_event(e);
    }
}

status sequencer::state() const {
    const std::scoped_lock hold(lock_);
    if (halted_) {
        return error{"halted: " + *halted_};
    }
    return state_ ? checked_state_ : state_;
}

void sequencer::halt(const std::string& reason) {
    {
        const std::scoped_lock hold(lock_);
        halted_ = reason;
    }
    say(2, "FINALIZER HALT", reason);
}

void sequencer::resume() {
    {
        const std::scoped_lock hold(lock_);
        halted_.reset();
    }
    wake_.notify_all();
    say(5, "FINALIZER RESTART", "resumed by the administrator");
}

bool sequencer::halted() const {
    const std::scoped_lock hold(lock_);
    return halted_.has_value() && !stepping_;
}

void sequencer::halt_at(std::uint64_t batch) {
    const std::scoped_lock hold(lock_);
    halt_at_ = batch;
}

void sequencer::close_batch() {
    const std::scoped_lock hold(lock_);
    close_wanted_ = true;
}

std::uint64_t sequencer::checked_batch() const {
    const std::scoped_lock hold(lock_);
    return checked_;
}

void sequencer::produce() {
    std::unique_lock hold(lock_);
    while (!stopping_) {
        if (halted_) {
            wake_.wait(hold, [this] { return stopping_ || !halted_; });
            continue;
        }
        producer_->halt_at(halt_at_);
        if (std::exchange(close_wanted_, false)) {
            producer_->want_close();
        }
        stepping_ = true;
        hold.unlock();
        const status now = producer_->step(with_.clock());
        hold.lock();
        stepping_ = false;
        const bool changed = now.ok() != state_.ok();
        state_ = now;
        if (changed && !now) {
            hold.unlock();
            say(4, "SEQUENCER WAITS", now.why().message);
            hold.lock();
        }
        wake_.wait_for(hold, now ? how_.poll : std::max<std::chrono::milliseconds>(how_.poll, pause),
                       [this] { return stopping_; });
    }
}

void sequencer::check() {
    // Nobody waits for it but the way to L1.
    yield_to_others();
    std::unique_lock hold(lock_);
    while (!stopping_) {
        const std::uint64_t next = checked_ + 1;
        const bool halted = halted_.has_value();
        hold.unlock();
        const auto last = state::read_last_batch(with_.db);
        const std::uint64_t closed = last && *last ? (*last)->number - ((*last)->is_open() ? 1 : 0) : 0;
        std::optional<result<batch_checker::verdict>> verdict;
        if (last && next <= closed && !halted) {
            verdict = checker_->check(next);
        }
        if (verdict && *verdict && !(*verdict)->agrees) {
            halt((*verdict)->difference);
        }
        hold.lock();
        if (!last || (verdict && !*verdict)) {
            checked_state_ = last ? verdict->why() : last.why();
        } else {
            checked_state_ = {};
            // Where the synchronizer went back, what comes anew is checked anew.
            checked_ = verdict && (*verdict)->agrees ? next : std::min(checked_, closed);
            if (verdict && (*verdict)->agrees) {
                continue;
            }
        }
        wake_.wait_for(hold, pause);
    }
}

} // namespace zonogon::sequencer
