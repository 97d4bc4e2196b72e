#include "rpc/transaction_text.hpp"

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "rpc/parameters.hpp"

namespace zonogon::rpc {

std::string checksum_address(const address& a) {
    std::string out = to_hex(a);
    const bytes letters(out.begin() + 2, out.end());
    const bytes32 hash = hash::keccak256(letters);
    for (std::size_t i = 0; i < 40; ++i) {
        const int nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
        char& c = out[i + 2];
        if (nibble >= 8 && c >= 'a') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return out;
}

std::string waiting_transaction_text(const pool::entry& e) {
    const rollup::transaction& tx = e.what.tx;
    u256 v{tx.v};
    std::string chain;
    if (tx.chain_id) {
        v += u256{*tx.chain_id} + u256{*tx.chain_id} + u256{8};
        chain = R"(,"chainId":)" + quantity_text(*tx.chain_id);
    }
    return R"({"blockHash":null,"blockNumber":null,"transactionIndex":null,"type":"0x0","hash":)" +
           data_text(e.what.hash) + R"(,"from":)" + data_text(e.what.from) + R"(,"to":)" +
           (tx.to ? data_text(*tx.to) : "null") + R"(,"nonce":)" + quantity_text(tx.nonce) + R"(,"gas":)" +
           quantity_text(tx.gas_limit) + R"(,"gasPrice":)" + quantity_text(tx.gas_price) + R"(,"value":)" +
           quantity_text(tx.value) + R"(,"input":)" + data_text(tx.data) + chain + R"(,"v":)" + quantity_text(v) +
           R"(,"r":)" + quantity_text(tx.r) + R"(,"s":)" + quantity_text(tx.s) + "}";
}

} // namespace zonogon::rpc
