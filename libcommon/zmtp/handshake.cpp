// SPDX-License-Identifier: MIT
#include "libcommon/zmtp/handshake.hpp"

#include "libcommon/text/big_endian.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/zmtp/frame.hpp"

namespace zws::zmtp {

namespace {

constexpr std::size_t mechanism_at = 1; // after the minor version
constexpr std::size_t mechanism_size = 20;

} // namespace

std::string rest_of_greeting(std::string_view mechanism)
{
    std::string rest(1, our_minor);
    rest += mechanism;
    rest.resize(greeting_size - major_at - 1, '\0');
    return rest;
}

std::string_view mechanism_in(std::string_view rest_of_greeting)
{
    const auto field = rest_of_greeting.substr(mechanism_at, mechanism_size);
    return field.substr(0, field.find('\0'));
}

std::string_view take_front(std::string_view& in, std::uint64_t size)
{
    if (size > in.size())
        throw ProtocolError("a command that is cut off");
    const auto front = in.substr(0, size);
    in.remove_prefix(size);
    return front;
}

std::uint64_t take_size(std::string_view& in, std::size_t width)
{
    return read_big_endian(take_front(in, width));
}

std::string property(std::string_view name, std::string_view value)
{
    return std::string(1, static_cast<char>(name.size()))
        .append(name)
        .append({0, 0, 0, static_cast<char>(value.size())})
        .append(value);
}

std::string_view value_of(std::string_view wanted, std::string_view metadata)
{
    std::string_view found;
    while (!metadata.empty()) {
        const auto name = take_front(metadata, take_size(metadata, 1));
        const auto value = take_front(metadata, take_size(metadata, 4));
        if (equal_but_for_case(name, wanted))
            found = value;
    }
    return found;
}

} // namespace zws::zmtp
