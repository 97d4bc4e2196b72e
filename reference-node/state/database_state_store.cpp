#include "state/database_state_store.hpp"

#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::state {

using store::family;

result<merkle::tree_record> database_state_store::load(const merkle::hash4& key) const {
    const bytes32 name = hash::to_word(key).to_bytes();
    bytes text;
    if (const auto found = nodes_.find(name); found != nodes_.end()) {
        text = found->second;
    } else {
        auto stored = from_.get(family::smt_node, name);
        if (!stored) {
            return std::move(stored).why();
        }
        if (!*stored) {
            return error{"tree node " + hash::to_word(key).to_hex_full() + " is not in the database"};
        }
        text = **std::move(stored);
    }
    merkle::tree_record out{};
    if (text.size() != 8 * out.size()) {
        return error{"tree node " + hash::to_word(key).to_hex_full() + " is damaged"};
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = field::goldilocks{load_big_endian(byte_view{text}.subspan(8 * i, 8))};
    }
    return out;
}

status database_state_store::save(const merkle::hash4& key, const merkle::tree_record& record) {
    bytes text;
    for (const field::goldilocks& element : record) {
        append_big_endian<8>(text, element.value());
    }
    nodes_.insert_or_assign(hash::to_word(key).to_bytes(), std::move(text));
    return {};
}

result<bytes> database_state_store::load_code(const u256& hash) const {
    const bytes32 name = hash.to_bytes();
    if (const auto found = codes_.find(name); found != codes_.end()) {
        return found->second;
    }
    auto stored = from_.get(family::code, name);
    if (!stored) {
        return std::move(stored).why();
    }
    if (!*stored) {
        return error{"contract code " + hash.to_hex_full() + " is not in the database"};
    }
    return **std::move(stored);
}

status database_state_store::save_code(const u256& hash, byte_view text) {
    codes_.insert_or_assign(hash.to_bytes(), bytes(text.begin(), text.end()));
    return {};
}

void database_state_store::take(store::write_batch& changes) {
    for (const auto& [name, text] : nodes_) {
        changes.put(family::smt_node, name, text);
    }
    for (const auto& [name, text] : codes_) {
        changes.put(family::code, name, text);
    }
    drop();
}

void database_state_store::drop() {
    nodes_.clear();
    codes_.clear();
}

} // namespace zonogon::state
