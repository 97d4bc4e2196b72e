#include "pool/decode.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <zonogon/base/rlp.hpp>
#include <zonogon/hash/keccak.hpp>

#include "keys/recovery.hpp"

namespace zonogon::pool {
namespace {

const u256 half_order = *u256::parse("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

/// Takes strings out of one RLP list, each in its shortest form. The first thing wrong is kept.
class rlp_list_reader {
public:
    explicit rlp_list_reader(byte_view whole) {
        if (whole.empty() || whole[0] < 0xc0) {
            fail(whole.empty() ? "unexpected EOF" : "expected input list");
            return;
        }
        rest_ = whole;
        const byte_view items = take(0xc0);
        if (!rest_.empty()) {
            fail("value has bytes after its end");
        }
        rest_ = items;
    }

    byte_view text() {
        if (rest_.empty()) {
            fail("too few elements");
            return {};
        }
        if (rest_[0] >= 0xc0) {
            fail("expected input string or byte");
            return {};
        }
        if (rest_[0] < 0x80) {
            const byte_view out = rest_.first(1);
            rest_ = rest_.subspan(1);
            return out;
        }
        const byte_view out = take(0x80);
        if (out.size() == 1 && out[0] < 0x80) {
            fail("non-canonical size information");
        }
        return out;
    }
    u256 number(std::size_t longest) {
        const byte_view in = text();
        if (in.size() > longest) {
            fail("input string too long");
            return {};
        }
        if (!in.empty() && in[0] == 0) {
            fail("non-canonical integer (leading zero bytes)");
        }
        return u256::from_bytes(in);
    }
    void end() {
        if (!rest_.empty()) {
            fail("input list has too many elements");
        }
    }
    const std::optional<error>& why() const noexcept { return why_; }

private:
    void fail(const char* what) {
        if (!why_) {
            why_ = error{std::string{"rlp: "} + what};
        }
        rest_ = {};
    }
    /// The payload behind the header of a string (base 0x80) or list (base 0xc0). Precondition: there is a byte.
    byte_view take(std::uint8_t base) {
        std::size_t length = rest_[0] - std::size_t{base};
        std::size_t header = 1;
        if (length > 55) {
            const std::size_t width = length - 55;
            if (rest_.size() < 1 + width) {
                fail("value size exceeds available input length");
                return {};
            }
            const std::uint64_t wide = load_big_endian(rest_.subspan(1, width));
            if (rest_[1] == 0 || wide < 56) {
                fail("non-canonical size information");
                return {};
            }
            header += width;
            // Compared as it is: a length near 2^64 must not wrap.
            if (wide > rest_.size() - header) {
                fail("value size exceeds available input length");
                return {};
            }
            length = static_cast<std::size_t>(wide);
        }
        if (length > rest_.size() - header) {
            fail("value size exceeds available input length");
            return {};
        }
        const byte_view out = rest_.subspan(header, length);
        rest_ = rest_.subspan(header + length);
        return out;
    }

    byte_view rest_;
    std::optional<error> why_;
};

/// v of a legacy transaction: 27 or 28, or with the chain id in it (EIP-155).
status read_v(const u256& v, rollup::transaction& tx) {
    if (v == u256{27} || v == u256{28}) {
        tx.v = static_cast<std::uint8_t>(v.low64());
        return {};
    }
    if (v < u256{35}) {
        return error{"invalid transaction v, r, s values"};
    }
    const u256 chain = (v - u256{35}) >> 1;
    if (!chain.fits64() || chain.is_zero()) {
        return error{"invalid chain id for signer"};
    }
    tx.chain_id = chain.low64();
    tx.v = static_cast<std::uint8_t>(27 + ((v - u256{35}).low64() & 1));
    return {};
}

/// Why an envelope of EIP-2718 is not taken, in words that say what to send instead. The first four are geth's.
error refuse_type(std::uint8_t type) {
    constexpr std::array<const char*, 5> names{"", " (access list, EIP-2930)", " (dynamic fee, EIP-1559)",
                                               " (blobs, EIP-4844)", " (code delegation, EIP-7702)"};
    return error{"transaction type not supported: type " + std::to_string(type) +
                 (type < names.size() ? names[type] : "") +
                 " cannot stand in a batch of this rollup, send a legacy transaction (type 0) with gasPrice"};
}

} // namespace

result<decoded_transaction> decode_transaction(byte_view raw) {
    if (raw.empty()) {
        return error{"typed transaction too short"};
    }
    if (raw[0] < 0x80) {
        return refuse_type(raw[0]);
    }
    rlp_list_reader in{raw};
    decoded_transaction out;
    rollup::transaction& tx = out.tx;
    tx.nonce = in.number(8).low64();
    tx.gas_price = in.number(32);
    tx.gas_limit = in.number(8).low64();
    const byte_view to = in.text();
    tx.value = in.number(32);
    const byte_view data = in.text();
    const u256 v = in.number(32);
    tx.r = in.number(32);
    tx.s = in.number(32);
    in.end();
    if (in.why()) {
        return *in.why();
    }
    if (to.size() != 0 && to.size() != 20) {
        return error{"rlp: input string of wrong size for common.Address"};
    }
    if (!to.empty()) {
        std::ranges::copy(to, tx.to.emplace().begin());
    }
    tx.data.assign(data.begin(), data.end());
    if (status read = read_v(v, tx); !read) {
        return read.why();
    }
    if (tx.r.is_zero() || tx.s.is_zero() || tx.s > half_order) {
        return error{"invalid transaction v, r, s values"};
    }
    const auto from = keys::recovery{}(rollup::signing_hash(tx), tx.r, tx.s, tx.v);
    if (!from) {
        return error{"invalid sender"};
    }
    out.from = *from;
    out.hash = hash::keccak256(raw);
    out.size = raw.size();
    return out;
}

bytes encode_transaction(const rollup::transaction& tx) {
    bytes items = rollup::transaction_detail::first_six_fields(tx);
    u256 v{tx.v};
    if (tx.chain_id) {
        v = u256{*tx.chain_id} + u256{*tx.chain_id} + u256{std::uint64_t{tx.v} + 8};
    }
    append_rlp_number(items, v);
    append_rlp_number(items, tx.r);
    append_rlp_number(items, tx.s);
    return rlp_list(items);
}

} // namespace zonogon::pool
