#include "state/log_index.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "store/record.hpp"

namespace zonogon::state {

bytes log_index_prefix(log_feature feature, std::size_t topic, byte_view text) {
    bytes out;
    out.reserve(1 + text.size() + sizeof(std::uint64_t));
    out.push_back(static_cast<std::uint8_t>(static_cast<std::size_t>(feature) + topic));
    append(out, text);
    return out;
}

void put_log_index(store::write_batch& changes, const executed_block& block) {
    // By feature and text; an address fills a part of the text.
    std::map<std::pair<std::size_t, bytes32>, bytes> rows;
    constexpr auto first_topic = static_cast<std::size_t>(log_feature::first_topic);
    for (std::size_t i = 0; i < block.transactions.size(); ++i) {
        const std::vector<evm::log>& logs = block.transactions[i].outcome.logs;
        for (std::size_t j = 0; j < logs.size(); ++j) {
            const log_place place = log_place{i} << 32U | j;
            bytes32 emitter{};
            std::ranges::copy(logs[j].where, emitter.begin());
            append_big_endian<8>(rows[{static_cast<std::size_t>(log_feature::any), bytes32{}}], place);
            append_big_endian<8>(rows[{static_cast<std::size_t>(log_feature::emitter), emitter}], place);
            for (std::size_t t = 0; t < logs[j].topics.size(); ++t) {
                append_big_endian<8>(rows[{first_topic + t, logs[j].topics[t]}], place);
            }
        }
    }
    for (const auto& [what, value] : rows) {
        const auto& [feature, text] = what;
        const std::size_t size = feature >= first_topic                                      ? text.size()
                                 : feature == static_cast<std::size_t>(log_feature::emitter) ? address{}.size()
                                                                                             : 0;
        bytes key = log_index_prefix(log_feature::any, feature, byte_view{text}.first(size));
        append_big_endian<8>(key, block.outcome.number);
        changes.put(store::family::log_index, key, value);
    }
}

result<std::vector<log_place>> decode_log_places(byte_view value) {
    std::vector<log_place> out;
    store::record_reader r{value};
    while (!r.failed() && !r.at_end()) {
        out.push_back(r.number());
    }
    const status whole = r.outcome("row of the log index");
    return whole ? result<std::vector<log_place>>{std::move(out)} : whole.why();
}

} // namespace zonogon::state
