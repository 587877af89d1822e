// SPDX-License-Identifier: MIT
#include "libcommon/points/clocks.hpp"
#include "libcommon/points/points.hpp"
#include "libcommon/text/character.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace {

using namespace zws::points;

/// Knows no series.
class Nothing final : public PlacedSeries {
public:
    bool has(std::string_view) const override { return false; }
    std::size_t count() const override { return 0; }
    void remap(std::string_view, double scale, double offset) override
    {
        zws::fuzz::expect(scale > 0 && std::isfinite(offset), "a clock has a rate");
    }
};

class CheckingSink final : public PointSink {
public:
    explicit CheckingSink(std::size_t most_points) : most_(most_points) {}

    void point(std::string_view series, double time, double value, double arrived) override
    {
        check(series, time, arrived);
        zws::fuzz::expect(!std::isinf(value), "a value is a number or a gap");
    }
    void boolean(std::string_view series, double time, bool, double arrived) override
    {
        check(series, time, arrived);
    }

private:
    void check(std::string_view series, double time, double arrived)
    {
        zws::fuzz::expect(!series.empty() && zws::is_utf8(series), "a name is text");
        zws::fuzz::expect(series.size() <= 2 * SeriesName::longest + 32, "a name has a bound");
        zws::fuzz::expect(std::isfinite(time), "a time is a number");
        zws::fuzz::expect(++count_ <= most_, "there are no more points than there are characters");
        zws::fuzz::expect(!std::isnan(clocks_.place(series, time, arrived)), "a point has a place");
    }

    std::size_t most_;
    std::size_t count_ = 0;
    Nothing nothing_;
    Clocks clocks_{nothing_};
};

} // namespace

// The first line is a topic, the rest a payload, which comes twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(input.find('\n'), size);
    const auto payload = input.substr(std::min(end + 1, size));
    Points points;
    for (const double arrived : {1763870400.0, 1763870402.5}) {
        CheckingSink sink(payload.size() + 1);
        points.extract(payload, input.substr(0, end), arrived, sink);
    }
    return 0;
}
