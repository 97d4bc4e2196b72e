#pragma once

#include <map>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::pool {

/// Who may send: senders that are refused with a reason, and those that are taken where only some are. Every change is
/// in the store before it holds. One thread at a time.
class sender_lists {
public:
    explicit sender_lists(store::database& in) : in_(in) {}
    status load();

    status block(const address& who, const std::string& reason);
    status unblock(const address& who);
    status allow(const address& who);
    status disallow(const address& who);

    /// Why a sender is refused.
    std::optional<std::string> why_blocked(const address& who) const;
    bool is_allowed(const address& who) const { return allowed_.contains(who); }
    const std::map<address, std::string>& blocked() const noexcept { return blocked_; }
    const std::map<address, std::string>& allowed() const noexcept { return allowed_; }

private:
    using list = std::map<address, std::string>;
    status put(list& to, const bytes& prefix, const address& who, const std::string& text);
    status erase(list& from, const bytes& prefix, const address& who);

    store::database& in_;
    list blocked_;
    /// With empty texts.
    list allowed_;
};

} // namespace zonogon::pool
