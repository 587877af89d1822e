// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/time_curve.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace zws::peek {

namespace {

constexpr std::int64_t size = 2048; // parts of each length, a power of two
constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
constexpr double longest_time = 1e12; // Unix seconds, as far as parts can be counted

std::size_t slot(std::int64_t number)
{
    return static_cast<std::size_t>(number & (size - 1));
}

} // namespace

void Bin::append(const Bin& later)
{
    last = later.last;
    least = std::min(least, later.least);
    greatest = std::max(greatest, later.greatest);
}

TimeCurve::Level::Level(double seconds)
    : width(seconds), newest(none / 2), numbers(static_cast<std::size_t>(size), none), bins_(numbers.size())
{
}

std::int64_t TimeCurve::Level::number_of(double time) const
{
    return static_cast<std::int64_t>(std::floor(time / width));
}

std::int64_t TimeCurve::Level::oldest() const
{
    return newest - size + 1;
}

const Bin* TimeCurve::Level::find(std::int64_t number) const
{
    return numbers[slot(number)] == number ? &bins_[slot(number)] : nullptr;
}

void TimeCurve::Level::append(const Bin& bin)
{
    const auto number = number_of(bin.time);
    if (number < oldest())
        return;
    newest = std::max(newest, number);
    const auto at = slot(number);
    if (numbers[at] == number)
        return bins_[at].append(bin);
    numbers[at] = number;
    bins_[at] = bin;
}

TimeCurve::TimeCurve()
    : levels_{Level(1.0 / 256), Level(1.0 / 64), Level(1.0 / 16), Level(1.0 / 4), Level(1), Level(4)}
{
}

void TimeCurve::add(double time, double value)
{
    if (!(std::abs(time) <= longest_time))
        return;
    constexpr double largest = 1e300; // the span of an axis is a number then, too
    const double drawn = std::clamp(value, -largest, largest);
    Bin point{time, drawn, drawn};
    if (!std::isnan(value))
        point.least = point.greatest = drawn;
    for (auto& level : levels_)
        level.append(point);
    oldest_ = std::min(oldest_, time);
    newest_ = std::max(newest_, time);
    last_ = value;
    ++count_;
}

void TimeCurve::remap(double scale, double offset)
{
    for (auto& level : levels_) {
        Level moved(level.width);
        moved.since = static_cast<double>(level.oldest()) * level.width * scale + offset;
        for (auto number = level.oldest(); number <= level.newest; ++number) {
            if (const auto* const bin = level.find(number)) {
                Bin copy = *bin;
                copy.time = bin->time * scale + offset;
                moved.append(copy);
            }
        }
        level = std::move(moved);
    }
    oldest_ = oldest_ * scale + offset;
    newest_ = newest_ * scale + offset;
}

const TimeCurve::Level& TimeCurve::level_for(double from) const
{
    const double begin = std::max(from, oldest_);
    const auto* const found = std::find_if(levels_.begin(), levels_.end(), [begin](const Level& level) {
        return level.since <= begin && level.oldest() <= level.number_of(begin);
    });
    return found == levels_.end() ? levels_.back() : *found;
}

std::vector<Bin> TimeCurve::bins(double from, double to) const
{
    std::vector<Bin> found;
    if (is_empty())
        return found;
    const Level& level = level_for(from);
    const auto first = level.number_of(from);
    const auto last = level.number_of(to);
    for (auto number = level.oldest(); number <= level.newest; ++number) {
        const auto* const bin = level.find(number);
        if (bin == nullptr)
            continue;
        if (number < first)
            found.clear(); // there is a nearer one
        found.push_back(*bin);
        if (number > last)
            break;
    }
    return found;
}

} // namespace zws::peek
