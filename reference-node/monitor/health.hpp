#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>

namespace zonogon::monitor {

/// Whether the node can do its work, and if not, why.
class health {
public:
    /// Asked at every look; the error is the reason for not being ready.
    using check = std::function<status()>;

    void add(std::string name, check ask) {
        const std::scoped_lock hold(lock_);
        checks_.emplace_back(std::move(name), std::move(ask));
    }
    /// "name: reason" of every check that fails.
    std::vector<std::string> reasons() const {
        const std::scoped_lock hold(lock_);
        std::vector<std::string> out;
        for (const auto& [name, ask] : checks_) {
            if (const status good = ask(); !good) {
                out.push_back(name + ": " + good.why().message);
            }
        }
        return out;
    }

private:
    mutable std::mutex lock_;
    std::vector<std::pair<std::string, check>> checks_;
};

/// Fails when the file system of `folder` has less than so many bytes left.
status check_free_space(const std::string& folder, std::uint64_t least_bytes);

} // namespace zonogon::monitor
