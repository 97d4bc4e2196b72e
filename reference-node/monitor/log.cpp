#include "monitor/log.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace zonogon::monitor {
namespace {

constexpr std::array<std::string_view, 6> names{"trace", "debug", "info", "warn", "error", "off"};

std::string escaped(std::string_view in) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : in) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20) {
            // Lines stay lines, whatever a peer sends.
            out += "\\u00";
            out += digits[code >> 4];
            out += digits[code & 15];
        } else {
            out += c;
        }
    }
    return out;
}

std::string now() {
    const auto at = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    const auto part =
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count() % std::int64_t{1'000};
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.", &utc);
    const std::string milliseconds = std::to_string(part);
    return std::string(text.data(), size) + std::string(3 - milliseconds.size(), '0') + milliseconds + "Z";
}

} // namespace

std::optional<level> level_named(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional{static_cast<level>(found - names.begin())};
}

std::string text_line(std::string_view time, level l, std::string_view part, std::string_view message,
                      std::initializer_list<field> fields) {
    std::string out{time};
    out += " " + std::string{names[static_cast<std::size_t>(l)]} + " " + std::string{part} + ": " + escaped(message);
    for (const field& f : fields) {
        const bool plain = !f.value.empty() && f.value.find_first_of(" \"=\\\t\r\n") == std::string::npos;
        out += " " + std::string{f.name} + "=" + (plain ? escaped(f.value) : "\"" + escaped(f.value) + "\"");
    }
    return out;
}

std::string json_line(std::string_view time, level l, std::string_view part, std::string_view message,
                      std::initializer_list<field> fields) {
    std::string out = R"({"time":")" + std::string{time} + R"(","level":")" +
                      std::string{names[static_cast<std::size_t>(l)]} + R"(","part":")" + escaped(part) +
                      R"(","message":")" + escaped(message) + "\"";
    for (const field& f : fields) {
        out += ",\"" + escaped(f.name) + "\":\"" + escaped(f.value) + "\"";
    }
    return out + "}";
}

struct log::inner {
    spdlog::logger writer;
};

log::log(std::unique_ptr<inner> in, const options& how) : inner_(std::move(in)), how_(how), least_(how.least) {}
log::~log() {
    inner_->writer.flush();
}

result<std::unique_ptr<log>> log::create(const options& how) {
    std::vector<spdlog::sink_ptr> sinks;
    if (how.terminal) {
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    }
    if (!how.file.empty()) {
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::basic_file_sink_mt>(how.file));
        } catch (const spdlog::spdlog_ex& e) {
            return error{std::string{"cannot log to "} + how.file + ": " + e.what()};
        }
    }
    auto in = std::make_unique<inner>(inner{spdlog::logger("zonogon", sinks.begin(), sinks.end())});
    in->writer.set_pattern("%v");
    in->writer.set_level(spdlog::level::trace);
    in->writer.flush_on(spdlog::level::trace);
    return std::unique_ptr<log>{new log{std::move(in), how}};
}

void log::write(level l, std::string_view part, std::string_view message, std::initializer_list<field> fields) {
    const level least = least_;
    if (l < least || least == level::off) {
        return;
    }
    const std::string line = (how_.json ? json_line : text_line)(now(), l, part, message, fields);
    inner_->writer.log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
}

} // namespace zonogon::monitor
