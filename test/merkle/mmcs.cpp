#include <zonogon/hash/hashers.hpp>
#include <zonogon/merkle/mmcs.hpp>

#include <random>
#include <vector>

#include "support/catch.hpp"

namespace merkle_mmcs_tests {

using namespace zonogon;
using merkle::matrix_shape;

namespace {

template <class Suite>
using tree = merkle::mmcs<typename Suite::field, typename Suite::hasher, typename Suite::compression>;

template <class Field>
matrix::row_major<Field> random_matrix(matrix_shape shape, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    matrix::row_major<Field> out(std::size_t{1} << shape.log_height, shape.width);
    for (Field& v : out.data()) {
        v = Field{random()};
    }
    return out;
}

template <class Suite>
tree<Suite> commit(const std::vector<matrix_shape>& shapes, std::size_t log_cap) {
    std::vector<matrix::row_major<typename Suite::field>> matrices;
    for (const matrix_shape& s : shapes) {
        matrices.push_back(random_matrix<typename Suite::field>(s, matrices.size()));
    }
    return tree<Suite>(std::move(matrices), log_cap);
}

const std::vector<matrix_shape> mixed{{3, 5}, {6, 9}, {5, 2}, {6, 1}, {3, 8}};

template <class Suite>
void check_all_openings(const std::vector<matrix_shape>& shapes, std::size_t log_cap) {
    const tree<Suite> t = commit<Suite>(shapes, log_cap);
    CHECK(t.cap().size() == std::size_t{1} << log_cap);
    for (std::size_t index = 0; index < std::size_t{1} << t.log_height(); ++index) {
        std::vector<typename Suite::field> rows;
        std::vector<typename tree<Suite>::digest> path;
        t.open(index, rows, path);
        CHECK(path.size() == t.log_height() - log_cap);
        const status outcome = tree<Suite>::verify(t.cap(), shapes, index, rows, path);
        CHECK(outcome.ok());
        std::size_t begin = 0;
        for (std::size_t m = 0; m < shapes.size(); ++m) {
            const auto row = t.matrices()[m].row(index >> (t.log_height() - shapes[m].log_height));
            CHECK(std::ranges::equal(row, std::span{rows}.subspan(begin, shapes[m].width)));
            begin += shapes[m].width;
        }
    }
}

} // namespace

TEST_CASE("matrix commitment: every position opens", "[mmcs]") {
    for (const std::size_t log_cap : {0U, 2U, 3U}) {
        check_all_openings<hash::goldilocks_poseidon2_suite>(mixed, log_cap);
    }
    check_all_openings<hash::koala_bear_poseidon2_suite>(mixed, 1);
    check_all_openings<hash::goldilocks_poseidon_suite>({{4, 17}}, 4);
    check_all_openings<hash::goldilocks_poseidon_suite>({{0, 3}}, 0);
}

TEST_CASE("matrix commitment: the tree is what is documented", "[mmcs]") {
    using suite = hash::goldilocks_poseidon2_suite;
    const std::vector<matrix_shape> shapes{{1, 3}, {2, 2}, {2, 7}};
    const auto t = commit<suite>(shapes, 0);
    const auto leaf = [&](std::size_t i) {
        std::vector<field::goldilocks> row;
        for (const std::size_t m : {1U, 2U}) {
            const auto part = t.matrices()[m].row(i);
            row.insert(row.end(), part.begin(), part.end());
        }
        return suite::hasher::hash(row);
    };
    const auto node = [&](std::size_t i) {
        const auto inner = suite::compression::compress(leaf(2 * i), leaf(2 * i + 1));
        return suite::compression::compress(inner, suite::hasher::hash(t.matrices()[0].row(i)));
    };
    CHECK(t.cap()[0] == suite::compression::compress(node(0), node(1)));
    CHECK(commit<suite>(shapes, 1).cap() == std::vector{node(0), node(1)});
}

TEST_CASE("matrix commitment: what was changed is refused", "[mmcs]") {
    using suite = hash::goldilocks_poseidon2_suite;
    using field = suite::field;
    const auto t = commit<suite>(mixed, 2);
    const std::size_t index = 37;
    std::vector<field> rows;
    std::vector<tree<suite>::digest> path;
    t.open(index, rows, path);
    const auto verify = [&](auto&& shapes, std::size_t at, auto&& opened, auto&& siblings) {
        return tree<suite>::verify(t.cap(), shapes, at, opened, siblings).ok();
    };
    REQUIRE(verify(mixed, index, rows, path));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto wrong = rows;
        wrong[i] += field::one();
        CHECK_FALSE(verify(mixed, index, wrong, path));
    }
    for (std::size_t i = 0; i < path.size(); ++i) {
        auto wrong = path;
        wrong[i][0] += field::one();
        CHECK_FALSE(verify(mixed, index, rows, wrong));
    }
    for (std::size_t bit = 0; bit < 7; ++bit) {
        CHECK_FALSE(verify(mixed, index ^ (std::size_t{1} << bit), rows, path));
    }
    auto longer = rows;
    longer.push_back(field::zero());
    CHECK_FALSE(verify(mixed, index, longer, path));
    auto shorter_path = path;
    shorter_path.pop_back();
    CHECK_FALSE(verify(mixed, index, rows, shorter_path));
    auto longer_path = path;
    longer_path.resize(80);
    CHECK_FALSE(verify(mixed, index, rows, longer_path));
    // Another split of the same elements into rows, and matrices at other heights.
    auto shapes = mixed;
    std::swap(shapes[1].width, shapes[3].width);
    CHECK_FALSE(verify(shapes, index, rows, path));
    shapes = mixed;
    ++shapes[0].width;
    --shapes[1].width;
    CHECK_FALSE(verify(shapes, index, rows, path));
    shapes = mixed;
    shapes[2].log_height = 4;
    CHECK_FALSE(verify(shapes, index, rows, path));
    shapes[2].log_height = 70;
    CHECK_FALSE(verify(shapes, index, rows, path));
    shapes = mixed;
    shapes[0].width = 0;
    CHECK_FALSE(verify(shapes, index, rows, path));
    CHECK_FALSE(verify(std::vector<matrix_shape>{}, 0, std::vector<field>{}, std::vector<tree<suite>::digest>{}));
}

TEST_CASE("matrix commitment: threads and batches do not change it", "[mmcs]") {
    using suite = hash::koala_bear_poseidon2_suite;
    const auto m = random_matrix<suite::field>({10, 3}, 9);
    const auto n = random_matrix<suite::field>({10, 30}, 8);
    const auto t = tree<suite>({m, n}, 0);
    std::vector<suite::hasher::digest> layer;
    for (std::size_t i = 0; i < m.height(); ++i) {
        std::vector<suite::field> row(m.row(i).begin(), m.row(i).end());
        row.insert(row.end(), n.row(i).begin(), n.row(i).end());
        layer.push_back(suite::hasher::hash(row));
    }
    while (layer.size() > 1) {
        std::vector<suite::hasher::digest> above;
        for (std::size_t i = 0; i < layer.size(); i += 2) {
            above.push_back(suite::compression::compress(layer[i], layer[i + 1]));
        }
        layer = above;
    }
    CHECK(t.cap() == layer);
}

} // namespace merkle_mmcs_tests
