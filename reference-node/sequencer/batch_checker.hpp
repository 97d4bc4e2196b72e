#pragma once

#include <cstdint>
#include <string>

#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::sequencer {

/// Executes a closed batch again from its data alone, as everybody who reads it from L1 will, and compares.
class batch_checker {
public:
    batch_checker(const store::reader& db, std::uint64_t chain_id) : db_(db), chain_id_(chain_id) {}

    struct verdict {
        bool agrees = true;
        std::string difference;
    };
    /// An error is one of the store.
    result<verdict> check(std::uint64_t batch) const;

private:
    const store::reader& db_;
    std::uint64_t chain_id_;
};

} // namespace zonogon::sequencer
