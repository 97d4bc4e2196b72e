#include "state/head.hpp"

#include "state/block_record.hpp"
#include "state/database_state_store.hpp"
#include "store/record.hpp"

namespace zonogon::state {
namespace {

using store::family;

const bytes head_key{'h', 'e', 'a', 'd'};
const bytes genesis_key{'g', 'e', 'n', 'e', 's', 'i', 's'};

} // namespace

result<std::optional<head>> read_head(const store::reader& from) {
    const auto stored = from.get(family::meta, head_key);
    if (!stored) {
        return stored.why();
    }
    if (!*stored) {
        return std::optional<head>{};
    }
    store::record_reader r{**stored};
    head out;
    out.number = r.number();
    out.timestamp = r.number();
    out.state_root = r.word();
    const status whole = r.outcome("head of the chain");
    return whole ? result<std::optional<head>>{std::optional{out}} : result<std::optional<head>>{whole.why()};
}

void write_head(store::write_batch& changes, const head& h) {
    changes.put(family::meta, head_key,
                store::record_writer{}.number(h.number).number(h.timestamp).word(h.state_root).take());
}

result<std::optional<head>> head_at(const store::reader& from, std::uint64_t number) {
    const auto block = read_block_header(from, number);
    if (!block) {
        return block.why();
    }
    return *block ? std::optional{head{number, (*block)->timestamp, (*block)->state_root}} : std::optional<head>{};
}

result<std::optional<head>> head_at(const store::reader& from, const bytes32& hash) {
    const auto number = find_block(from, hash);
    if (!number) {
        return number.why();
    }
    return *number ? head_at(from, **number) : std::optional<head>{};
}

result<u256> ensure_genesis(store::database& in, const std::vector<rollup::genesis_account>& accounts) {
    database_state_store nodes{in};
    const auto built = rollup::build_genesis(nodes, accounts);
    if (!built) {
        return built.why();
    }
    const u256 root = hash::to_word(*built);
    const auto known = in.get(family::meta, genesis_key);
    if (!known) {
        return known.why();
    }
    if (*known) {
        store::record_reader r{**known};
        const u256 before = r.word();
        if (status whole = r.outcome("genesis"); !whole) {
            return whole.why();
        }
        if (before != root) {
            return error{"the database holds a chain with genesis root " + before.to_hex_full() +
                         ", the genesis file has " + root.to_hex_full()};
        }
        return root;
    }
    store::write_batch changes;
    nodes.take(changes);
    changes.put(family::meta, genesis_key, root.to_bytes());
    write_head(changes, {0, 0, root});
    block_record first;
    first.state_root = root;
    put_block(changes, first);
    const status written = in.write(changes);
    return written ? result<u256>{root} : result<u256>{written.why()};
}

} // namespace zonogon::state
