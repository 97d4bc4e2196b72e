#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <span>

namespace zonogon::hash {

/// A permutation of P::width elements of the field P::field.
///
/// Laws: permute is a bijection and depends on the classes of the elements only. A permutation may also offer
/// permute_batch(std::span<state>), which does the same to each of many states faster; see batch.hpp.
template <class P>
concept permutation = requires(std::array<typename P::field, P::width>& state) {
    { P::width } -> std::convertible_to<std::size_t>;
    P::permute(state);
};

template <permutation P>
using state_of = std::array<typename P::field, P::width>;

/// A collision-resistant hash of lists of field elements.
///
/// Laws: hash depends on the number of elements and on their classes only. hash_rows(rows, width, out) sets out[i] to
/// the hash of rows[i * width .. (i + 1) * width), for rows.size() == width * out.size().
template <class H>
concept hasher = requires(std::span<const typename H::field> elements, std::span<typename H::digest> out) {
    requires std::regular<typename H::digest>;
    { H::hash(elements) } -> std::same_as<typename H::digest>;
    H::hash_rows(elements, std::size_t{}, out);
};

/// A two-to-one function on digests that is safe inside a hash tree whose leaves are outputs of a collision-resistant
/// hash: finding two different trees of the same shape with the same root is hard. It need not be collision resistant
/// on freely chosen digests, so it must not be used outside trees.
///
/// Laws: compress_pairs(in, out) sets out[i] to compress(in[2i], in[2i + 1]), for in.size() == 2 * out.size(); in and
/// out do not overlap.
template <class C>
concept tree_compression =
    requires(const typename C::digest& d, std::span<const typename C::digest> in, std::span<typename C::digest> out) {
        requires std::regular<typename C::digest>;
        { C::compress(d, d) } -> std::same_as<typename C::digest>;
        C::compress_pairs(in, out);
        { C::collision_resistant } -> std::convertible_to<bool>;
    };

/// A tree compression for which finding any (a, b) != (c, d) with compress(a, b) == compress(c, d) is hard.
template <class C>
concept collision_resistant_compression = tree_compression<C> && C::collision_resistant;

} // namespace zonogon::hash
