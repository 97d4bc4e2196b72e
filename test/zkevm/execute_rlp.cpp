#include <random>

#include "zkevm/transfer_scene.hpp"

namespace zkevm_execute_rlp_tests {

using namespace zonogon;
using test::transfer_scene;

namespace {

/// A transaction's list, field by field as bytes, so that each can be spelled in any way.
struct raw_list {
    bytes nonce{0x80}, gas_price{0x01}, gas_limit{0x83, 0x01, 0x86, 0xa0}, to, value{0x07}, data{0x80};
    bytes tail{0x82, 0x03, 0xe8, 0x80, 0x80};

    raw_list() {
        to.push_back(0x94);
        append(to, transfer_scene::user(1));
    }
    bytes items() const {
        bytes out;
        for (const bytes* field : {&nonce, &gas_price, &gas_limit, &to, &value, &data, &tail}) {
            append(out, *field);
        }
        return out;
    }
};

/// Header and items as a batch with one block, signed by user 0.
bytes batch_of(const bytes& list) {
    bytes out{0x0b, 0, 0, 0, 1, 0, 0, 0, 0};
    rollup::transaction tx;
    test::sign(tx, transfer_scene::key(0), hash::keccak256(list));
    append(out, list);
    append(out, tx.r.to_bytes());
    append(out, tx.s.to_bytes());
    out.push_back(tx.v);
    out.push_back(0xff);
    return out;
}
bytes batch_of(const raw_list& raw) {
    return batch_of(rollup::rlp_list(raw.items()));
}

bytes join(std::initializer_list<std::uint8_t> head, std::size_t count, std::uint8_t fill) {
    bytes out(head);
    out.insert(out.end(), count, fill);
    return out;
}

/// The ROM's verdict; the scene has compared it and the state with the oracle's.
bool accepted(const bytes& data) {
    transfer_scene scene;
    return scene.run(data).valid;
}

} // namespace

TEST_CASE("numbers in a transaction's list", "[zkevm][execute][rlp]") {
    struct field {
        bytes raw_list::* where;
        std::size_t longest;
    };
    for (const field& f : {field{&raw_list::nonce, 8}, field{&raw_list::gas_price, 32}, field{&raw_list::gas_limit, 8},
                           field{&raw_list::value, 32}}) {
        const auto with = [&](const bytes& text) {
            raw_list raw;
            raw.*f.where = text;
            return accepted(batch_of(raw));
        };
        const auto longest = static_cast<std::uint8_t>(f.longest);
        CHECK(with({0x00}));
        CHECK(with({0x80}));
        CHECK(with({0x7f}));
        CHECK(with({0x81, 0x80}));
        CHECK(with({0x81, 0xff}));
        CHECK_FALSE(with({0x81, 0x00}));
        CHECK_FALSE(with({0x81, 0x05}));
        CHECK_FALSE(with({0x81, 0x7f}));
        CHECK(with({0x82, 0x01, 0x00}));
        CHECK_FALSE(with({0x82, 0x00, 0xff}));
        CHECK(with(join({static_cast<std::uint8_t>(0x80 + longest), 0x01}, f.longest - 1, 0)));
        CHECK(with(join({static_cast<std::uint8_t>(0x80 + longest)}, f.longest, 0xff)));
        CHECK_FALSE(with(join({static_cast<std::uint8_t>(0x80 + longest), 0x00}, f.longest - 1, 0xff)));
        CHECK_FALSE(with(join({static_cast<std::uint8_t>(0x80 + longest + 1), 0x01}, f.longest, 0)));
        CHECK_FALSE(with({0xb8, 0x01, 0x80}));
        CHECK_FALSE(with({0xc0}));
        CHECK_FALSE(with({}));
    }
    raw_list raw;
    for (const bytes& tail : {bytes{0x00, 0x80, 0x80}, bytes{0x80, 0x80, 0x80}, join({0x88}, 8, 0xff)}) {
        raw.tail = tail;
        if (tail.size() > 3) {
            append(raw.tail, bytes{0x80, 0x80});
        }
        CHECK(accepted(batch_of(raw)));
    }
    for (const bytes& tail : {bytes{0x81, 0x05, 0x80, 0x80}, bytes{0x82, 0x00, 0x05, 0x80, 0x80}}) {
        raw.tail = tail;
        CHECK_FALSE(accepted(batch_of(raw)));
    }
    raw.tail = join({0x89, 0x01}, 8, 0);
    append(raw.tail, bytes{0x80, 0x80});
    CHECK_FALSE(accepted(batch_of(raw)));
}

TEST_CASE("the end of a transaction's list", "[zkevm][execute][rlp]") {
    const auto with = [](const bytes& tail) {
        raw_list raw;
        raw.tail = tail;
        return accepted(batch_of(raw));
    };
    CHECK(with({}));
    CHECK_FALSE(with({0x05}));
    CHECK_FALSE(with({0x05, 0x80}));
    CHECK(with({0x05, 0x80, 0x80}));
    CHECK_FALSE(with({0x05, 0x80, 0x80, 0x80}));
    CHECK_FALSE(with({0x05, 0x00, 0x80}));
    CHECK_FALSE(with({0x05, 0x80, 0x00}));
    CHECK_FALSE(with({0x05, 0x80, 0x01}));
    CHECK_FALSE(with({0x82, 0x03}));
}

TEST_CASE("the destination of a transaction", "[zkevm][execute][rlp]") {
    const auto with = [](const bytes& to) {
        raw_list raw;
        raw.to = to;
        return accepted(batch_of(raw));
    };
    CHECK(with(join({0x94}, 20, 0x11)));
    CHECK_FALSE(with(join({0x94}, 19, 0x11)));
    CHECK_FALSE(with(join({0x93}, 19, 0x11)));
    CHECK_FALSE(with(join({0x95}, 21, 0x11)));
    CHECK_FALSE(with({0x11}));
    CHECK_FALSE(with({0x00}));
    CHECK_FALSE(with({0x81, 0x80}));
    CHECK_FALSE(with(join({0xb8, 20}, 20, 0x11)));
    // Nothing creates a contract; too little gas keeps the machine from needing a routine for it.
    raw_list raw;
    raw.to = {0x80};
    raw.gas_limit = {0x82, 0x52, 0x08};
    CHECK(accepted(batch_of(raw)));
}

TEST_CASE("the data of a transaction", "[zkevm][execute][rlp]") {
    const auto with = [](const bytes& data) {
        raw_list raw;
        raw.data = data;
        return accepted(batch_of(raw));
    };
    CHECK(with({0x00}));
    CHECK(with({0x7f}));
    CHECK(with({0x81, 0x80}));
    CHECK_FALSE(with({0x81, 0x7f}));
    CHECK_FALSE(with({0x81, 0x00}));
    CHECK(with(join({0x82}, 2, 0x00)));
    CHECK(with(join({0xb7}, 55, 0x00)));
    CHECK(with(join({0xb8, 56}, 56, 0x01)));
    CHECK_FALSE(with(join({0xb8, 55}, 55, 0x01)));
    CHECK(with(join({0xb8, 255}, 255, 0x01)));
    CHECK(with(join({0xb9, 1, 0}, 256, 0x01)));
    CHECK_FALSE(with(join({0xb9, 0, 255}, 255, 0x01)));
    CHECK_FALSE(with(join({0xba, 0, 1, 0}, 256, 0x01)));
    CHECK_FALSE(with(join({0xbb, 0, 0, 1, 0}, 256, 0x01)));
    CHECK_FALSE(with({0xc0}));
    // A string that would run out of the list.
    CHECK_FALSE(with(join({0xb8, 200}, 56, 0x01)));
    CHECK_FALSE(with({0xba, 0xff, 0xff, 0xff}));
    CHECK_FALSE(with({0xb9, 0xff}));
}

TEST_CASE("long data", "[zkevm][execute][rlp]") {
    raw_list raw;
    raw.gas_limit = {0x83, 0x2d, 0xc6, 0xc0};
    raw.data = join({0xba, 1, 0, 0}, 65536, 0x00);
    CHECK(accepted(batch_of(raw)));
    raw.data = join({0xba, 0, 0xff, 0xff}, 65535, 0x00);
    CHECK_FALSE(accepted(batch_of(raw)));
}

TEST_CASE("a transaction's list header", "[zkevm][execute][rlp]") {
    const bytes items = raw_list{}.items();
    const auto with = [](const bytes& header, const bytes& text) {
        bytes list = header;
        append(list, text);
        return accepted(batch_of(list));
    };
    const auto length = static_cast<std::uint8_t>(items.size());
    REQUIRE(length < 56);
    CHECK(with({static_cast<std::uint8_t>(0xc0 + length)}, items));
    CHECK_FALSE(with({static_cast<std::uint8_t>(0xc0 + length - 1)}, items));
    CHECK_FALSE(with({static_cast<std::uint8_t>(0xc0 + length + 1)}, items));
    CHECK_FALSE(with({0xf8, length}, items));
    CHECK_FALSE(with({0xf9, 0, length}, items));
    CHECK_FALSE(with({0xc0}, {}));
    raw_list raw;
    raw.data = join({0xb7}, 55, 0x22);
    const bytes longer = raw.items();
    const auto long_length = static_cast<std::uint8_t>(longer.size());
    CHECK(with({0xf8, long_length}, longer));
    CHECK_FALSE(with({0xf9, 0, long_length}, longer));
    CHECK_FALSE(with({0xfa, 0, 0, long_length}, longer));
    CHECK_FALSE(with({0xfb, 0, 0, 0, long_length}, longer));
    raw.data = join({0xb9, 1, 0}, 256, 0x22);
    const bytes longest = raw.items();
    const bytes two{static_cast<std::uint8_t>(longest.size() >> 8), static_cast<std::uint8_t>(longest.size())};
    CHECK(with({0xf9, two[0], two[1]}, longest));
    CHECK_FALSE(with({0xfa, 0, two[0], two[1]}, longest));
    CHECK_FALSE(with({0xf8, two[1]}, longest));
}

TEST_CASE("items of a batch", "[zkevm][execute][rlp]") {
    const bytes good = batch_of(raw_list{});
    CHECK(accepted(good));
    CHECK(accepted(bytes{}));
    for (int first = 0; first < 256; ++first) {
        if (first != 0x0b && first % 5 == 0) {
            bytes data = good;
            data[9] = static_cast<std::uint8_t>(first);
            CHECK_FALSE(accepted(data));
            data = good;
            data.push_back(static_cast<std::uint8_t>(first));
            CHECK_FALSE(accepted(data));
        }
    }
    // Every proper beginning except the one that ends with the block.
    for (std::size_t length = 1; length < good.size(); ++length) {
        INFO(length);
        CHECK(accepted(bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length))) == (length == 9));
    }
    CHECK_FALSE(accepted(bytes(good.begin() + 9, good.end())));
    bytes twice = good;
    append(twice, good);
    CHECK(accepted(twice));
    twice.push_back(0x0b);
    CHECK_FALSE(accepted(twice));
}

TEST_CASE("damaged batches are judged as the native decoder judges them", "[zkevm][execute][rlp]") {
    std::mt19937_64 random(7);
    raw_list raw;
    raw.data = join({0xb8, 60}, 60, 0x00);
    bytes good = batch_of(raw);
    append(good, batch_of(raw_list{}));
    for (int round = 0; round < 150; ++round) {
        bytes data = good;
        for (std::uint64_t i = 0; i <= random() % 2; ++i) {
            // Mostly where the structure is.
            const std::size_t at = random() % (random() % 2 == 0 ? 40 : data.size());
            data[at] = static_cast<std::uint8_t>(random() % 3 == 0 ? random() : data[at] + random() % 5);
        }
        const auto decoded = rollup::decode_batch(data);
        bool expected = decoded && std::holds_alternative<rollup::change_l2_block>(decoded->front());
        bool beyond = false;
        std::uint64_t time = 0;
        for (std::size_t i = 0; decoded && i < decoded->size(); ++i) {
            if (const auto* block = std::get_if<rollup::change_l2_block>(&(*decoded)[i])) {
                time += block->delta_timestamp;
                expected = expected && time <= 1'000'000;
                beyond = beyond || block->l1_info_index != 0;
            } else {
                beyond = beyond || !std::get<rollup::transaction>((*decoded)[i]).to;
            }
        }
        if (!beyond) {
            CHECK(accepted(data) == expected);
        }
    }
}

} // namespace zkevm_execute_rlp_tests
