#pragma once

#include <cstddef>
#include <vector>

#include <zonogon/evm/trace/call_tracer.hpp>

namespace zonogon::evm {

/// A call of a tree with its place in it.
struct flat_call {
    const call_frame* frame = nullptr;
    /// The number of the call among its siblings, from the outermost in.
    std::vector<std::size_t> trace_address;
};

/// The calls of a tree in the order in which they were made (the shape of Parity's traces). The tree must outlive the
/// list.
inline std::vector<flat_call> flatten(const call_frame& root) {
    std::vector<flat_call> out{{&root, {}}};
    // Every call is followed by those that it made, so a stack of places is all there is to keep.
    struct place {
        const call_frame* frame;
        std::size_t next;
    };
    std::vector<place> open{{&root, 0}};
    std::vector<std::size_t> at;
    while (!open.empty()) {
        place& p = open.back();
        if (p.next == p.frame->calls.size()) {
            open.pop_back();
            if (!at.empty()) {
                at.pop_back();
            }
            continue;
        }
        const call_frame& inner = p.frame->calls[p.next];
        at.push_back(p.next++);
        out.push_back({&inner, at});
        open.push_back({&inner, 0});
    }
    return out;
}

} // namespace zonogon::evm
