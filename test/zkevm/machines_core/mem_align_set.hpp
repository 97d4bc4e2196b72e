#pragma once

#include <vector>

#include <zonogon/zkevm/machines/mem_align/executor.hpp>

#include "support/catch.hpp"

#include "support.hpp"

namespace zonogon::test::core::mem_align_test {

using zkasm::mem_align_kind;

/// The words after the access, by shifting 512-bit numbers.
inline zkasm::mem_align_request request(mem_align_kind kind, const u256& m0, const u256& m1, const u256& v,
                                        std::uint8_t offset) {
    zkasm::mem_align_request r{kind, m0, m1, v, {}, {}, offset};
    const u512 both = (u512{m0} << 256) | u512{m1};
    const std::size_t shift = 8 * (32 - std::size_t{offset});
    if (kind == mem_align_kind::read) {
        r.v = u256{both >> shift};
    } else if (kind == mem_align_kind::write) {
        const u512 after = (both & ~(u512{u256::max()} << shift)) | (u512{v} << shift);
        r.w0 = u256{after >> 256};
        r.w1 = u256{after};
    } else {
        const std::size_t place = 8 * (31 - std::size_t{offset});
        r.w0 = (m0 & ~(u256{0xff} << place)) | (u256{v.byte(0)} << place);
    }
    return r;
}

inline std::vector<zkasm::mem_align_request> many_requests(std::size_t count) {
    random_stream random(11);
    std::vector<zkasm::mem_align_request> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(request(static_cast<mem_align_kind>(i % 3), awkward_number(random), awkward_number(random),
                              awkward_number(random), static_cast<std::uint8_t>(i / 3 % 32)));
    }
    return out;
}

struct mem_align_set : machine_set {
    std::size_t mem_align;

    explicit mem_align_set(const std::vector<zkasm::mem_align_request>& requests) {
        machines::byte_table::usage usage;
        std::array<std::vector<tuple>, 3> tuples;
        for (const auto& r : requests) {
            tuple t;
            append(t, r.m0);
            if (r.kind == mem_align_kind::write8) {
                append(t, r.v);
            } else {
                append(t, r.m1);
                append(t, r.v);
            }
            t.push_back(goldilocks{r.offset});
            if (r.kind != mem_align_kind::read) {
                append(t, r.w0);
            }
            if (r.kind == mem_align_kind::write) {
                append(t, r.w1);
            }
            tuples[static_cast<std::size_t>(r.kind)].push_back(t);
        }
        mem_align = add("mem_align", machines::mem_align::build(), machines::mem_align::fill(requests, usage));
        add_asker("mem_align.read", tuples[0]);
        add_asker("mem_align.write", tuples[1]);
        add_asker("mem_align.write8", tuples[2]);
        add_byte_table(usage);
    }
};

} // namespace zonogon::test::core::mem_align_test
