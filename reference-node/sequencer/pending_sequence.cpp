#include "sequencer/pending_sequence.hpp"

#include <string_view>

#include "store/record.hpp"

namespace zonogon::sequencer {
namespace {

using store::family;

bytes prefix() {
    static constexpr std::string_view text = "sequence from ";
    return {text.begin(), text.end()};
}
bytes key(std::uint64_t first) {
    bytes out = prefix();
    append_big_endian<8>(out, first);
    return out;
}

} // namespace

void put_pending(store::write_batch& changes, const pending_sequence& p) {
    store::record_writer out;
    out.number(p.first).number(p.last).number(p.attempt).number(p.failures).number(p.not_before).fixed(p.contents);
    changes.put(family::meta, key(p.first), out.take());
}

void erase_pending(store::write_batch& changes, const pending_sequence& p) {
    changes.erase(family::meta, key(p.first));
}

result<std::vector<pending_sequence>> read_pending(const store::reader& from) {
    std::vector<pending_sequence> out;
    status failed;
    const status scanned = from.scan(family::meta, store::key_range::starting_with(prefix()), store::order::ascending,
                                     [&](byte_view, byte_view value) {
                                         store::record_reader in{value};
                                         pending_sequence& p = out.emplace_back();
                                         p.first = in.number();
                                         p.last = in.number();
                                         p.attempt = in.number();
                                         p.failures = in.number();
                                         p.not_before = in.number();
                                         if (!in.at_end()) {
                                             p.contents = in.fixed<32>();
                                         }
                                         failed = in.outcome("sequence");
                                         return failed.ok();
                                     });
    if (!scanned || !failed) {
        return scanned ? failed.why() : scanned.why();
    }
    return out;
}

} // namespace zonogon::sequencer
