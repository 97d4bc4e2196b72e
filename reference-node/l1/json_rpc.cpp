#include "l1/json_rpc.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

namespace zonogon::l1 {
namespace {

using nlohmann::json;

std::string envelope(const rpc_request& r, std::uint64_t id) {
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + r.method + R"(","params":)" +
           r.parameters + "}";
}

std::string short_dump(const json& j) {
    std::string out = j.is_string() ? j.get_ref<const std::string&>() : j.dump();
    if (out.size() > 2'000) {
        out.resize(2'000);
    }
    return out;
}

/// Whether the node asks for another attempt (limits and internal time-outs of public nodes).
bool is_passing(const json& answer) {
    const auto failed = answer.is_object() ? answer.find("error") : answer.end();
    if (!answer.is_object() || failed == answer.end() || !failed->is_object()) {
        return false;
    }
    const auto code = failed->find("code");
    return code != failed->end() && (*code == -32005 || *code == 429);
}

/// The result of one answer, or why there is none.
result<const json*> result_of(const json& answer, std::uint64_t id) {
    if (!answer.is_object() || !answer.contains("id") || answer["id"] != id) {
        return error{"L1 answers something else than was asked"};
    }
    if (const auto failed = answer.find("error"); failed != answer.end() && !failed->is_null()) {
        std::string why = "L1 answers";
        if (failed->is_object()) {
            for (const char* name : {"code", "message", "data"}) {
                if (failed->contains(name)) {
                    why += " " + short_dump((*failed)[name]);
                }
            }
        }
        return error{why};
    }
    const auto value = answer.find("result");
    if (value == answer.end()) {
        return error{"L1 answers neither a result nor an error"};
    }
    return &*value;
}

status named(const std::string& method, const error& why) {
    return error{method + ": " + why.message};
}

} // namespace

status json_rpc::exchange(const std::string& body, const handler& take) {
    std::chrono::milliseconds pause = how_.first_backoff;
    std::string last;
    for (std::uint64_t attempt = 1;; ++attempt) {
        const reply got = over_.post(body);
        if (got.what == reply::kind::body) {
            // A text cut short is one more way of getting no answer.
            const json answer = json::parse(got.text, nullptr, false);
            if (!answer.is_discarded() && !is_passing(answer)) {
                return take(answer);
            }
            last = answer.is_discarded() ? "the answer is no JSON" : "the node is busy";
        } else {
            last = got.text;
            if (got.what == reply::kind::refused) {
                break;
            }
        }
        if (attempt >= how_.attempts) {
            break;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, std::chrono::milliseconds{30'000});
    }
    return error{"no answer from L1: " + last};
}

status json_rpc::call(const rpc_request& request, const handler& take) {
    const std::uint64_t id = next_id_++;
    const status done = exchange(envelope(request, id), [&](const json& answer) {
        const auto value = result_of(answer, id);
        return value ? take(**value) : status{value.why()};
    });
    return done ? done : named(request.method, done.why());
}

status json_rpc::batch(const std::vector<rpc_request>& requests,
                       const std::function<status(std::size_t, const json&)>& take) {
    if (requests.empty()) {
        return {};
    }
    const std::uint64_t first = next_id_.fetch_add(requests.size());
    std::string body = "[";
    for (std::size_t i = 0; i < requests.size(); ++i) {
        body += (i == 0 ? "" : ",") + envelope(requests[i], first + i);
    }
    body += "]";
    return exchange(body, [&](const json& answer) -> status {
        if (!answer.is_array()) {
            const auto whole = result_of(answer, first);
            return whole ? status{error{"L1 does not answer a batch with a list"}} : status{whole.why()};
        }
        std::vector<const json*> sorted(requests.size(), nullptr);
        for (const json& one : answer) {
            const auto id = one.is_object() ? one.find("id") : one.end();
            if (one.is_object() && id != one.end() && id->is_number_unsigned() && id->get<std::uint64_t>() >= first &&
                id->get<std::uint64_t>() - first < sorted.size()) {
                sorted[id->get<std::uint64_t>() - first] = &one;
            }
        }
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (sorted[i] == nullptr) {
                return named(requests[i].method, error{"L1 leaves a request of a batch unanswered"});
            }
            const auto value = result_of(*sorted[i], first + i);
            const status taken = value ? take(i, **value) : status{value.why()};
            if (!taken) {
                return named(requests[i].method, taken.why());
            }
        }
        return {};
    });
}

} // namespace zonogon::l1
