#pragma once

#include <string>
#include <vector>

namespace zonogon::test {

/// An anvil of its own on a free port, ended with the object. The program comes from reference-node/tools/anvil.
class anvil {
public:
    /// More options than `--port 0 --slots-in-an-epoch 1`.
    explicit anvil(const std::vector<std::string>& options = {});
    anvil(const anvil&) = delete;
    anvil& operator=(const anvil&) = delete;
    ~anvil();

    const std::string& url() const noexcept { return url_; }
    /// The funded account of that number: its private key in hex.
    static std::string key(std::size_t account);

private:
    int process_ = 0;
    int output_ = -1;
    std::string url_;
};

} // namespace zonogon::test
