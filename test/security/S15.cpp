// Everything that defines a statement is in the verifying key's digest (SP1 v4 #8).

#include <functional>

#include "security/stark_attacks.hpp"

namespace security_S15_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

using key_type = stark::verifying_key<attacked_system>;

/// A digest that forgets the buses, as one that was not extended when they came would.
attacked_system::compression::digest mutant_digest(key_type key) {
    for (auto& t : key.tables) {
        t.ir.interactions.clear();
        t.ir.tuple_nodes.clear();
    }
    return stark::key_digest(key);
}

} // namespace

TEST_CASE("S15: a change of any part of a key changes its digest and all challenges") {
    const auto key = key_for(lookup_tables<attacked_system>(2));
    const auto renamed = [](auto&& change) {
        return [change](key_type& k) {
            const air::ir v = k.tables[0].ir.view();
            const auto copy = [](std::span<const std::string_view> names) {
                return std::vector<std::string_view>(names.begin(), names.end());
            };
            std::array lists{copy(v.witness_names), copy(v.preprocessed_names), copy(v.names), copy(v.bus_names)};
            change(lists);
            k.tables[0].ir.set_names(lists[0], lists[1], lists[2], lists[3]);
        };
    };
    const std::vector<std::function<void(key_type&)>> changes{
        [](key_type& k) { k.tables[0].name += "'"; },
        [](key_type& k) { k.tables.pop_back(); },
        [](key_type& k) { std::swap(k.tables[0], k.tables[2]); },
        [](key_type& k) { k.tables[1].fixed_log_height = 3; },
        [](key_type& k) { k.tables[1].fixed_log_height.reset(); },
        [](key_type& k) { k.preprocessed[0][0] += attacked_element::one(); },
        [](key_type& k) { k.preprocessed.pop_back(); },
        [](key_type& k) { k.tables[0].ir.nodes[0].b ^= 1; },
        [](key_type& k) { k.tables[0].ir.nodes.pop_back(); },
        [](key_type& k) { k.tables[0].ir.nodes.back().kind = air::op::add; },
        [](key_type& k) { k.tables[0].ir.constants[0] += 1; },
        [](key_type& k) { k.tables[0].ir.constraints.pop_back(); },
        [](key_type& k) { k.tables[0].ir.constraints[0].root += 1; },
        [](key_type& k) { k.tables[0].ir.constraints[0].name += 1; },
        [](key_type& k) { k.tables[0].ir.interactions[0].way = air::direction::receive; },
        [](key_type& k) { k.tables[0].ir.interactions[0].multiplicity += 1; },
        [](key_type& k) { k.tables[0].ir.interactions[0].bus += 1; },
        [](key_type& k) { k.tables[0].ir.interactions[0].tuple_begin += 1; },
        [](key_type& k) { k.tables[0].ir.interactions[0].tuple_width -= 1; },
        [](key_type& k) { k.tables[0].ir.tuple_nodes[0] += 1; },
        [](key_type& k) { k.tables[0].ir.periodic_values[1] = 1; },
        [](key_type& k) { k.tables[0].ir.periodic_columns[0].length = 2; },
        [](key_type& k) { k.tables[0].ir.public_count += 1; },
        renamed([](auto& lists) { lists[0][0] = "w"; }),
        renamed([](auto& lists) { lists[1].push_back("new"); }),
        renamed([](auto& lists) { lists[2][0] = "another name"; }),
        renamed([](auto& lists) { lists[3][0] = "another bus"; }),
        // The same letters, cut elsewhere.
        renamed([](auto& lists) {
            lists[0][0] = "vs";
            lists[0][1] = "quare";
        }),
    };
    std::vector<attacked_system::compression::digest> seen{key.verifying.digest};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CAPTURE(i);
        key_type changed = key.verifying;
        changes[i](changed);
        const auto digest = stark::key_digest(changed);
        CHECK(std::find(seen.begin(), seen.end(), digest) == seen.end());
        seen.push_back(digest);
    }
    key_type silenced = key.verifying;
    silenced.tables[0].ir.interactions[0].way = air::direction::receive;
    CHECK(mutant_digest(silenced) == mutant_digest(key.verifying));
    CHECK(stark::key_digest(silenced) != key.verifying.digest);

    const auto w = lookup_witness<attacked_system>(3, 2);
    const auto proof = *stark::prove(key, w.traces, w.publics);
    auto other = key;
    other.verifying.digest[0] += attacked_element::one();
    const auto honest = challenges_of(key, w.publics, proof);
    const auto moved = challenges_of(other, w.publics, proof);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(honest[i] != moved[i]);
    }
}

} // namespace security_S15_tests
