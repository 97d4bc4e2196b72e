#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/pil/text.hpp>

namespace zonogon::pil {

/// A hash map from names to indices that works in constant evaluation (std::unordered_map does not).
///
/// Linear probing, at most half full; look-up by FNV-1a. Without hashing, the symbols of a large program take minutes
/// of constant evaluation.
class name_table {
public:
    static constexpr std::uint32_t absent = 0xffffffffU;

    constexpr std::uint32_t find(std::string_view key) const {
        if (slots_.empty()) {
            return absent;
        }
        for (std::size_t i = place(key);; i = (i + 1) & (slots_.size() - 1)) {
            if (slots_[i].value == absent || slots_[i].key == key) {
                return slots_[i].value;
            }
        }
    }
    /// Adds a key that is not there yet. Precondition: find(key) == absent.
    constexpr void add(std::string_view key, std::uint32_t value) {
        if (2 * (count_ + 1) > slots_.size()) {
            grow();
        }
        put(text(key), value);
        ++count_;
    }

private:
    struct slot {
        text key;
        std::uint32_t value = absent;
    };
    static constexpr std::uint64_t hash(std::string_view key) {
        std::uint64_t h = 0xcbf29ce484222325ULL;
        for (const char c : key) {
            h = (h ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
        }
        return h;
    }
    constexpr std::size_t place(std::string_view key) const { return hash(key) & (slots_.size() - 1); }
    constexpr void put(text key, std::uint32_t value) {
        std::size_t i = place(key);
        while (slots_[i].value != absent) {
            i = (i + 1) & (slots_.size() - 1);
        }
        slots_[i].key = std::move(key);
        slots_[i].value = value;
    }
    constexpr void grow() {
        std::vector<slot> old = std::move(slots_);
        slots_ = std::vector<slot>(old.empty() ? 16 : 2 * old.size());
        for (slot& s : old) {
            if (s.value != absent) {
                put(std::move(s.key), s.value);
            }
        }
    }

    std::vector<slot> slots_;
    std::size_t count_ = 0;
};

} // namespace zonogon::pil
