// SPDX-License-Identifier: MIT
#include "tools/znats/subject.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace zws::nats {

namespace {

constexpr std::size_t longest = 512; // bytes of a topic in a subject: the server takes lines of 4096
constexpr std::string_view no_topic = "%-";
constexpr std::string_view empty_topic = "%0";
constexpr std::string_view topic_beside = "%+";

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> tokens(1);
    for (const char c : text) {
        if (c == '.')
            tokens.emplace_back();
        else
            tokens.back() += c;
    }
    return tokens;
}

void check_token(std::string_view token, Subject::Use use, bool last)
{
    if (token.empty())
        throw std::invalid_argument("a token between two dots is empty");
    for (const char c : token) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f')
            throw std::invalid_argument("white space and control characters cannot stand in a subject");
    }
    if (token.find('%') != std::string_view::npos && token != "%t")
        throw std::invalid_argument("'%' stands in a token %t only, for the topic");
    const bool wildcard = token == "*" || (token == ">" && last);
    if (wildcard && use == Subject::Use::publish)
        throw std::invalid_argument("a wildcard is nothing to publish to");
    if (!wildcard && token.find_first_of("*>") != std::string_view::npos)
        throw std::invalid_argument("'*' is a token of its own, and '>' the last one");
}

bool stands_for_itself(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '/' || c == ':';
}

/// A dot that has something on either side leaves no token empty.
bool separates(std::string_view topic, std::size_t at)
{
    return at > 0 && at + 1 < topic.size() && topic[at + 1] != '.';
}

std::string escaped(std::string_view topic, bool dots)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < topic.size(); ++i) {
        const char c = topic[i];
        if (stands_for_itself(c) || (dots && c == '.' && separates(topic, i))) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const char* const first = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(first, first + 2, byte, 16).ptr == first + 2) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace

Subject::Subject(std::string_view text, Use use) : tokens_(split(text))
{
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        check_token(tokens_[i], use, i + 1 == tokens_.size());
        if (tokens_[i] != "%t")
            continue;
        if (topic_at_)
            throw std::invalid_argument("%t stands twice");
        topic_at_ = i;
    }
    if (topic_at_ && tokens_.back() == ">")
        throw std::invalid_argument("with '>' at the end it is not clear which part %t is");
}

bool Subject::carries(std::string_view topic) const
{
    return topic_at_ && topic.size() <= longest;
}

std::string Subject::with(std::string_view token) const
{
    std::string out;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (i > 0)
            out += '.';
        out += i == topic_at_ ? token : std::string_view(tokens_[i]);
    }
    return out;
}

std::string Subject::for_topic(std::optional<std::string_view> topic) const
{
    if (!topic_at_)
        return with({});
    if (!topic)
        return with(no_topic);
    if (topic->empty())
        return with(empty_topic);
    return carries(*topic) ? with(escaped(*topic, topic_is_last())) : with(topic_beside);
}

std::string Subject::pattern() const
{
    return with(topic_at_ && topic_is_last() ? ">" : "*");
}

Subject::Topic Subject::topic_of(std::string_view subject) const
{
    const auto parts = split(subject);
    if (!topic_at_ || parts.size() < tokens_.size())
        return {};
    std::string token = parts[*topic_at_];
    for (std::size_t i = *topic_at_ + 1; topic_is_last() && i < parts.size(); ++i)
        token += '.' + parts[i];
    if (token == no_topic)
        return {};
    if (token == topic_beside)
        return {Topic::Kind::beside};
    return {Topic::Kind::text, token == empty_topic ? "" : unescaped(token)};
}

bool covers(std::string_view whole, std::string_view part)
{
    const auto wide = split(whole);
    const auto narrow = split(part);
    for (std::size_t i = 0; i < wide.size(); ++i) {
        if (i == narrow.size())
            return false;
        if (wide[i] == ">")
            return true;
        if (narrow[i] == ">" || (wide[i] != "*" && wide[i] != narrow[i]))
            return false;
    }
    return wide.size() == narrow.size();
}

} // namespace zws::nats
