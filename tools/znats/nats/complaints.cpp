// SPDX-License-Identifier: MIT
#include "tools/znats/nats/complaints.hpp"

#include "libcommon/cli/log.hpp"

namespace zws::nats {

namespace {

constexpr std::size_t most_remembered = 1000; // subjects
constexpr std::size_t most_told = 10;         // texts in a minute

} // namespace

std::string quoted_after(std::string_view words, std::string_view text)
{
    const auto at = text.find(words);
    const auto begin = text.find('"', at);
    if (at == std::string_view::npos || begin == std::string_view::npos)
        return "";
    const auto rest = text.substr(begin + 1);
    return std::string(rest.substr(0, rest.find('"'))); // libnats cuts what is long
}

void Complaints::add(const std::string& text)
{
    const std::lock_guard lock(mutex_);
    tell(text);
    if (auto subject = quoted_after("for Publish to ", text); !subject.empty()) {
        if (denied_.size() >= most_remembered)
            subject.clear();
        ++denied_[subject];
    } else if (auto denied = quoted_after("for Subscription to ", text); !denied.empty()) {
        subscription_ = std::move(denied);
    }
}

void Complaints::tell(const std::string& text)
{
    const auto now = Clock::now();
    if (now >= next_) {
        told_.clear();
        next_ = now + std::chrono::minutes(1);
    }
    if (told_.size() < most_told && told_.insert(text).second)
        log::warning("NATS: ", log::excerpt(text));
}

std::vector<Complaints::Denial> Complaints::take_denials()
{
    const std::lock_guard lock(mutex_);
    const auto denied = std::exchange(denied_, {});
    return {denied.begin(), denied.end()};
}

std::string Complaints::denied_subscription() const
{
    const std::lock_guard lock(mutex_);
    return subscription_;
}

} // namespace zws::nats
