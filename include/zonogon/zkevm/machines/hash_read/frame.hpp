#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// What the padding tables of all hash functions share: a row is a block of a padded message, the blocks of a message
/// follow each other, messages are ordered by identifier, and each byte can be read by position.
namespace zonogon::zkevm::machines::hash_padding {

/// Which hash function a byte on the bus hash.byte belongs to.
enum class hash_kind : std::uint8_t { keccak, poseidon, sha256 };

template <class T>
struct frame {
    T used;
    /// 1 if the row's block is not the first of its message.
    T continues;
    T id;
    /// Number of the block in its message.
    T block;
    /// At a first block: id - 1 - (id of the message before), in 16-bit chunks; so no two messages share an id.
    std::array<T, 2> gap;
    /// At a last block: whether the program asked for the length and for the digest; once each at most.
    T asks_length, asks_digest;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("used", s.used);
        f("continues", s.continues);
        f("id", s.id);
        f("block", s.block);
        f("gap", s.gap);
        f("asksLength", s.asks_length);
        f("asksDigest", s.asks_digest);
    }
};

/// Constraints on the frame. `goes_on` must be 1 exactly if the message has a further block, and 0 in unused rows.
constexpr void describe_frame(air::builder& b, const frame<air::column>& c, const air::expr& goes_on) {
    using air::expr;
    b.assert_bool(c.used);
    b.assert_zero("unused rows come last", b.transition() * (1 - c.used) * c.used.next());
    b.assert_zero("first row begins a message", b.first_row() * c.continues);
    b.assert_zero("last row ends its message", b.last_row() * goes_on);
    b.assert_zero("next block continues", b.transition() * (c.continues.next() - goes_on));
    b.assert_zero("a block that continues is used", c.continues * (1 - c.used));

    b.assert_zero("one id for all blocks", goes_on * (c.id.next() - c.id));
    const expr gap_next = c.gap[0].next() + 65536 * c.gap[1].next();
    b.assert_zero("ids increase",
                  b.transition() * (c.used.next() - c.continues.next()) * (c.id.next() - c.id - 1 - gap_next));
    b.assert_zero("no id in an unused row", (1 - c.used) * c.id);
    for (const air::column& chunk : c.gap) {
        b.assert_zero("gap between messages only", (1 - c.used + c.continues) * chunk);
        b.assert_zero("no gap before the first message", b.first_row() * chunk);
        b.send("range16", {chunk});
    }
    b.assert_zero("blocks count from 0", (1 - c.continues) * c.block);
    b.assert_zero("blocks count", goes_on * (c.block.next() - c.block - 1));

    const expr not_last = 1 - c.used + goes_on;
    for (const air::column& asks : {c.asks_length, c.asks_digest}) {
        b.assert_bool(asks);
        b.assert_zero("asked at the last block", asks * not_last);
    }
}

/// Sends each byte of the block as often as it is read. data[j] is 1 where byte j belongs to the message.
constexpr void describe_bytes(air::builder& b, const frame<air::column>& c, hash_kind kind,
                              std::span<const air::column> bytes, std::span<const air::column> data,
                              std::span<const air::column> reads) {
    for (std::size_t j = 0; j < bytes.size(); ++j) {
        b.assert_zero("padding is not read", reads[j] * (1 - data[j]));
        b.send("hash.byte", {static_cast<int>(kind), c.id, bytes.size() * c.block + j, bytes[j]}, reads[j]);
    }
}

/// Marks the message's bytes: data[j] is 1 for the first bytes of a block and 0 for the rest. Returns their number.
constexpr air::expr describe_data(air::builder& b, const air::expr& before, std::span<const air::column> data) {
    air::expr count;
    for (std::size_t j = 0; j < data.size(); ++j) {
        b.assert_bool("data is 0 or 1", data[j]);
        b.assert_zero("data comes first", data[j] * (1 - (j == 0 ? before : data[j - 1])));
        count += data[j];
    }
    return count;
}

/// Padding by 0x01, zeros and a final 0x80 in the last byte of the last block (pad10*1 on bytes): a block that is not
/// full of data is the last. Precondition: the bytes are range-checked and describe_data holds.
constexpr void describe_pad_10_1(air::builder& b, const air::expr& used, std::span<const air::column> bytes,
                                 std::span<const air::column> data) {
    const std::size_t rate = bytes.size();
    for (std::size_t j = 0; j < rate; ++j) {
        air::expr pad = (j == 0 ? used : data[j - 1]) - data[j];
        if (j + 1 == rate) {
            pad += 128 * (used - data[j]);
        }
        b.assert_equal("padding", (1 - data[j]) * bytes[j], pad);
    }
}

/// The frame and the bytes of one block.
struct block {
    frame<field::goldilocks> cells{};
    std::vector<std::uint8_t> bytes;
    /// How many of the bytes belong to the message.
    std::size_t data = 0;
    std::vector<std::uint32_t> reads;
};

inline bytes pad_10_1(byte_view message, std::size_t rate) {
    bytes out(message.begin(), message.end());
    out.resize((message.size() / rate + 1) * rate);
    out[message.size()] |= 0x01;
    out.back() |= 0x80;
    return out;
}

/// Cuts the padded messages into the blocks of a table, and reports what the frame asks of the range table for
/// `height` rows. Fails when identifiers are too far apart or a read is not within its message.
template <class Pad>
result<std::vector<block>> cut_blocks(const std::map<std::uint64_t, zkasm::hash_request>& messages, std::size_t rate,
                                      Pad&& pad, byte_table::usage& usage) {
    using field::goldilocks;
    std::vector<block> out;
    const std::uint64_t* id_before = nullptr;
    for (const auto& [id, message] : messages) {
        const std::uint64_t gap = id_before == nullptr ? 0 : id - *id_before - 1;
        if (!goldilocks::is_canonical(id) || gap >> 32) {
            return error{"hash identifier " + std::to_string(id) + " is too large"};
        }
        std::vector<std::uint32_t> reads(message.data.size());
        for (const auto& read : message.reads) {
            if (read.length == 0 || read.length > 32 || read.position > reads.size() ||
                reads.size() - read.position < read.length) {
                return error{"a read of hash " + std::to_string(id) + " is not within its bytes"};
            }
            for (std::size_t i = 0; i < read.length; ++i) {
                ++reads[read.position + i];
            }
        }
        const bytes padded = pad(byte_view{message.data});
        reads.resize(padded.size());
        const std::size_t blocks = padded.size() / rate;
        for (std::size_t i = 0; i < blocks; ++i) {
            block next;
            const auto from = static_cast<std::ptrdiff_t>(i * rate);
            const auto to = static_cast<std::ptrdiff_t>((i + 1) * rate);
            next.bytes.assign(padded.begin() + from, padded.begin() + to);
            next.reads.assign(reads.begin() + from, reads.begin() + to);
            const std::size_t left = message.data.size() < i * rate ? 0 : message.data.size() - i * rate;
            next.data = left < rate ? left : rate;
            next.cells.used = goldilocks::one();
            next.cells.continues = goldilocks{i > 0};
            next.cells.id = goldilocks{id};
            next.cells.block = goldilocks{i};
            if (i == 0) {
                next.cells.gap = {goldilocks{gap & 0xffff}, goldilocks{gap >> 16}};
                usage.range32(gap);
            } else {
                usage.range32(0);
            }
            next.cells.asks_length = goldilocks{i + 1 == blocks && message.length_asked};
            next.cells.asks_digest = goldilocks{i + 1 == blocks && message.digest_asked};
            out.push_back(std::move(next));
        }
        id_before = &id;
    }
    const std::size_t unused = table_height(out.size()) - out.size();
    usage.range16(0, static_cast<std::uint32_t>(2 * unused));
    return out;
}

} // namespace zonogon::zkevm::machines::hash_padding
