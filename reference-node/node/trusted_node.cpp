#include "node/trusted_node.hpp"

#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

namespace zonogon::node {
namespace {

rpc::failure unreachable(const std::string& why) {
    return {rpc::server_error, "the sequencer's node cannot be asked: " + why, {}};
}

} // namespace

result<std::unique_ptr<trusted_node>> trusted_node::create(const std::string& url,
                                                           const l1::http_transport::options& how) {
    auto over = l1::http_transport::create(url, how);
    if (!over) {
        return std::move(over).why();
    }
    return std::unique_ptr<trusted_node>{new trusted_node{*std::move(over)}};
}

rpc::answer read_response(const std::string& text) {
    using nlohmann::json;
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object()) {
        return unreachable("its answer is no JSON object");
    }
    const auto failed = whole.find("error");
    if (failed == whole.end() || failed->is_null()) {
        const auto found = whole.find("result");
        return found == whole.end() ? rpc::answer{unreachable("its answer has no result")} : found->dump();
    }
    const auto code = failed->is_object() ? failed->find("code") : failed->end();
    const auto message = failed->is_object() ? failed->find("message") : failed->end();
    const bool odd = !failed->is_object() || code == failed->end() || !code->is_number_integer() ||
                     message == failed->end() || !message->is_string();
    if (odd) {
        return unreachable("its error has no code and text");
    }
    const auto data = failed->find("data");
    return rpc::failure{static_cast<int>(code->get<std::int64_t>()), message->get<std::string>(),
                        data == failed->end() ? std::string{} : data->dump()};
}

rpc::answer trusted_node::ask(const std::string& method, const std::string& parameters) {
    const l1::reply got =
        over_->post(R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + parameters + "}");
    return got.what == l1::reply::kind::body ? read_response(got.text) : unreachable(got.text);
}

} // namespace zonogon::node
