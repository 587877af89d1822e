// SPDX-License-Identifier: MIT
#include "tools/zcat/time_form.hpp"

#include <array>
#include <ctime>
#include <stdexcept>

namespace zws::cat {

namespace {

constexpr std::size_t most_size = 256; // bytes of a form

/// How many bytes the conversion has that begins with the '%' at `at`; 0 where there is none.
std::size_t conversion_length(std::string_view form, std::size_t at)
{
    std::size_t end = at + 1;
    const auto next_is = [&](std::string_view set) {
        return end < form.size() && set.find(form[end]) != std::string_view::npos;
    };
    if (next_is("123456789"))
        return ++end < form.size() && form[end] == 'N' ? end + 1 - at : 0;
    if (next_is("_-0^#"))
        ++end;
    if (next_is("EO"))
        ++end;
    return next_is("aAbBcCdDeFgGhHIjklmMnNpPrRsStTuUVwWxXyYzZ%") ? end + 1 - at : 0;
}

/// The form with the digits of %N in it, which strftime(3) does not know.
std::string with_fractions(std::string_view form, std::int64_t nanoseconds)
{
    const std::string digits = std::to_string(nanoseconds + 1'000'000'000).substr(1); // keeps zeros in front
    std::string out;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t length = form[at] == '%' ? conversion_length(form, at) : 1;
        const auto part = form.substr(at, length);
        if (form[at] == '%' && part.back() == 'N')
            out += part.size() == 3 ? digits.substr(0, static_cast<std::size_t>(part[1] - '0')) : digits;
        else
            out += part;
        at += length;
    }
    return out;
}

} // namespace

void check_time_form(std::string_view form)
{
    if (form.size() > most_size)
        throw std::invalid_argument("a form of a time of more than " + std::to_string(most_size) + " bytes");
    for (std::size_t at = 0; at < form.size(); ++at) {
        if (form[at] != '%')
            continue;
        const std::size_t length = conversion_length(form, at);
        if (length == 0)
            throw std::invalid_argument("unknown '" + std::string(form.substr(at, 2)) + "' in a time");
        at += length - 1;
    }
}

void append_time(std::string& out, std::chrono::system_clock::time_point time, std::string_view form,
                 bool utc)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    const std::chrono::nanoseconds fraction = time - second;
    const std::time_t clock = std::chrono::system_clock::to_time_t(second);
    std::tm parts{};
    if ((utc ? gmtime_r(&clock, &parts) : localtime_r(&clock, &parts)) == nullptr)
        return;
    // The blank tells an empty result from one that does not fit.
    const std::string whole_form = with_fractions(form, fraction.count()) + ' ';
    std::array<char, 64 * most_size> text;
    const std::size_t size = std::strftime(text.data(), text.size(), whole_form.c_str(), &parts);
    out.append(text.data(), size > 0 ? size - 1 : 0);
}

} // namespace zws::cat
