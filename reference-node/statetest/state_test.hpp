#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/block.hpp>
#include <zonogon/evm/transaction.hpp>

namespace zonogon::statetest {

/// An account as test files write it.
struct test_account {
    u256 balance;
    std::uint64_t nonce = 0;
    bytes code;
    std::map<u256, u256> storage;
};

/// What one account is afterwards, member by member where it differs from before.
struct account_change {
    bool absent = false;
    std::optional<u256> balance;
    std::optional<std::uint64_t> nonce;
    std::optional<bytes> code;
    /// Instead of the code where that is long.
    std::optional<bytes32> code_keccak;
    std::map<u256, u256> storage;
};
using state_change = std::map<address, account_change>;

/// One combination of data, gas and value under one fork, with what must come out.
struct test_case {
    std::string fork;
    std::size_t data = 0;
    std::size_t gas = 0;
    std::size_t value = 0;
    bool must_be_rejected = false;
    /// The transaction cannot even be read (a number too large for its field, a tip above the most it would pay).
    bool unreadable = false;
    evm::transaction transaction;
    bytes32 state_root{};
    bytes32 logs_hash{};

    /// Members of the data set in test/vectors/evm, absent in plain ethereum/tests.
    std::vector<std::string> not_applicable; ///< why it cannot hold under the rollup's rules
    std::vector<std::string> conditions;     ///< what it needs under the rollup's rules
    std::optional<state_change> change;
    /// What it is if the gas limit is lowered to the rollup's maximum and all gas burns.
    std::optional<state_change> clamped_change;

    bool needs(const std::string& condition) const;
};

struct state_test {
    std::string name;
    std::string file;
    evm::block_env block;
    std::map<address, test_account> before;
    std::vector<test_case> cases;
};

/// Reads a file of ethereum/tests' GeneralStateTests, with or without the members of our data set.
result<std::vector<state_test>> load_state_tests(const std::string& path);

} // namespace zonogon::statetest
