#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/base/bytes.hpp>
#include <zonogon/soundness/parameters.hpp>
#include <zonogon/stark/key.hpp>

namespace zonogon::stark {
namespace detail {

// Every structure is taken apart with all of its members named, so that a new member does not compile until it is
// encoded (rule S15). Lists are preceded by their lengths and numbers take eight bytes: the encoding is injective.

constexpr void encode(bytes& out, std::uint64_t number) {
    append_big_endian<8>(out, number);
}
constexpr void encode(bytes& out, std::string_view text) {
    encode(out, text.size());
    for (const char c : text) {
        out.push_back(static_cast<std::uint8_t>(c));
    }
}
constexpr void encode(bytes& out, const air::node& n) {
    const auto& [kind, a, b] = n;
    encode(out, static_cast<std::uint64_t>(kind));
    encode(out, a);
    encode(out, b);
}
constexpr void encode(bytes& out, const air::constraint& c) {
    const auto& [root, name] = c;
    encode(out, root);
    encode(out, name);
}
constexpr void encode(bytes& out, const air::interaction& i) {
    const auto& [bus, way, multiplicity, tuple_begin, tuple_width] = i;
    encode(out, bus);
    encode(out, static_cast<std::uint64_t>(way));
    encode(out, multiplicity);
    encode(out, tuple_begin);
    encode(out, tuple_width);
}
constexpr void encode(bytes& out, const air::ir::period& p) {
    const auto& [values_begin, length] = p;
    encode(out, values_begin);
    encode(out, length);
}
template <class T>
constexpr void encode_list(bytes& out, std::span<const T> list) {
    encode(out, list.size());
    for (const T& item : list) {
        encode(out, item);
    }
}
constexpr void encode(bytes& out, const air::ir& table) {
    const auto& [nodes, constants, constraints, interactions, tuple_nodes, witness_names, preprocessed_names, names,
                 bus_names, periodic_columns, periodic_values, public_count] = table;
    encode_list(out, nodes);
    encode_list(out, constants);
    encode_list(out, constraints);
    encode_list(out, interactions);
    encode(out, tuple_nodes.size());
    for (const air::node_id id : tuple_nodes) {
        encode(out, std::uint64_t{id});
    }
    encode_list(out, witness_names);
    encode_list(out, preprocessed_names);
    encode_list(out, names);
    encode_list(out, bus_names);
    encode_list(out, periodic_columns);
    encode_list(out, periodic_values);
    encode(out, public_count);
}
constexpr void encode(bytes& out, const soundness::parameters& p) {
    const auto& [log_blowup, log_folding, queries, grinding_bits, cap_height, log_final_length, max_log_height,
                 log_max_tables, log_max_claims, log_max_constraints, log_max_fractions, log_max_tuple, max_log_stack,
                 target] = p;
    for (const std::size_t number :
         {log_blowup, log_folding, queries, grinding_bits, cap_height, log_final_length, max_log_height, log_max_tables,
          log_max_claims, log_max_constraints, log_max_fractions, log_max_tuple, max_log_stack}) {
        encode(out, number);
    }
    encode(out, static_cast<std::uint64_t>(target.value().raw));
}

} // namespace detail

/// The digest of a verifying key: names, constraints, buses, widths, heights, preprocessed commitment, parameters and
/// the fields, hashed with the configuration's own hash. What else a key_table holds is derived from these.
template <class Config>
constexpr typename Config::compression::digest key_digest(const verifying_key<Config>& key) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    bytes out;
    detail::encode(out, std::string_view{"zonogon verifying key 2"});
    detail::encode(out, std::uint64_t{field::modulus});
    detail::encode(out, ext::degree);
    for (std::size_t i = 0; i < ext::degree; ++i) {
        const ext square = ext::basis(i) * ext::basis(ext::degree - 1);
        for (std::size_t k = 0; k < ext::degree; ++k) {
            detail::encode(out, std::uint64_t{square.coefficient(k).value()});
        }
    }
    detail::encode(out, Config::parameters);
    detail::encode(out, key.tables.size());
    for (const key_table<Config>& t : key.tables) {
        detail::encode(out, t.name);
        detail::encode(out, t.ir.view());
        detail::encode(out, t.fixed_log_height ? *t.fixed_log_height + 1 : std::size_t{0});
        detail::encode(out, std::uint64_t{t.may_be_absent ? 1U : 0U});
    }
    detail::encode(out, key.preprocessed.size());
    for (const auto& digest : key.preprocessed) {
        for (const field& element : digest) {
            detail::encode(out, std::uint64_t{element.value()});
        }
    }
    // As many bytes per element as always stay below the modulus.
    constexpr std::size_t packed = (std::bit_width(field::modulus) - 1U) / 8U;
    std::vector<field> elements{air::to_field<field>(out.size())};
    for (std::size_t at = 0; at < out.size(); at += packed) {
        elements.push_back(
            air::to_field<field>(load_big_endian(byte_view(out).subspan(at, std::min(packed, out.size() - at)))));
    }
    return Config::hasher::hash(std::span<const field>(elements));
}

} // namespace zonogon::stark
