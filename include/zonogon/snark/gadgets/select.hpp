#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/compare.hpp>
#include <zonogon/snark/gadgets/logic.hpp>

namespace zonogon::snark::gadgets {

/// x if c is 1, else y; one constraint.
inline linear select(builder& b, const bit& c, const linear& x, const linear& y) {
    return b.multiply(c.number(), x - y, "select") + y;
}
/// (y, x) if c is 1, else (x, y); one constraint.
inline std::pair<linear, linear> swap_if(builder& b, const bit& c, const linear& x, const linear& y) {
    const linear move = b.multiply(c.number(), y - x, "swap");
    return {x + move, y - move};
}

/// values[number of the bits, lowest first]; values.size() - 1 constraints. Precondition: 2^index.size() values.
inline linear multiplex(builder& b, std::span<const bit> index, std::span<const linear> values) {
    std::vector<linear> left(values.begin(), values.end());
    for (const bit& c : index) {
        for (std::size_t i = 0; 2 * i < left.size(); ++i) {
            left[i] = select(b, c, left[2 * i + 1], left[2 * i]);
        }
        left.resize((left.size() + 1) / 2);
    }
    return left.front();
}

/// One bit per place, of which exactly place `index` is 1; a witness with an index out of range fails. 2 constraints
/// per place but the first.
inline std::vector<bit> one_hot(builder& b, const linear& index, std::size_t places) {
    const builder::scope in(b, "one hot");
    std::vector<bit> out(places);
    linear others;
    for (std::size_t i = 1; i < places; ++i) {
        out[i] = is_equal(b, index, linear{i});
        others = others + out[i].number();
    }
    // 1 for index 0; no two of the others are 1. If all are 0, the index must be 0.
    out[0] = bit::proven(linear{1} - others);
    b.assert_product(out[0].number(), index, linear{}, "index out of range");
    return out;
}
/// The value at the place that is 1; one constraint per value but the first.
inline linear pick(builder& b, std::span<const bit> hot, std::span<const linear> values) {
    linear_sum sum;
    sum.add(values[0]);
    for (std::size_t i = 1; i < values.size(); ++i) {
        sum.add(b.multiply(hot[i].number(), values[i] - values[0], "pick"));
    }
    return sum.take();
}

} // namespace zonogon::snark::gadgets
