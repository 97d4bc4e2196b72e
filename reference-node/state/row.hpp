#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/record.hpp"
#include "store/store.hpp"

// Reading rows: what the records of this part share.

namespace zonogon::state::detail {

/// What reads a row: decode(reader of the value, number of the key). It need not ask for the outcome.
template <class T, class Decode>
result<std::optional<T>> decode_row(byte_view key, byte_view value, const char* what, Decode decode) {
    store::record_reader r{value};
    T row = decode(r, load_big_endian(key));
    if (status whole = r.outcome(what); !whole) {
        return whole.why();
    }
    return std::optional<T>{std::move(row)};
}

/// The row under a number.
template <class T, class Decode>
result<std::optional<T>> read_row(const store::reader& from, store::family where, std::uint64_t number,
                                  const char* what, Decode decode) {
    const bytes key = store::number_key(number);
    const auto found = from.get(where, key);
    if (!found) {
        return found.why();
    }
    return *found ? decode_row<T>(key, **found, what, decode) : result<std::optional<T>>{std::optional<T>{}};
}

/// The row of the highest number.
template <class T, class Decode>
result<std::optional<T>> read_last_row(const store::reader& from, store::family where, const char* what,
                                       Decode decode) {
    result<std::optional<T>> out{std::optional<T>{}};
    const status scanned = from.scan(where, {}, store::order::descending, [&](byte_view key, byte_view value) {
        out = key.size() == 8 ? decode_row<T>(key, value, what, decode)
                              : result<std::optional<T>>{error{"a stored " + std::string{what} + " has no number"}};
        return false;
    });
    return scanned ? std::move(out) : result<std::optional<T>>{scanned.why()};
}

} // namespace zonogon::state::detail
