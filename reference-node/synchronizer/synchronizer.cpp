#include "synchronizer/synchronizer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "state/head.hpp"

namespace zonogon::synchronizer {
namespace {

std::string number(const std::optional<std::uint64_t>& n) {
    return n ? std::to_string(*n) : "none";
}

} // namespace

synchronizer::synchronizer(const options& how, const services& with)
    : how_(how), with_(with), l1_(how_, with_), batches_(how_, with_) {}

result<std::unique_ptr<synchronizer>> synchronizer::start(const options& how, const services& with) {
    if (how.own_sequencer && !how.trusted_url.empty()) {
        return error{"a sequencer does not follow another one"};
    }
    if (how.trusted != l1::tag::latest && how.trusted != l1::tag::safe && how.trusted != l1::tag::finalized) {
        return error{"L1 blocks are trusted when they are latest, safe or finalized"};
    }
    std::unique_ptr<synchronizer> out{new synchronizer{how, with}};
    if (!how.trusted_url.empty()) {
        auto transport = l1::http_transport::create(how.trusted_url, how.trusted_http);
        if (!transport) {
            return std::move(transport).why();
        }
        out->trusted_transport_ = *std::move(transport);
        out->trusted_ = std::make_unique<trusted_follower>(out->how_, out->with_, *out->trusted_transport_);
    }
    with.numbers.describe("l1_synced", "Number of the L1 block up to which everything is in the store");
    with.numbers.describe("l1_trusted", "Number of the newest L1 block that is taken for final");
    with.numbers.describe("synchronizer_latest_synced_batch_number", "Last batch that was executed from L1");
    with.numbers.describe("reorgs_total", "Times that blocks were undone because the chain has others, by layer");
    with.numbers.describe("halted", "1 while a component does not go on until somebody looks");
    out->thread_ = std::thread([it = out.get()] { it->run(); });
    return out;
}

synchronizer::~synchronizer() {
    stop();
}

void synchronizer::stop() {
    {
        const std::scoped_lock hold(lock_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

status synchronizer::state() const {
    const std::scoped_lock hold(lock_);
    return halted_ ? status{error{"halted: " + *halted_}} : state_;
}
std::optional<std::string> synchronizer::halted() const {
    const std::scoped_lock hold(lock_);
    return halted_;
}
result<std::uint64_t> synchronizer::trusted_l1_block() const {
    const std::scoped_lock hold(lock_);
    return trusted_block_;
}
std::optional<std::uint64_t> synchronizer::l1_block() const {
    const std::scoped_lock hold(lock_);
    return l1_block_;
}

void synchronizer::run() {
    std::unique_lock hold(lock_);
    while (!stopping_) {
        hold.unlock();
        const auto more = round();
        publish(more ? status{} : status{more.why()});
        hold.lock();
        if (!more || !*more) {
            wake_.wait_for(hold, how_.poll, [this] { return stopping_; });
        }
    }
}

void synchronizer::publish(const status& now) {
    const std::scoped_lock hold(lock_);
    if (now && !state_) {
        with_.lines.write(monitor::level::info, "synchronizer", "L1 is followed", {{"block", number(read_block_)}});
    } else if (!now && (state_ || state_.why() != now.why())) {
        with_.lines.write(monitor::level::warn, "synchronizer", "L1 cannot be followed", {{"why", now.why().message}});
    }
    state_ = now;
    halted_ = batches_.halted();
    l1_block_ = read_block_;
}

result<bool> synchronizer::round() {
    // What is in the store already goes on while L1 or the trusted node do not answer.
    const auto l1_more = follow_l1();
    const auto batches_more = follow_batches();
    const auto trusted_more = trusted_ && !batches_.halted() ? trusted_->step() : result<bool>{false};
    for (const auto* one : {&l1_more, &batches_more, &trusted_more}) {
        if (!*one) {
            return one->why();
        }
    }
    return *l1_more || *batches_more || *trusted_more;
}

result<bool> synchronizer::follow_l1() {
    at_head_ = false;
    const auto step = l1_.step();
    if (!step) {
        return step.why();
    }
    read_block_ = step->block;
    if (step->unwound_to) {
        const std::string where = std::to_string(*step->unwound_to);
        batches_.back_to(step->last_batch);
        {
            // Nobody may build on what has gone; until the next look nothing above is final.
            const std::scoped_lock hold(lock_);
            if (trusted_block_) {
                trusted_block_ = std::min(*trusted_block_, *step->unwound_to);
            }
            l1_block_ = read_block_;
        }
        with_.lines.write(monitor::level::warn, "synchronizer", "L1 was reorganised", {{"back to", where}});
        with_.numbers.count("reorgs_total", {{"layer", "l1"}});
        if (with_.on_event) {
            with_.on_event({0, 0, 4, "synchronizer", "L1 REORG", "back to L1 block " + where, {}});
        }
        if (with_.on_l2_head) {
            const auto head = state::read_head(with_.db);
            with_.on_l2_head(head && *head ? (*head)->number : 0);
        }
        return true;
    }
    at_head_ = step->at_head;
    with_.numbers.set("l1_synced", {}, static_cast<double>(step->block.value_or(0)));
    if (const status found = find_trusted_block(); !found) {
        return found.why();
    }
    return !at_head_;
}

status synchronizer::find_trusted_block() {
    std::uint64_t out = read_block_.value_or(0);
    if (how_.trusted != l1::tag::latest) {
        const auto header = with_.l1.header(how_.trusted);
        if (!header) {
            return header.why();
        }
        if (!*header) {
            // A young chain has no final block.
            return {};
        }
        out = std::min(out, (*header)->number);
    }
    with_.numbers.set("l1_trusted", {}, static_cast<double>(out));
    const std::scoped_lock hold(lock_);
    trusted_block_ = out;
    return {};
}

result<bool> synchronizer::follow_batches() {
    // Many at once, so that a new node is not held up by asking L1 for its head after each; not so many that a
    // reorganisation has to wait.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{1};
    if (look_again_.exchange(false)) {
        batches_.look_again();
    }
    auto more = batches_.step(at_head_);
    while (more && *more && std::chrono::steady_clock::now() < end && !stops()) {
        more = batches_.step(at_head_);
    }
    if (!more) {
        return more;
    }
    if (!*more && at_head_ && !batches_.halted() && !caught_up_) {
        if (how_.own_sequencer) {
            batches_.only_compare();
        }
        caught_up_ = true;
    }
    return more;
}

bool synchronizer::stops() const {
    const std::scoped_lock hold(lock_);
    return stopping_;
}

} // namespace zonogon::synchronizer
