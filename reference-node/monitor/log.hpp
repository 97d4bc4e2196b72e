#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <zonogon/base/result.hpp>

namespace zonogon::monitor {

enum class level : std::uint8_t { trace, debug, info, warn, error, off };

/// A named value of a log line.
struct field {
    std::string_view name;
    std::string value;
};

/// One line as it is written. `time` as ISO 8601 writes it.
std::string text_line(std::string_view time, level l, std::string_view part, std::string_view message,
                      std::initializer_list<field> fields);
std::string json_line(std::string_view time, level l, std::string_view part, std::string_view message,
                      std::initializer_list<field> fields);

/// Writes lines to the terminal (standard error) and, if wanted, a file. From any thread.
class log {
public:
    struct options {
        level least = level::info;
        bool json = false;
        /// Empty for none.
        std::string file;
        bool terminal = true;
    };
    static result<std::unique_ptr<log>> create(const options& how);
    ~log();
    log(const log&) = delete;
    log& operator=(const log&) = delete;

    /// `part` is the part of the node that speaks; what varies goes into fields, so that messages can be searched for.
    void write(level l, std::string_view part, std::string_view message, std::initializer_list<field> fields = {});
    /// From now on lines below this level are left out.
    void set_least(level least) noexcept { least_ = least; }

private:
    struct inner;
    log(std::unique_ptr<inner> in, const options& how);
    std::unique_ptr<inner> inner_;
    options how_;
    std::atomic<level> least_;
};

/// "info" and so on; nothing for another word.
std::optional<level> level_named(std::string_view name);

} // namespace zonogon::monitor
