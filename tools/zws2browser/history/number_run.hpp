// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/run_form.hpp"
#include "tools/zws2browser/history/summary.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Runs of numbers in few bytes, without loss: each double comes back with all its bits, but that every NaN
/// is a gap. A run becomes whole numbers (decimals times a power of ten, else the bits of floats, else those
/// of doubles, in an order in which neighbours are close), of which the distances from the least, or the
/// differences from one to the next, are written in as many bits as the greatest needs.
///
/// In bytes, little-endian: u8 form (0 decimals, 1 floats, 2 doubles; +16: differences; +32: gaps), u8 power
/// of ten, u8 bits of a number (0 to 56, or 64), u8 zero, i64 base; with differences i64 the least of them;
/// with gaps a bit for each number, from the lowest of the first byte on; then the numbers, packed in the
/// same way.
namespace zws::browser::history {

constexpr std::size_t longest_run = 128;

/// Appends `numbers` (1 to longest_run of them).
void append_run(std::string& out, std::span<const double> numbers);

/// A run that was read: whole numbers, in the order of those for which they stand.
class NumberRun {
public:
    /// Reads a run of `count` numbers (1 to longest_run), and says how many bytes it has; nothing, and the
    /// run is not to be used, where `bytes` do not begin with one. Never reads outside of `bytes`, whatever
    /// is in them.
    std::optional<std::size_t> read(std::string_view bytes, std::size_t count);

    std::size_t size() const { return size_; }
    bool has_gaps() const { return has_gaps_; }
    bool is_gap(std::size_t i) const
    {
        return has_gaps_ && (static_cast<unsigned char>(gaps_[i / 8]) >> i % 8 & 1U) != 0;
    }
    /// NaN: a gap.
    double operator[](std::size_t i) const { return is_gap(i) ? gap : number(words_[i]); }

    /// Whether none is less than the one before it; gaps are in no order.
    bool is_in_order() const;
    /// The first one of a part of a run in order that is not less than `least`, or the end of the part.
    std::size_t lower_bound(std::size_t begin, std::size_t end, double least) const;
    /// How many of a part are not gaps.
    std::size_t count_numbers(std::size_t first, std::size_t end) const;
    /// The least and the greatest of a part, in which there is one at least that is not a gap.
    std::pair<double, double> extremes(std::size_t first, std::size_t end) const;

private:
    double number(std::int64_t word) const;
    void read_words(const RunHead& head, std::string_view bytes);

    std::array<std::int64_t, longest_run> words_; ///< a gap has that of a neighbour
    std::array<char, longest_run / 8> gaps_;      ///< a bit each
    std::size_t size_ = 0;
    RunForm form_{};
    double power_ = 1;
    bool has_gaps_ = false;
};

} // namespace zws::browser::history
