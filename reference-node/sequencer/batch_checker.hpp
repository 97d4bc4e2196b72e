#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_input.hpp>

#include "state/batch_record.hpp"
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

/// What determines a trusted batch, from the store. Its timestamp limit is the time of its last block, the accumulated
/// hash before it is left zero: neither changes what it does.
result<rollup::batch_input> read_batch_input(const store::reader& from, const state::batch_record& batch,
                                             std::uint64_t chain_id);

} // namespace zonogon::sequencer
