#include "l1/managed_transaction.hpp"

#include <array>

#include "store/record.hpp"

namespace zonogon::l1 {

std::string_view name_of(transaction_state s) {
    constexpr std::array<std::string_view, 6> names{"created", "sent", "mined", "confirmed", "reverted", "refused"};
    return names[static_cast<std::size_t>(s)];
}

bytes encode(const managed_transaction& t) {
    store::record_writer out;
    out.number(t.id).text(t.label).fixed(t.from).byte(t.to ? 1 : 0).fixed(t.to.value_or(address{})).word(t.value);
    out.text(byte_view{t.data}).number(t.gas_limit).number(t.created_at).byte(static_cast<std::uint8_t>(t.state));
    out.number(t.attempts.size());
    for (const attempt& a : t.attempts) {
        out.fixed(a.hash).number(a.nonce).word(a.max_fee).word(a.tip).number(a.gas_limit).number(a.signed_at);
        out.text(byte_view{a.raw});
    }
    out.fixed(t.mined_hash).number(t.block_number).fixed(t.block_hash).number(t.gas_used).text(t.note);
    return out.take();
}

result<managed_transaction> decode_managed_transaction(byte_view in) {
    store::record_reader r{in};
    managed_transaction t;
    t.id = r.number();
    t.label = r.string();
    t.from = r.fixed<20>();
    const bool has_destination = r.byte() != 0;
    t.to = r.fixed<20>();
    if (!has_destination) {
        t.to.reset();
    }
    t.value = r.word();
    const byte_view data = r.text();
    t.data.assign(data.begin(), data.end());
    t.gas_limit = r.number();
    t.created_at = r.number();
    const std::uint8_t state = r.byte();
    const std::uint64_t attempts = r.number();
    for (std::uint64_t i = 0; i < attempts && !r.failed(); ++i) {
        attempt a;
        a.hash = r.fixed<32>();
        a.nonce = r.number();
        a.max_fee = r.word();
        a.tip = r.word();
        a.gas_limit = r.number();
        a.signed_at = r.number();
        const byte_view raw = r.text();
        a.raw.assign(raw.begin(), raw.end());
        t.attempts.push_back(std::move(a));
    }
    t.mined_hash = r.fixed<32>();
    t.block_number = r.number();
    t.block_hash = r.fixed<32>();
    t.gas_used = r.number();
    t.note = r.string();
    if (status whole = r.outcome("L1 transaction"); !whole) {
        return whole.why();
    }
    if (state > static_cast<std::uint8_t>(transaction_state::refused) ||
        (state != 0 && state != static_cast<std::uint8_t>(transaction_state::refused) && t.attempts.empty())) {
        return error{"the stored L1 transaction is in a state that does not exist"};
    }
    t.state = static_cast<transaction_state>(state);
    return t;
}

} // namespace zonogon::l1
