#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::keys {

struct signature {
    u256 r;
    u256 s;
    /// Which of the two points with abscissa r was meant: 0 or 1.
    std::uint8_t parity = 0;

    friend bool operator==(const signature&, const signature&) = default;
};

/// A secp256k1 key that can sign; its bytes are wiped when it goes.
class private_key {
public:
    /// Refuses zero and numbers that are not below the order of the group.
    static result<private_key> from_bytes(byte_view in);
    /// A new one from the system's random source.
    static result<private_key> create();

    private_key(private_key&& other) noexcept;
    private_key& operator=(private_key&& other) noexcept;
    private_key(const private_key&) = delete;
    private_key& operator=(const private_key&) = delete;
    ~private_key();

    const address& owner() const noexcept { return owner_; }
    /// Deterministic (RFC 6979), with s in the lower half.
    signature sign(const bytes32& hash) const;
    /// The secret itself, for the key file only.
    byte_view secret() const noexcept { return secret_; }

private:
    private_key() = default;
    std::array<std::uint8_t, 32> secret_{};
    address owner_{};
};

/// Whose signature of `hash` this is; nothing if it is nobody's. Values of s in the upper half are accepted: who must
/// refuse them (EIP-2) does so before.
std::optional<address> recover(const bytes32& hash, const signature& s);

} // namespace zonogon::keys
