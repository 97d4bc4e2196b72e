#pragma once

#include <cstdlib>
#include <string>
#include <type_traits>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.hpp"

namespace zonogon::test {

/// This test program once more, as a process that can be killed: it runs one hidden test case, which works on `place`
/// and tells its parent values through a pipe. A new program and not only a new process, because a copy of a process
/// that has threads must not start any.
class child {
public:
    child(const std::string& test_case, const std::string& place) {
        int channel[2];
        REQUIRE(::pipe2(channel, O_CLOEXEC) == 0);
        from_ = channel[0];
        ::setenv(variable, place.c_str(), 1);
        pid_ = ::fork();
        if (pid_ == 0) {
            // Only what is safe after a fork.
            ::dup2(channel[1], channel_of_child);
            ::execl("/proc/self/exe", "child", test_case.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::unsetenv(variable);
        ::close(channel[1]);
        REQUIRE(pid_ > 0);
    }
    child(const child&) = delete;
    child& operator=(const child&) = delete;
    ~child() {
        kill();
        ::close(from_);
    }

    /// The next value that it told; false when it is gone and everything was read.
    template <class T>
    bool read(T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        return ::read(from_, &value, sizeof value) == static_cast<ssize_t>(sizeof value);
    }
    void kill() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
            pid_ = 0;
        }
    }

    // In the child.

    static std::string place() {
        const char* given = std::getenv(variable);
        return given == nullptr ? std::string{} : given;
    }
    template <class T>
    static bool tell(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        return ::write(channel_of_child, &value, sizeof value) == static_cast<ssize_t>(sizeof value);
    }

private:
    static constexpr const char* variable = "ZONOGON_TEST_CHILD";
    static constexpr int channel_of_child = 3;

    int from_ = -1;
    pid_t pid_ = 0;
};

} // namespace zonogon::test
