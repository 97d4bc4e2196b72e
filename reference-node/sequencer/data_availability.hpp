#pragma once

#include <cstddef>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "l1/abi_rollup.hpp"

namespace zonogon::sequencer {

/// A way to make the data of batches available and to tell L1 of them.
///
/// Laws: publish() may be called again with the same sequence (after a crash, or because L1 refused the transaction)
/// and gives a call that does the same; size() is what the call will have, and another batch does not make it smaller.
class data_availability {
public:
    data_availability() = default;
    data_availability(const data_availability&) = delete;
    data_availability& operator=(const data_availability&) = delete;
    virtual ~data_availability() = default;

    /// Bytes of the call.
    virtual std::size_t size(const l1::sequence_call& s) const = 0;
    /// Makes the data available where that is not L1, and gives the calldata for the rollup contract.
    virtual result<bytes> publish(const l1::sequence_call& s) = 0;
};

/// The data are calldata of the transaction itself (sequenceBatches of protocol 8.3).
class calldata_availability final : public data_availability {
public:
    std::size_t size(const l1::sequence_call& s) const override;
    result<bytes> publish(const l1::sequence_call& s) override;
};

} // namespace zonogon::sequencer
