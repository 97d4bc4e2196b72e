#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zonogon::zkasm {

/// Names to indices, usable in constant evaluation: a hash table with linear probing and FNV-1a.
///
/// Names are views: the text they point into must outlive the table.
class name_table {
public:
    static constexpr std::uint32_t absent = ~std::uint32_t{0};

    /// The index stored for a name, or `absent`.
    constexpr std::uint32_t find(std::string_view name) const noexcept {
        if (slots_.empty()) {
            return absent;
        }
        for (std::size_t i = hash(name) & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            if (slots_[i] == absent) {
                return absent;
            }
            if (entries_[slots_[i]].name == name) {
                return entries_[slots_[i]].index;
            }
        }
    }
    /// Stores an index, replacing an earlier one.
    constexpr void insert(std::string_view name, std::uint32_t index) {
        if (2 * (entries_.size() + 1) > slots_.size()) {
            grow();
        }
        std::size_t i = hash(name) & (slots_.size() - 1);
        for (; slots_[i] != absent; i = (i + 1) & (slots_.size() - 1)) {
            if (entries_[slots_[i]].name == name) {
                entries_[slots_[i]].index = index;
                return;
            }
        }
        slots_[i] = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({name, index});
    }

private:
    struct entry {
        std::string_view name;
        std::uint32_t index = 0;
    };

    static constexpr std::size_t hash(std::string_view name) noexcept {
        std::uint64_t h = 0xcbf29ce484222325ULL;
        for (const char c : name) {
            h = (h ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
        }
        return static_cast<std::size_t>(h ^ (h >> 32));
    }
    constexpr void grow() {
        const std::size_t size = slots_.empty() ? 64 : 2 * slots_.size();
        slots_.clear();
        slots_.reserve(size);
        for (std::size_t i = 0; i < size; ++i) {
            slots_.push_back(absent);
        }
        for (std::size_t k = 0; k < entries_.size(); ++k) {
            std::size_t i = hash(entries_[k].name) & (size - 1);
            while (slots_[i] != absent) {
                i = (i + 1) & (size - 1);
            }
            slots_[i] = static_cast<std::uint32_t>(k);
        }
    }

    std::vector<entry> entries_;
    std::vector<std::uint32_t> slots_; ///< a power of two of them
};

} // namespace zonogon::zkasm
