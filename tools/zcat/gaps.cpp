// SPDX-License-Identifier: MIT
#include "tools/zcat/gaps.hpp"

#include "libcommon/log.hpp"
#include "tools/zcat/escape.hpp"

#include <utility>

namespace zws::cat {

namespace {

std::string counted(std::uint64_t count, const char* unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

/// " of topic 'NAME'"; topics come from strangers.
std::string of_topic(std::string_view topic)
{
    constexpr std::size_t most = 100; // bytes
    if (topic.empty())
        return "";
    std::string text = " of topic '";
    append_escaped(text, topic.substr(0, most));
    return text + (topic.size() > most ? "...'" : "'");
}

} // namespace

Progress compare(std::uint64_t last, std::uint64_t now, unsigned bits)
{
    using Kind = Progress::Kind;
    const std::uint64_t mask = ~std::uint64_t{0} >> (64 - bits);
    const std::uint64_t missing = (now - last - 1) & mask;
    if (now == last)
        return {Kind::repeated};
    if (now < last && missing > mask / 16)
        return {Kind::restarted};
    return missing == 0 ? Progress{Kind::next} : Progress{Kind::gap, missing};
}

void Gaps::add(std::string_view topic, std::optional<std::uint64_t> number)
{
    if (!number) {
        if (unnumbered_++ == 0)
            tell_later("a message" + of_topic(topic) + " has no sequence number");
        return;
    }
    const auto known = last_.find(topic);
    if (known != last_.end()) {
        ++numbered_;
        take(topic, known->second, *number);
        known->second = *number;
    } else if (last_.size() < most_topics && topic.size() <= longest_topic) {
        ++numbered_;
        last_.emplace(topic, *number);
    }
}

void Gaps::take(std::string_view topic, std::uint64_t last, std::uint64_t now)
{
    const Progress progress = compare(last, now, bits_);
    switch (progress.kind) {
    case Progress::Kind::next:
        return;
    case Progress::Kind::gap:
        ++gaps_;
        lost_ += progress.lost;
        return tell_later("lost " + counted(progress.lost, "message") + of_topic(topic) + " between " +
                          std::to_string(last) + " and " + std::to_string(now));
    case Progress::Kind::repeated:
        ++repeated_;
        return tell_later("number " + std::to_string(now) + of_topic(topic) + " came again");
    case Progress::Kind::restarted:
        ++restarts_;
        return tell_later("the publisher" + of_topic(topic) + " has begun again: " + std::to_string(now) +
                          " behind " + std::to_string(last));
    }
}

void Gaps::tell_later(std::string text)
{
    if (untold_.empty())
        untold_ = std::move(text);
    else
        ++more_;
}

void Gaps::report(Clock::time_point now)
{
    if (now < due())
        return;
    log::warning(untold_, more_ == 0 ? "" : ", and " + counted(more_, "event") + " more");
    untold_.clear();
    more_ = 0;
    next_ = now + std::chrono::seconds(1);
}

void Gaps::report_total()
{
    if (!untold_.empty())
        report(next_);
    const std::string text = counted(numbered_, "message") + ", " + std::to_string(lost_) + " lost in " +
                             counted(gaps_, "gap") + ", " + counted(restarts_, "restart") + ", " +
                             std::to_string(repeated_) + " repeated, " + std::to_string(unnumbered_) +
                             " without a number";
    if (log::shows(log::Level::normal))
        log::line("sequence", text);
}

} // namespace zws::cat
