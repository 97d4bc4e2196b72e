#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace zonogon::rpc {

/// A bucket of tokens per caller: it fills at a steady rate up to a burst, each request takes one.
class rate_limit {
public:
    using clock = std::chrono::steady_clock;

    /// `per_second` 0 lets everything through; `burst` 0 is one second's worth.
    rate_limit(std::uint64_t per_second, std::uint64_t burst)
        : rate_(static_cast<double>(per_second)), burst_(static_cast<double>(burst == 0 ? per_second : burst)) {}

    /// Takes `cost` tokens if they are there. A cost above the burst passes only with a full bucket, which it empties:
    /// one batch at a time rather than never.
    bool allow(const std::string& who, std::uint64_t cost, clock::time_point now) {
        if (rate_ == 0) {
            return true;
        }
        const std::scoped_lock hold(lock_);
        if (buckets_.size() >= most_buckets) {
            std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= burst_; });
            if (buckets_.size() >= most_buckets) {
                buckets_.clear();
            }
        }
        bucket& b = buckets_.try_emplace(who, bucket{burst_, now}).first->second;
        b = {filled(b, now), now};
        const double price = std::min(static_cast<double>(cost), burst_);
        if (b.tokens < price) {
            return false;
        }
        b.tokens -= price;
        return true;
    }

private:
    static constexpr std::size_t most_buckets = 100'000;
    struct bucket {
        double tokens;
        clock::time_point at;
    };
    double filled(const bucket& b, clock::time_point now) const {
        const std::chrono::duration<double> passed = now - b.at;
        return std::min(burst_, b.tokens + passed.count() * rate_);
    }

    double rate_;
    double burst_;
    std::mutex lock_;
    std::unordered_map<std::string, bucket> buckets_;
};

} // namespace zonogon::rpc
