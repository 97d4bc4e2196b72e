#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <zonogon/base/result.hpp>

#include "bridge/ledger.hpp"

namespace zonogon::bridge {

struct rest_answer {
    /// HTTP status.
    int code = 200;
    /// JSON.
    std::string body;
};

/// The REST interface of zkEVM bridge services: names in snake_case, 64-bit numbers and amounts as decimal texts,
/// errors as {"code", "message", "details"} with the codes of gRPC. Takes the spelling of names that SDKs use
/// (networkId) too.
class rest {
public:
    /// `state` is what /healthz tells. The ledger must outlive it.
    rest(const ledger& of, std::function<status()> state) : ledger_(of), state_(std::move(state)) {}

    /// Answers a GET by what stands in its first line: path and query as they were sent. From any thread.
    rest_answer get(std::string_view target) const;

private:
    const ledger& ledger_;
    std::function<status()> state_;
};

/// The body of an error.
rest_answer rest_error(int code, int grpc_code, std::string_view message);

} // namespace zonogon::bridge
