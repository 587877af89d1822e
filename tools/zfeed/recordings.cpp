// SPDX-License-Identifier: MIT
#include "tools/zfeed/recordings.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/mcap/placement.hpp"
#include "libcommon/os/descriptor_limit.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/text/utc_time.hpp"
#include "tools/zfeed/input.hpp"

#include <array>
#include <sys/stat.h>
#include <unistd.h>

namespace zws::feed {

namespace {

std::string bytes(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string described(const mcap::Loss& loss)
{
    std::string text =
        bytes(loss.size) + " at " + std::to_string(loss.offset) + " were not read: " + loss.what;
    if (loss.times)
        text +=
            " (messages from " + utc_time(loss.times->first) + " to " + utc_time(loss.times->second) + ')';
    return text;
}

/// What there is to know of a file, though all of it can be played.
void tell_state(const mcap::Recording& recording)
{
    const auto& contents = recording.contents();
    if (!contents.is_closed)
        log::warning(recording.name(),
                     ": was not closed, who wrote it has ended early or still writes: what is "
                     "there is played");
    if (!contents.index_fault.empty())
        log::warning(recording.name(), ": its index is not used: ", contents.index_fault);
    if (contents.unknown > 0)
        log::warning(recording.name(), ": ", contents.unknown,
                     " records of kinds that are not known are passed over");
    log::debug(recording.name(), ": ", contents.pieces.size(), " pieces, ",
               contents.is_indexed ? "with an index" : "without an index");
}

/// Throws UsageError for the first of `files` that is a recording, and tells how it is played.
void check_no_recordings(const std::vector<std::string>& files)
{
    for (const auto& name : files) {
        struct stat status {};
        const SourceFile source(name);
        std::array<char, mcap::magic.size()> begin{};
        // Of a pipe nothing is taken that its reader needs.
        if (fstat(source.fd(), &status) != 0 || !S_ISREG(status.st_mode) ||
            pread(source.fd(), begin.data(), begin.size(), 0) != static_cast<ssize_t>(begin.size()) ||
            std::string_view(begin.data(), begin.size()) != mcap::magic)
            continue;
        const std::string file = name == "-" ? "FILE" : name;
        throw UsageError(shown(name) + " is a recording: zfeed --format mcap " + file + " plays it");
    }
}

/// Whether messages of the channel can have a topic that begins with `prefix`.
bool may_have(const mcap::ChannelRecord& channel, std::string_view prefix)
{
    return mcap::holds_first_frame(channel) || channel.topic.starts_with(prefix);
}

mcap::PlaybackSelection selection_of(const Options& options, const std::vector<mcap::Recording>& files)
{
    const auto times = mcap::times(files).value_or(std::pair<mcap::Time, mcap::Time>(0, 0));
    const std::string prefix = options.parse.topic.value_or("");
    mcap::PlaybackSelection selection;
    selection.channel = [prefix](const mcap::ChannelRecord& channel) { return may_have(channel, prefix); };
    if (options.since)
        selection.since = options.since->in(times);
    if (options.until)
        selection.until = options.until->in(times);
    if (selection.since >= selection.until)
        throw Error("--since is " + utc_time(selection.since) + ", and --until, " +
                    utc_time(selection.until) + ", is not after it");
    return selection;
}

} // namespace

void Damage::add(const std::string& file, const mcap::Loss& loss, Clock::time_point now)
{
    if (repeats_)
        return;
    if (++count_ <= one_by_one)
        return log::warning(file, ": ", described(loss));
    ++untold_;
    untold_bytes_ += loss.size;
    if (now >= next_) {
        tell();
        next_ = now + std::chrono::seconds(1);
    }
}

void Damage::tell()
{
    if (untold_ > 0)
        log::warning(untold_, " more damaged places: ", bytes(untold_bytes_), " were not read");
    untold_ = 0;
    untold_bytes_ = 0;
}

Recordings open_recordings(const Options& options)
{
    Recordings recordings;
    if (options.parse.format != Format::mcap) {
        check_no_recordings(options.files);
        return recordings;
    }
    raise_descriptor_limit();
    for (const auto& name : options.files) {
        const auto lost = [name, damage = recordings.damage.get()](const mcap::Loss& loss) {
            damage->add(name, loss);
        };
        recordings.files.emplace_back(mcap::FileWindow(name), lost);
        tell_state(recordings.files.back());
    }
    recordings.selection = selection_of(options, recordings.files);
    return recordings;
}

} // namespace zws::feed
