#pragma once

#include <cstdint>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

// What the units of l1_effects share.

namespace zonogon::synchronizer::l1_effects_detail {

/// Key of the number of the last forced batch that was sequenced.
inline const bytes& forced_key() {
    static const bytes key{'l', '1', 'f', 'o', 'r', 'c', 'e', 'd'};
    return key;
}

inline error batch_error(std::uint64_t number, const std::string& what) {
    return error{"batch " + std::to_string(number) + " on L1: " + what};
}

/// Whether L1, not the connection, said no.
inline bool is_answer(const error& why) {
    return why.message.find(": L1 answers") != std::string::npos;
}

} // namespace zonogon::synchronizer::l1_effects_detail
