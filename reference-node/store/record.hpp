#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::store {

/// A number as a key: big-endian, so that keys stand in the order of the numbers.
inline bytes number_key(std::uint64_t number) {
    bytes out;
    append_big_endian<8>(out, number);
    return out;
}

/// Builds a stored value field by field; record_reader takes it apart in the same order.
class record_writer {
public:
    record_writer& byte(std::uint8_t v) {
        out_.push_back(v);
        return *this;
    }
    record_writer& flag(bool v) { return byte(v ? 1 : 0); }
    record_writer& number(std::uint64_t v) {
        append_big_endian<8>(out_, v);
        return *this;
    }
    record_writer& word(const u256& v) {
        append(out_, v.to_bytes());
        return *this;
    }
    /// A text of fixed size: address, hash.
    template <std::size_t Size>
    record_writer& fixed(const std::array<std::uint8_t, Size>& v) {
        append(out_, v);
        return *this;
    }
    record_writer& text(byte_view v) {
        append_big_endian<8>(out_, v.size());
        append(out_, v);
        return *this;
    }
    record_writer& text(std::string_view v) {
        return text(byte_view{reinterpret_cast<const std::uint8_t*>(v.data()), v.size()});
    }
    bytes take() { return std::move(out_); }

private:
    bytes out_;
};

/// Takes a stored value apart. After the first field that is cut short every field is empty; ask outcome() at the end.
class record_reader {
public:
    explicit record_reader(byte_view in) : rest_(in) {}

    std::uint8_t byte() {
        const byte_view one = take(1);
        return one.empty() ? std::uint8_t{0} : one[0];
    }
    std::uint64_t number() { return load_big_endian(take(8)); }
    /// A byte that is 0 or 1; any other is a failure.
    bool flag() {
        const std::uint8_t v = byte();
        odd_ = odd_ || v > 1;
        return v == 1;
    }
    /// A number that must not be above `largest`.
    std::uint64_t number_to(std::uint64_t largest) {
        const std::uint64_t v = number();
        odd_ = odd_ || v > largest;
        return v > largest ? 0 : v;
    }
    /// Marks what was read as out of bounds.
    void refuse() { odd_ = true; }
    u256 word() { return u256::from_bytes(take(32)); }
    template <std::size_t Size>
    std::array<std::uint8_t, Size> fixed() {
        std::array<std::uint8_t, Size> out{};
        std::ranges::copy(take(Size), out.begin());
        return out;
    }
    byte_view text() {
        const std::uint64_t size = number();
        return size > rest_.size() ? (cut_ = true, byte_view{}) : take(static_cast<std::size_t>(size));
    }
    std::string string() {
        const byte_view v = text();
        return {v.begin(), v.end()};
    }
    bool at_end() const noexcept { return rest_.empty(); }
    bool failed() const noexcept { return cut_ || odd_; }
    /// Whether everything was read and nothing is left.
    status outcome(std::string_view what) const {
        if (!failed() && rest_.empty()) {
            return {};
        }
        return error{"the stored " + std::string{what} +
                     (cut_   ? " is cut short"
                      : odd_ ? " has a value out of bounds"
                             : " is longer than its fields")};
    }

private:
    byte_view take(std::size_t size) {
        if (cut_ || rest_.size() < size) {
            cut_ = true;
            return {};
        }
        const byte_view out = rest_.first(size);
        rest_ = rest_.subspan(size);
        return out;
    }

    byte_view rest_;
    bool cut_ = false;
    bool odd_ = false;
};

} // namespace zonogon::store
