// SPDX-License-Identifier: MIT
#include "tools/zpeek/report.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/standard_streams.hpp"
#include "tools/zpeek/findings/advice.hpp"
#include "tools/zpeek/findings/shared_sequence.hpp"
#include "tools/zpeek/findings/stream.hpp"
#include "tools/zpeek/peers/peers.hpp"
#include "tools/zpeek/reporting/json_report.hpp"
#include "tools/zpeek/reporting/text_report.hpp"
#include "tools/zpeek/sampling/samples.hpp"
#include "tools/zpeek/sampling/topic_families.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

class Report final : public View {
public:
    explicit Report(const Options& options)
        : options_(options),
          peers_(options),
          start_(Clock::now()),
          end_(start_ + options.duration.value_or(default_duration))
    {
    }

    void look_at(Message& message, const Arrival& arrival) override
    {
        peers_.see(message);
        const auto known = samples_.all().size();
        samples_.add(message, arrival);
        if (samples_.all().size() > known)
            log::debug("a new topic: ", log::excerpt(samples_.all().back().name));
    }

    Clock::time_point due() const override { return std::min(peers_.due(), end()); }
    void refresh(Clock::time_point now) override { peers_.refresh(now); }
    int fd() const override { return peers_.fd(); }
    void hear() override { peers_.hear(Clock::now()); }

    bool is_done(Clock::time_point now) const override { return now >= end(); }

    void finish(Clock::time_point now) override
    {
        const bool stopped = now < end();
        peers_.settle(Clock::now() + std::chrono::seconds(1));
        const TopicFamilies families(samples_.all());
        const auto stream = findings(families, now);
        standard_streams::print(options_.json ? json_report(stream) + '\n' : text_report(stream));
        if (samples_.flow().messages() == 0 && !stopped)
            fail(stream);
    }

private:
    static constexpr std::chrono::nanoseconds default_duration = std::chrono::seconds(5);

    /// With --for the time is all that counts.
    Clock::time_point end() const { return options_.duration ? end_ : std::min(end_, samples_.enough_at()); }

    StreamFindings findings(const TopicFamilies& families, Clock::time_point now) const
    {
        StreamFindings stream{peers_.all(), now - start_, &samples_, {}, {}, {}};
        const bool alone = families.all().size() == 1;
        for (const auto* const topic : families.all())
            stream.found.push_back(look_into(*topic));
        settle_shared_sequences(stream.found);
        for (const auto& found : stream.found)
            stream.commands.push_back(commands_for(found, options_, alone));
        for (const auto& peer : stream.peers) {
            if (samples_.flow().messages() > 0 && peer.problem.empty())
                continue;
            const auto sentences = advice_for(peer, options_);
            stream.advice.insert(stream.advice.end(), sentences.begin(), sentences.end());
        }
        return stream;
    }

    /// Where nothing came.
    static void fail(const StreamFindings& stream)
    {
        for (const auto& peer : stream.peers) {
            if (!peer.problem.empty())
                throw Error(peer.endpoint.described() + ": " + peer.problem);
        }
        throw TimeLimit(
            log::concat("no message in ", std::chrono::duration<double>(stream.looked).count(), " s"));
    }

    const Options& options_;
    Peers peers_;
    Samples samples_;
    Clock::time_point start_;
    Clock::time_point end_;
};

} // namespace

std::unique_ptr<View> report(const Options& options)
{
    return std::make_unique<Report>(options);
}

} // namespace zws::peek
