// SPDX-License-Identifier: MIT
#include "libcommon/text/unit.hpp"

#include <algorithm>
#include <array>

namespace zws {

namespace {

struct UnitName {
    std::string_view name;
    std::string_view kind;
    double factor;
    bool prefixes; ///< whether it can have one
};

constexpr std::array units{
    UnitName{"%", "%", 1, false},
    UnitName{"‰", "%", 0.1, false},
    UnitName{"ppm", "%", 1e-4, false},
    UnitName{"°", "°", 1, false},
    UnitName{"°C", "°C", 1, false},
    UnitName{"C", "°C", 1, false},
    UnitName{"°F", "°F", 1, false},
    UnitName{"F", "°F", 1, false},
    UnitName{"K", "K", 1, false},
    UnitName{"s", "s", 1, true},
    UnitName{"sec", "s", 1, false},
    UnitName{"min", "s", 60, false},
    UnitName{"h", "s", 3600, false},
    UnitName{"Hz", "Hz", 1, true},
    UnitName{"rpm", "rpm", 1, false},
    UnitName{"RPM", "rpm", 1, false},
    UnitName{"m", "m", 1, true},
    UnitName{"g", "g", 1, true},
    UnitName{"l", "l", 1, true},
    UnitName{"L", "l", 1, true},
    UnitName{"V", "V", 1, true},
    UnitName{"A", "A", 1, true},
    UnitName{"W", "W", 1, true},
    UnitName{"VA", "VA", 1, true},
    UnitName{"Wh", "Wh", 1, true},
    UnitName{"Ah", "Ah", 1, true},
    UnitName{"J", "J", 1, true},
    UnitName{"N", "N", 1, true},
    UnitName{"Pa", "Pa", 1, true},
    UnitName{"bar", "Pa", 1e5, true},
    UnitName{"psi", "Pa", 6894.757293168, false},
    UnitName{"Ω", "Ω", 1, true},
    UnitName{"Ohm", "Ω", 1, true},
    UnitName{"lx", "lx", 1, true},
    UnitName{"lm", "lm", 1, true},
    UnitName{"dB", "dB", 1, false},
    UnitName{"dBm", "dBm", 1, false},
    UnitName{"m/s", "m/s", 1, true},
    UnitName{"km/h", "m/s", 1 / 3.6, false},
    UnitName{"B", "B", 1, true},
    UnitName{"b", "bit", 1, true},
    UnitName{"bit", "bit", 1, true},
    UnitName{"B/s", "B/s", 1, true},
    UnitName{"b/s", "bit/s", 1, true},
    UnitName{"bit/s", "bit/s", 1, true},
    UnitName{"bps", "bit/s", 1, true},
};

struct Prefix {
    std::string_view name;
    double factor;
};

constexpr std::array prefixes{
    Prefix{"Ki", 1024.0}, Prefix{"Mi", 1048576.0}, Prefix{"Gi", 1073741824.0}, Prefix{"Ti", 1099511627776.0},
    Prefix{"n", 1e-9},    Prefix{"u", 1e-6},       Prefix{"µ", 1e-6},          Prefix{"μ", 1e-6},
    Prefix{"m", 1e-3},    Prefix{"c", 1e-2},       Prefix{"d", 0.1},           Prefix{"h", 100},
    Prefix{"k", 1e3},     Prefix{"K", 1e3},        Prefix{"M", 1e6},           Prefix{"G", 1e9},
    Prefix{"T", 1e12},
};

const UnitName* find(std::string_view name)
{
    const auto* const found =
        std::find_if(units.begin(), units.end(), [&](const UnitName& unit) { return unit.name == name; });
    return found == units.end() ? nullptr : found;
}

} // namespace

std::optional<Measure> measure_of(std::string_view text)
{
    if (const UnitName* const unit = find(text))
        return Measure{unit->kind, unit->factor};
    for (const Prefix& prefix : prefixes) {
        if (!text.starts_with(prefix.name))
            continue;
        const UnitName* const unit = find(text.substr(prefix.name.size()));
        if (unit != nullptr && unit->prefixes)
            return Measure{unit->kind, prefix.factor * unit->factor};
    }
    return std::nullopt;
}

} // namespace zws
