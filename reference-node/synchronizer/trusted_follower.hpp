#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/result.hpp>

#include "l1/json_rpc.hpp"
#include "synchronizer/options.hpp"

namespace zonogon::synchronizer {

/// A batch as another node's zkevm_getBatchByNumber tells it.
struct trusted_batch {
    std::uint64_t number = 0;
    address coinbase{};
    u256 state_root;
    std::uint64_t timestamp = 0;
    bool closed = false;
    /// Not 0: it is this forced batch.
    std::uint64_t forced_number = 0;
    bytes data;
};

/// Executes the batches of another node before they are on L1. What L1 says has precedence: nothing of a batch that is
/// on L1 is changed here.
class trusted_follower {
public:
    trusted_follower(const options& how, const services& with, l1::transport& over)
        : how_(how), with_(with), rpc_(over, how.trusted_attempts) {}

    /// Looks at the next batch; true if there may be more at once. An error (no answer, another root than the node
    /// says) changes nothing.
    result<bool> step();

private:
    result<std::uint64_t> last_batch();
    result<std::optional<trusted_batch>> batch(std::uint64_t number);
    result<std::uint64_t> common_batch(std::uint64_t last, std::uint64_t on_l1);
    result<bool> bring(const trusted_batch& b);

    const options& how_;
    const services& with_;
    l1::json_rpc rpc_;
};

} // namespace zonogon::synchronizer
