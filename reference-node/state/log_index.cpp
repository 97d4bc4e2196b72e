#include "state/log_index.hpp"

#include <map>

#include "store/record.hpp"

namespace zonogon::state {

bytes log_index_prefix(log_feature feature, std::size_t topic, byte_view text) {
    bytes out{static_cast<std::uint8_t>(static_cast<std::size_t>(feature) + topic)};
    append(out, text);
    return out;
}

void put_log_index(store::write_batch& changes, const executed_block& block) {
    std::map<bytes, bytes> rows;
    for (std::size_t i = 0; i < block.transactions.size(); ++i) {
        const std::vector<evm::log>& logs = block.transactions[i].outcome.logs;
        for (std::size_t j = 0; j < logs.size(); ++j) {
            const evm::log& l = logs[j];
            const auto add = [&, i, j](bytes prefix) {
                append_big_endian<8>(prefix, block.outcome.number);
                append_big_endian<8>(rows[std::move(prefix)], log_place{i} << 32U | j);
            };
            add(log_index_prefix(log_feature::any, 0, {}));
            add(log_index_prefix(log_feature::emitter, 0, l.where));
            for (std::size_t t = 0; t < l.topics.size(); ++t) {
                add(log_index_prefix(log_feature::first_topic, t, l.topics[t]));
            }
        }
    }
    for (const auto& [key, value] : rows) {
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
