#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "rpc/registry.hpp"

namespace zonogon::rpc {

/// Turns request bodies into response bodies by JSON-RPC 2.0, with the errors and words of geth.
class dispatcher {
public:
    struct limits {
        std::size_t max_batch = 100;
        std::size_t max_response_bytes = 25 << 20;
    };
    /// Told of every call when it is done: method (empty when there is none of that name), whether it succeeded,
    /// seconds.
    using observer = std::function<void(std::string_view method, bool succeeded, double seconds)>;

    dispatcher(const registry& methods, const limits& how) : methods_(methods), how_(how) {}

    void observe(observer see) { see_ = std::move(see); }

    /// The answer to one body, single or batch; empty when nothing asked for an answer. Never throws.
    std::string handle(std::string_view body, const caller& who) const;
    /// How many calls a body would make, without making them; for rate limits. At least 1.
    std::size_t count(std::string_view body) const;

private:
    const registry& methods_;
    limits how_;
    observer see_;
};

} // namespace zonogon::rpc
