#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/little_endian.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/ceremony.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/hash/blake2b_512.hpp>

namespace zonogon::pcs::ptau {

using digest = hash::blake2b_512::digest_type;
using g1_point = curve::bn254::point;
using g2_point = curve::bn254_twist::point;

/// What a contributor shows of one of its secrets x: s G1, s x G1 for any s, and x H for a point H of G2 that is drawn
/// from the challenge and the first two (Bowe, Gabizon and Miers, "Scalable multi-party computation for zk-SNARK
/// parameters in the random beacon model", eprint 2017/1050, section 3).
struct key_part {
    g1_point s, sx;
    g2_point hx;

    friend bool operator==(const key_part&, const key_part&) = default;
};

struct public_key {
    key_part tau, alpha, beta;

    friend bool operator==(const public_key&, const public_key&) = default;
};

/// The state of BLAKE2b-512 after the first part of a response, as the file has it: what is hashed last is the key.
using partial_hash = std::array<std::uint8_t, 216>;

/// A contribution as section 7 of the file records it.
struct contribution {
    g1_point tau_g1;
    g2_point tau_g2;
    g1_point alpha_g1;
    g1_point beta_g1;
    g2_point beta_g2;
    public_key key;
    partial_hash partial{};
    digest next_challenge{};
    /// A beacon's secrets follow from a public hash, iterated 2^iterations times.
    bool beacon = false;
    std::string name;
    std::uint8_t iterations = 0;
    bytes beacon_hash;

    /// Hash of the response: of the challenge, the compressed powers and the key.
    digest response() const;
};

/// The file's contributions, every point checked to be in its group and not zero.
result<std::vector<contribution>> read_contributions(byte_view section);
/// The content of section 7.
bytes write_contributions(const std::vector<contribution>& all);

/// Hash of a fresh accumulator of 2^power powers: what the first contributor answers.
digest first_challenge(std::uint32_t power);
/// The point H of G2 for one part of a key, `which` being 0 for tau, 1 for alpha, 2 for beta.
g2_point key_base(std::uint8_t which, const digest& challenge, const g1_point& s, const g1_point& sx);

inline void absorb(hash::blake2b_512& hasher, const public_key& key) {
    for (const key_part* part : {&key.tau, &key.alpha, &key.beta}) {
        curve::ceremony::absorb(hasher, part->s);
        curve::ceremony::absorb(hasher, part->sx);
    }
    for (const key_part* part : {&key.tau, &key.alpha, &key.beta}) {
        curve::ceremony::absorb(hasher, part->hx);
    }
}

inline digest contribution::response() const {
    hash::blake2b_512 hasher = hash::blake2b_512::resumed(byte_view(partial).first<208>());
    absorb(hasher, key);
    return hasher.digest();
}

inline g2_point key_base(std::uint8_t which, const digest& challenge, const g1_point& s, const g1_point& sx) {
    hash::blake2b_512 hasher;
    hasher.update(byte_view(&which, 1));
    hasher.update(challenge);
    curve::ceremony::absorb(hasher, s);
    curve::ceremony::absorb(hasher, sx);
    return curve::ceremony::hash_to_g2(hasher.digest());
}

inline digest first_challenge(std::uint32_t power) {
    const std::uint64_t n = std::uint64_t{1} << power;
    const auto g1 = curve::ceremony::uncompressed(g1_point::generator());
    const auto g2 = curve::ceremony::uncompressed(g2_point::generator());
    hash::blake2b_512 hasher;
    hasher.update(hash::blake2b_512_of({}));
    const auto repeat = [&hasher](byte_view point, std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            hasher.update(point);
        }
    };
    repeat(g1, 2 * n - 1);
    repeat(g2, n);
    repeat(g1, 2 * n);
    repeat(g2, 1);
    return hasher.digest();
}

namespace contribution_detail {

class reader {
public:
    explicit reader(byte_view in) : in_("ptau", file_section{7, 0, in}) {}

    std::uint32_t u32() { return in_.u32(); }
    std::uint8_t u8() { return in_.u8(); }
    byte_view take(std::uint64_t size) { return in_.take(size); }
    std::size_t left() const noexcept { return in_.left(); }
    template <class Point>
    void read(Point& out) {
        const byte_view bytes = in_.take(sizeof(Point));
        if (bytes.empty()) {
            return;
        }
        const auto p = curve::stored_points<typename Point::curve>{bytes}.at(0);
        bool good = p && !p->is_zero();
        if constexpr (std::is_same_v<Point, g2_point>) {
            good = good && curve::bn254_pairing::in_g2(*p);
        }
        if (good) {
            out = *p;
        } else {
            wrong_point_ = true;
        }
    }
    bool failed() const noexcept { return in_.failed() || wrong_point_; }
    error why() const {
        return wrong_point_ ? in_.wrong("a contribution's point is zero or not in its group")
                            : in_.wrong("the section ends too early");
    }
    error wrong(const char* what) const { return in_.wrong(what); }

private:
    section_reader in_;
    bool wrong_point_ = false;
};

/// Types of parameters, in rising order: the name, a beacon's iterations and hash.
inline status read_parameters(reader& in, contribution& out) {
    const std::uint32_t size = in.u32();
    reader parameters(in.take(size));
    std::uint8_t last = 0;
    while (parameters.left() != 0) {
        const std::uint8_t type = parameters.u8();
        if (type <= last || type > 3) {
            return in.wrong("a contribution's parameters are unknown or not in order");
        }
        last = type;
        if (type == 2) {
            out.iterations = parameters.u8();
            continue;
        }
        const byte_view value = parameters.take(parameters.u8());
        if (type == 1) {
            out.name.assign(value.begin(), value.end());
        } else {
            out.beacon_hash.assign(value.begin(), value.end());
        }
    }
    if (parameters.failed()) {
        return in.wrong("a contribution's parameters end too early");
    }
    return {};
}

template <class Point>
void write(bytes& out, const Point& p) {
    append(out, curve::stored_bytes(std::span<const curve::affine_point<typename Point::curve>>(&p, 1)));
}

} // namespace contribution_detail

inline result<std::vector<contribution>> read_contributions(byte_view section) {
    contribution_detail::reader in(section);
    const std::uint32_t count = in.u32();
    std::vector<contribution> out;
    // Each takes more than a thousand bytes, so that the section bounds what is allocated.
    for (std::uint32_t i = 0; i < count; ++i) {
        contribution c;
        in.read(c.tau_g1);
        in.read(c.tau_g2);
        in.read(c.alpha_g1);
        in.read(c.beta_g1);
        in.read(c.beta_g2);
        for (key_part* part : {&c.key.tau, &c.key.alpha, &c.key.beta}) {
            in.read(part->s);
            in.read(part->sx);
        }
        for (key_part* part : {&c.key.tau, &c.key.alpha, &c.key.beta}) {
            in.read(part->hx);
        }
        const byte_view partial = in.take(c.partial.size());
        const byte_view next = in.take(c.next_challenge.size());
        const std::uint32_t type = in.u32();
        if (in.failed()) {
            return in.why();
        }
        std::ranges::copy(partial, c.partial.begin());
        std::ranges::copy(next, c.next_challenge.begin());
        if (type > 1) {
            return in.wrong("a contribution is of an unknown type");
        }
        c.beacon = type == 1;
        if (status s = contribution_detail::read_parameters(in, c); !s) {
            return s.why();
        }
        if (in.failed()) {
            return in.why();
        }
        if (c.beacon && (c.iterations < 10 || c.iterations > 63 || c.beacon_hash.empty())) {
            return in.wrong("a beacon without its hash or with a wrong number of iterations");
        }
        if (!hash::blake2b_512::can_resume(byte_view(c.partial).first<208>())) {
            return in.wrong("a contribution's partial hash is no state of BLAKE2b");
        }
        out.push_back(std::move(c));
    }
    if (in.failed()) {
        return in.why();
    }
    if (in.left() != 0) {
        return in.wrong("bytes after the last contribution");
    }
    return out;
}

inline bytes write_contributions(const std::vector<contribution>& all) {
    using contribution_detail::write;
    bytes out;
    append_little_endian<4>(out, all.size());
    for (const contribution& c : all) {
        write(out, c.tau_g1);
        write(out, c.tau_g2);
        write(out, c.alpha_g1);
        write(out, c.beta_g1);
        write(out, c.beta_g2);
        for (const key_part* part : {&c.key.tau, &c.key.alpha, &c.key.beta}) {
            write(out, part->s);
            write(out, part->sx);
        }
        for (const key_part* part : {&c.key.tau, &c.key.alpha, &c.key.beta}) {
            write(out, part->hx);
        }
        append(out, c.partial);
        append(out, c.next_challenge);
        append_little_endian<4>(out, c.beacon ? 1 : 0);
        bytes parameters;
        const auto field = [&parameters](std::uint8_t type, auto first, std::size_t size) {
            parameters.push_back(type);
            parameters.push_back(static_cast<std::uint8_t>(size));
            parameters.insert(parameters.end(), first, first + static_cast<std::ptrdiff_t>(size));
        };
        if (!c.name.empty()) {
            field(1, c.name.begin(), std::min<std::size_t>(c.name.size(), 64));
        }
        if (c.beacon) {
            parameters.push_back(2);
            parameters.push_back(c.iterations);
            field(3, c.beacon_hash.begin(), std::min<std::size_t>(c.beacon_hash.size(), 255));
        }
        append_little_endian<4>(out, parameters.size());
        append(out, parameters);
    }
    return out;
}

} // namespace zonogon::pcs::ptau
