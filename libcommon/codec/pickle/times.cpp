// SPDX-License-Identifier: MIT
#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/pickle/constructor.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;

constexpr std::int64_t day = 86'400; // seconds

unsigned part(std::string_view bytes, std::size_t at, std::size_t size)
{
    return static_cast<unsigned>(unsigned_of(bytes.substr(at, size), std::endian::big));
}

void check(bool good)
{
    if (!good)
        throw Refused("a time that is none");
}

std::string padded(unsigned number, int digits)
{
    std::array<char, 16> text;
    const int size = std::snprintf(text.data(), text.size(), "%0*u", digits, number);
    return {text.data(), static_cast<std::size_t>(size)};
}

/// "2024-01-02", of 4 bytes; 128 in the month tells the second of two equal hours.
std::string date_text(std::string_view bytes)
{
    const unsigned year = part(bytes, 0, 2);
    const unsigned month = part(bytes, 2, 1) & 0x7fU;
    const unsigned day_of_month = part(bytes, 3, 1);
    check(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day_of_month >= 1 && day_of_month <= 31);
    return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day_of_month, 2);
}

/// "03:04:05.000006", of 6 bytes; the same mark may be in the hour.
std::string time_text(std::string_view bytes)
{
    const unsigned hour = part(bytes, 0, 1) & 0x7fU;
    const unsigned minute = part(bytes, 1, 1);
    const unsigned second = part(bytes, 2, 1);
    const unsigned microsecond = part(bytes, 3, 3);
    check(hour < 24 && minute < 60 && second < 60 && microsecond < 1'000'000);
    const std::string text = padded(hour, 2) + ':' + padded(minute, 2) + ':' + padded(second, 2);
    return microsecond == 0 ? text : text + '.' + padded(microsecond, 6);
}

/// "+01:30", or nothing where there is no zone.
std::string zone_text(const ValueStore& store, const Arguments& arguments)
{
    if (arguments.count() < 2 || arguments.has(1, Kind::none))
        return {};
    const auto offset = store[arguments.ref(1, Kind::zone)].integer;
    check(offset > -day && offset < day);
    const auto minutes = static_cast<unsigned>(std::abs(offset) / 60);
    return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ':' + padded(minutes % 60, 2);
}

std::string_view packed(const Arguments& arguments, std::size_t size)
{
    const auto bytes = arguments.bytes(0);
    check(bytes.size() == size);
    return bytes;
}

} // namespace

Ref make_datetime(ValueStore& store, const Arguments& arguments)
{
    const auto bytes = packed(arguments, 10);
    return store.add_text(Kind::text, store.own(date_text(bytes) + 'T' + time_text(bytes.substr(4)) +
                                                zone_text(store, arguments)));
}

Ref make_date(ValueStore& store, const Arguments& arguments)
{
    return store.add_text(Kind::text, store.own(date_text(packed(arguments, 4))));
}

Ref make_time(ValueStore& store, const Arguments& arguments)
{
    return store.add_text(Kind::text,
                          store.own(time_text(packed(arguments, 6)) + zone_text(store, arguments)));
}

/// Days, seconds and microseconds, of which the first may be negative.
Ref make_timedelta(ValueStore& store, const Arguments& arguments)
{
    constexpr std::int64_t most_days = 999'999'999;
    constexpr std::int64_t second = 1'000'000; // microseconds
    const auto days = arguments.integer(0);
    const auto rest = arguments.integer(1);
    auto microseconds = arguments.integer(2);
    check(days >= -most_days && days <= most_days && rest >= 0 && rest < day);
    check(microseconds >= 0 && microseconds < second);
    const auto seconds = days * day + rest;
    const bool negative = seconds < 0;
    auto whole = negative ? -seconds : seconds;
    if (negative && microseconds > 0) {
        --whole;
        microseconds = second - microseconds;
    }
    std::string text = (negative ? "-" : "") + std::to_string(whole);
    if (microseconds > 0)
        text += '.' + padded(static_cast<unsigned>(microseconds), 6);
    return store.add({Kind::duration, 0, seconds, 0, store.own(std::move(text))});
}

Ref make_timezone(ValueStore& store, const Arguments& arguments)
{
    return store.add_integer(Kind::zone, store[arguments.ref(0, Kind::duration)].integer);
}

} // namespace zws::codec::pickle
