#include "l1/abi.hpp"

#include <algorithm>
#include <string>

namespace zonogon::l1 {
namespace {

constexpr std::size_t word_size = 32;

constexpr std::size_t padded(std::size_t size) noexcept {
    return (size + word_size - 1) / word_size * word_size;
}

} // namespace

byte_view abi_reader::next() {
    static constexpr bytes32 zero{};
    if (!failed() && frame_.size() - at_ >= word_size) {
        at_ += word_size;
        return frame_.subspan(at_ - word_size, word_size);
    }
    refuse("is cut short");
    return zero;
}

bytes32 abi_reader::hash() {
    bytes32 out{};
    std::ranges::copy(next(), out.begin());
    return out;
}

std::uint64_t abi_reader::number(unsigned bits) {
    const u256 value = word();
    if (value.bit_width() > std::min(bits, 64U)) {
        refuse("has a number that does not fit its type");
        return 0;
    }
    return value.low64();
}

zonogon::address abi_reader::account() {
    const byte_view text = next();
    zonogon::address out{};
    if (std::ranges::any_of(text.first(12), [](std::uint8_t b) { return b != 0; })) {
        refuse("has an address of more than 20 bytes");
        return out;
    }
    std::ranges::copy(text.last(20), out.begin());
    return out;
}

bool abi_reader::flag() {
    const u256 value = word();
    if (value > u256{1}) {
        refuse("has a boolean that is neither 0 nor 1");
    }
    return value == u256{1};
}

byte_view abi_reader::tail() {
    const u256 offset = word();
    if (!offset.fits64() || offset.low64() > frame_.size()) {
        refuse("has an offset outside its bytes");
    }
    return failed() ? byte_view{} : frame_.subspan(static_cast<std::size_t>(offset.low64()));
}

std::pair<std::uint64_t, byte_view> abi_reader::counted_tail(std::uint64_t most) {
    abi_reader inner{tail()};
    inner.wrong_ = wrong_;
    const u256 count = inner.word();
    if (!inner.failed() && (!count.fits64() || count.low64() > most)) {
        inner.refuse("has a list that is too long");
    }
    wrong_ = inner.wrong_;
    return failed() ? std::pair<std::uint64_t, byte_view>{} : std::pair{count.low64(), inner.frame_.subspan(inner.at_)};
}

byte_view abi_reader::text() {
    const auto [size, rest] = counted_tail(~std::uint64_t{0});
    if (size > rest.size()) {
        refuse("is cut short");
        return {};
    }
    return rest.first(static_cast<std::size_t>(size));
}

status abi_reader::outcome(std::string_view what) const {
    return failed() ? status{error{"the " + std::string{what} + " " + wrong_}} : status{};
}

abi_writer& abi_writer::fixed(byte_view word) {
    append(head_, word);
    return *this;
}
abi_writer& abi_writer::dynamic(bytes tail) {
    tails_.push_back({head_.size(), std::move(tail)});
    return fixed(bytes32{});
}

abi_writer& abi_writer::word(const u256& v) {
    return fixed(v.to_bytes());
}
abi_writer& abi_writer::account(const zonogon::address& v) {
    head_.resize(head_.size() + word_size - v.size());
    return fixed(v);
}
abi_writer& abi_writer::text(byte_view v) {
    bytes tail;
    append(tail, u256{v.size()}.to_bytes());
    append(tail, v);
    tail.resize(padded(tail.size()));
    return dynamic(std::move(tail));
}
abi_writer& abi_writer::tuple(const abi_writer& members) {
    return dynamic(members.take());
}
abi_writer& abi_writer::list(const std::vector<abi_writer>& elements) {
    abi_writer inner;
    for (const abi_writer& one : elements) {
        inner.tuple(one);
    }
    return flat_list(elements.size(), inner);
}
abi_writer& abi_writer::flat_list(std::uint64_t count, const abi_writer& elements) {
    bytes tail;
    append(tail, u256{count}.to_bytes());
    append(tail, elements.take());
    return dynamic(std::move(tail));
}

bytes abi_writer::take() const {
    bytes out = head_;
    for (const pointer& one : tails_) {
        std::ranges::copy(u256{out.size()}.to_bytes(), out.begin() + static_cast<std::ptrdiff_t>(one.position));
        append(out, one.tail);
    }
    return out;
}
bytes abi_writer::call(const selector& function) const {
    bytes out{function.begin(), function.end()};
    append(out, take());
    return out;
}

} // namespace zonogon::l1
