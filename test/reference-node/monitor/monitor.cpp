#include "support/catch.hpp"

#include <fstream>
#include <sstream>

#include "monitor/event_log.hpp"
#include "monitor/health.hpp"
#include "monitor/log.hpp"
#include "monitor/monitor_server.hpp"
#include "reference-node/rpc/web_socket_client.hpp"
#include "store/memory_store.hpp"
#include "support/temporary_folder.hpp"

namespace monitor_monitor_tests {

using namespace zonogon;

namespace {

std::string get(std::uint16_t port, const std::string& path) {
    const test::raw_connection c(port);
    c.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return c.receive_until("no such end");
}

} // namespace

TEST_CASE("log lines for people and for machines") {
    using monitor::level;
    CHECK(monitor::text_line("T", level::warn, "rpc", "slow call", {{"method", "eth_call"}, {"why", "too \"big\""}}) ==
          "T warn rpc: slow call method=eth_call why=\"too \\\"big\\\"\"");
    CHECK(monitor::text_line("T", level::info, "a", "b\nc", {{"x", ""}}) == "T info a: b\\u000ac x=\"\"");
    CHECK(monitor::json_line("T", level::error, "l1", "no \"answer\"", {{"n", "1\n"}}) ==
          R"({"time":"T","level":"error","part":"l1","message":"no \"answer\"","n":"1\u000a"})");
    CHECK(monitor::level_named("warn") == level::warn);
    CHECK(monitor::level_named("loud") == std::nullopt);
}

TEST_CASE("a log file gets what is important enough") {
    const test::temporary_folder at;
    {
        const auto log = monitor::log::create({monitor::level::warn, true, at / "log", false});
        REQUIRE(log);
        (*log)->write(monitor::level::info, "a", "not this");
        (*log)->write(monitor::level::error, "a", "this", {{"k", "v"}});
    }
    std::ifstream in(at / "log");
    std::string line;
    REQUIRE(std::getline(in, line));
    CHECK(line.find(R"("message":"this","k":"v"})") != std::string::npos);
    CHECK(!std::getline(in, line));
    CHECK(!monitor::log::create({monitor::level::info, false, at / "log/under a file", false}));
}

TEST_CASE("metrics and health are served") {
    monitor::metrics numbers;
    monitor::health state;
    bool broken = false;
    state.add("part", [&] { return broken ? status{error{"out of order"}} : status{}; });
    numbers.describe("calls", "Calls made");
    numbers.count("calls", {{"method", "a"}});
    numbers.count("calls", {{"method", "a"}}, 2);
    numbers.time("seconds", {}, 0.002);
    const auto server = monitor::monitor_server::start("127.0.0.1", 0, numbers, state,
                                                       [&] { numbers.set("size", {{"state", "x"}}, 7); });
    REQUIRE(server);
    const std::uint16_t port = (*server)->port();
    const std::string text = get(port, "/metrics");
    CHECK(text.starts_with("HTTP/1.1 200"));
    CHECK(text.find("# HELP calls Calls made\n# TYPE calls counter\ncalls{method=\"a\"} 3\n") != std::string::npos);
    CHECK(text.find("size{state=\"x\"} 7\n") != std::string::npos);
    CHECK(text.find("seconds_bucket{le=\"0.001\"} 0\n") != std::string::npos);
    CHECK(text.find("seconds_bucket{le=\"0.005\"} 1\n") != std::string::npos);
    CHECK(get(port, "/healthz").starts_with("HTTP/1.1 200"));
    CHECK(get(port, "/readyz").ends_with("{\"ready\":true,\"reasons\":[]}\n"));
    broken = true;
    const std::string not_ready = get(port, "/readyz");
    CHECK(not_ready.starts_with("HTTP/1.1 503"));
    CHECK(not_ready.ends_with("{\"ready\":false,\"reasons\":[\"part: out of order\"]}\n"));
    CHECK(get(port, "/other").starts_with("HTTP/1.1 404"));
    CHECK(!monitor::monitor_server::start("127.0.0.1", port, numbers, state));
}

TEST_CASE("free space") {
    CHECK(monitor::check_free_space("/", 1));
    CHECK(monitor::check_free_space("/", ~std::uint64_t{0}).why().message.find("MiB left") != std::string::npos);
    CHECK(!monitor::check_free_space("/no/such/path", 1));
}

TEST_CASE("events are numbered and found again") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    for (int round = 0; round < 2; ++round) {
        auto events = monitor::event_log::open(db);
        REQUIRE(events);
        for (std::uint64_t i = 0; i < 3; ++i) {
            REQUIRE(events->add({0, 100 * i, 3, "part", "ID", "what happened", "{}"}));
        }
    }
    const auto events = monitor::event_log::open(db);
    const auto newest = events->newest(4);
    REQUIRE(newest);
    REQUIRE(newest->size() == 4);
    CHECK(newest->at(0) == monitor::event{5, 200, 3, "part", "ID", "what happened", "{}"});
    CHECK(newest->at(3).number == 2);
    CHECK(events->newest(10, 2)->size() == 2);
}

} // namespace monitor_monitor_tests
