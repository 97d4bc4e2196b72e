#include "store/block_log.hpp"

#include <map>
#include <string>
#include <utility>

#include "store/record.hpp"

namespace zonogon::store {
namespace {

bytes checkpoint_key(layer of) {
    return {'c', 'h', 'e', 'c', 'k', static_cast<std::uint8_t>(of)};
}
bytes floor_key(layer of) {
    return {'f', 'l', 'o', 'o', 'r', static_cast<std::uint8_t>(of)};
}
bytes undo_key(layer of, std::uint64_t number) {
    bytes out{static_cast<std::uint8_t>(of)};
    append_big_endian<8>(out, number);
    return out;
}
bytes encode(const checkpoint& c) {
    return record_writer{}.number(c.number).fixed(c.hash).take();
}
result<checkpoint> decode_checkpoint(byte_view in) {
    record_reader r{in};
    checkpoint out;
    out.number = r.number();
    out.hash = r.fixed<32>();
    const status whole = r.outcome("checkpoint");
    return whole ? result<checkpoint>{out} : result<checkpoint>{whole.why()};
}

using place = std::pair<family, bytes>;
using former_values = std::map<place, std::optional<bytes>>;

/// The record of one block: the checkpoint before it, then each key with what it held.
bytes encode_undo(const std::optional<checkpoint>& before, const former_values& former) {
    record_writer out;
    out.byte(before ? 1 : 0);
    if (before) {
        out.text(byte_view{encode(*before)});
    }
    for (const auto& [where, value] : former) {
        out.text(family_names[static_cast<std::size_t>(where.first)]).text(byte_view{where.second}).byte(value ? 1 : 0);
        if (value) {
            out.text(byte_view{*value});
        }
    }
    return out.take();
}

std::optional<family> family_named(std::string_view name) {
    for (std::size_t i = 0; i < family_count; ++i) {
        if (family_names[i] == name) {
            return static_cast<family>(i);
        }
    }
    return std::nullopt;
}

/// Reads a record over `former`: older records hold.
status read_undo(byte_view in, std::optional<checkpoint>& before, former_values& former) {
    record_reader r{in};
    before.reset();
    if (r.byte() != 0) {
        const auto decoded = decode_checkpoint(r.text());
        if (!decoded) {
            return decoded.why();
        }
        before = *decoded;
    }
    while (!r.failed() && !r.at_end()) {
        const auto where = family_named(r.string());
        const byte_view key = r.text();
        std::optional<bytes> value;
        if (r.byte() != 0) {
            const byte_view text = r.text();
            value.emplace(text.begin(), text.end());
        }
        if (!where) {
            return error{"the stored undo record names a family that is not there"};
        }
        former[{*where, bytes(key.begin(), key.end())}] = std::move(value);
    }
    return r.outcome("undo record");
}

/// What the keys of `effects` hold now, but for those that are in `former` already.
status remember(const reader& from, const write_batch& effects, former_values& former) {
    for (const write_batch::change& one : effects.changes()) {
        place where{one.where, one.key};
        if (former.contains(where)) {
            continue;
        }
        auto held = from.get(one.where, one.key);
        if (!held) {
            return held.why();
        }
        former.emplace(std::move(where), *std::move(held));
    }
    return {};
}

} // namespace

result<std::optional<checkpoint>> last_checkpoint(const reader& from, layer of) {
    const auto found = from.get(family::meta, checkpoint_key(of));
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return std::optional<checkpoint>{};
    }
    const auto decoded = decode_checkpoint(**found);
    if (!decoded) {
        return decoded.why();
    }
    return std::optional<checkpoint>{*decoded};
}

status apply_block(database& to, layer of, const checkpoint& block, write_batch effects, write_batch permanent) {
    const auto before = last_checkpoint(to, of);
    if (!before) {
        return before.why();
    }
    if (*before && block.number <= (*before)->number) {
        return error{"block " + std::to_string(block.number) + " does not follow block " +
                     std::to_string((*before)->number)};
    }
    former_values former;
    if (status known = remember(to, effects, former); !known) {
        return known;
    }
    effects.put(family::undo, undo_key(of, block.number), encode_undo(*before, former));
    effects.put(family::meta, checkpoint_key(of), encode(block));
    effects.append(std::move(permanent));
    return to.write(effects);
}

status amend_block(database& to, layer of, write_batch effects) {
    const auto last = last_checkpoint(to, of);
    if (!last) {
        return last.why();
    }
    if (!*last) {
        return to.write(effects);
    }
    const bytes name = undo_key(of, (*last)->number);
    const auto record = to.get(family::undo, name);
    if (!record) {
        return record.why();
    }
    if (!*record) {
        return to.write(effects);
    }
    former_values former;
    std::optional<checkpoint> before;
    if (status read = read_undo(**record, before, former); !read) {
        return read;
    }
    if (status known = remember(to, effects, former); !known) {
        return known;
    }
    effects.put(family::undo, name, encode_undo(before, former));
    return to.write(effects);
}

status collect_unwind(const reader& from, layer of, std::uint64_t number, write_batch& changes) {
    const auto floor = from.get(family::meta, floor_key(of));
    if (!floor) {
        return floor.why();
    }
    if (*floor && record_reader{**floor}.number() > number) {
        return error{"blocks up to " + std::to_string(record_reader{**floor}.number()) + " cannot be unwound any more"};
    }
    former_values former;
    std::optional<checkpoint> before;
    std::vector<bytes> records;
    status failed;
    const key_range later{undo_key(of, number + 1), undo_key(of, ~std::uint64_t{0})};
    const status scanned = from.scan(family::undo, later, order::descending, [&](byte_view key, byte_view value) {
        records.emplace_back(key.begin(), key.end());
        failed = read_undo(value, before, former);
        return failed.ok();
    });
    if (!scanned || !failed) {
        return scanned ? failed : scanned;
    }
    if (records.empty()) {
        return {};
    }
    for (const auto& [where, value] : former) {
        if (value) {
            changes.put(where.first, where.second, *value);
        } else {
            changes.erase(where.first, where.second);
        }
    }
    for (const bytes& key : records) {
        changes.erase(family::undo, key);
    }
    if (before) {
        changes.put(family::meta, checkpoint_key(of), encode(*before));
    } else {
        changes.erase(family::meta, checkpoint_key(of));
    }
    return {};
}

status unwind_to(database& to, layer of, std::uint64_t number) {
    write_batch changes;
    if (status collected = collect_unwind(to, of, number, changes); !collected) {
        return collected;
    }
    return changes.empty() ? status{} : to.write(changes);
}

status forget_undo(database& to, layer of, std::uint64_t number) {
    write_batch changes;
    const auto floor = to.get(family::meta, floor_key(of));
    if (!floor) {
        return floor.why();
    }
    // What went before left marks that a scan from the start would pass over one by one.
    const std::uint64_t first = *floor ? record_reader{**floor}.number() : 0;
    if (number < first) {
        return {};
    }
    const key_range old{undo_key(of, first), undo_key(of, number + 1)};
    const status scanned = to.scan(family::undo, old, order::ascending, [&](byte_view key, byte_view) {
        changes.erase(family::undo, key);
        return true;
    });
    if (!scanned || changes.empty()) {
        return scanned;
    }
    changes.put(family::meta, floor_key(of), number_key(number));
    return to.write(changes);
}

} // namespace zonogon::store
