#include "state/imports.hpp"

#include "state/l1_record.hpp"

namespace zonogon::state {

result<import_standing> standing_of_import(const store::reader& from, const block_record& block) {
    if (block.l1_info_index == 0) {
        return import_standing::stands;
    }
    const auto leaf = read_exit_root(from, block.l1_info_index);
    if (!leaf) {
        return leaf.why();
    }
    if (!*leaf) {
        return import_standing::missing;
    }
    const bool same = (*leaf)->global_exit_root == block.global_exit_root &&
                      (*leaf)->parent_block_hash == block.l1_block_hash && (*leaf)->timestamp <= block.timestamp;
    return same ? import_standing::stands : import_standing::another;
}

result<std::optional<std::string>> lost_import(const store::reader& from, std::uint64_t first, std::uint64_t last) {
    for (std::uint64_t n = first; n <= last; ++n) {
        const auto block = read_block(from, n);
        if (!block) {
            return block.why();
        }
        if (!*block) {
            return error{"block " + std::to_string(n) + " is not in the store"};
        }
        const auto standing = standing_of_import(from, **block);
        if (!standing) {
            return standing.why();
        }
        if (*standing != import_standing::stands) {
            return std::optional{
                "block " + std::to_string(n) + " imports leaf " + std::to_string((*block)->l1_info_index) +
                " of the L1 info tree, which " +
                (*standing == import_standing::another ? "is another after L1 was reorganised" : "L1 does not have")};
        }
    }
    return std::optional<std::string>{};
}

} // namespace zonogon::state
