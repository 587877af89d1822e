// SPDX-License-Identifier: MIT
#include "libcommon/cli/option.hpp"

namespace zws {

namespace {

constexpr double millisecond = 1e-3;

Value time(std::function<void(std::chrono::duration<double>)> take, Range<double> range, double unit,
           std::string shown_default)
{
    const auto set = [take = std::move(take), range, unit](std::string_view text) {
        const double given = parse_time(text, unit);
        check_range(given, range, shown_time);
        take(std::chrono::duration<double>(given));
    };
    return {set, "TIME", std::move(shown_default), {}};
}

std::string shown(std::chrono::duration<double> time)
{
    return shown_time(time.count());
}

} // namespace

Value seconds(std::optional<std::chrono::nanoseconds>& target)
{
    constexpr double century = 100 * 365.25 * 86400;
    const auto take = [&target](auto given) { target = std::chrono::round<std::chrono::nanoseconds>(given); };
    return time(take, {0, century}, 1, "");
}

Value seconds(std::chrono::milliseconds& target, Range<double> range)
{
    const auto take = [&target](auto given) {
        target = std::chrono::round<std::chrono::milliseconds>(given);
    };
    return time(take, range, 1, shown(target));
}

Value seconds(double& target, Range<double> range)
{
    return time([&target](auto given) { target = given.count(); }, range, 1, shown_time(target));
}

Value milliseconds(std::chrono::milliseconds& target)
{
    const auto take = [&target](auto given) {
        target = std::chrono::round<std::chrono::milliseconds>(given);
    };
    return time(take, {0, 60}, millisecond, shown(target));
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

Value folder(std::string& target)
{
    Value value = text(target, "DIR");
    value.names_folder = true;
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

} // namespace zws
