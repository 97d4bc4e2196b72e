#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "state/block_record.hpp"
#include "state/rebuild.hpp"
#include "store/store.hpp"

namespace zonogon::state {

namespace row_comparison_detail {

inline std::string text(const u256& v) {
    return v.to_hex_full();
}
inline std::string text(const bytes32& v) {
    return to_hex(v);
}
inline std::string text(const address& v) {
    return to_hex(v);
}
inline std::string text(std::uint64_t v) {
    return std::to_string(v);
}
inline std::string text(bool v) {
    return v ? "true" : "false";
}
inline std::string text(const std::string& v) {
    return v;
}

} // namespace row_comparison_detail

/// Compares stored rows with what an execution gives, and keeps the first difference in `out`.
class row_comparison {
public:
    row_comparison(const store::reader& stored, rebuild_outcome& out) : stored_(stored), out_(out) {}

    bool found() const noexcept { return out_.found.has_value(); }

    /// False, with the difference kept, where the two are not the same.
    template <class T>
    bool same(const std::string& where, const char* what, const T& stored, const T& rebuilt) {
        if (!out_.found && stored != rebuilt) {
            using row_comparison_detail::text;
            out_.found = difference{where, what, text(stored), text(rebuilt)};
        }
        return !out_.found;
    }
    bool missing(const std::string& where, bool is_there) {
        if (!out_.found && !is_there) {
            out_.found = difference{where, "row", "missing", "there"};
        }
        return !out_.found;
    }

    /// Leaves without gaps, whose tree has the roots that stand with them.
    status exit_roots();
    /// How many leaves the L1 info tree has, by its root; after exit_roots().
    const std::map<u256, std::uint64_t>& leaves_at() const noexcept { return leaves_at_; }

    /// A block with all that belongs to it.
    status compare_block(const executed_block& executed);

private:
    status compare_transaction(std::uint64_t block, std::size_t i, const executed_transaction& executed);
    status compare_first_place(const std::string& place, const bytes32& hash, const transaction_record& known,
                               std::uint64_t block);
    status compare_log_index(const executed_block& executed);

    const store::reader& stored_;
    rebuild_outcome& out_;
    std::map<u256, std::uint64_t> leaves_at_;
};

} // namespace zonogon::state
