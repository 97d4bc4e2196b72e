#include "node/l1_watch.hpp"

#include <chrono>
#include <utility>

#include "keys/keystore.hpp"

namespace zonogon::node {

l1_watch::l1_watch(const config::configuration& how, std::uint64_t chain_id, store::database& db, monitor::log& lines,
                   monitor::metrics& numbers)
    : how_(how), wanted_chain_id_(chain_id), db_(db), log_(lines), metrics_(numbers) {}

result<std::unique_ptr<l1_watch>> l1_watch::start(const config::configuration& how, std::uint64_t chain_id,
                                                  store::database& db, monitor::log& lines, monitor::metrics& numbers) {
    std::unique_ptr<l1_watch> out{new l1_watch{how, chain_id, db, lines, numbers}};
    auto transport = l1::http_transport::create(how.l1.url, {how.l1.timeout, how.l1.max_response_megabytes << 20});
    if (!transport) {
        return std::move(transport).why();
    }
    out->transport_ = *std::move(transport);
    out->client_ =
        std::make_unique<l1::client>(*out->transport_, l1::json_rpc::options{how.l1.attempts, how.l1.first_backoff});
    if (!how.transactions.keystore.empty()) {
        auto key = keys::load_key(how.transactions.keystore, how.transactions.password_file);
        if (!key) {
            return std::move(key).why();
        }
        out->key_ = *std::move(key);
        if (chain_id != 0) {
            if (status opened = out->open_sender(chain_id); !opened) {
                return opened.why();
            }
        }
    }
    numbers.describe("l1_head", "Number of the latest L1 block");
    numbers.describe("l1tx_pending", "Own L1 transactions that are not final");
    out->thread_ = std::thread([watch = out.get()] { watch->run(); });
    return out;
}

status l1_watch::open_sender(std::uint64_t chain_id) {
    l1::transaction_manager::options how;
    how.chain_id = chain_id;
    how.confirmations = how_.l1.confirmations;
    how.stuck_after = how_.transactions.stuck_after;
    how.bump_percent = how_.transactions.bump_percent;
    how.max_fee = how_.transactions.max_fee;
    how.tip = how_.transactions.tip;
    auto made = l1::transaction_manager::open(db_, *client_, *std::move(key_), how);
    key_.reset();
    if (!made) {
        return std::move(made).why();
    }
    sender_ = *std::move(made);
    return {};
}

l1::transaction_manager* l1_watch::take_sender() {
    const std::scoped_lock hold(lock_);
    sender_taken_ = true;
    return sender_.get();
}

l1_watch::~l1_watch() {
    {
        const std::scoped_lock hold(lock_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

status l1_watch::state() const {
    const std::scoped_lock hold(lock_);
    return state_;
}

std::optional<u256> l1_watch::gas_price() const {
    const std::scoped_lock hold(lock_);
    return gas_price_;
}

void l1_watch::run() {
    std::unique_lock hold(lock_);
    while (!stopping_) {
        hold.unlock();
        const status now = look();
        say(now);
        hold.lock();
        state_ = now;
        wake_.wait_for(hold, sender_ && sender_->pending() > 0 ? how_.transactions.poll : how_.l1.poll,
                       [this] { return stopping_; });
    }
}

void l1_watch::say(const status& now) {
    const status before = state();
    if (now && !before) {
        log_.write(monitor::level::info, "l1", "L1 answers", {{"chain", std::to_string(*chain_id_)}});
    } else if (!now && (before || before.why() != now.why())) {
        log_.write(monitor::level::warn, "l1", "L1 cannot be used", {{"why", now.why().message}});
    }
}

status l1_watch::look() {
    if (!chain_id_) {
        const auto id = client_->chain_id();
        if (!id) {
            return id.why();
        }
        if (wanted_chain_id_ != 0 && wanted_chain_id_ != *id) {
            return error{"L1 has chain id " + std::to_string(*id) + ", the configured one is " +
                         std::to_string(wanted_chain_id_)};
        }
        chain_id_ = *id;
    }
    const auto head = client_->header(l1::tag::latest);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"L1 has no latest block"};
    }
    metrics_.set("l1_head", {}, static_cast<double>((*head)->number));
    {
        const std::scoped_lock hold(lock_);
        gas_price_ = (*head)->base_fee + how_.transactions.tip;
    }
    if (key_) {
        if (status opened = open_sender(*chain_id_); !opened) {
            return opened;
        }
    }
    if (!sender_) {
        return {};
    }
    bool others_work = false;
    {
        const std::scoped_lock hold(lock_);
        others_work = sender_taken_;
    }
    if (!others_work) {
        const auto now =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
        if (status stepped = sender_->step(static_cast<std::uint64_t>(now.count())); !stepped) {
            return stepped;
        }
    }
    metrics_.set("l1tx_pending", {}, static_cast<double>(sender_->pending()));
    return {};
}

} // namespace zonogon::node
