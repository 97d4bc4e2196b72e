#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rpc/answer.hpp"
#include "rpc/parameters.hpp"

namespace zonogon::rpc {

/// A connection that can be told things it did not ask for at that moment (WebSocket).
class push_channel {
public:
    push_channel() = default;
    push_channel(const push_channel&) = delete;
    push_channel& operator=(const push_channel&) = delete;
    virtual ~push_channel() = default;

    /// Queues a message; a peer that does not keep up is disconnected. Any thread.
    virtual void push(std::shared_ptr<const std::string> message) = 0;
    virtual std::uint64_t id() const = 0;
};

/// Who calls.
struct caller {
    std::string host;
    /// Nothing over HTTP.
    std::shared_ptr<push_channel> channel;
    /// The header of that name: of the request, or of the one that became a WebSocket.
    std::string authorization{};
};

/// One parameter as rpc.discover describes it.
struct parameter_info {
    std::string name;
    /// JSON schema.
    std::string schema;
    bool required = true;
};

struct method {
    std::string name;
    std::string summary;
    std::vector<parameter_info> parameters;
    /// JSON schema.
    std::string result;
    std::function<answer(rpc::parameters&, const caller&)> run;
};

/// The methods a server answers. Filled before serving, then read by all threads.
class registry {
public:
    /// Replaces a method of the same name.
    void add(method m);
    const method* find(std::string_view name) const;
    /// Name spaces that have methods, for rpc_modules.
    std::vector<std::string> modules() const;
    const std::map<std::string, method, std::less<>>& all() const noexcept { return methods_; }
    /// An OpenRPC 1.2 document of everything that is served.
    std::string describe(const std::string& title, const std::string& version) const;

private:
    std::map<std::string, method, std::less<>> methods_;
};

/// Schemas that many methods share.
namespace schema {
inline constexpr const char* quantity = R"({"type":"string","pattern":"^0x(0|[1-9a-f][0-9a-f]*)$"})";
inline constexpr const char* data = R"({"type":"string","pattern":"^0x([0-9a-f]{2})*$"})";
inline constexpr const char* hash = R"({"type":"string","pattern":"^0x[0-9a-f]{64}$"})";
inline constexpr const char* address = R"({"type":"string","pattern":"^0x[0-9a-fA-F]{40}$"})";
inline constexpr const char* boolean = R"({"type":"boolean"})";
inline constexpr const char* text = R"({"type":"string"})";
inline constexpr const char* object = R"({"type":"object"})";
inline constexpr const char* list = R"({"type":"array"})";
inline constexpr const char* anything = "{}";
inline constexpr const char* block =
    R"({"oneOf":[{"enum":["earliest","latest","pending","safe","finalized"]},{"type":"string","pattern":"^0x(0|[1-9a-f][0-9a-f]*)$"},{"type":"object"}]})";
} // namespace schema

} // namespace zonogon::rpc
