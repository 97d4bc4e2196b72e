#pragma once

#include <vector>

#include <zonogon/base/bytes.hpp>

namespace zonogon::evm {

/// What LOG0..LOG4 leave behind.
struct log {
    address where{};
    std::vector<bytes32> topics;
    bytes data;

    friend bool operator==(const log&, const log&) = default;
};

} // namespace zonogon::evm
