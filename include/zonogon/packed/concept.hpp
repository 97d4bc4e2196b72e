#pragma once

#include <concepts>
#include <cstddef>

namespace zonogon::packed {

/// Elements of V::value_type side by side; the laws stand with packed::vector.
template <class V>
concept packed_field = std::default_initializable<V> && std::copyable<V> &&
                       requires(const V a, V m, typename V::value_type* to, const typename V::value_type* from) {
                           typename V::isa;
                           { V::width } -> std::convertible_to<std::size_t>;
                           { V::load(from) } -> std::same_as<V>;
                           { V::broadcast(*from) } -> std::same_as<V>;
                           a.store(to);
                           { a + a } -> std::same_as<V>;
                           { a - a } -> std::same_as<V>;
                           { a* a } -> std::same_as<V>;
                           { a** from } -> std::same_as<V>;
                           { -a } -> std::same_as<V>;
                           { m += a } -> std::same_as<V&>;
                           { m -= a } -> std::same_as<V&>;
                           { m *= a } -> std::same_as<V&>;
                           { a.square() } -> std::same_as<V>;
                       };

} // namespace zonogon::packed
