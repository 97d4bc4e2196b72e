#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include <zonogon/zkasm/requests.hpp>

namespace zonogon::zkasm {

/// The main machine's memory: words by absolute address, zero until written. Pages appear as they are written to.
class word_memory {
public:
    const word8& read(std::uint64_t address) const {
        static constexpr word8 zero{};
        const page* p = find(address / page_words);
        return p == nullptr ? zero : (*p)[address % page_words];
    }
    void write(std::uint64_t address, const word8& value) {
        page* p = find(address / page_words);
        if (p == nullptr) {
            std::unique_ptr<page>& fresh = pages_[address / page_words];
            fresh = std::make_unique<page>();
            p = fresh.get();
            cache_[(address / page_words) % cache_.size()] = {address / page_words, p};
        }
        (*p)[address % page_words] = value;
    }

private:
    static constexpr std::size_t page_words = 64;
    using page = std::array<word8, page_words>;
    struct cached {
        std::uint64_t number = ~std::uint64_t{0};
        page* where = nullptr;
    };

    page* find(std::uint64_t number) const {
        cached& c = cache_[number % cache_.size()];
        if (c.number != number) {
            const auto found = pages_.find(number);
            if (found == pages_.end()) {
                return nullptr;
            }
            c = {number, found->second.get()};
        }
        return c.where;
    }

    std::unordered_map<std::uint64_t, std::unique_ptr<page>> pages_;
    mutable std::array<cached, 64> cache_{};
};

} // namespace zonogon::zkasm
