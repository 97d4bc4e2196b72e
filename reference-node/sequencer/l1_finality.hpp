#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include <zonogon/base/result.hpp>

#include "l1/client.hpp"

namespace zonogon::sequencer {

/// Keeps the number of the newest L1 block that is taken for final, so that who needs it never waits for L1.
class l1_finality {
public:
    struct options {
        /// Finalized, safe or latest.
        l1::tag tag = l1::tag::finalized;
        /// So many blocks below it.
        std::uint64_t confirmations = 0;
        std::chrono::milliseconds poll{2'000};
    };
    static std::unique_ptr<l1_finality> start(l1::client& node, const options& how);
    ~l1_finality();
    l1_finality(const l1_finality&) = delete;
    l1_finality& operator=(const l1_finality&) = delete;

    /// The newest number heard of, which never goes back; an error until the first.
    result<std::uint64_t> block() const;

private:
    l1_finality(l1::client& node, const options& how) : node_(node), how_(how) {}
    void run();

    l1::client& node_;
    options how_;
    mutable std::mutex lock_;
    std::condition_variable wake_;
    bool stopping_ = false;
    result<std::uint64_t> block_{error{"L1 was not asked for its final block yet"}};
    std::thread thread_;
};

} // namespace zonogon::sequencer
