#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkevm/machines/main/public_values.hpp>

namespace zonogon::zkevm {

/// What a batch proof claims: the batch that led from the old values led to the new ones (docs of the protocol, public
/// values of the circuit before they are hashed).
struct batch_publics {
    u256 old_state_root, old_acc_input_hash;
    std::uint64_t old_num_batch = 0, chain_id = 0, fork_id = 0;
    u256 new_state_root, new_acc_input_hash, local_exit_root;
    std::uint64_t new_num_batch = 0;

    friend bool operator==(const batch_publics&, const batch_publics&) = default;
};

namespace detail {

/// Eight limbs, which must be below 2^32: a word has one form only.
inline bool read_word(std::span<const field::goldilocks> limbs, u256& out) {
    for (std::size_t i = 0; i < 8; ++i) {
        const std::uint64_t limb = limbs[i].value();
        if (limb >> 32 != 0) {
            return false;
        }
        out.set_limb(i / 2, out.limb(i / 2) | limb << (32 * (i % 2)));
    }
    return true;
}

} // namespace detail

/// The claim in words, or the name of the value that is no 256-bit word.
inline result<batch_publics> read_publics(std::span<const field::goldilocks> values) {
    namespace m = machines::main_machine;
    if (values.size() != m::public_count) {
        return error{"a batch has " + std::to_string(m::public_count) + " public values, not " +
                     std::to_string(values.size())};
    }
    batch_publics out;
    const std::array<std::pair<u256*, std::pair<std::uint32_t, const char*>>, 5> words{{
        {&out.old_state_root, {m::old_state_root, "old state root"}},
        {&out.old_acc_input_hash, {m::old_acc_input_hash, "old accumulated input hash"}},
        {&out.new_state_root, {m::new_state_root, "new state root"}},
        {&out.new_acc_input_hash, {m::new_acc_input_hash, "new accumulated input hash"}},
        {&out.local_exit_root, {m::local_exit_root, "local exit root"}},
    }};
    for (const auto& [word, place] : words) {
        if (!detail::read_word(values.subspan(place.first, 8), *word)) {
            return error{std::string("the ") + place.second + " has a limb of more than 32 bits"};
        }
    }
    out.old_num_batch = values[m::old_num_batch].value();
    out.chain_id = values[m::chain_id].value();
    out.fork_id = values[m::fork_id].value();
    out.new_num_batch = values[m::new_num_batch].value();
    return out;
}

/// A proof file: eight bytes of name and version, the public values as little-endian field elements, the STARK proof.
struct batch_proof {
    std::vector<field::goldilocks> publics;
    bytes stark;
};

inline constexpr std::array<std::uint8_t, 8> batch_proof_header{'z', 'n', 'g', 'b', 'a', 't', 'c', 1};

inline bytes encode(const batch_proof& proof) {
    bytes out(batch_proof_header.begin(), batch_proof_header.end());
    for (const field::goldilocks v : proof.publics) {
        for (std::size_t i = 0; i < 8; ++i) {
            out.push_back(static_cast<std::uint8_t>(v.value() >> (8 * i)));
        }
    }
    append(out, proof.stark);
    return out;
}

/// Splits untrusted bytes into public values and proof. The proof itself is parsed against the verifying key.
inline result<batch_proof> parse_batch_proof(byte_view in) {
    const std::size_t publics_end = batch_proof_header.size() + 8 * machines::main_machine::public_count;
    if (in.size() < publics_end || !std::ranges::equal(in.first(8), batch_proof_header)) {
        return error{"this is not a batch proof of version 1"};
    }
    batch_proof out;
    for (std::size_t at = batch_proof_header.size(); at < publics_end; at += 8) {
        std::uint64_t v = 0;
        for (std::size_t i = 8; i-- > 0;) {
            v = v << 8 | in[at + i];
        }
        if (!field::goldilocks::is_canonical(v)) {
            return error{"public value " + std::to_string(out.publics.size()) + " is not a canonical field element"};
        }
        out.publics.emplace_back(v);
    }
    out.stark.assign(in.begin() + static_cast<std::ptrdiff_t>(publics_end), in.end());
    return out;
}

} // namespace zonogon::zkevm
