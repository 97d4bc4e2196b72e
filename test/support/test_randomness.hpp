#pragma once

#include <cstdint>

#include <zonogon/base/result.hpp>

#include "support/random.hpp"

namespace zonogon::test {

/// Scalars that are the same in every run, for what takes its randomness as a parameter.
class test_randomness {
public:
    explicit test_randomness(std::uint64_t seed) : stream_(seed) {}

    template <class F>
    result<F> scalar() {
        return stream_.element<F>();
    }

private:
    random_stream stream_;
};

} // namespace zonogon::test
