#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/rollup/transaction.hpp>

namespace zonogon::rollup {

/// The item that opens an L2 block.
struct change_l2_block {
    std::uint32_t delta_timestamp = 0;
    /// Leaf of the L1 info tree to import; 0 imports nothing.
    std::uint32_t l1_info_index = 0;

    friend bool operator==(const change_l2_block&, const change_l2_block&) = default;
};

using batch_item = std::variant<change_l2_block, transaction>;

inline bytes encode_batch(const std::vector<batch_item>& items) {
    bytes out;
    for (const batch_item& item : items) {
        if (const auto* block = std::get_if<change_l2_block>(&item)) {
            out.push_back(0x0b);
            append_big_endian<4>(out, block->delta_timestamp);
            append_big_endian<4>(out, block->l1_info_index);
        } else {
            append_to_batch(out, *std::get_if<transaction>(&item));
        }
    }
    return out;
}

/// Reads batch data by the rules of protocol 3.2, apart from which items a forced or an ordinary batch may hold.
class batch_decoder {
public:
    explicit batch_decoder(byte_view data) noexcept : data_(data) {}

    result<std::vector<batch_item>> run() {
        std::vector<batch_item> items;
        while (position_ < data_.size()) {
            const std::uint8_t first = data_[position_];
            if (first == 0x0b) {
                items.emplace_back(block());
            } else if (first >= 0xc1 && first <= 0xfa) {
                items.emplace_back(list());
            } else {
                fail("an item starts with neither 0x0b nor a list");
            }
            if (!why_.empty()) {
                return error{"batch data at byte " + std::to_string(position_) + ": " + why_};
            }
        }
        return items;
    }

private:
    static constexpr std::size_t signature_size = 66;

    void fail(const char* why) {
        if (why_.empty()) {
            why_ = why;
        }
    }
    /// The next `length` bytes below `end`; none of them after a failure.
    byte_view take(std::size_t length, std::size_t end) {
        if (!why_.empty() || end < position_ || end - position_ < length) {
            fail("the item is cut short");
            return {};
        }
        position_ += length;
        return data_.subspan(position_ - length, length);
    }
    std::uint8_t byte(std::size_t end) {
        const byte_view one = take(1, end);
        return one.empty() ? std::uint8_t{0} : one[0];
    }
    /// A length of `width` bytes after a header: at least 56 and without leading zeros.
    std::size_t long_length(std::size_t width, std::size_t end) {
        const byte_view text = take(width, end);
        const std::uint64_t length = load_big_endian(text);
        if (text.empty() || text[0] == 0 || length < 56) {
            fail("a length is not written in the shortest way");
            return 0;
        }
        return length;
    }
    u256 number(std::size_t longest, std::size_t end) {
        const std::uint8_t header = byte(end);
        if (header < 0x80) {
            return u256{header};
        }
        const std::size_t length = header - std::size_t{0x80};
        if (length > longest) {
            fail("a number is too long");
            return {};
        }
        const byte_view text = take(length, end);
        if (!text.empty() && (text[0] == 0 || (length == 1 && text[0] < 0x80))) {
            fail("a number is not written in the shortest way");
        }
        return u256::from_bytes(text);
    }

    change_l2_block block() {
        const byte_view text = take(9, data_.size());
        if (text.empty()) {
            return {};
        }
        return {static_cast<std::uint32_t>(load_big_endian(text.subspan(1, 4))),
                static_cast<std::uint32_t>(load_big_endian(text.subspan(5, 4)))};
    }

    transaction list() {
        transaction tx;
        const std::size_t start = position_;
        const std::uint8_t header = byte(data_.size());
        const std::size_t length =
            header < 0xf8 ? header - std::size_t{0xc0} : long_length(header - std::size_t{0xf7}, data_.size());
        if (data_.size() - position_ < length + signature_size) {
            fail("the transaction is cut short");
            return tx;
        }
        const std::size_t end = position_ + length;
        tx.nonce = number(8, end).low64();
        tx.gas_price = number(32, end);
        tx.gas_limit = number(8, end).low64();
        destination(tx, end);
        tx.value = number(32, end);
        data(tx, end);
        if (why_.empty() && position_ != end) {
            tx.chain_id = number(8, end).low64();
            if (byte(end) != 0x80 || byte(end) != 0x80) {
                fail("the two fields after the chain id are not empty");
            }
        }
        if (why_.empty() && position_ != end) {
            fail("a list has more than its fields");
        }
        const byte_view written = data_.subspan(start, end - start);
        if (why_.empty() && !std::ranges::equal(written, signing_payload(tx))) {
            tx.unusual_payload.assign(written.begin(), written.end());
        }
        tx.r = u256::from_bytes(take(32, data_.size()));
        tx.s = u256::from_bytes(take(32, data_.size()));
        tx.v = byte(data_.size());
        tx.percentage = byte(data_.size());
        return tx;
    }
    void destination(transaction& tx, std::size_t end) {
        const std::uint8_t header = byte(end);
        if (header == 0x80) {
            return;
        }
        if (header != 0x94) {
            return fail("a destination has neither 0 nor 20 bytes");
        }
        const byte_view text = take(20, end);
        if (!text.empty()) {
            tx.to.emplace();
            std::ranges::copy(text, tx.to->begin());
        }
    }
    void data(transaction& tx, std::size_t end) {
        const std::uint8_t header = byte(end);
        if (header < 0x80) {
            if (why_.empty()) {
                tx.data.push_back(header);
            }
            return;
        }
        if (header > 0xba) {
            return fail("data are no string of less than 2^24 bytes");
        }
        const std::size_t length =
            header < 0xb8 ? header - std::size_t{0x80} : long_length(header - std::size_t{0xb7}, end);
        const byte_view text = take(length, end);
        if (length == 1 && !text.empty() && text[0] < 0x80) {
            fail("data of one byte are not written in the shortest way");
        }
        tx.data.assign(text.begin(), text.end());
    }

    byte_view data_;
    std::size_t position_ = 0;
    std::string why_;
};

inline result<std::vector<batch_item>> decode_batch(byte_view data) {
    return batch_decoder{data}.run();
}

} // namespace zonogon::rollup
