#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::l1 {

/// The first four bytes of a call: which function of a contract is meant.
using selector = std::array<std::uint8_t, 4>;

/// Topic 0 of an event by its signature, such as "Transfer(address,address,uint256)".
template <std::size_t Size>
constexpr bytes32 event_topic(const char (&signature)[Size]) {
    std::array<std::uint8_t, Size - 1> text{};
    for (std::size_t i = 0; i + 1 < Size; ++i) {
        text[i] = static_cast<std::uint8_t>(signature[i]);
    }
    return hash::keccak256(byte_view{text});
}
/// The selector of a function by its signature, such as "transfer(address,uint256)".
template <std::size_t Size>
constexpr selector function_selector(const char (&signature)[Size]) {
    const bytes32 whole = event_topic(signature);
    return {whole[0], whole[1], whole[2], whole[3]};
}

/// Reads the values of one frame of Solidity's ABI encoding in their order: the arguments of a call behind the
/// selector, the data of an event, a tuple. Takes what Solidity's own decoder takes: offsets may point anywhere forward
/// within the frame's bytes, and bytes that nothing points to are passed over; a number or an address with bits above
/// its type is refused.
///
/// After the first thing wrong every value is empty and every list has no element; ask outcome() at the end. Nothing is
/// copied, and nothing is allocated by a length that was read.
class abi_reader {
public:
    /// The bytes must outlive the reader and what it gives.
    explicit abi_reader(byte_view frame) : frame_(frame) {}

    u256 word() { return u256::from_bytes(next()); }
    /// bytes32.
    bytes32 hash();
    /// uint8 to uint64: at most `bits` bits.
    std::uint64_t number(unsigned bits = 64);
    zonogon::address account();
    bool flag();
    /// bytes or string.
    byte_view text();
    /// A tuple with a dynamic member: `see(abi_reader&)` reads it.
    template <class See>
    void tuple(See see);
    /// An array of at most `most` elements that have a dynamic member: `see(abi_reader&)` once for each.
    template <class See>
    void list(std::uint64_t most, See see);
    /// An array of at most `most` elements of `words` words each, such as bytes32[] with 1.
    template <class See>
    void flat_list(std::uint64_t most, std::uint64_t words, See see);

    bool failed() const noexcept { return wrong_ != nullptr; }
    /// Makes the frame wrong: for callers with rules of their own. The first reason stays.
    void refuse(const char* why) noexcept { wrong_ = failed() ? wrong_ : why; }
    /// "the <what> <is cut short>" if something was wrong.
    status outcome(std::string_view what) const;

private:
    byte_view next();
    /// What the next word points to, to the end of the bytes.
    byte_view tail();
    /// A length and what follows it.
    std::pair<std::uint64_t, byte_view> counted_tail(std::uint64_t most);

    byte_view frame_;
    std::size_t at_ = 0;
    const char* wrong_ = nullptr;
};

/// Builds one frame of Solidity's ABI encoding value by value, tails in the order of their values.
class abi_writer {
public:
    abi_writer& word(const u256& v);
    abi_writer& hash(const bytes32& v) { return fixed(v); }
    abi_writer& number(std::uint64_t v) { return word(u256{v}); }
    abi_writer& account(const zonogon::address& v);
    abi_writer& flag(bool v) { return number(v ? 1 : 0); }
    /// bytes or string.
    abi_writer& text(byte_view v);
    abi_writer& text(std::string_view v) {
        return text(byte_view{reinterpret_cast<const std::uint8_t*>(v.data()), v.size()});
    }
    /// A tuple with a dynamic member. One without is the same as its members one by one.
    abi_writer& tuple(const abi_writer& members);
    /// An array whose elements have a dynamic member.
    abi_writer& list(const std::vector<abi_writer>& elements);
    /// An array of elements without one, written one after the other into `elements`.
    abi_writer& flat_list(std::uint64_t count, const abi_writer& elements);

    bytes take() const;
    /// The calldata of a call with these arguments.
    bytes call(const selector& function) const;

private:
    abi_writer& fixed(byte_view word);
    abi_writer& dynamic(bytes tail);

    struct pointer {
        std::size_t position;
        bytes tail;
    };
    bytes head_;
    std::vector<pointer> tails_;
};

template <class See>
void abi_reader::tuple(See see) {
    abi_reader inner{tail()};
    inner.wrong_ = wrong_;
    if (!failed()) {
        see(inner);
        wrong_ = inner.wrong_;
    }
}

template <class See>
void abi_reader::list(std::uint64_t most, See see) {
    const auto [count, elements] = counted_tail(most);
    abi_reader pointers{elements};
    for (std::uint64_t i = 0; i < count && !failed(); ++i) {
        pointers.tuple(see);
        wrong_ = pointers.wrong_;
    }
}

template <class See>
void abi_reader::flat_list(std::uint64_t most, std::uint64_t words, See see) {
    const auto [count, elements] = counted_tail(most);
    for (std::uint64_t i = 0; i < count && !failed(); ++i) {
        const std::uint64_t size = 32 * words;
        if (elements.size() / size <= i) {
            return refuse("is cut short");
        }
        abi_reader inner{elements.subspan(static_cast<std::size_t>(i * size), static_cast<std::size_t>(size))};
        see(inner);
        wrong_ = inner.wrong_;
    }
}

} // namespace zonogon::l1
