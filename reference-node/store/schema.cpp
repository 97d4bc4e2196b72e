#include "store/schema.hpp"

#include <algorithm>
#include <string>

#include "store/record.hpp"

namespace zonogon::store {
namespace {

const bytes schema_key{'s', 'c', 'h', 'e', 'm', 'a'};

result<bool> is_empty(const reader& in) {
    for (std::size_t i = 0; i < family_count; ++i) {
        bool any = false;
        const status scanned = in.scan(static_cast<family>(i), key_range::all(), order::ascending,
                                       [&](byte_view, byte_view) { return !(any = true); });
        if (!scanned) {
            return scanned.why();
        }
        if (any) {
            return false;
        }
    }
    return true;
}

} // namespace

const std::vector<migration>& migrations() {
    static const std::vector<migration> steps;
    return steps;
}

status prepare_schema(database& in, std::uint64_t target, const std::vector<migration>& steps) {
    const auto stored = in.get(family::meta, schema_key);
    if (!stored) {
        return stored.why();
    }
    if (!*stored) {
        const auto empty = is_empty(in);
        if (!empty) {
            return empty.why();
        }
        if (!*empty) {
            return error{"the database has content but no schema version: it is not one of this node"};
        }
        write_batch first;
        first.put(family::meta, schema_key, number_key(target));
        return in.write(first);
    }
    record_reader r{**stored};
    std::uint64_t version = r.number();
    if (status whole = r.outcome("schema version"); !whole) {
        return whole;
    }
    if (version > target) {
        return error{"the database has schema version " + std::to_string(version) + ", this program knows up to " +
                     std::to_string(target)};
    }
    while (version < target) {
        const auto step = std::ranges::find(steps, version, &migration::from);
        if (step == steps.end()) {
            return error{"there is no migration from schema version " + std::to_string(version)};
        }
        write_batch changes;
        if (status done = step->run(in, changes); !done) {
            return error{"migration from schema version " + std::to_string(version) + ": " + done.why().message};
        }
        changes.put(family::meta, schema_key, number_key(++version));
        if (status written = in.write(changes); !written) {
            return written;
        }
    }
    return {};
}

} // namespace zonogon::store
