#include "pool/quarantine.hpp"

#include <algorithm>
#include <tuple>

#include "store/record.hpp"

namespace zonogon::pool {
namespace {

using store::family;

const bytes row_prefix{'q', 'u', 'a', 'r', 'a', 'n', 't', 'i', 'n', 'e'};

bytes key_of(const bytes32& hash) {
    bytes out = row_prefix;
    append(out, hash);
    return out;
}

bytes encode(const quarantined& q) {
    return store::record_writer{}
        .fixed(q.hash)
        .fixed(q.from)
        .number(q.nonce)
        .text(byte_view{q.raw})
        .text(q.host)
        .text(q.reason)
        .flag(q.for_good)
        .number(q.time)
        .take();
}

result<quarantined> decode(byte_view text) {
    store::record_reader r{text};
    quarantined out;
    out.hash = r.fixed<32>();
    out.from = r.fixed<20>();
    out.nonce = r.number();
    const byte_view raw = r.text();
    out.raw.assign(raw.begin(), raw.end());
    out.host = r.string();
    out.reason = r.string();
    out.for_good = r.flag();
    out.time = r.number();
    const status whole = r.outcome("quarantined transaction");
    return whole ? result<quarantined>{std::move(out)} : whole.why();
}

} // namespace

status quarantine::load() {
    status failed;
    const status scanned = in_.scan(family::meta, store::key_range::starting_with(row_prefix), store::order::ascending,
                                    [&](byte_view, byte_view value) {
                                        auto row = decode(value);
                                        if (!row) {
                                            failed = row.why();
                                            return false;
                                        }
                                        rows_.insert_or_assign(row->hash, *row);
                                        return true;
                                    });
    return scanned ? failed : scanned;
}

status quarantine::add(const quarantined& row, store::write_batch more) {
    more.put(family::meta, key_of(row.hash), encode(row));
    auto oldest = rows_.end();
    if (rows_.size() >= most_rows && !rows_.contains(row.hash)) {
        oldest = std::ranges::min_element(rows_, {}, [](const auto& r) { return r.second.time; });
        more.erase(family::meta, key_of(oldest->first));
    }
    if (status written = in_.write(more); !written) {
        return written;
    }
    if (oldest != rows_.end()) {
        rows_.erase(oldest);
    }
    rows_.insert_or_assign(row.hash, row);
    return {};
}

status quarantine::remove(const bytes32& hash) {
    if (!rows_.contains(hash)) {
        return {};
    }
    store::write_batch changes;
    changes.erase(family::meta, key_of(hash));
    if (status written = in_.write(changes); !written) {
        return written;
    }
    rows_.erase(hash);
    return {};
}

const quarantined* quarantine::find(const bytes32& hash) const {
    const auto found = rows_.find(hash);
    return found == rows_.end() ? nullptr : &found->second;
}

std::vector<quarantined> quarantine::list() const {
    std::vector<quarantined> out;
    out.reserve(rows_.size());
    for (const auto& [hash, row] : rows_) {
        out.push_back(row);
    }
    std::ranges::sort(out, [](const quarantined& a, const quarantined& b) {
        return std::tie(a.time, a.hash) < std::tie(b.time, b.hash);
    });
    return out;
}

} // namespace zonogon::pool
