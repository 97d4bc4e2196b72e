#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/curve/add_pairs.hpp>

namespace zonogon::curve {

/// Adds points to totals[key], keys coming in runs of equal ones.
///
/// Points are kept by address until a batch is full or finish() is called; then all runs shrink together, neighbours
/// added pairwise, so that a batch takes one inversion for each halving of its longest run.
template <class Curve>
class run_sums {
public:
    using point = affine_point<Curve>;
    /// Points in a batch: their sums should stay within a core's second cache.
    static constexpr std::size_t batch = 8192;

    run_sums() : sums_(batch) {
        items_.reserve(batch);
        runs_.reserve(batch);
        pairs_.reserve(batch / 2);
    }
    /// Where to add from now on: zeros, or what there is to add to. Precondition: all before is finished.
    void add_to(std::span<point> totals) { totals_ = totals; }
    /// totals[key] += p, or -= p. p must stay where it is until finish().
    void add(std::size_t key, const point& p, bool negate) {
        if (items_.size() == batch) {
            finish();
        }
        if (runs_.empty() || runs_.back().key != key) {
            runs_.push_back({key, 0});
        }
        ++runs_.back().length;
        items_.push_back({&p, negate});
    }
    /// Brings the totals up to date.
    void finish();

private:
    struct item {
        const point* address;
        bool negate;
    };
    struct run {
        std::size_t key;
        std::size_t length;
    };
    /// Halves every run, an odd one's last point left as it is; false if none was longer than 1.
    bool halve();

    std::span<point> totals_;
    std::vector<item> items_;
    std::vector<run> runs_;
    std::vector<point_pair<Curve>> pairs_;
    std::vector<point> sums_;
    std::size_t used_ = 0;
};

template <class Curve>
bool run_sums<Curve>::halve() {
    pairs_.clear();
    std::size_t from = 0;
    std::size_t to = 0;
    for (run& r : runs_) {
        const std::size_t end = from + r.length;
        for (; from + 1 < end; from += 2) {
            const item first = items_[from];
            const item second = items_[from + 1];
            items_[to++] = {sums_.data() + used_ + pairs_.size(), false};
            pairs_.push_back({first.address, second.address, first.negate, second.negate});
        }
        if (from < end) {
            items_[to++] = items_[from++];
        }
        r.length = (r.length + 1) / 2;
    }
    items_.resize(to);
    add_pairs<Curve>(pairs_, sums_.data() + used_);
    used_ += pairs_.size();
    return !pairs_.empty();
}

template <class Curve>
void run_sums<Curve>::finish() {
    used_ = 0;
    while (halve()) {
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        point& total = totals_[runs_[i].key];
        const point sum = items_[i].negate ? -*items_[i].address : *items_[i].address;
        total = total.is_zero() ? sum : total + sum;
    }
    items_.clear();
    runs_.clear();
}

} // namespace zonogon::curve
