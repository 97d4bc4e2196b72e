#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/ceremony.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/snark/groth16/zkey.hpp>

namespace zonogon::snark::groth16 {

/// One step of the second phase, in which somebody multiplied delta with a secret k (Bowe, Gabizon and Miers, "Scalable
/// multi-party computation for zk-SNARK parameters in the random beacon model", eprint 2017/1050), as snarkjs records
/// it.
struct contribution {
    using g1 = curve::bn254;
    using g2 = curve::bn254_twist;

    g1::point delta_after;
    /// A point s, and k s.
    g1::point s;
    g1::point s_times_key;
    /// k times the point of G2 that belongs to the transcript.
    g2::point hashed_times_key;
    /// The digest of the circuit, of all that came before, of s and of k s.
    curve::ceremony::digest transcript{};
    /// 0 a person's, 1 a beacon's.
    std::uint32_t type = 0;
    /// At most 255 bytes; empty for none.
    std::string name;
    /// Of a beacon: log2 of the number of iterations, and the hash it starts from.
    std::uint8_t beacon_iterations = 0;
    bytes beacon_hash;

    friend bool operator==(const contribution&, const contribution&) = default;
};

/// Section 10 of a .zkey.
struct contribution_record {
    /// The digest of the key before the first contribution.
    curve::ceremony::digest circuit{};
    std::vector<contribution> contributions;

    friend bool operator==(const contribution_record&, const contribution_record&) = default;
};

/// Reads section 10. Points must be canonical and on their curves. The reason names the place.
result<contribution_record> read_contributions(const file_section& section);
/// The content of section 10.
bytes write_contributions(const contribution_record& record);

/// Absorbs what a contribution adds to the transcripts of later ones.
void absorb(hash::blake2b_512& hasher, const contribution& c);
/// What identifies a contribution to its maker.
curve::ceremony::digest contribution_hash(const contribution& c);
/// The transcript of the next contribution, with s and k s.
curve::ceremony::digest next_transcript(const contribution_record& record, const contribution::g1::point& s,
                                        const contribution::g1::point& s_times_key);

/// Whether every contribution was made by somebody who knew its key, and leads from the one before: delta begins at the
/// generator and ends at `delta`. A beacon's key must be the one that follows from its hash; a beacon of more than
/// 2^beacon_limit iterations is refused.
/// Cost: four pairings for each; 2^iterations of SHA-256 for a beacon.
status check_contributions(const contribution_record& record, const contribution::g1::point& delta_g1,
                           const contribution::g2::point& delta_g2,
                           std::uint8_t beacon_limit = curve::ceremony::default_beacon_limit);

namespace contribution_detail {

inline status read_one(section_reader& in, contribution& out) {
    using zkey_detail::read_point;
    if (status p = read_point<contribution::g1>(in, "delta", out.delta_after); !p) {
        return p;
    }
    if (status p = read_point<contribution::g1>(in, "s", out.s); !p) {
        return p;
    }
    if (status p = read_point<contribution::g1>(in, "k s", out.s_times_key); !p) {
        return p;
    }
    if (status p = read_point<contribution::g2>(in, "the key in G2", out.hashed_times_key); !p) {
        return p;
    }
    const byte_view transcript = in.take(out.transcript.size());
    std::copy(transcript.begin(), transcript.end(), out.transcript.begin());
    out.type = in.u32();
    if (out.type > 1) {
        return in.wrong("a contribution of type " + std::to_string(out.type));
    }
    std::uint64_t parameters = in.u32();
    if (parameters > in.left()) {
        return in.wrong("parameters of " + std::to_string(parameters) + " bytes");
    }
    std::uint8_t last = 0;
    while (parameters > 0) {
        const std::size_t before = in.left();
        const std::uint8_t kind = in.u8();
        if (kind <= last || kind > (out.type == 1 ? 3 : 1)) {
            return in.wrong("parameter " + std::to_string(kind) + " is unknown or out of order");
        }
        last = kind;
        const std::uint8_t size = in.u8();
        if (kind == 2) {
            out.beacon_iterations = size;
        } else {
            const byte_view content = in.take(size);
            if (kind == 1) {
                out.name.assign(content.begin(), content.end());
            } else {
                out.beacon_hash.assign(content.begin(), content.end());
            }
        }
        const std::size_t used = before - in.left();
        if (used > parameters || in.failed()) {
            return in.wrong("parameters longer than they are said to be");
        }
        parameters -= used;
    }
    return {};
}

template <class Point>
void append_point(bytes& out, const Point& p) {
    append(out, curve::stored_bytes(std::span<const Point>(&p, 1)));
}

inline void append_one(bytes& out, const contribution& c) {
    append_point(out, c.delta_after);
    append_point(out, c.s);
    append_point(out, c.s_times_key);
    append_point(out, c.hashed_times_key);
    append(out, c.transcript);
    append_little_endian<4>(out, c.type);
    bytes parameters;
    if (!c.name.empty()) {
        parameters.push_back(1);
        parameters.push_back(static_cast<std::uint8_t>(c.name.size()));
        parameters.insert(parameters.end(), c.name.begin(), c.name.end());
    }
    if (c.type == 1) {
        parameters.push_back(2);
        parameters.push_back(c.beacon_iterations);
        parameters.push_back(3);
        parameters.push_back(static_cast<std::uint8_t>(c.beacon_hash.size()));
        append(parameters, c.beacon_hash);
    }
    append_little_endian<4>(out, parameters.size());
    append(out, parameters);
}

/// Whether q_times_k is to q what p_times_k is to p. Points at infinity have no ratio.
inline bool same_ratio(const curve::bn254::point& p, const curve::bn254::point& p_times_k,
                       const curve::bn254_twist::point& q, const curve::bn254_twist::point& q_times_k) {
    if (p.is_zero() || p_times_k.is_zero() || q.is_zero() || q_times_k.is_zero()) {
        return false;
    }
    const std::array<curve::bn254_pairing::pair, 2> pairs{{{p, q_times_k}, {-p_times_k, q}}};
    return curve::bn254_pairing::product(pairs) == curve::bn254_pairing::extension::one();
}

/// Whether a beacon's s and k s follow from its hash; what else it holds is checked as for anybody's contribution.
inline status check_beacon(const contribution& c, std::uint8_t limit) {
    if (c.beacon_iterations > limit) {
        return error{"a beacon of 2^" + std::to_string(c.beacon_iterations) + " iterations takes too long to check"};
    }
    namespace ceremony = curve::ceremony;
    hash::chacha20_stream stream = ceremony::beacon_stream(c.beacon_hash, c.beacon_iterations);
    const auto key = ceremony::detail::draw<contribution::g1::scalar_field>(stream);
    const contribution::g1::point s = ceremony::draw_g1(stream);
    if (c.s != s || c.s_times_key != curve::multiply(key.value(), s)) {
        return error{"the beacon's key does not follow from its hash"};
    }
    return {};
}

} // namespace contribution_detail

inline result<contribution_record> read_contributions(const file_section& section) {
    section_reader in("zkey", section);
    contribution_record out;
    const byte_view circuit = in.take(out.circuit.size());
    std::copy(circuit.begin(), circuit.end(), out.circuit.begin());
    const std::uint32_t count = in.u32();
    // A contribution without parameters has 392 bytes.
    if (count > in.left() / 392) {
        return in.wrong(std::to_string(count) + " contributions, more than the section has room for");
    }
    out.contributions.resize(count);
    for (contribution& c : out.contributions) {
        if (status one = contribution_detail::read_one(in, c); !one) {
            return one.why();
        }
    }
    if (status whole = in.finish(); !whole) {
        return whole.why();
    }
    return out;
}

inline bytes write_contributions(const contribution_record& record) {
    bytes out;
    append(out, record.circuit);
    append_little_endian<4>(out, record.contributions.size());
    for (const contribution& c : record.contributions) {
        contribution_detail::append_one(out, c);
    }
    return out;
}

inline void absorb(hash::blake2b_512& hasher, const contribution& c) {
    curve::ceremony::absorb(hasher, c.delta_after);
    curve::ceremony::absorb(hasher, c.s);
    curve::ceremony::absorb(hasher, c.s_times_key);
    curve::ceremony::absorb(hasher, c.hashed_times_key);
    hasher.update(c.transcript);
}

inline curve::ceremony::digest contribution_hash(const contribution& c) {
    hash::blake2b_512 hasher;
    absorb(hasher, c);
    return hasher.digest();
}

inline curve::ceremony::digest next_transcript(const contribution_record& record, const contribution::g1::point& s,
                                               const contribution::g1::point& s_times_key) {
    hash::blake2b_512 hasher;
    hasher.update(record.circuit);
    for (const contribution& c : record.contributions) {
        absorb(hasher, c);
    }
    curve::ceremony::absorb(hasher, s);
    curve::ceremony::absorb(hasher, s_times_key);
    return hasher.digest();
}

inline status check_contributions(const contribution_record& record, const contribution::g1::point& delta_g1,
                                  const contribution::g2::point& delta_g2, std::uint8_t beacon_limit) {
    using contribution_detail::same_ratio;
    contribution_record before{record.circuit, {}};
    contribution::g1::point delta = contribution::g1::point::generator();
    for (std::size_t i = 0; i < record.contributions.size(); ++i) {
        const contribution& c = record.contributions[i];
        const auto wrong = [i](const std::string& what) {
            return error{"contribution " + std::to_string(i + 1) + ": " + what};
        };
        if (c.type == 1) {
            if (const status follows = contribution_detail::check_beacon(c, beacon_limit); !follows) {
                return wrong(follows.why().message);
            }
        }
        if (!curve::in_bn254_g2(c.hashed_times_key)) {
            return wrong("its key in G2 is not in the subgroup");
        }
        if (next_transcript(before, c.s, c.s_times_key) != c.transcript) {
            return wrong("its transcript is not that of what came before");
        }
        const contribution::g2::point hashed = curve::ceremony::hash_to_g2(c.transcript);
        if (!same_ratio(c.s, c.s_times_key, hashed, c.hashed_times_key)) {
            return wrong("its keys in G1 and G2 differ");
        }
        if (!same_ratio(delta, c.delta_after, hashed, c.hashed_times_key)) {
            return wrong("its delta does not follow from the one before by its key");
        }
        delta = c.delta_after;
        before.contributions.push_back(c);
    }
    if (delta != delta_g1) {
        return error{"delta is not the one that the last contribution left"};
    }
    if (!same_ratio(contribution::g1::point::generator(), delta, contribution::g2::point::generator(), delta_g2)) {
        return error{"delta in G1 and G2 differ"};
    }
    return {};
}

} // namespace zonogon::snark::groth16
