// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/number_run.hpp"

#include "tools/zws2browser/history/run_form.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace zws::browser::history {

namespace {

std::uint64_t load(const char* at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return little(word);
}

std::optional<RunHead> read_head(std::string_view bytes)
{
    RunHead head;
    if (bytes.size() < head.size)
        return std::nullopt;
    const auto flags = static_cast<unsigned char>(bytes[0]);
    const auto power = static_cast<unsigned char>(bytes[1]);
    head.bits = static_cast<unsigned char>(bytes[2]);
    const bool known = (flags & 0xfU) <= 2 && flags < 64 && power < powers.size() && bytes[3] == 0;
    if (!known || (head.bits > widest_packed && head.bits != 64))
        return std::nullopt;
    head.form = static_cast<RunForm>(flags & 0xfU);
    head.differences = (flags & with_differences) != 0;
    head.gaps = (flags & with_gaps) != 0;
    head.power = powers[power];
    head.base = load(bytes.data() + 4);
    if (!head.differences)
        return head;
    if (bytes.size() < head.size + 8)
        return std::nullopt;
    head.least_difference = load(bytes.data() + head.size);
    head.size += 8;
    return head;
}

/// Loads from the end of the bytes, where there are no 8 any more.
std::uint64_t load_rest(std::string_view bytes, std::size_t at)
{
    std::array<char, 8> word{};
    std::memcpy(word.data(), bytes.data() + at, std::min(word.size(), bytes.size() - at));
    return load(word.data());
}

/// Calls `take` with each of `count` numbers of `bits` bits, all of which `bytes` have. Without a look at
/// where the bytes end until near there: this is most of what a query costs.
template <class Take>
void unpack(std::string_view bytes, unsigned bits, std::size_t count, Take take)
{
    if (bits == 64) {
        for (std::size_t i = 0; i < count; ++i)
            take(load(bytes.data() + 8 * i));
        return;
    }
    if (bits == 0) {
        for (std::size_t i = 0; i < count; ++i)
            take(0);
        return;
    }
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    const std::size_t whole_loads = bytes.size() < 8 ? 0 : std::min(count, (bytes.size() - 8) * 8 / bits + 1);
    std::size_t bit = 0;
    for (std::size_t i = 0; i < whole_loads; ++i, bit += bits)
        take(load(bytes.data() + bit / 8) >> bit % 8 & mask);
    for (std::size_t i = whole_loads; i < count; ++i, bit += bits)
        take(load_rest(bytes, bit / 8) >> bit % 8 & mask);
}

} // namespace

double NumberRun::number(std::int64_t word) const
{
    switch (form_) {
    case RunForm::decimals:
        return power_ == 1 ? static_cast<double>(word) : static_cast<double>(word) / power_;
    case RunForm::floats:
        return static_cast<double>(std::bit_cast<float>(ordered(static_cast<std::int32_t>(word))));
    case RunForm::doubles:
        break;
    }
    return std::bit_cast<double>(ordered(word));
}

std::size_t NumberRun::lower_bound(std::size_t begin, std::size_t end, double least) const
{
    while (begin < end) {
        const auto middle = begin + (end - begin) / 2;
        if (number(words_[middle]) < least)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

bool NumberRun::is_in_order() const
{
    const auto end = words_.begin() + static_cast<std::ptrdiff_t>(size_);
    return !has_gaps_ && std::is_sorted(words_.begin(), end) && !std::isnan(number(words_.front())) &&
           !std::isnan(number(words_[size_ - 1]));
}

std::size_t NumberRun::count_numbers(std::size_t first, std::size_t end) const
{
    auto count = end - first;
    for (auto i = first; has_gaps_ && i < end; ++i)
        count -= is_gap(i) ? 1 : 0;
    return count;
}

std::pair<double, double> NumberRun::extremes(std::size_t first, std::size_t end) const
{
    auto least = std::numeric_limits<std::int64_t>::max();
    auto greatest = std::numeric_limits<std::int64_t>::min();
    const auto take = [&](std::int64_t word) {
        least = std::min(least, word);
        greatest = std::max(greatest, word);
    };
    if (!has_gaps_)
        std::for_each(words_.begin() + first, words_.begin() + end, take);
    for (auto i = first; has_gaps_ && i < end; ++i) {
        if (!is_gap(i))
            take(words_[i]);
    }
    return {number(least), number(greatest)};
}

std::optional<std::size_t> NumberRun::read(std::string_view bytes, std::size_t count)
{
    const auto head = read_head(bytes);
    if (!head)
        return std::nullopt;
    const std::size_t gap_bytes = head->gaps ? (count + 7) / 8 : 0;
    const std::size_t packed = count - (head->differences ? 1 : 0);
    const std::size_t size = head->size + gap_bytes + (packed * head->bits + 7) / 8;
    if (bytes.size() < size)
        return std::nullopt;
    form_ = head->form;
    power_ = head->power;
    size_ = count;
    has_gaps_ = head->gaps;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(head->size), gap_bytes, gaps_.begin());
    read_words(*head, bytes.substr(head->size + gap_bytes, size - head->size - gap_bytes));
    return size;
}

/// In two's complement, as unsigned numbers wrap.
void NumberRun::read_words(const RunHead& head, std::string_view bytes)
{
    auto* out = words_.data();
    auto word = head.base;
    if (!head.differences)
        return unpack(bytes, head.bits, size_, [&out, word](std::uint64_t distance) {
            *out++ = static_cast<std::int64_t>(word + distance);
        });
    *out++ = static_cast<std::int64_t>(word);
    unpack(bytes, head.bits, size_ - 1, [&out, &word, least = head.least_difference](std::uint64_t distance) {
        word += least + distance;
        *out++ = static_cast<std::int64_t>(word);
    });
}

} // namespace zws::browser::history
