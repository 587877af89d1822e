// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/encoding.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

std::string_view word_of(Surety surety)
{
    switch (surety) {
    case Surety::none:
        break;
    case Surety::perhaps:
        return "perhaps";
    case Surety::likely:
        return "likely";
    case Surety::certain:
        return "certain";
    }
    return "not known";
}

bool is_plain_text(std::string_view encoding)
{
    constexpr std::array<std::string_view, 4> names{"text", "csv", "logfmt", "influx"};
    return std::find(names.begin(), names.end(), encoding) != names.end();
}

bool is_text(std::string_view encoding)
{
    constexpr std::array<std::string_view, 5> others{"json", "jsonl", "nmea", "prometheus", "xml"};
    return is_plain_text(encoding) || std::find(others.begin(), others.end(), encoding) != others.end();
}

} // namespace zws::peek
