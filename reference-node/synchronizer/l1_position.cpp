#include <cstdint>
#include <string>

#include <zonogon/rollup/l1_info.hpp>

#include "store/record.hpp"
#include "synchronizer/l1_effects.hpp"
#include "synchronizer/l1_effects_detail.hpp"

namespace zonogon::synchronizer {

result<l1_position> read_position(const store::reader& from) {
    l1_position out;
    const auto batch = state::read_last_virtual_batch(from);
    const auto forced = state::read_last_forced_batch(from);
    const auto leaf = state::read_last_exit_root(from);
    const auto taken = from.get(store::family::meta, l1_effects_detail::forced_key());
    if (!batch || !forced || !leaf || !taken) {
        return !batch ? batch.why() : !forced ? forced.why() : !leaf ? leaf.why() : taken.why();
    }
    if (*batch) {
        out.last_batch = (*batch)->number;
        out.accumulated_input_hash = (*batch)->accumulated_input_hash;
    }
    out.last_forced = *forced ? (*forced)->number : 0;
    out.last_forced_sequenced = *taken ? store::record_reader{**taken}.number() : 0;
    for (std::uint64_t i = 0; *leaf && i <= (*leaf)->index; ++i) {
        const auto one = state::read_exit_root(from, static_cast<std::uint32_t>(i));
        if (!one) {
            return one.why();
        }
        if (!*one) {
            return error{"the store lacks leaf " + std::to_string(i) + " of the L1 info tree"};
        }
        const rollup::l1_info_leaf value{(*one)->global_exit_root, (*one)->parent_block_hash, (*one)->timestamp, {}};
        if (status added = out.tree.append(rollup::l1_info_leaf_hash(value)); !added) {
            return added.why();
        }
    }
    if (*leaf && u256::from_bytes(out.tree.root()) != (*leaf)->l1_info_root) {
        return error{"the stored leaves of the L1 info tree do not give the stored root"};
    }
    return out;
}

} // namespace zonogon::synchronizer
