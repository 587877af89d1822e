// SPDX-License-Identifier: MIT
#include "libcommon/option.hpp"

namespace zws {

Value seconds(std::optional<std::chrono::nanoseconds>& target)
{
    constexpr double century = 100 * 365.25 * 86400;
    return {[&target](std::string_view text) {
                const std::chrono::duration<double> given(parse_number<double>(text, {0, century}));
                target = std::chrono::duration_cast<std::chrono::nanoseconds>(given);
            },
            "SEC",
            "",
            {}};
}

Value milliseconds(std::chrono::milliseconds& target)
{
    return {[&target](std::string_view text) {
                constexpr Range<std::int64_t> up_to_a_minute{0, 60'000};
                target = std::chrono::milliseconds(parse_number<std::int64_t>(text, up_to_a_minute));
            },
            "MS",
            std::to_string(target.count()),
            {}};
}

Value text(std::string& target, std::string metavar)
{
    return {[&target](std::string_view given) { target = given; }, std::move(metavar), target, {}};
}

Value texts(std::vector<std::string>& target, std::string metavar)
{
    return {
        [&target](std::string_view given) { target.emplace_back(given); }, std::move(metavar), "", {}, true};
}

Value file(std::string& target, std::string metavar)
{
    Value value = text(target, std::move(metavar));
    value.names_file = true;
    return value;
}

Value flag(bool& target)
{
    return {[&target](std::string_view given) {
                if (given == "true" || given == "1" || given == "yes" || given == "on")
                    target = true;
                else if (given == "false" || given == "0" || given == "no" || given == "off" || given.empty())
                    target = false;
                else
                    throw std::invalid_argument("not one of true, false, yes, no, on, off, 1, 0");
            },
            "",
            "",
            {}};
}

Value endpoint(Endpoints& target, Endpoint::Side side)
{
    return {[&target, side](std::string_view given) { target.push_back(parse_endpoint(side, given)); },
            "EP",
            "",
            {},
            true};
}

} // namespace zws
