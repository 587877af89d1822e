// SPDX-License-Identifier: MIT
#include "tools/zfeed/parsers.hpp"

namespace zws::feed {

std::unique_ptr<Parser> make_parser(const ParseOptions& options)
{
    switch (options.format) {
    case Format::lines:
        return line_parser(options);
    case Format::numbers:
        return number_parser(options);
    case Format::csv:
        return csv_parser(options);
    case Format::json:
        return json_parser(options);
    case Format::envelope:
        return envelope_parser();
    }
    return nullptr;
}

} // namespace zws::feed
