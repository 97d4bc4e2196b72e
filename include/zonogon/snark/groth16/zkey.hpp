#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/snark/groth16/keys.hpp>
#include <zonogon/snark/r1cs_file.hpp>

namespace zonogon::snark::groth16 {

/// The sections of a .zkey file of Groth16 (snarkjs, protocol 1).
enum class zkey_section : std::uint32_t {
    protocol = 1,
    header = 2,
    inputs = 3,       // the verification key's points of the public inputs
    coefficients = 4, // A and B by constraint
    a = 5,            // [u_i(tau)]_1 of every wire
    b_g1 = 6,         // [v_i(tau)]_1
    b_g2 = 7,         // [v_i(tau)]_2
    c = 8,            // [(beta u_i + alpha v_i + w_i) / delta]_1 of the wires that are not public
    h = 9,            // [L_(2 i + 1)(tau) / delta]_1 of the domain of twice the size
    contributions = 10,
};

/// A summand of row `constraint` of A (matrix 0) or B (matrix 1).
template <class Field>
struct zkey_coefficient {
    std::uint32_t matrix = 0;
    std::uint32_t constraint = 0;
    std::uint32_t wire = 0;
    /// The coefficient times 2^256, or its bytes as the stored form of nothing if they are not below the prime.
    typename Field::limbs raw{};
};

/// The coefficients of a .zkey as they lie in the file.
template <class Field>
class zkey_coefficients {
public:
    static constexpr std::size_t size_of_one = 44;

    zkey_coefficients() = default;
    explicit zkey_coefficients(byte_view in) : bytes_(in) {}

    std::size_t size() const noexcept { return bytes_.size() / size_of_one; }
    byte_view content() const noexcept { return bytes_; }
    /// Checked for nothing. Precondition: i < size().
    zkey_coefficient<Field> operator[](std::size_t i) const noexcept {
        zkey_coefficient<Field> out;
        const std::uint8_t* at = bytes_.data() + i * size_of_one;
        std::memcpy(&out.matrix, at, 4);
        std::memcpy(&out.constraint, at + 4, 4);
        std::memcpy(&out.wire, at + 8, 4);
        std::memcpy(&out.raw, at + 12, 32);
        return out;
    }

private:
    byte_view bytes_;
};

/// A proving key of Groth16 as a view of a .zkey file's bytes, which must outlive it.
///
/// parse checks the structure, the verification key whole, and that sections have the sizes that the header asks for.
/// The other points and the coefficients are checked by those who read them.
template <class Pairing = curve::bn254_pairing>
class zkey {
public:
    using g1 = typename Pairing::g1;
    using g2 = typename Pairing::g2;
    using scalar = typename g1::scalar_field;
    using g1_points = curve::stored_points<g1>;
    using g2_points = curve::stored_points<g2>;

    /// The reason names section and byte.
    static result<zkey> parse(byte_view file);
    /// The same of a mapped file, whose memory `done_with` lets go of. The file must outlive the key.
    static result<zkey> parse(const mapped_file& file) {
        auto out = parse(file.content());
        if (out) {
            out->file_ = &file;
        }
        return out;
    }

    const verification_key<Pairing>& verifying() const noexcept { return verifying_; }
    const typename g1::point& beta_g1() const noexcept { return beta_g1_; }
    const typename g1::point& delta_g1() const noexcept { return delta_g1_; }
    std::uint32_t wires() const noexcept { return wires_; }
    std::uint32_t public_count() const noexcept { return public_count_; }
    /// log2 of the number of rows.
    std::uint32_t log_domain() const noexcept { return log_domain_; }

    zkey_coefficients<scalar> coefficients() const {
        return zkey_coefficients<scalar>{content(zkey_section::coefficients).subspan(4)};
    }
    g1_points a() const { return g1_points{content(zkey_section::a)}; }
    g1_points b_g1() const { return g1_points{content(zkey_section::b_g1)}; }
    g2_points b_g2() const { return g2_points{content(zkey_section::b_g2)}; }
    g1_points c() const { return g1_points{content(zkey_section::c)}; }
    g1_points h() const { return g1_points{content(zkey_section::h)}; }
    /// A section's bytes.
    byte_view content(zkey_section id) const { return sections_[static_cast<std::size_t>(id)].content; }
    const file_section& section(zkey_section id) const { return sections_[static_cast<std::size_t>(id)]; }

    /// Says that a part of the file is not needed for now.
    void done_with(byte_view part) const {
        if (file_ != nullptr) {
            file_->release(part);
        }
    }

private:
    status read_header();
    status read_inputs();
    /// Whether a section has `size` bytes.
    status sized(zkey_section id, std::uint64_t size) const;

    std::array<file_section, 11> sections_{};
    const mapped_file* file_ = nullptr;
    verification_key<Pairing> verifying_;
    typename g1::point beta_g1_;
    typename g1::point delta_g1_;
    std::uint32_t wires_ = 0;
    std::uint32_t public_count_ = 0;
    std::uint32_t log_domain_ = 0;
};

namespace zkey_detail {

/// Reads one point that must be canonical and on the curve.
template <class Curve>
status read_point(section_reader& in, const char* what, typename Curve::point& out) {
    const curve::stored_points<Curve> stored{in.take(curve::stored_points<Curve>::point_size)};
    if (stored.size() == 0) {
        return in.finish();
    }
    const auto point = stored.at(0);
    if (!point) {
        return in.wrong(std::string(what) + ": " + point.why().message);
    }
    out = *point;
    return {};
}

} // namespace zkey_detail

template <class Pairing>
result<zkey<Pairing>> zkey<Pairing>::parse(byte_view file) {
    auto parsed = section_file::parse(file, "zkey", 2);
    if (!parsed) {
        return std::move(parsed).why();
    }
    zkey out;
    for (std::uint32_t id = 1; id <= 10; ++id) {
        const auto section = parsed->section(id);
        if (!section) {
            return section.why();
        }
        out.sections_[id] = *section;
        if (id == 1) {
            section_reader protocol("zkey", *section);
            if (const std::uint32_t number = protocol.u32(); number != 1) {
                return protocol.wrong("protocol " + std::to_string(number) + " is not Groth16");
            }
            if (status whole = protocol.finish(); !whole) {
                return whole.why();
            }
        }
    }
    if (status header = out.read_header(); !header) {
        return header.why();
    }
    const std::uint64_t wires = out.wires_;
    const std::uint64_t publics = out.public_count_;
    const std::uint64_t rows = std::uint64_t{1} << out.log_domain_;
    const std::uint64_t g1_size = g1_points::point_size;
    for (const auto& [id, size] :
         {std::pair{zkey_section::inputs, (publics + 1) * g1_size}, std::pair{zkey_section::a, wires * g1_size},
          std::pair{zkey_section::b_g1, wires * g1_size}, std::pair{zkey_section::b_g2, wires * g2_points::point_size},
          std::pair{zkey_section::c, (wires - publics - 1) * g1_size}, std::pair{zkey_section::h, rows * g1_size}}) {
        if (status fits = out.sized(id, size); !fits) {
            return fits.why();
        }
    }
    section_reader coefficients("zkey", out.section(zkey_section::coefficients));
    const std::uint32_t count = coefficients.u32();
    if (status fits =
            out.sized(zkey_section::coefficients, 4 + std::uint64_t{count} * zkey_coefficients<scalar>::size_of_one);
        !fits) {
        return fits.why();
    }
    if (status inputs = out.read_inputs(); !inputs) {
        return inputs.why();
    }
    return out;
}

template <class Pairing>
status zkey<Pairing>::read_header() {
    section_reader in("zkey", section(zkey_section::header));
    if (status prime = file_detail::read_prime<typename g1::base_field>(in, "coordinates"); !prime) {
        return prime;
    }
    if (status prime = file_detail::read_prime<scalar>(in, "scalars"); !prime) {
        return prime;
    }
    wires_ = in.u32();
    public_count_ = in.u32();
    const std::uint32_t rows = in.u32();
    if (in.failed()) {
        return in.finish();
    }
    if (public_count_ >= wires_) {
        return in.wrong(std::to_string(public_count_) + " public inputs of " + std::to_string(wires_) + " wires");
    }
    if (!std::has_single_bit(rows) || std::countr_zero(rows) > static_cast<int>(scalar::two_adicity) - 1) {
        return in.wrong("a domain of " + std::to_string(rows) + " rows");
    }
    log_domain_ = static_cast<std::uint32_t>(std::countr_zero(rows));
    using zkey_detail::read_point;
    if (status p = read_point<g1>(in, "alpha", verifying_.alpha); !p) {
        return p;
    }
    if (status p = read_point<g1>(in, "beta", beta_g1_); !p) {
        return p;
    }
    if (status p = read_point<g2>(in, "beta", verifying_.beta); !p) {
        return p;
    }
    if (status p = read_point<g2>(in, "gamma", verifying_.gamma); !p) {
        return p;
    }
    if (status p = read_point<g1>(in, "delta", delta_g1_); !p) {
        return p;
    }
    if (status p = read_point<g2>(in, "delta", verifying_.delta); !p) {
        return p;
    }
    return in.finish();
}

template <class Pairing>
status zkey<Pairing>::read_inputs() {
    auto inputs = g1_points{content(zkey_section::inputs)}.read();
    if (!inputs) {
        return error{"zkey: section 3: " + inputs.why().message};
    }
    verifying_.inputs = std::move(*inputs);
    if (status sound = check_key(verifying_); !sound) {
        return error{"zkey: " + sound.why().message};
    }
    return {};
}

template <class Pairing>
status zkey<Pairing>::sized(zkey_section id, std::uint64_t size) const {
    const file_section& s = section(id);
    if (s.content.size() != size) {
        return error{"zkey: section " + std::to_string(s.id) + ", byte " + std::to_string(s.offset) + ": " +
                     std::to_string(s.content.size()) + " bytes, the header asks for " + std::to_string(size)};
    }
    return {};
}

} // namespace zonogon::snark::groth16
