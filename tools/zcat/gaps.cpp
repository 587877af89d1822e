// SPDX-License-Identifier: MIT
#include "tools/zcat/gaps.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/big_endian.hpp"
#include "libcommon/zmq/position.hpp"
#include "tools/zcat/escape.hpp"

#include <utility>

namespace zws::cat {

namespace {

std::string counted(std::uint64_t count, const char* unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

} // namespace

/// " of topic 'NAME'", of which strangers are the authors, or " of epoch 0123456789abcdef".
std::string Gaps::of(std::string_view run) const
{
    constexpr std::size_t most = 100; // bytes
    if (run.empty())
        return "";
    if (run_of_ == RunOf::epoch)
        return " of epoch " + epoch_text(read_big_endian(run));
    std::string text = " of topic '";
    append_escaped(text, run.substr(0, most));
    return text + (run.size() > most ? "...'" : "'");
}

void Gaps::add(std::string_view run, std::optional<std::uint64_t> number, int connection)
{
    if (!number) {
        if (unnumbered_++ == 0)
            tell_later(run, "a message" + of(run) + " has no sequence number");
        return;
    }
    auto known = runs_.find(run);
    if (known == runs_.end()) {
        if (runs_.size() >= most_runs || run.size() > longest_run) {
            if (uncounted_++ == 0)
                tell_later(run, "messages" + of(run) +
                                    " and of others are not counted: it is one of more than " +
                                    std::to_string(most_runs) +
                                    (run_of_ == RunOf::epoch ? " epochs" : " topics, or too long"));
            return;
        }
        known = runs_.emplace(run, Runs()).first;
    }
    ++numbered_;
    judge(run, *number, known->second.add(*number, connection, bits_));
}

void Gaps::judge(std::string_view run, std::uint64_t number, const Runs::Finding& finding)
{
    if (finding.progress.kind == Progress::Kind::next)
        return correct(run, finding);
    const std::string now = std::to_string(number);
    const std::string last = std::to_string(finding.last);
    switch (finding.progress.kind) {
    case Progress::Kind::next:
        return;
    case Progress::Kind::gap:
        ++gaps_;
        lost_ += finding.progress.lost;
        return tell_later(run, "lost " + counted(finding.progress.lost, "message") + of(run) + " between " +
                                   last + " and " + now);
    case Progress::Kind::repeated:
        ++repeated_;
        return tell_later(run, "number " + now + of(run) + " came again");
    case Progress::Kind::restarted:
        ++restarts_;
        return tell_later(run, finding.connected_anew
                                   ? "the publisher" + of(run) + " was restarted: " + now + " after " + last
                                   : "the numbers" + of(run) + " go back: " + now + " after " + last +
                                         " (a publisher was restarted, or there are several)");
    }
}

/// What was taken for losses may have been steps between publishers.
void Gaps::correct(std::string_view run, const Runs::Finding& finding)
{
    lost_ -= finding.retracted.lost;
    gaps_ -= finding.retracted.gaps;
    restarts_ -= finding.retracted.restarts;
    if (!finding.interleaved)
        return;
    if (untold_run_ == run)
        untold_.clear();
    tell_later(run,
               "the numbers" + of(run) + " are of several publishers: each is counted by itself" +
                   (finding.retracted.lost == 0
                        ? ""
                        : ", and " + counted(finding.retracted.lost, "message") + " counted as lost before " +
                              (finding.retracted.lost == 1 ? "was not" : "were not")));
}

void Gaps::tell_later(std::string_view run, std::string text)
{
    if (!untold_.empty()) {
        ++more_;
        return;
    }
    untold_ = std::move(text);
    untold_run_ = run;
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
                             " without a number" +
                             (uncounted_ == 0 ? "" : ", " + std::to_string(uncounted_) + " not counted");
    if (log::shows(log::Level::normal))
        log::line("sequence", text);
}

} // namespace zws::cat
