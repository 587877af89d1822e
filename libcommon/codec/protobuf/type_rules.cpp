// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/type_rules.hpp"

#include "libcommon/text/number.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::codec::protobuf {

namespace {

bool is_name(std::string_view text)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

/// A type, or the frame with its name.
TypeRule parse_target(std::string_view text)
{
    if (text.starts_with('@')) {
        constexpr std::size_t most = 999;
        try {
            return {"", "", parse_number<std::size_t>(text.substr(1), {0, most})};
        } catch (const std::invalid_argument& e) {
            throw std::invalid_argument('\'' + std::string(text) +
                                        "' is not @N with the number of a frame: " + e.what());
        }
    }
    if (!is_name(text))
        throw std::invalid_argument('\'' + std::string(text) + "' is not the name of a message");
    return {"", std::string(text), {}};
}

/// Takes the next rule from the front of the text. A prefix can have colons, a type has none.
TypeRule take_rule(std::string_view& text)
{
    const auto equals = text.find('=');
    const auto prefix = equals == std::string_view::npos ? "" : text.substr(0, equals);
    text.remove_prefix(equals + 1); // npos + 1 is 0
    const auto target = text.substr(0, text.find(':'));
    text.remove_prefix(std::min(target.size() + 1, text.size()));
    auto rule = parse_target(target);
    rule.prefix = prefix;
    return rule;
}

} // namespace

std::vector<TypeRule> parse_type_rules(std::string_view text)
{
    std::vector<TypeRule> rules;
    if (text.empty() || text.ends_with(':'))
        throw std::invalid_argument("there is no message after the last colon");
    while (!text.empty()) {
        auto rule = take_rule(text);
        const auto same = [&rule](const TypeRule& other) { return other.prefix == rule.prefix; };
        if (std::any_of(rules.begin(), rules.end(), same))
            throw std::invalid_argument("topics that begin with '" + rule.prefix + "' have two messages");
        if (rule.prefix.empty() && !text.empty())
            throw std::invalid_argument("'" + rule.name + "' is for all other topics: it is the last one");
        rules.push_back(std::move(rule));
    }
    std::stable_sort(rules.begin(), rules.end(), [](const TypeRule& one, const TypeRule& other) {
        return one.prefix.size() > other.prefix.size();
    });
    return rules;
}

} // namespace zws::codec::protobuf
