// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zws {

/// The parts of HOST, HOST:PORT, [ADDRESS] or [ADDRESS]:PORT; any of them may be empty, or wrong.
struct HostPort {
    std::string_view host;  ///< without the brackets
    bool bracketed = false; ///< only an address of IPv6 should be
    std::optional<std::string_view> port;
};

/// PORT is what follows the last colon, unless a ']' comes after it. Nothing is checked: an IPv6 address
/// without brackets leaves colons in `host`.
inline HostPort split_host_port(std::string_view text)
{
    HostPort parts;
    if (const auto colon = text.find_last_of(":]"); colon != std::string_view::npos && text[colon] == ':') {
        parts.port = text.substr(colon + 1);
        text = text.substr(0, colon);
    }
    parts.bracketed = text.starts_with('[') && text.find(']') + 1 == text.size();
    parts.host = parts.bracketed ? text.substr(1, text.size() - 2) : text;
    return parts;
}

/// The number that is all of `text`, from 0 to 65535; none if it is not one.
inline std::optional<std::uint16_t> port_number(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(port) : std::nullopt;
}

} // namespace zws
