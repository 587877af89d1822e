// SPDX-License-Identifier: MIT
#include "tools/zfeed/replay.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/mcap/placement.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/text/utc_time.hpp"
#include "tools/zfeed/complaints.hpp"
#include "tools/zfeed/schedule.hpp"
#include "tools/zfeed/sender.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace zws::feed {

namespace {

using mcap::Playback;

Schedule::Recorded recorded_at(mcap::Time time)
{
    constexpr mcap::Time latest = std::numeric_limits<std::int64_t>::max();
    return Schedule::Recorded(std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(time, latest))));
}

class FileReplay {
public:
    FileReplay(const Options& options, Recordings& recordings, FeedOutlet& out, StopSignal& stop)
        : options_(options),
          recordings_(recordings),
          stop_(stop),
          schedule_(Schedule::of(options)),
          sender_(out, stop, options.output.linger)
    {
    }

    Missed run();

private:
    void pass();
    void play(const Playback::Played& played);
    void send(const Playback::Played& played, const std::vector<std::string_view>& frames);
    bool await_due(mcap::Time time);
    bool stopped();
    bool is_strictly_over() const;
    void note_channel(const mcap::Recording& recording, const mcap::ChannelRecord& channel);
    void check_any() const;

    const Options& options_;
    Recordings& recordings_;
    StopSignal& stop_;
    Schedule schedule_;
    Sender sender_;
    LineComplaints complaints_{"message"};
    LineComplaints remarks_{"message"}; ///< of messages that are sent
    std::set<const mcap::ChannelRecord*> noted_;
    std::uint64_t number_ = 0; ///< of messages that were selected
    bool going_ = true;
};

Missed FileReplay::run()
{
    do {
        number_ = 0;
        schedule_.restart();
        pass();
        recordings_.damage->repeats();
    } while (options_.loop && going_ && number_ > 0);
    complaints_.tell();
    remarks_.tell();
    recordings_.damage->tell();
    sender_.tell_unread();
    log::debug(sender_.count(), " messages sent");
    if (going_)
        check_any();
    return {0, sender_.to_nobody(), complaints_.count(), recordings_.damage->count()};
}

/// Sends all that is selected, once.
void FileReplay::pass()
{
    Playback playback(recordings_.files, recordings_.selection);
    while (going_) {
        const auto played = playback.next();
        if (!played || is_strictly_over())
            break;
        play(*played);
    }
}

bool FileReplay::is_strictly_over() const
{
    return options_.strict && recordings_.damage->count() + complaints_.count() > 0;
}

void FileReplay::play(const Playback::Played& played)
{
    const auto& channel = played.recording->channel(played.message.channel);
    const auto frames = mcap::frames_of(channel, played.message.data);
    if (frames && options_.parse.topic && !frames->front().starts_with(*options_.parse.topic))
        return;
    ++number_;
    note_channel(*played.recording, channel);
    if (frames)
        send(played, *frames);
    else
        complaints_.add(number_, log::concat("of the topic ", channel.topic, ", at ",
                                             utc_time(played.message.log_time),
                                             ": its data are not the frames that zrec writes"));
}

void FileReplay::send(const Playback::Played& played, const std::vector<std::string_view>& frames)
{
    using enum Sender::Outcome;
    const auto time = played.message.log_time;
    if (stopped() || await_due(time)) {
        going_ = false;
        return log::warning("stopped before the message of ", utc_time(time), " in ",
                            played.recording->name());
    }
    const auto outcome = sender_.send(frames);
    if (outcome == given_up)
        log::warning("the message of ", utc_time(time), " was not sent: ",
                     options_.type == zmq::socket_type::xpub ? "no subscriber had room" : "no peer took it");
    if (outcome == no_reply)
        log::warning("the message of ", utc_time(time), " was sent, but no reply has come");
    going_ = outcome == sent || (outcome == to_nobody && !options_.strict);
}

/// Looks now and then whether a stop was asked for.
bool FileReplay::stopped()
{
    constexpr std::uint64_t interval = 64; // messages
    return number_ % interval == 0 && stop_.requested();
}

/// Sleeps until the message is due; true if a stop was asked for before.
bool FileReplay::await_due(mcap::Time time)
{
    const auto now = Schedule::Clock::now();
    const auto step = schedule_.next(recorded_at(time), now);
    if (!step.remark.empty())
        remarks_.add(number_, step.remark, now);
    constexpr auto long_wait = std::chrono::minutes(1);
    if (options_.pace && step.due > now + long_wait)
        log::info("message ", number_, ", of ", utc_time(time), ", is due in ", in_words(step.due - now));
    return sender_.sleep(step.due);
}

/// Says with -v how the data of a channel are encoded that is not zrec's: nobody decodes them on the way.
void FileReplay::note_channel(const mcap::Recording& recording, const mcap::ChannelRecord& channel)
{
    if (!log::shows(log::Level::verbose) || mcap::is_ours(channel) || !noted_.insert(&channel).second)
        return;
    const auto& schemas = recording.contents().schemas;
    const auto schema = schemas.find(channel.schema);
    log::debug(recording.name(), ": topic ", channel.topic, ": ",
               channel.encoding.empty() ? "bytes" : channel.encoding,
               schema == schemas.end() ? "" : ", " + schema->second.name, ", sent as it is");
}

/// Throws Error if nothing was selected, though there is something.
void FileReplay::check_any() const
{
    const auto times = mcap::times(recordings_.files);
    if (number_ > 0)
        return;
    if (!times)
        return log::warning("there are no messages in ",
                            recordings_.files.size() == 1 ? "the recording" : "the recordings");
    const bool narrowed = options_.since || options_.until || options_.parse.topic;
    if (narrowed)
        throw Error(log::concat(
            "no message is selected by --since, --until and --topic: those of the recording are from ",
            utc_time(times->first), " to ", utc_time(times->second)));
}

} // namespace

Missed replay(const Options& options, Recordings& recordings, FeedOutlet& out, StopSignal& stop)
{
    return FileReplay(options, recordings, out, stop).run();
}

} // namespace zws::feed
