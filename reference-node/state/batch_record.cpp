#include "state/batch_record.hpp"

#include <string>

#include "state/block_record.hpp"
#include "state/row.hpp"
#include "store/block_log.hpp"

namespace zonogon::state {
namespace {

using store::family;

constexpr auto last_reason = closing_reason::by_administrator;
constexpr const char* batch_name = "batch";

batch_record decode_batch(store::record_reader& r, std::uint64_t number) {
    batch_record out;
    out.number = number;
    out.state_root = r.word();
    out.local_exit_root = r.word();
    out.accumulated_input_hash = r.word();
    out.timestamp = r.number();
    out.coinbase = r.fixed<20>();
    const byte_view data = r.text();
    out.data.assign(data.begin(), data.end());
    out.closed = static_cast<closing_reason>(r.number_to(static_cast<std::uint64_t>(last_reason)));
    out.forced_number = r.number();
    out.first_block = r.number();
    out.last_block = r.number();
    out.valid = r.flag();
    out.l1_info_index = static_cast<std::uint32_t>(r.number_to(0xffff'ffff));
    return out;
}

} // namespace

std::string_view name(closing_reason why) noexcept {
    switch (why) {
    case closing_reason::open:
        return "";
    case closing_reason::transactions_full:
        return "Max transactions";
    case closing_reason::resource_exhausted:
        return "Resource exhausted";
    case closing_reason::resource_margin:
        return "Resource margin exhausted";
    case closing_reason::no_transaction_fits:
        return "No transaction fits";
    case closing_reason::time:
        return "Max delta timestamp";
    case closing_reason::forced_batch:
        return "Forced batch";
    case closing_reason::before_forced:
        return "Forced batch deadline";
    case closing_reason::l1_first_batch:
        return "Initial batch of L1";
    case closing_reason::from_l1:
        return "Known from L1";
    case closing_reason::by_administrator:
        return "Closed by the administrator";
    }
    return "";
}

void put_batch(store::write_batch& changes, const batch_record& batch) {
    changes.put(family::batch, store::number_key(batch.number),
                store::record_writer{}
                    .word(batch.state_root)
                    .word(batch.local_exit_root)
                    .word(batch.accumulated_input_hash)
                    .number(batch.timestamp)
                    .fixed(batch.coinbase)
                    .text(byte_view{batch.data})
                    .number(static_cast<std::uint64_t>(batch.closed))
                    .number(batch.forced_number)
                    .number(batch.first_block)
                    .number(batch.last_block)
                    .flag(batch.valid)
                    .number(batch.l1_info_index)
                    .take());
}

result<std::optional<batch_record>> read_batch(const store::reader& from, std::uint64_t number) {
    return detail::read_row<batch_record>(from, family::batch, number, batch_name, decode_batch);
}
result<std::optional<batch_record>> read_last_batch(const store::reader& from) {
    return detail::read_last_row<batch_record>(from, family::batch, batch_name, decode_batch);
}

status amend_batch(store::database& to, const batch_record& batch) {
    store::write_batch changes;
    put_batch(changes, batch);
    return store::amend_block(to, store::layer::l2, std::move(changes));
}

status collect_batch_unwind(const store::reader& from, std::uint64_t number, store::write_batch& changes) {
    std::uint64_t last_block = 0;
    if (number != 0) {
        const auto row = read_batch(from, number);
        if (!row) {
            return row.why();
        }
        if (!*row) {
            return error{"there is no batch " + std::to_string(number) + " to go back to"};
        }
        last_block = (*row)->last_block;
    }
    if (status collected = collect_block_unwind(from, last_block, changes); !collected) {
        return collected;
    }
    // Rows without blocks go with the block before them only, which may stay; those later than any undo record too.
    return from.scan(family::batch, {store::number_key(number + 1), {}}, store::order::ascending,
                     [&](byte_view key, byte_view) {
                         changes.erase(family::batch, key);
                         return true;
                     });
}

} // namespace zonogon::state
