#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

namespace stored_points_detail {

/// The prime field under a tower.
template <class F>
struct prime_under {
    using type = F;
};
template <class F>
    requires requires { typename F::base_field; }
struct prime_under<F> {
    using type = typename prime_under<typename F::base_field>::type;
};

/// Whether bytes hold coordinates of Prime that are all below the modulus. Precondition: whole coordinates.
template <class Prime>
bool reduced(byte_view in) {
    using integer = std::remove_cvref_t<decltype(Prime::modulus)>;
    std::array<std::uint64_t, integer::bits / 64> limbs{};
    for (std::size_t at = 0; at < in.size(); at += sizeof(limbs)) {
        std::memcpy(limbs.data(), in.data() + at, sizeof(limbs));
        if (!Prime::is_canonical(integer{limbs})) {
            return false;
        }
    }
    return true;
}

} // namespace stored_points_detail

/// Points in bytes, as the binary files of snarkjs hold them and as they lie in this program's memory: x, then y, each
/// coordinate in Montgomery form (R = 2^256 for BN254) with the least significant byte first, of an extension the
/// constant part first; zero is (0, 0). A view of bytes at any alignment.
template <class Curve>
class stored_points {
public:
    using point = affine_point<Curve>;
    using prime = typename stored_points_detail::prime_under<typename Curve::base_field>::type;
    static constexpr std::size_t point_size = sizeof(point);

    static_assert(std::endian::native == std::endian::little, "stored points are read as they lie in memory");
    static_assert(sizeof(typename Curve::base_field) % prime::encoded_size == 0);

    stored_points() = default;
    /// Bytes behind the last whole point do not count.
    explicit stored_points(byte_view in) : bytes_(in) {}

    std::size_t size() const noexcept { return bytes_.size() / point_size; }
    byte_view bytes() const noexcept { return bytes_; }
    /// Precondition: first + count <= size().
    stored_points subspan(std::size_t first, std::size_t count) const {
        return stored_points{bytes_.subspan(first * point_size, count * point_size)};
    }
    /// One point, checked for nothing: its coordinates may be no field elements. Precondition: i < size().
    point unchecked(std::size_t i) const noexcept {
        point out;
        std::memcpy(&out, bytes_.data() + i * point_size, point_size);
        return out;
    }
    /// One point; a reason if a coordinate is not below the modulus or the point is not on the curve. Precondition: i <
    /// size().
    result<point> at(std::size_t i) const {
        const point out = unchecked(i);
        if (!stored_points_detail::reduced<prime>(bytes_.subspan(i * point_size, point_size))) {
            return error{"point " + std::to_string(i) + ": a coordinate is not below the modulus"};
        }
        if (!out.on_curve()) {
            return error{"point " + std::to_string(i) + " is not on the curve"};
        }
        return out;
    }
    /// Copies all points, on all threads; the reason names the first that `at` refuses. Precondition: out.size() ==
    /// size().
    status read(std::span<point> out) const;
    /// The same into a new vector.
    result<std::vector<point>> read() const {
        std::vector<point> out(size());
        if (const status s = read(out); !s) {
            return s.why();
        }
        return out;
    }

private:
    byte_view bytes_;
};

/// Points as stored_points reads them.
template <class Curve>
byte_view stored_bytes(std::span<const affine_point<Curve>> points) {
    return {reinterpret_cast<const std::uint8_t*>(points.data()), points.size_bytes()};
}

template <class Curve>
status stored_points<Curve>::read(std::span<point> out) const {
    std::atomic<std::size_t> first_wrong{std::numeric_limits<std::size_t>::max()};
    parallel_for(size(), 1024, [&](std::size_t i) {
        out[i] = unchecked(i);
        if (!stored_points_detail::reduced<prime>(bytes_.subspan(i * point_size, point_size)) || !out[i].on_curve()) {
            std::size_t seen = first_wrong.load();
            while (i < seen && !first_wrong.compare_exchange_weak(seen, i)) {
            }
        }
    });
    if (first_wrong.load() < size()) {
        return at(first_wrong.load()).why();
    }
    return {};
}

} // namespace zonogon::curve
