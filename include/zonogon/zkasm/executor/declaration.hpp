#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/zkasm/decoded_line.hpp>
#include <zonogon/zkasm/evaluator.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/hash_buffers.hpp>
#include <zonogon/zkasm/host.hpp>
#include <zonogon/zkasm/listing.hpp>
#include <zonogon/zkasm/mem_align.hpp>
#include <zonogon/zkasm/memory.hpp>
#include <zonogon/zkasm/operations.hpp>
#include <zonogon/zkasm/program.hpp>

namespace zonogon::zkasm {

struct run_options {
    /// The registers of row 0 (zkPC and the counters must be 0 there).
    registers start{};
    /// More steps than this are an error.
    std::uint64_t max_steps = std::uint64_t{1} << 23;
    /// A cyclic run has at least two to this many steps.
    std::size_t min_log_steps = 3;
    /// Keep the steps and the requests. Without them a run gives counters, final registers and the host's effects only.
    bool record = true;
};

/// Runs a program on a host: the main machine, one ROM line a step.
///
/// Every rule of the machines is checked with whole numbers as the run goes, so that a run without error can be
/// proved. The run ends
/// - at a power of two of steps, once the program has called beforeLast(): that function gives -1 until the row two
/// before
///   the last and 0 from then on, and the number of steps is the smallest power of two with such a row not before the
///   first call. The registers must then be those of row 0 (zkPC 0 among them), so that row 0 follows the last row;
/// - or at the first step beyond the program's last line, for programs that are only run: `cyclic` is false then.
/// No program and no host value makes it throw or read out of bounds; errors name file, line and step.
template <execution_host Host>
class executor {
public:
    executor(const program& p, Host& host, const run_options& options)
        : program_(p), host_(host), options_(options), now_(options.start), evaluate_(p, *this) {
        lines_.reserve(p.lines.size());
        for (const line& l : p.lines) {
            lines_.push_back(decode(l));
        }
    }
    executor(const executor&) = delete;
    executor& operator=(const executor&) = delete;

    result<execution> run();

    // What expressions look at.
    const registers& current() const noexcept { return now_; }
    std::uint64_t step() const noexcept { return row_; }
    const word8& memory_word(std::uint64_t address) const { return memory_.read(address); }
    result<std::optional<free_value>> call(std::string_view name, std::span<const big_int> arguments);

private:
    using felt = field::goldilocks;

    bool fail(const std::string& message);
    bool good(const status& s) { return s ? true : fail(s.why().message); }
    bool commands(const std::vector<std::int32_t>& roots);
    bool one_step();
    bool find_address(const line& l);
    bool free_input(const line& l, const decoded_line& d);
    bool implied(const line& l, implied_value what);
    bool implied_chunk(const hash_buffers& buffers, bool one_byte);
    void combine(const line& l, const decoded_line& d);
    bool requests(const line& l);
    bool advance(const line& l);
    bool finish();

    bool need(const word8& w, std::string_view name, u256& out);
    std::optional<std::uint64_t> small(felt v) const noexcept;
    bool memory_access_step(const line& l);
    bool hash_steps(const line& l);
    bool hash_read(hash_buffers& buffers, bool one_byte);
    bool hash_digest(hash_buffers& buffers);
    bool storage_step(const line& l);
    bool access_tree(bool write);
    bool binary_step(const line& l);
    bool arith_step(const line& l);
    bool load_arith(const line& l, arith_operands& o);
    bool mem_align_step(const line& l);
    bool load_alignment(u256& m0, u256& m1, std::size_t& offset);
    void range_check(const u256& v);

    const program& program_;
    Host& host_;
    run_options options_;
    std::vector<decoded_line> lines_;
    registers now_;
    std::uint64_t row_ = 0;
    std::uint64_t height_ = 0; ///< steps of the whole run, once known
    zkasm::step step_;
    std::uint64_t hash_id_ = 0;
    word_memory memory_;
    hash_buffers keccak_{hash_kind::keccak}, poseidon_{hash_kind::poseidon}, sha256_{hash_kind::sha256};
    std::optional<merkle::tree_access> tree_access_; ///< of this step
    hash4 key_part_{};
    execution out_;
    std::string why_;
    evaluator<executor> evaluate_;
};

} // namespace zonogon::zkasm
