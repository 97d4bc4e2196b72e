#include "support/anvil.hpp"

#include "support/source_dir.hpp"
#include <algorithm>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <thread>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zonogon::test {
namespace {

std::string program() {
    static const std::string path = [] {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> tool{
            ::popen(("'" + source_dir().string() + "/reference-node/tools/anvil'").c_str(), "r"), ::pclose};
        std::array<char, 4096> line{};
        if (!tool || std::fgets(line.data(), static_cast<int>(line.size()), tool.get()) == nullptr) {
            throw std::runtime_error("reference-node/tools/anvil gives no anvil");
        }
        std::string out = line.data();
        out.erase(out.find_last_not_of('\n') + 1);
        return out;
    }();
    return path;
}

} // namespace

anvil::anvil(const std::vector<std::string>& options) {
    std::vector<std::string> words{program(), "--port", "0"};
    if (std::ranges::find(options, "--slots-in-an-epoch") == options.end()) {
        // The block before the last but one is final.
        words.insert(words.end(), {"--slots-in-an-epoch", "1"});
    }
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    std::array<int, 2> channel{};
    if (::pipe(channel.data()) != 0) {
        throw std::runtime_error("no pipe");
    }
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
        // It goes with the test, even one that is killed.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(channel[1], STDOUT_FILENO);
        ::close(channel[0]);
        ::close(channel[1]);
        if (::getppid() == parent) {
            ::execv(arguments[0], arguments.data());
        }
        ::_exit(127);
    }
    ::close(channel[1]);
    output_ = channel[0];
    const std::string mark = "Listening on ";
    std::string said;
    char c = 0;
    while (::read(output_, &c, 1) == 1) {
        said.push_back(c);
        const std::size_t at = said.find(mark);
        if (at != std::string::npos && c == '\n') {
            url_ = "http://" + said.substr(at + mark.size(), said.find_last_not_of(" \n") + 1 - at - mark.size());
            break;
        }
    }
    if (url_.empty()) {
        throw std::runtime_error("anvil does not start: " + said);
    }
    // It says something about every request, and would wait for ever once the pipe is full. Its end is that of the
    // pipe.
    std::thread{[own = ::dup(output_)] {
        std::array<char, 4096> heard{};
        while (::read(own, heard.data(), heard.size()) > 0) {
        }
        ::close(own);
    }}.detach();
}

anvil::~anvil() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    ::close(output_);
}

std::string anvil::key(std::size_t account) {
    // Of the mnemonic "test test test test test test test test test test test junk".
    constexpr std::array<const char*, 3> keys{"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
                                              "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
                                              "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a"};
    return keys.at(account);
}

} // namespace zonogon::test
