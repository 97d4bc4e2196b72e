#include "synchronizer/l1_range.hpp"

#include <string>
#include <utility>

namespace zonogon::synchronizer {
namespace {

error missing(std::uint64_t number) {
    return error{"L1 does not give block " + std::to_string(number)};
}

} // namespace

result<l1_range> read_range(l1::client& node, std::uint64_t from, std::uint64_t to, std::vector<address> sources) {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t n = from == 0 ? 0 : from - 1; n <= to; ++n) {
        numbers.push_back(n);
    }
    auto headers = node.headers(numbers);
    if (!headers) {
        return std::move(headers).why();
    }
    l1_range out;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto& header = (*headers)[i];
        if (!header) {
            return missing(numbers[i]);
        }
        if (i > 0 && header->parent_hash != (*headers)[i - 1]->hash) {
            return error{"L1 gives blocks of two chains: block " + std::to_string(numbers[i]) +
                         " does not follow the one before it"};
        }
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] < from) {
            out.before = std::move((*headers)[i]);
        } else {
            out.headers.push_back(*std::move((*headers)[i]));
        }
    }
    auto logs = node.logs({from, to, std::move(sources), {}});
    if (!logs) {
        return std::move(logs).why();
    }
    for (const l1::log& l : *logs) {
        if (l.block_hash != out.header(l.block_number).hash) {
            return error{"L1 gives a log of another block " + std::to_string(l.block_number) + " than its header"};
        }
    }
    out.logs = *std::move(logs);
    return out;
}

status check_unchanged(l1::client& node, const l1_range& range) {
    std::vector<l1::block_header> ends{range.last()};
    if (range.before) {
        ends.push_back(*range.before);
    }
    std::vector<std::uint64_t> numbers;
    for (const l1::block_header& end : ends) {
        numbers.push_back(end.number);
    }
    const auto now = node.headers(numbers);
    if (!now) {
        return now.why();
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (!(*now)[i]) {
            return missing(numbers[i]);
        }
        if ((*now)[i]->hash != ends[i].hash) {
            return error{"L1 changed at block " + std::to_string(numbers[i]) + " while it was read"};
        }
    }
    return {};
}

} // namespace zonogon::synchronizer
