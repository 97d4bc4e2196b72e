#include "monitor/event_log.hpp"

#include <utility>

#include "store/record.hpp"

namespace zonogon::monitor {

using store::family;

result<event_log> event_log::open(store::database& in) {
    std::uint64_t next = 0;
    const status scanned =
        in.scan(family::event, store::key_range::all(), store::order::descending, [&](byte_view key, byte_view) {
            next = load_big_endian(key.first(std::min<std::size_t>(key.size(), 8))) + 1;
            return false;
        });
    return scanned ? result<event_log>{event_log{in, next}} : result<event_log>{scanned.why()};
}

status event_log::add(const event& e) {
    store::write_batch changes;
    changes.put(family::event, store::number_key(next_),
                store::record_writer{}
                    .number(e.time)
                    .byte(e.severity)
                    .text(e.part)
                    .text(e.id)
                    .text(e.description)
                    .text(e.details)
                    .take());
    if (status written = store_->write(changes); !written) {
        return written;
    }
    ++next_;
    return {};
}

result<std::vector<event>> event_log::newest(std::size_t most, std::uint64_t before) const {
    std::vector<event> out;
    status failed;
    const status scanned = store_->scan(family::event, {{}, store::number_key(before)}, store::order::descending,
                                        [&](byte_view key, byte_view value) {
                                            if (out.size() >= most) {
                                                return false;
                                            }
                                            store::record_reader r{value};
                                            event e;
                                            e.number = store::record_reader{key}.number();
                                            e.time = r.number();
                                            e.severity = r.byte();
                                            e.part = r.string();
                                            e.id = r.string();
                                            e.description = r.string();
                                            e.details = r.string();
                                            failed = r.outcome("event");
                                            out.push_back(std::move(e));
                                            return failed.ok();
                                        });
    if (!scanned || !failed) {
        return scanned ? failed.why() : scanned.why();
    }
    return out;
}

} // namespace zonogon::monitor
