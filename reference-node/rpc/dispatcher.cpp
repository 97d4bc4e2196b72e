#include "rpc/dispatcher.hpp"

#include <chrono>
#include <exception>

#include <nlohmann/json.hpp>

namespace zonogon::rpc {
namespace {

using nlohmann::json;

const json* member(const json& in, const char* name) {
    const auto found = in.find(name);
    return found == in.end() ? nullptr : &*found;
}

struct call {
    /// JSON text; empty for notifications.
    std::string id;
    const std::string* name = nullptr;
    const json* arguments = nullptr;
};

/// The parts of a request object, or why it is none. `out.id` is set whenever it can be told.
std::optional<failure> read_call(const json& j, call& out) {
    static const json none = json::array();
    out.id = "null";
    if (!j.is_object()) {
        return failure{invalid_request, "invalid request", {}};
    }
    const json* id = member(j, "id");
    if (id != nullptr && !id->is_string() && !id->is_number() && !id->is_null()) {
        return failure{invalid_request, "invalid request", {}};
    }
    const json* version = member(j, "jsonrpc");
    const json* name = member(j, "method");
    if (id != nullptr) {
        out.id = id->dump();
    }
    if (version == nullptr || *version != "2.0" || name == nullptr || !name->is_string()) {
        return failure{invalid_request, "invalid request", {}};
    }
    if (id == nullptr) {
        out.id.clear();
    }
    out.name = name->get_ptr<const std::string*>();
    const json* arguments = member(j, "params");
    out.arguments = arguments == nullptr || arguments->is_null() ? &none : arguments;
    return std::nullopt;
}

answer run(const registry& methods, const call& c, const caller& who) {
    const method* m = methods.find(*c.name);
    if (m == nullptr) {
        return failure{method_not_found, "the method " + *c.name + " does not exist/is not available", {}};
    }
    if (!c.arguments->is_array()) {
        return failure{invalid_params, "non-array args", {}};
    }
    if (c.arguments->size() > m->parameters.size()) {
        return failure{invalid_params, "too many arguments, want at most " + std::to_string(m->parameters.size()), {}};
    }
    parameters p{*c.arguments};
    for (std::size_t i = 0; i < m->parameters.size(); ++i) {
        if (m->parameters[i].required && !p.has(i)) {
            return failure{invalid_params, "missing value for required argument " + std::to_string(i), {}};
        }
    }
    try {
        return m->run(p, who);
    } catch (const std::exception& e) {
        // Methods report failures as answers; this is for what libraries below throw (memory, for one).
        return failure{internal_error, std::string{"method handler crashed: "} + e.what(), {}};
    }
}

} // namespace

std::string dispatcher::handle(std::string_view body, const caller& who) const {
    const json request = json::parse(body, nullptr, false);
    if (request.is_discarded()) {
        return response_text("null", failure{parse_error, "parse error", {}});
    }
    const auto one = [&](const json& j) -> std::string {
        call c;
        if (auto why = read_call(j, c)) {
            return response_text(c.id, *std::move(why));
        }
        const auto begin = std::chrono::steady_clock::now();
        const answer a = run(methods_, c, who);
        if (see_) {
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
            const bool known = methods_.find(*c.name) != nullptr;
            see_(known ? std::string_view{*c.name} : std::string_view{}, std::holds_alternative<std::string>(a),
                 took.count());
        }
        return c.id.empty() ? std::string{} : response_text(c.id, a);
    };
    if (!request.is_array()) {
        return one(request);
    }
    if (request.empty()) {
        return response_text("null", failure{invalid_request, "empty batch", {}});
    }
    if (request.size() > how_.max_batch) {
        return response_text("null", failure{invalid_request, "batch too large", {}});
    }
    std::string out;
    for (const json& j : request) {
        std::string text;
        if (out.size() > how_.max_response_bytes) {
            call c;
            (void)read_call(j, c);
            text = c.id.empty() ? std::string{}
                                : response_text(c.id, failure{response_too_large, "response too large", {}});
        } else {
            text = one(j);
        }
        if (!text.empty()) {
            out += (out.empty() ? "[" : ",") + text;
        }
    }
    return out.empty() ? out : out + "]";
}

std::size_t dispatcher::count(std::string_view body) const {
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || body[first] != '[') {
        return 1;
    }
    // Commas of the outermost list, by depth; whether the text is JSON at all is for handle() to say.
    std::size_t depth = 0;
    std::size_t calls = 1;
    bool quoted = false;
    for (std::size_t i = first; i < body.size(); ++i) {
        const char c = body[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        } else if (c == ',' && depth == 1) {
            ++calls;
        }
    }
    return calls;
}

} // namespace zonogon::rpc
