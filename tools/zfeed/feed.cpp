// SPDX-License-Identifier: MIT
#include "tools/zfeed/feed.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "tools/zfeed/complaints.hpp"
#include "tools/zfeed/input.hpp"
#include "tools/zfeed/schedule.hpp"
#include "tools/zfeed/sender.hpp"

namespace zws::feed {

namespace {

/// "1 line was", "2 lines were"
std::string were(std::uint64_t count, const std::string& unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? " was" : "s were");
}

class Feed final : public Sink {
public:
    Feed(const Options& options, FeedOutlet& out, StopSignal& stop)
        : options_(options),
          stop_(stop),
          schedule_(Schedule::of(options)),
          sender_(out, stop, options.output.linger)
    {
    }

    Missed run()
    {
        do {
            const auto before = sender_.count();
            schedule_.restart();
            unread_ = options_.files.size();
            for (const auto& file : options_.files) {
                if (!going_ || stop_.requested())
                    break;
                --unread_;
                pass(file);
            }
            if (sender_.count() == before)
                break;
        } while (options_.loop && going_ && !stop_.requested());
        complaints_.tell();
        remarks_.tell();
        sender_.tell_unread();
        log::debug(sender_.count(), " messages sent");
        if (input_ && stop_.requested() && !options_.loop)
            tell_rest();
        return {complaints_.count(), sender_.to_nobody(), 0, 0};
    }

private:
    /// Sends a file from its start to its end.
    void pass(const std::string& name)
    {
        const SourceFile source(name);
        const bool columns = options_.parse.format == Format::csv || options_.parse.format == Format::numbers;
        input_.emplace(source.fd(), shown(name), stop_, options_.line_end, columns);
        if (options_.loop)
            input_->rewind();
        where_ = options_.files.size() == 1 && name == "-" ? "" : shown(name) + ": ";
        complaints_.begin(where_);
        remarks_.begin(where_);
        const auto parser = make_parser(options_.parse);
        while (going_) {
            const auto line = input_->next();
            if (!line)
                break;
            if (line->waited)
                sender_.hear_peers();
            parse(*line, *parser);
        }
        if (stop_.requested())
            open_lines_ = parser->open_lines();
        else if (going_)
            parser->finish(*this);
    }

    void parse(const Input::Line& line, Parser& parser)
    {
        whole_ = line.whole;
        if (line.too_long)
            refuse("longer than any line may be", 0);
        else
            parser.parse(trimmed(line.text), *this);
    }

    /// `text` without the byte order mark that some editors put in front of a file, and of a plain line
    /// without the carriage return of its end.
    std::string_view trimmed(std::string_view text) const
    {
        const bool plain = options_.parse.format == Format::lines;
        if (plain && options_.line_end == '\n' && text.ends_with('\r'))
            text.remove_suffix(1);
        constexpr std::string_view mark = "\xef\xbb\xbf";
        const bool marked = input_->number() == 1 && !plain && text.starts_with(mark);
        return marked ? text.substr(mark.size()) : text;
    }

    void send(const Parsed& parsed) override
    {
        using enum Sender::Outcome;
        if (!going_)
            return;
        if (schedule_.needs_time() && !parsed.time)
            return refuse("an envelope without 't', which --pace needs", 0);
        if (await_due(parsed)) {
            going_ = false;
            held_ = true;
            return;
        }
        const auto outcome = sender_.send(parsed.frames);
        if (outcome == given_up)
            log::warning(where_, "line ", input_->number(), " was not sent: ",
                         options_.type == zmq::socket_type::xpub ? "no subscriber had room"
                                                                 : "no peer took it");
        if (outcome == no_reply)
            log::warning(where_, "line ", input_->number(), " was sent, but no reply has come");
        going_ = outcome == sent || (outcome == to_nobody && !options_.strict);
    }

    /// Sleeps until the message is due; true if a stop was asked for before.
    bool await_due(const Parsed& parsed)
    {
        const auto now = Schedule::Clock::now();
        const auto step = schedule_.next(parsed.time, now);
        if (!step.remark.empty())
            remarks_.add(input_->number(), step.remark, now);
        constexpr auto long_wait = std::chrono::minutes(1);
        if (options_.pace && step.due > now + long_wait)
            log::info(where_, "line ", input_->number(), " is due in ", in_words(step.due - now));
        return sender_.sleep(step.due);
    }

    /// A stop does not wait for what is due later, nor for the end of a line.
    void tell_rest()
    {
        const auto rest = input_->rest();
        const auto begun = held_ ? 1 : open_lines_;
        const auto lines = rest.lines + begun;
        const auto first = input_->number() + 1 - begun;
        if (lines > 0)
            log::warning(where_, "stopped before line ", first, ": ", lines, lines == 1 ? " line" : " lines",
                         " that had been read ", lines == 1 ? "was" : "were", " not sent");
        if (rest.bytes > 0)
            log::warning(where_, "stopped within line ", first + lines, ": its first ", rest.bytes,
                         rest.bytes == 1 ? " byte was" : " bytes were", " not sent");
        if (unread_ > 0)
            log::warning("stopped before ", shown(options_.files[options_.files.size() - unread_]), ": ",
                         were(unread_, "file"), " not read");
    }

    void refuse(const std::string& why, std::uint64_t lines_before) override
    {
        if (!going_)
            return;
        const bool cut_off = !whole_ && options_.parse.format == Format::envelope;
        complaints_.add(input_->number() - lines_before,
                        cut_off ? "the recording is cut off here (" + why + ")" : why);
        going_ = !options_.strict;
    }

    void remark(const std::string& what) override { remarks_.add(input_->number(), what); }

    const Options& options_;
    StopSignal& stop_;
    std::optional<Input> input_; ///< of the file that is read; its descriptor may be closed
    std::size_t unread_ = 0;     ///< files after that one
    std::string where_;          ///< that file in front of messages: "a.csv: "
    Schedule schedule_;
    Sender sender_;
    LineComplaints complaints_;
    LineComplaints remarks_; ///< of lines that are sent
    bool whole_ = true;      ///< the last line has an end
    bool going_ = true;
    bool held_ = false;            ///< the last line was not sent because of a stop
    std::uint64_t open_lines_ = 0; ///< the last lines, at a stop, of what was begun
};

} // namespace

Missed feed(const Options& options, FeedOutlet& out, StopSignal& stop)
{
    return Feed(options, out, stop).run();
}

void check_none_missed(const Missed& missed)
{
    std::string what;
    const auto add = [&what](std::uint64_t count, const std::string& unit, const char* fate) {
        if (count > 0)
            what += (what.empty() ? "" : ", ") + were(count, unit) + fate;
    };
    add(missed.lines, "line", " not sent");
    add(missed.recorded, "message", " not sent");
    add(missed.messages, "message", " sent to nobody");
    add(missed.places, "damaged place", " not read");
    if (!what.empty())
        throw Error(what);
}

} // namespace zws::feed
