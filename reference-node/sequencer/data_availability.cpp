#include "sequencer/data_availability.hpp"

namespace zonogon::sequencer {

std::size_t calldata_availability::size(const l1::sequence_call& s) const {
    // Selector, four arguments, the list's length; of a batch its pointer, four members and the text with its length,
    // padded to words.
    constexpr std::size_t word = 32;
    std::size_t out = 4 + 5 * word;
    for (const l1::batch_data& one : s.batches) {
        out += 6 * word + (one.transactions.size() + word - 1) / word * word;
    }
    return out;
}

result<bytes> calldata_availability::publish(const l1::sequence_call& s) {
    return l1::encode_sequence_batches(s);
}

} // namespace zonogon::sequencer
