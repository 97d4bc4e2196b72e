#include "bridge/claimer.hpp"

#include <algorithm>
#include <set>

#include "bridge/contract.hpp"
#include "bridge/rows.hpp"
#include "pool/decode.hpp"
#include "store/record.hpp"

namespace zonogon::bridge {
namespace {

/// Failing trials in one round, so that a long list of hopeless deposits does not hold up the following of blocks.
constexpr std::size_t trials_per_step = 64;
/// Refusals one after the other that mean that the account, not the deposits, is at fault.
constexpr std::size_t refusals_per_step = 3;

bytes job_key(std::uint32_t count) {
    return rows::key{}.small(count);
}
std::uint64_t milliseconds(std::chrono::milliseconds m) {
    return static_cast<std::uint64_t>(m.count());
}

} // namespace

bytes encode(const claim_job& j) {
    store::record_writer out;
    out.fixed(j.leaf).byte(j.sent ? 1 : 0).number(j.failures).number(j.next_try).number(j.sent_at).number(j.nonce);
    return out.text(byte_view{j.raw}).text(j.why).take();
}
result<claim_job> decode_claim_job(byte_view stored) {
    store::record_reader in{stored};
    claim_job out;
    out.leaf = in.fixed<32>();
    out.sent = in.byte() != 0;
    out.failures = in.number();
    out.next_try = in.number();
    out.sent_at = in.number();
    out.nonce = in.number();
    const byte_view raw = in.text();
    out.raw.assign(raw.begin(), raw.end());
    out.why = in.string();
    const status whole = in.outcome("claim job");
    return whole ? result<claim_job>{std::move(out)} : result<claim_job>{whole.why()};
}

result<std::unique_ptr<claimer>> claimer::open(store::database& in, const ledger& of, claim_target& to,
                                               keys::private_key key, const options& how) {
    std::unique_ptr<claimer> out{new claimer{in, of, to, std::move(key), how}};
    const status loaded = out->load();
    return loaded ? result<std::unique_ptr<claimer>>{std::move(out)} : result<std::unique_ptr<claimer>>{loaded.why()};
}

status claimer::load() {
    status wrong;
    const status scanned = store_.scan(store::family::bridge_job, store::key_range::all(), store::order::ascending,
                                       [&](byte_view name, byte_view stored) {
                                           auto j = decode_claim_job(stored);
                                           if (!j) {
                                               wrong = j.why();
                                               return false;
                                           }
                                           jobs_[static_cast<std::uint32_t>(load_big_endian(name.first(4)))] =
                                               *std::move(j);
                                           return true;
                                       });
    return scanned ? wrong : scanned;
}

status claimer::keep(std::uint32_t count, const claim_job& j) {
    store::write_batch changes;
    changes.put(store::family::bridge_job, job_key(count), encode(j));
    status written = store_.write(changes);
    if (written) {
        jobs_[count] = j;
        if (how_.tell) {
            how_.tell(count, j);
        }
    }
    return written;
}

status claimer::drop(std::uint32_t count) {
    store::write_batch changes;
    changes.erase(store::family::bridge_job, job_key(count));
    status written = store_.write(changes);
    if (written) {
        jobs_.erase(count);
    }
    return written;
}

status claimer::fail(std::uint32_t count, claim_job j, const std::string& why, std::uint64_t now) {
    constexpr std::size_t longest = 1'000;
    j.sent = false;
    j.raw.clear();
    j.why = why.substr(0, longest);
    ++j.failures;
    j.next_try = now + milliseconds(j.failures < how_.attempts ? how_.retry_after : how_.quarantine);
    return keep(count, j);
}

std::size_t claimer::in_flight() const {
    return static_cast<std::size_t>(std::ranges::count_if(jobs_, [](const auto& j) { return j.second.sent; }));
}
std::size_t claimer::quarantined() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        jobs_, [&](const auto& j) { return !j.second.sent && j.second.failures >= how_.attempts; }));
}

status claimer::step(std::uint64_t nonce, std::uint64_t now) {
    refused_in_row_ = 0;
    status done = settle(nonce, now);
    done = done ? resend(now) : done;
    return done ? start(nonce, now) : done;
}

/// Looks what became of the jobs.
status claimer::settle(std::uint64_t nonce, std::uint64_t now) {
    const std::map<std::uint32_t, claim_job> before = jobs_;
    for (const auto& [count, j] : before) {
        // As long as a transaction may be waiting its nonce is taken, whatever became of the deposit.
        if (j.sent && j.nonce >= nonce) {
            continue;
        }
        const auto d = ledger_.find_deposit(mainnet, count);
        if (!d) {
            return d.why();
        }
        bool over = !*d || leaf_of(**d) != j.leaf;
        if (!over) {
            const auto claimed = ledger_.find_claim(**d);
            if (!claimed) {
                return claimed.why();
            }
            over = claimed->has_value();
        }
        status done;
        if (over) {
            done = drop(count);
        } else if (j.sent) {
            done = fail(count, j, "the claim is in a block and failed there", now);
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

status claimer::resend(std::uint64_t now) {
    const std::map<std::uint32_t, claim_job> before = jobs_;
    for (const auto& [count, j] : before) {
        if (!j.sent || now < j.sent_at + milliseconds(how_.resend_after)) {
            continue;
        }
        const claim_target::sent again = target_.send(j.raw);
        if (again.what == claim_target::sending::unknown) {
            return error{"L2 cannot be reached: " + again.why};
        }
        claim_job next = j;
        next.sent_at = now;
        const status done =
            again.what == claim_target::sending::taken ? keep(count, next) : fail(count, next, again.why, now);
        if (!done) {
            return done;
        }
    }
    return {};
}

bool claimer::is_wanted(const deposit_name& name, const open_deposit& d, std::uint64_t now) const {
    if (name.first != mainnet || (d.type == leaf_type::message &&
                                  std::ranges::find(how_.message_senders, d.origin) == how_.message_senders.end())) {
        return false;
    }
    const auto known = jobs_.find(name.second);
    return known == jobs_.end() || (!known->second.sent && known->second.next_try <= now);
}

std::uint64_t claimer::free_nonce(std::uint64_t from) const {
    std::set<std::uint64_t> taken;
    for (const auto& [count, j] : jobs_) {
        if (j.sent) {
            taken.insert(j.nonce);
        }
    }
    while (taken.contains(from)) {
        ++from;
    }
    return from;
}

status claimer::start(std::uint64_t nonce, std::uint64_t now) {
    std::size_t trials = 0;
    for (const deposit_name& name :
         ledger_.ready_deposits([&](const deposit_name& n, const open_deposit& d) { return is_wanted(n, d, now); })) {
        if (in_flight() >= how_.in_flight || trials == trials_per_step) {
            break;
        }
        const auto d = ledger_.find_deposit(name.first, name.second);
        if (!d) {
            return d.why();
        }
        if (!*d) {
            continue;
        }
        if (status started = start_one(**d, nonce, now); !started) {
            return started;
        }
        const auto known = jobs_.find(name.second);
        trials += known != jobs_.end() && !known->second.sent ? 1 : 0;
    }
    return {};
}

status claimer::start_one(const deposit& d, std::uint64_t nonce, std::uint64_t now) {
    const auto proof = ledger_.prove(d.network, d.count, std::nullopt);
    if (!proof) {
        return proof.why();
    }
    if (!proof->proof) {
        return {};
    }
    const auto known = jobs_.find(d.count);
    claim_job j = known != jobs_.end() && known->second.leaf == leaf_of(d) ? known->second : claim_job{};
    j.leaf = leaf_of(d);
    rollup::transaction tx;
    tx.to = how_.bridge;
    tx.data = claim_call(d, *proof->proof);
    const auto trial = target_.try_call(key_.owner(), *tx.to, tx.data);
    if (!trial) {
        return trial.why();
    }
    if (!trial->gas) {
        return fail(d.count, std::move(j), trial->why_not, now);
    }
    const auto chain_id = target_.chain_id();
    const auto price = target_.gas_price();
    if (!chain_id || !price) {
        return chain_id ? price.why() : chain_id.why();
    }
    tx.nonce = free_nonce(nonce);
    tx.gas_price = *price;
    // The state may change before it is executed: a token may be wrapped for the first time, for example.
    tx.gas_limit = *trial->gas + *trial->gas / 4;
    tx.chain_id = *chain_id;
    const keys::signature s = key_.sign(rollup::signing_hash(tx));
    tx.r = s.r;
    tx.s = s.s;
    tx.v = static_cast<std::uint8_t>(27 + s.parity);
    j.sent = true;
    j.sent_at = now;
    j.nonce = tx.nonce;
    j.raw = pool::encode_transaction(tx);
    if (status kept = keep(d.count, j); !kept) {
        return kept;
    }
    const claim_target::sent sent = target_.send(j.raw);
    switch (sent.what) {
    case claim_target::sending::taken:
        refused_in_row_ = 0;
        return {};
    case claim_target::sending::unknown:
        return error{"L2 cannot be reached: " + sent.why};
    case claim_target::sending::refused:
        break;
    }
    // Not the deposit's fault, and so not counted.
    const bool poor = sent.why.find("insufficient funds") != std::string::npos;
    j.failures -= poor && j.failures > 0 ? 1 : 0;
    if (status failed = fail(d.count, std::move(j), sent.why, now); !failed) {
        return failed;
    }
    if (++refused_in_row_ == refusals_per_step || poor) {
        return error{"L2 refuses claims: " + sent.why};
    }
    return {};
}

} // namespace zonogon::bridge
