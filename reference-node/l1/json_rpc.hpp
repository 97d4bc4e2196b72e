#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <zonogon/base/result.hpp>

#include "l1/transport.hpp"

namespace zonogon::l1 {

/// One call: the method and its parameters as JSON text, such as `["0x1",false]`.
struct rpc_request {
    std::string method;
    std::string parameters;
};

/// Sends JSON-RPC 2.0 requests, repeats those that got no answer with doubling pauses, and takes answers apart.
///
/// An error the node reports is an error here whose message starts with "L1 answers" and holds code, text and data; no
/// answer at all starts with "no answer from L1".
class json_rpc {
public:
    using handler = std::function<status(const nlohmann::json& answer)>;
    struct options {
        std::uint64_t attempts = 5;
        std::chrono::milliseconds first_backoff{100};
    };

    json_rpc(transport& over, const options& how) : over_(over), how_(how) {}

    /// Calls once and hands the result to `take` (even null), whose complaint is passed on with the method's name.
    status call(const rpc_request& request, const handler& take);
    /// Many calls in one body; results come in the order of the requests, whatever the order of the answer. Fails whole
    /// with the first failure.
    status batch(const std::vector<rpc_request>& requests,
                 const std::function<status(std::size_t, const nlohmann::json&)>& take);

private:
    /// The parsed answer of one round, with repetition.
    status exchange(const std::string& body, const handler& take);

    transport& over_;
    options how_;
    std::atomic<std::uint64_t> next_id_ = 1;
};

} // namespace zonogon::l1
