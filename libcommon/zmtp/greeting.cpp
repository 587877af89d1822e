// SPDX-License-Identifier: MIT
#include "libcommon/zmtp/greeting.hpp"

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

} // namespace zws::zmtp
