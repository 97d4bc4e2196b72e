#include "state/database_state_store.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <zonogon/hash/poseidon_goldilocks.hpp>

#include "state/read_cache.hpp"

namespace zonogon::state {

using store::family;
namespace {

result<merkle::tree_record> decode(const u256& name, byte_view text) {
    merkle::tree_record out{};
    if (text.size() != 8 * out.size()) {
        return error{"tree node " + name.to_hex_full() + " is damaged"};
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = field::goldilocks{load_big_endian(text.subspan(8 * i, 8))};
    }
    return out;
}

bytes encode(const merkle::tree_record& record) {
    bytes out;
    out.reserve(8 * record.size());
    for (const field::goldilocks& element : record) {
        append_big_endian<8>(out, element.value());
    }
    return out;
}

} // namespace

database_state_store::database_state_store(const store::reader& from) : from_(from), cache_(cache_of(from)) {}

result<merkle::tree_record> database_state_store::load(const merkle::hash4& key) const {
    const u256 name = hash::to_word(key);
    if (const auto found = nodes_.find(name); found != nodes_.end()) {
        return found->second;
    }
    if (cache_ != nullptr) {
        if (const auto found = cache_->nodes.find(name)) {
            return *found;
        }
    }
    const auto stored = from_.get(family::smt_node, name.to_bytes());
    if (!stored) {
        return stored.why();
    }
    if (!*stored) {
        return error{"tree node " + name.to_hex_full() + " is not in the database"};
    }
    const auto out = decode(name, **stored);
    if (out && cache_ != nullptr) {
        cache_->nodes.insert(name, *out);
    }
    return out;
}

status database_state_store::save(const merkle::hash4& key, const merkle::tree_record& record) {
    nodes_.insert_or_assign(hash::to_word(key), record);
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
    // In the order of their hashes, which a database takes with less work.
    std::vector<const std::pair<const u256, merkle::tree_record>*> sorted;
    sorted.reserve(nodes_.size());
    for (const auto& node : nodes_) {
        sorted.push_back(&node);
    }
    std::ranges::sort(sorted, {}, [](const auto* node) { return node->first; });
    for (const auto* node : sorted) {
        changes.put(family::smt_node, node->first.to_bytes(), encode(node->second));
        if (cache_ != nullptr) {
            // The next block reads most of them again.
            cache_->nodes.insert(node->first, node->second);
        }
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
