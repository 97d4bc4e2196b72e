#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>

#include "store/store.hpp"

namespace zonogon::store {

/// Thrown where the power goes in a test of what survives it. Nothing in the node catches it.
struct power_cut : std::exception {
    const char* what() const noexcept override { return "the power was cut"; }
};

/// What goes wrong at a write.
enum class fault : std::uint8_t {
    refused,    ///< the write fails with an error and changes nothing; later ones work
    cut_before, ///< the power goes before anything is written
    cut_after,  ///< the power goes when everything is written, before the caller knows
};

/// Another store, with one fault at the n-th write (counted from 1). After a power cut it refuses everything: open the
/// medium again to see what survived.
template <store S>
class faulty_store {
public:
    explicit faulty_store(S& inner) : inner_(inner) {}

    void fail_at(std::uint64_t write, fault what) {
        at_ = write;
        what_ = what;
    }
    std::uint64_t writes() const noexcept { return writes_; }

    result<std::optional<bytes>> get(family where, byte_view key) const { return inner_.get(where, key); }
    status scan(family where, const key_range& range, order direction, const visitor& see) const {
        return inner_.scan(where, range, direction, see);
    }
    auto view() const { return inner_.view(); }
    status write(const write_batch& changes, durability how = durability::power_cut) {
        if (dead_) {
            return error{"the store lost its power"};
        }
        ++writes_;
        if (writes_ != at_) {
            return inner_.write(changes, how);
        }
        if (what_ == fault::refused) {
            return error{"no space left on the medium"};
        }
        dead_ = true;
        if (what_ == fault::cut_after) {
            if (status written = inner_.write(changes, how); !written) {
                return written;
            }
        }
        throw power_cut{};
    }

private:
    S& inner_;
    std::uint64_t writes_ = 0;
    std::uint64_t at_ = 0;
    fault what_ = fault::refused;
    bool dead_ = false;
};

} // namespace zonogon::store
