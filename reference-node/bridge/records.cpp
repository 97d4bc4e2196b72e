#include "bridge/records.hpp"

#include <zonogon/hash/keccak.hpp>

#include "l1/abi.hpp"
#include "store/record.hpp"

namespace zonogon::bridge {
namespace {

void write(store::record_writer& out, const place& p) {
    out.number(p.block).number(p.timestamp).fixed(p.transaction);
}
place read_place(store::record_reader& in) {
    place out;
    out.block = in.number();
    out.timestamp = in.number();
    out.transaction = in.fixed<32>();
    return out;
}
std::uint32_t read_network(store::record_reader& in) {
    return static_cast<std::uint32_t>(in.number());
}

template <class T>
result<T> whole(T value, const store::record_reader& in, const char* what) {
    const status ok = in.outcome(what);
    return ok ? result<T>{std::move(value)} : result<T>{ok.why()};
}

std::string text_of(byte_view v) {
    return {v.begin(), v.end()};
}

} // namespace

bytes32 leaf_of(const deposit& d) {
    bytes text{static_cast<std::uint8_t>(d.type)};
    append_big_endian<4>(text, d.origin_network);
    append(text, d.origin);
    append_big_endian<4>(text, d.destination_network);
    append(text, d.destination);
    append(text, d.amount.to_bytes());
    append(text, hash::keccak256(d.metadata));
    return hash::keccak256(text);
}

u256 global_index(network_id network, std::uint32_t count) {
    if (network == mainnet) {
        return u256::power_of_two(64) + u256{count};
    }
    return u256{(std::uint64_t{network - 1} << 32) | count};
}

std::pair<network_id, std::uint32_t> deposit_named(const u256& index) {
    // A rollup's index of 2^32 - 1 would be network 2^32; no manager gives it, and here it ends as L1's 0 would.
    return {index.bit(64) ? mainnet : index.word32(1) + 1, index.word32(0)};
}

token_description describe(const wrapped_token& t) {
    l1::abi_reader in{t.metadata};
    token_description out;
    out.name = text_of(in.text());
    out.symbol = text_of(in.text());
    out.decimals = static_cast<std::uint8_t>(in.number(8));
    return in.failed() ? token_description{} : out;
}

bytes32 global_exit_root(const exit_roots& halves) {
    return hash::keccak256(halves.mainnet, halves.rollups);
}

bytes encode(const deposit& d) {
    store::record_writer out;
    out.number(d.network).number(d.count).byte(static_cast<std::uint8_t>(d.type)).number(d.origin_network);
    out.fixed(d.origin).number(d.destination_network).fixed(d.destination).word(d.amount);
    out.text(byte_view{d.metadata});
    write(out, d.where);
    return out.take();
}
result<deposit> decode_deposit(byte_view stored) {
    store::record_reader in{stored};
    deposit out;
    out.network = read_network(in);
    out.count = static_cast<std::uint32_t>(in.number());
    out.type = in.byte() == 0 ? leaf_type::asset : leaf_type::message;
    out.origin_network = read_network(in);
    out.origin = in.fixed<20>();
    out.destination_network = read_network(in);
    out.destination = in.fixed<20>();
    out.amount = in.word();
    const byte_view metadata = in.text();
    out.metadata.assign(metadata.begin(), metadata.end());
    out.where = read_place(in);
    return whole(std::move(out), in, "deposit");
}

bytes encode(const claim& c) {
    store::record_writer out;
    out.number(c.network).word(c.index).number(c.origin_network).fixed(c.origin).fixed(c.destination).word(c.amount);
    write(out, c.where);
    return out.take();
}
result<claim> decode_claim(byte_view stored) {
    store::record_reader in{stored};
    claim out;
    out.network = read_network(in);
    out.index = in.word();
    out.origin_network = read_network(in);
    out.origin = in.fixed<20>();
    out.destination = in.fixed<20>();
    out.amount = in.word();
    out.where = read_place(in);
    return whole(std::move(out), in, "claim");
}

bytes encode(const wrapped_token& t) {
    store::record_writer out;
    out.number(t.network).number(t.origin_network).fixed(t.origin).fixed(t.wrapped).text(byte_view{t.metadata});
    return out.take();
}
result<wrapped_token> decode_wrapped_token(byte_view stored) {
    store::record_reader in{stored};
    wrapped_token out;
    out.network = read_network(in);
    out.origin_network = read_network(in);
    out.origin = in.fixed<20>();
    out.wrapped = in.fixed<20>();
    const byte_view metadata = in.text();
    out.metadata.assign(metadata.begin(), metadata.end());
    return whole(std::move(out), in, "wrapped token");
}

bytes encode(const exit_roots& r) {
    return store::record_writer{}.fixed(r.mainnet).fixed(r.rollups).take();
}
result<exit_roots> decode_exit_roots(byte_view stored) {
    store::record_reader in{stored};
    exit_roots out;
    out.mainnet = in.fixed<32>();
    out.rollups = in.fixed<32>();
    return whole(out, in, "exit roots");
}

bytes encode(const local_roots& r) {
    store::record_writer out;
    for (const auto& [network, root] : r) {
        out.number(network).fixed(root);
    }
    return out.take();
}
result<local_roots> decode_local_roots(byte_view stored) {
    store::record_reader in{stored};
    local_roots out;
    while (!in.failed() && !in.at_end()) {
        const network_id network = read_network(in);
        out[network] = in.fixed<32>();
    }
    return whole(std::move(out), in, "list of local exit roots");
}

} // namespace zonogon::bridge
