#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/program.hpp>

namespace zonogon::evm {

/// The code of an account, with the programs decoded from it. Shared by everything that runs it, on any thread; keep
/// one per code hash and each rule set decodes it once.
class code {
public:
    explicit code(bytes text, const u256& hash = {}) : text_(std::move(text)), hash_(hash) {}
    code(const code&) = delete;
    code& operator=(const code&) = delete;
    ~code() {
        for (node* n = programs_.load(std::memory_order_relaxed); n != nullptr;) {
            delete std::exchange(n, n->next);
        }
    }

    byte_view text() const noexcept { return text_; }
    /// What its maker gave: the rule set's hash, zero for code that is not stored (that of a creation).
    const u256& hash() const noexcept { return hash_; }

    /// The program that Decoder makes of this code, decoded at the first call.
    template <class Decoder>
    const program& decoded() const {
        for (const node* n = programs_.load(std::memory_order_acquire); n != nullptr; n = n->next) {
            if (n->key == &key<Decoder>) {
                return n->decoded;
            }
        }
        // Two threads may decode the same code at once; both results stay in the list and are equal.
        auto* fresh = new node{&key<Decoder>, Decoder::decode(text()), nullptr};
        fresh->next = programs_.load(std::memory_order_relaxed);
        while (!programs_.compare_exchange_weak(fresh->next, fresh, std::memory_order_release,
                                                std::memory_order_relaxed)) {
        }
        return fresh->decoded;
    }

private:
    template <class Decoder>
    static inline const char key = 0;

    struct node {
        const char* key;
        program decoded;
        node* next;
    };

    bytes text_;
    u256 hash_;
    mutable std::atomic<node*> programs_{nullptr};
};

} // namespace zonogon::evm
