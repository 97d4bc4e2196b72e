#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include <zonogon/base/result.hpp>

namespace zonogon::l1 {

/// What came of one attempt to send a request.
struct reply {
    enum class kind : std::uint8_t {
        body,      ///< an answer, in `text`
        try_again, ///< no answer this time (connection, timeout, overload); why in `text`
        refused,   ///< another attempt would not help; why in `text`
    };
    kind what = kind::refused;
    std::string text;
};

/// Carries a JSON body to a node and its answer back, once.
class transport {
public:
    transport() = default;
    transport(const transport&) = delete;
    transport& operator=(const transport&) = delete;
    virtual ~transport() = default;

    virtual reply post(const std::string& body) = 0;
};

/// HTTP or HTTPS with kept connections, one per thread that sends at the same time.
class http_transport final : public transport {
public:
    struct options {
        std::chrono::milliseconds timeout{10'000};
        std::uint64_t max_response_bytes = std::uint64_t{64} << 20;
        /// The header of that name; none if empty.
        std::string authorization{};
    };

    /// Takes http[s]://[user:password@]host[:port][/path].
    static result<std::unique_ptr<http_transport>> create(const std::string& url, const options& how);
    ~http_transport() override;

    reply post(const std::string& body) override;

private:
    struct connections;
    explicit http_transport(std::unique_ptr<connections> inner);
    std::unique_ptr<connections> inner_;
};

} // namespace zonogon::l1
