// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/accept_encoding.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <optional>
#include <sstream>
#include <string>

namespace zws::browser {

namespace {

using boost::beast::iequals;

/// Whether the weight among the parameters is more than 0, as it is if none is given.
bool is_acceptable(const http::param_list& parameters)
{
    for (const auto& [name, value] : parameters)
        if (iequals(name, "q"))
            return value.find_first_not_of("0.") != boost::beast::string_view::npos;
    return true;
}

} // namespace

bool accepts_gzip(const Request& request)
{
    std::optional<bool> gzip;
    std::optional<bool> others;
    const auto [begin, end] = request.equal_range(http::field::accept_encoding);
    for (auto field = begin; field != end; ++field) {
        std::istringstream codings{std::string(field->value())};
        for (std::string coding; std::getline(codings, coding, ',');) {
            coding += ';'; // without, Boost 1.81 loses a last parameter that has no value
            for (const auto& [name, parameters] : http::ext_list(coding)) {
                if (iequals(name, "gzip") || iequals(name, "x-gzip"))
                    gzip = is_acceptable(parameters);
                else if (name == "*")
                    others = is_acceptable(parameters);
            }
        }
    }
    return gzip.value_or(others.value_or(false));
}

} // namespace zws::browser
