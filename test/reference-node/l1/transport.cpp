#include "support/catch.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <httplib.h>
#pragma GCC diagnostic pop
#include <nlohmann/json.hpp>

#include "l1/client.hpp"

namespace l1_transport_tests {

using namespace zonogon;
using namespace std::chrono_literals;

namespace {

/// A node that answers as the test says; the script gets the number of the request, from 1, and its body.
class scripted_node {
public:
    using script = std::function<void(int, const nlohmann::json&, httplib::Response&)>;
    explicit scripted_node(script answer) : answer_(std::move(answer)) {
        server_.set_tcp_nodelay(true);
        server_.Post("/path", [this](const httplib::Request& q, httplib::Response& r) {
            keep_login(q.get_header_value("Authorization"));
            answer_(++count, nlohmann::json::parse(q.body), r);
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) {
            std::this_thread::sleep_for(1ms);
        }
    }
    ~scripted_node() {
        server_.stop();
        thread_.join();
    }
    std::string url(const std::string& user = "") const {
        return "http://" + user + "127.0.0.1:" + std::to_string(port_) + "/path";
    }

    std::string login() const {
        const std::scoped_lock hold(lock_);
        return login_;
    }

    std::atomic<int> count = 0;

private:
    void keep_login(std::string sent) {
        const std::scoped_lock hold(lock_);
        login_ = std::move(sent);
    }

    /// The server answers connections from several threads.
    mutable std::mutex lock_;
    std::string login_;
    script answer_;
    httplib::Server server_;
    int port_ = 0;
    std::thread thread_;
};

void say(httplib::Response& r, const std::string& text) {
    r.set_content(text, "application/json");
}
void say_result(httplib::Response& r, const nlohmann::json& asked, const nlohmann::json& value) {
    say(r, nlohmann::json{{"jsonrpc", "2.0"}, {"id", asked["id"]}, {"result", value}}.dump());
}

struct connected {
    explicit connected(const std::string& url, l1::http_transport::options how = {.timeout = 300ms},
                       std::uint64_t attempts = 3) {
        auto made = l1::http_transport::create(url, how);
        REQUIRE(made);
        over = *std::move(made);
        node = std::make_unique<l1::client>(*over, l1::json_rpc::options{attempts, 1ms});
    }
    std::unique_ptr<l1::transport> over;
    std::unique_ptr<l1::client> node;
};

} // namespace

TEST_CASE("requests are repeated until they are answered") {
    scripted_node s([](int n, const nlohmann::json& q, httplib::Response& r) {
        if (n == 1) {
            r.status = 429;
        } else if (n == 2) {
            say(r, R"({"jsonrpc":"2.0","id":1,"resu)");
        } else if (n == 3) {
            say(r, R"({"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit"}})");
        } else {
            say_result(r, q, "0x2a");
        }
    });
    connected patient{s.url(), {.timeout = 300ms}, 4};
    CHECK(*patient.node->block_number() == 42);
    CHECK(s.count == 4);
    s.count = 0;
    connected impatient{s.url("user:secret@")};
    CHECK(impatient.node->block_number().why().message == "eth_blockNumber: no answer from L1: the node is busy");
    CHECK(s.count == 3);
    CHECK(s.login() == "Basic dXNlcjpzZWNyZXQ=");
}

TEST_CASE("a node that hangs, is away, or answers too much") {
    scripted_node slow([](int n, const nlohmann::json& q, httplib::Response& r) {
        if (n == 1) {
            std::this_thread::sleep_for(400ms);
        }
        say_result(r, q, "0x1");
    });
    connected c{slow.url(), {.timeout = 200ms}};
    CHECK(*c.node->block_number() == 1);
    CHECK(slow.count == 2);

    connected away{"http://127.0.0.1:1/"};
    CHECK(away.node->block_number().why().message.starts_with("eth_blockNumber: no answer from L1: "));

    scripted_node long_winded(
        [](int, const nlohmann::json& q, httplib::Response& r) { say_result(r, q, "0x" + std::string(5'000, '1')); });
    connected limited{long_winded.url(), {.timeout = 300ms, .max_response_bytes = 1'000}};
    CHECK(limited.node->block_number().why().message.find("longer than 1000 bytes") != std::string::npos);
    CHECK(long_winded.count == 1);

    scripted_node forbidding([](int, const nlohmann::json&, httplib::Response& r) { r.status = 403; });
    connected refused{forbidding.url()};
    CHECK(refused.node->block_number().why().message.find("HTTP status 403") != std::string::npos);
    CHECK(forbidding.count == 1);
}

TEST_CASE("answers that do not fit the question are refused") {
    nlohmann::json value;
    scripted_node s([&](int, const nlohmann::json& q, httplib::Response& r) {
        if (q.is_array()) {
            return say(r, value.dump());
        }
        say_result(r, q, value);
    });
    connected c{s.url()};
    const auto number_why = [&](const nlohmann::json& v) {
        value = v;
        const auto got = c.node->block_number();
        return got ? std::string{} : got.why().message;
    };
    CHECK(number_why("0x10").empty());
    for (const nlohmann::json& bad :
         {nlohmann::json("0x"), nlohmann::json("0x01"), nlohmann::json("10"), nlohmann::json(16), nlohmann::json(),
          nlohmann::json("0x10000000000000000"), nlohmann::json("0xg")}) {
        INFO(bad.dump());
        CHECK(number_why(bad).find("is not a number of 64 bits in hex") != std::string::npos);
    }
    const std::string hash = "0x" + std::string(64, '1');
    const nlohmann::json header{{"number", "0x5"},     {"hash", hash},         {"parentHash", hash},
                                {"timestamp", "0x64"}, {"gasLimit", "0x1000"}, {"baseFeePerGas", "0x7"}};
    value = header;
    CHECK((*c.node->header(std::uint64_t{5}))->base_fee == u256{7});
    CHECK((*c.node->header(l1::tag::latest))->number == 5);
    CHECK(c.node->header(std::uint64_t{6}).why().message.find("another block") != std::string::npos);
    for (const char* name : {"number", "hash", "parentHash", "timestamp", "gasLimit"}) {
        value = header;
        value.erase(name);
        CHECK(c.node->header(l1::tag::latest).why().message.find(std::string{name} + " is missing") !=
              std::string::npos);
    }
    value = nullptr;
    CHECK(*c.node->header(l1::tag::finalized) == std::nullopt);

    const nlohmann::json entry{{"address", "0x" + std::string(40, '2')},
                               {"topics", {hash}},
                               {"data", "0x"},
                               {"blockNumber", "0x5"},
                               {"blockHash", hash},
                               {"transactionHash", hash},
                               {"transactionIndex", "0x0"},
                               {"logIndex", "0x0"}};
    l1::log_filter filter{5, 6, {}, {}};
    value = nlohmann::json::array({entry});
    CHECK(c.node->logs(filter)->size() == 1);
    const auto log_why = [&](const nlohmann::json& logs) {
        value = logs;
        const auto got = c.node->logs(filter);
        return got ? std::string{} : got.why().message;
    };
    auto later = entry;
    later["blockNumber"] = "0x6";
    CHECK(log_why({entry, later}).empty());
    CHECK(log_why({later, entry}).find("out of order") != std::string::npos);
    CHECK(log_why({entry, entry}).find("out of order") != std::string::npos);
    auto forked = entry;
    forked["logIndex"] = "0x1";
    forked["blockHash"] = "0x" + std::string(64, '3');
    CHECK(log_why({entry, forked}).find("two blocks of one number") != std::string::npos);
    auto removed = entry;
    removed["removed"] = true;
    CHECK(log_why(nlohmann::json::array({removed})).find("not asked for") != std::string::npos);
    auto outside = entry;
    outside["blockNumber"] = "0x7";
    CHECK(log_why(nlohmann::json::array({outside})).find("not asked for") != std::string::npos);
    auto odd = entry;
    odd["data"] = "0x1";
    CHECK(log_why(nlohmann::json::array({odd})).find("data hex text has an odd") != std::string::npos);
    auto five = entry;
    five["topics"] = {hash, hash, hash, hash, hash};
    CHECK(log_why(nlohmann::json::array({five})).find("more than four") != std::string::npos);
    filter.sources = {address{1}};
    CHECK(log_why(nlohmann::json::array({entry})).find("not asked for") != std::string::npos);
    filter.sources.clear();
    filter.topics = {{}, {}};
    CHECK(log_why(nlohmann::json::array({entry})).find("not asked for") != std::string::npos);
    filter.topics = {{bytes32{}}};
    CHECK(log_why(nlohmann::json::array({entry})).find("not asked for") != std::string::npos);

    // Batches: the order of answers does not matter, none may be left out.
    value = nlohmann::json::array();
    CHECK(c.node->headers({5, 6}).why().message.find("unanswered") != std::string::npos);
    value = {{"jsonrpc", "2.0"}, {"id", 1}};
    CHECK(!c.node->headers({5, 6}));
}

TEST_CASE("a batch is sorted by its ids, and its first error is the batch's") {
    bool fail = false;
    scripted_node s([&](int, const nlohmann::json& q, httplib::Response& r) {
        nlohmann::json out = nlohmann::json::array();
        for (auto at = q.rbegin(); at != q.rend(); ++at) {
            const std::string hash = "0x" + std::string(64, '1');
            out.push_back({{"jsonrpc", "2.0"}, {"id", (*at)["id"]}});
            if (fail && at == q.rbegin()) {
                out.back()["error"] = {{"code", 3}, {"message", "no"}, {"data", "0x08"}};
            } else {
                out.back()["result"] = {{"number", (*at)["params"][0]},
                                        {"hash", hash},
                                        {"parentHash", hash},
                                        {"timestamp", "0x64"},
                                        {"gasLimit", "0x1000"}};
            }
        }
        say(r, out.dump());
    });
    connected c{s.url()};
    const auto headers = c.node->headers({7, 8, 9});
    REQUIRE(headers);
    CHECK((*headers)[0]->number == 7);
    CHECK((*headers)[2]->number == 9);
    fail = true;
    CHECK(c.node->headers({7, 8, 9}).why().message == "eth_getBlockByNumber: L1 answers 3 no 0x08");
    CHECK(c.node->headers({})->empty());
}

TEST_CASE("URLs of nodes") {
    const auto why = [](const std::string& url) {
        const auto made = l1::http_transport::create(url, {});
        return made ? std::string{} : made.why().message;
    };
    CHECK(why("http://localhost:8545").empty());
    CHECK(why("https://node.example/key?x=1").empty());
    CHECK(why("ftp://node.example").find("neither") != std::string::npos);
    CHECK(why("node.example").find("neither") != std::string::npos);
    CHECK(why("http://").find("no host") != std::string::npos);
    CHECK(why("http://:80/").find("no host") != std::string::npos);
}

} // namespace l1_transport_tests
