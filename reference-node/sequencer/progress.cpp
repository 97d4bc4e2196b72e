#include "sequencer/progress.hpp"

#include <string_view>

#include "store/record.hpp"

namespace zonogon::sequencer {
namespace {

using store::family;

byte_view key() {
    static constexpr std::string_view text = "sequencer progress";
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void write(store::record_writer& out, const rollup::zk_counters& c) {
    rollup::zk_counters::for_each([&](auto member) { out.number(c.*member); });
}
void read(store::record_reader& in, rollup::zk_counters& c) {
    rollup::zk_counters::for_each([&](auto member) { c.*member = in.number(); });
}

} // namespace

void put_progress(store::write_batch& changes, const progress& p) {
    store::record_writer out;
    out.number(p.batch).number(p.opened_at).number(p.used.bytes).number(p.used.gas).number(p.used.transactions);
    write(out, p.used.used);
    write(out, p.used.asked);
    out.number(p.l1_info_index).number(p.forced);
    changes.put(family::meta, key(), out.take());
}

result<std::optional<progress>> read_progress(const store::reader& from) {
    const auto found = from.get(family::meta, key());
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return std::optional<progress>{};
    }
    store::record_reader in{**found};
    progress out;
    out.batch = in.number();
    out.opened_at = in.number();
    out.used.bytes = in.number();
    out.used.gas = in.number();
    out.used.transactions = in.number();
    read(in, out.used.used);
    read(in, out.used.asked);
    out.l1_info_index = static_cast<std::uint32_t>(in.number_to(0xffff'ffff));
    out.forced = in.number();
    const status whole = in.outcome("progress of the sequencer");
    return whole ? result<std::optional<progress>>{std::optional{out}} : whole.why();
}

} // namespace zonogon::sequencer
