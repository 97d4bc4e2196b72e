#include "state/log_search.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "state/block_record.hpp"
#include "state/log_index.hpp"

namespace zonogon::state {
namespace {

using store::family;

/// One part of a filter: rows under any of these prefixes.
using alternatives = std::vector<bytes>;
using places_by_block = std::map<std::uint64_t, std::vector<log_place>>;

bytes row_key(const bytes& prefix, std::uint64_t block) {
    bytes out = prefix;
    append_big_endian<8>(out, block);
    return out;
}

/// The parts that a log must keep; the likely rare ones first, topic 0 last.
std::vector<alternatives> parts_of(const log_filter& filter) {
    std::vector<alternatives> out;
    const auto add_topic = [&](std::size_t i) {
        if (i < filter.topics.size() && !filter.topics[i].empty()) {
            alternatives part;
            for (const bytes32& topic : filter.topics[i]) {
                part.push_back(log_index_prefix(log_feature::first_topic, i, topic));
            }
            out.push_back(std::move(part));
        }
    };
    for (std::size_t i = 1; i < most_topics; ++i) {
        add_topic(i);
    }
    if (!filter.addresses.empty()) {
        alternatives part;
        for (const address& a : filter.addresses) {
            part.push_back(log_index_prefix(log_feature::emitter, 0, a));
        }
        out.push_back(std::move(part));
    }
    add_topic(0);
    if (out.empty()) {
        out.push_back({log_index_prefix(log_feature::any, 0, {})});
    }
    return out;
}

class search {
public:
    search(const store::reader& from, const log_filter& filter, const log_limits& limits)
        : from_(from), filter_(filter), limits_(limits), parts_(parts_of(filter)) {}

    result<std::vector<found_log>> run() {
        // Blocks of one window are held in memory at a time.
        constexpr std::uint64_t window = 256;
        const std::uint64_t last = std::min(filter_.to, std::numeric_limits<std::uint64_t>::max() - 1);
        if (status sorted = rarest_first(last); !sorted) {
            return sorted.why();
        }
        for (std::uint64_t first = filter_.from; first <= last; first += window) {
            if (status done = blocks(first, std::min(last, first + (window - 1))); !done) {
                return done.why();
            }
            if (last - first < window) {
                break;
            }
        }
        return std::move(out_);
    }

private:
    status scan(const bytes& prefix, std::uint64_t first, std::uint64_t last, const store::visitor& see) const {
        return from_.scan(family::log_index, {row_key(prefix, first), row_key(prefix, last + 1)},
                          store::order::ascending, see);
    }

    /// Puts the part with the fewest logs in the range first. Counting stops where another has fewer already.
    status rarest_first(std::uint64_t last) {
        std::uint64_t fewest = std::numeric_limits<std::uint64_t>::max();
        std::size_t rarest = 0;
        for (std::size_t i = 0; parts_.size() > 1 && i < parts_.size(); ++i) {
            std::uint64_t count = 0;
            for (const bytes& prefix : parts_[i]) {
                const status scanned = scan(prefix, filter_.from, last, [&](byte_view, byte_view value) {
                    count += value.size();
                    return count < fewest;
                });
                if (!scanned) {
                    return scanned;
                }
            }
            if (count < fewest) {
                fewest = count;
                rarest = i;
            }
        }
        std::swap(parts_.front(), parts_[rarest]);
        return {};
    }

    status blocks(std::uint64_t first, std::uint64_t last) {
        places_by_block found;
        status failed;
        for (const bytes& prefix : parts_.front()) {
            const status scanned = scan(prefix, first, last, [&](byte_view key, byte_view value) {
                const auto places = decode_log_places(value);
                if (!places) {
                    failed = places.why();
                    return false;
                }
                auto& all = found[load_big_endian(key.last(8))];
                all.insert(all.end(), places->begin(), places->end());
                return true;
            });
            if (!scanned || !failed) {
                return scanned ? failed : scanned;
            }
        }
        for (auto& [number, places] : found) {
            if (status done = block(number, std::move(places)); !done) {
                return done;
            }
        }
        return {};
    }

    /// What of `places` the rows of a further part name too.
    status narrow(const alternatives& part, std::uint64_t number, std::vector<log_place>& places) const {
        std::vector<log_place> named;
        for (const bytes& prefix : part) {
            const auto row = from_.get(family::log_index, row_key(prefix, number));
            if (!row) {
                return row.why();
            }
            const auto some = *row ? decode_log_places(**row) : std::vector<log_place>{};
            if (!some) {
                return some.why();
            }
            named.insert(named.end(), some->begin(), some->end());
        }
        std::ranges::sort(named);
        std::erase_if(places, [&](log_place p) { return !std::ranges::binary_search(named, p); });
        return {};
    }

    status block(std::uint64_t number, std::vector<log_place> places) {
        std::ranges::sort(places);
        places.erase(std::ranges::unique(places).begin(), places.end());
        for (std::size_t i = 1; i < parts_.size() && !places.empty(); ++i) {
            if (status done = narrow(parts_[i], number, places); !done) {
                return done;
            }
        }
        if (places.empty()) {
            return {};
        }
        const auto row = read_block(from_, number);
        if (!row) {
            return row.why();
        }
        if (!*row) {
            return damaged(number);
        }
        std::optional<receipt_record> receipt;
        std::uint64_t read = std::numeric_limits<std::uint64_t>::max();
        for (const log_place place : places) {
            const std::uint64_t transaction = place >> 32U;
            const std::uint64_t position = place & 0xffff'ffffU;
            if (read != transaction) {
                auto stored = read_receipt(from_, number, transaction);
                if (!stored) {
                    return stored.why();
                }
                receipt = *std::move(stored);
                read = transaction;
            }
            if (!receipt || position >= receipt->logs.size()) {
                return damaged(number);
            }
            const evm::log& log = receipt->logs[position];
            if (!matches(filter_, log)) {
                continue; // fewer topics than the filter has
            }
            if (out_.size() == limits_.logs) {
                return error{"query returned more than " + std::to_string(limits_.logs) + " results"};
            }
            out_.push_back({number, (*row)->hash(), (*row)->timestamp, transaction, receipt->transaction_hash,
                            receipt->first_log + position, log});
        }
        return {};
    }

    static status damaged(std::uint64_t number) {
        return error{"the stored log index of block " + std::to_string(number) + " names a log that is not there"};
    }

    const store::reader& from_;
    const log_filter& filter_;
    const log_limits& limits_;
    std::vector<alternatives> parts_;
    std::vector<found_log> out_;
};

} // namespace

bool matches(const log_filter& filter, const evm::log& log) {
    if (!filter.addresses.empty() && std::ranges::find(filter.addresses, log.where) == filter.addresses.end()) {
        return false;
    }
    if (filter.topics.size() > log.topics.size()) {
        return false;
    }
    for (std::size_t i = 0; i < filter.topics.size(); ++i) {
        const auto& wanted = filter.topics[i];
        if (!wanted.empty() && std::ranges::find(wanted, log.topics[i]) == wanted.end()) {
            return false;
        }
    }
    return true;
}

result<std::vector<found_log>> find_logs(const store::reader& from, const log_filter& filter,
                                         const log_limits& limits) {
    if (filter.from > filter.to) {
        return error{"invalid block range: the first block is after the last"};
    }
    if (filter.to - filter.from > limits.blocks) {
        return error{"logs are limited to a " + std::to_string(limits.blocks) + " block range"};
    }
    if (filter.topics.size() > most_topics) {
        return std::vector<found_log>{};
    }
    return search{from, filter, limits}.run();
}

} // namespace zonogon::state
