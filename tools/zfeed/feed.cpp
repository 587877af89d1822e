// SPDX-License-Identifier: MIT
#include "tools/zfeed/feed.hpp"

#include "libcommon/error.hpp"
#include "libcommon/log.hpp"
#include "tools/zfeed/complaints.hpp"
#include "tools/zfeed/input.hpp"
#include "tools/zfeed/pace.hpp"
#include "tools/zfeed/sender.hpp"

#include <unistd.h>

namespace zws::feed {

namespace {

Pace pace_of(const Options& options)
{
    if (options.rate)
        return Pace::regular(*options.rate);
    return options.pace ? Pace::recorded(options.speed.value_or(1)) : Pace();
}

class Feed final : public Sink {
public:
    Feed(const Options& options, Outlet& out, StopSignal& stop)
        : options_(options),
          stop_(stop),
          input_(STDIN_FILENO, stop, options.line_end),
          pace_(pace_of(options)),
          sender_(out, stop, options.output.linger)
    {
    }

    std::uint64_t run()
    {
        if (options_.loop)
            input_.rewind(); // fails here where it could not later
        do {
            const auto before = sender_.count();
            pass();
            if (sender_.count() == before || stop_.requested() || !going_)
                break;
        } while (options_.loop && begin_again());
        complaints_.tell();
        remarks_.tell();
        log::debug(sender_.count(), " messages sent");
        return complaints_.count();
    }

private:
    bool begin_again()
    {
        input_.rewind();
        pace_.restart();
        return true;
    }

    /// Sends the input from here to its end.
    void pass()
    {
        const auto parser = make_parser(options_.parse);
        while (going_) {
            const auto line = input_.next();
            if (!line)
                break;
            take(*line, *parser);
        }
        if (going_ && !stop_.requested())
            parser->finish(*this);
    }

    void take(const Input::Line& line, Parser& parser)
    {
        whole_ = line.whole;
        if (line.too_long)
            refuse("longer than any line may be", 0);
        else
            parser.parse(without_mark(line.text), *this);
    }

    /// `text` without the byte order mark that some editors put in front of a file.
    std::string_view without_mark(std::string_view text) const
    {
        constexpr std::string_view mark = "\xef\xbb\xbf";
        const bool marked =
            input_.number() == 1 && options_.parse.format != Format::lines && text.starts_with(mark);
        return marked ? text.substr(mark.size()) : text;
    }

    void send(const Parsed& parsed) override
    {
        if (!going_)
            return;
        if (pace_.needs_time() && !parsed.time)
            return refuse("an envelope without 't', which --pace needs", 0);
        if (sender_.sleep(pace_.due(parsed.time, Pace::Clock::now()))) {
            going_ = false;
        } else if (!sender_.send(parsed.frames)) {
            log::warning("line ", input_.number(), " was not sent: no subscriber had room");
            going_ = false;
        }
    }

    void refuse(const std::string& why, std::uint64_t lines_before) override
    {
        if (!going_)
            return;
        const bool cut_off = !whole_ && options_.parse.format == Format::envelope;
        complaints_.add(input_.number() - lines_before,
                        cut_off ? "the recording is cut off here (" + why + ")" : why);
        going_ = !options_.strict;
    }

    void remark(const std::string& what) override { remarks_.add(input_.number(), what); }

    const Options& options_;
    StopSignal& stop_;
    Input input_;
    Pace pace_;
    Sender sender_;
    Complaints complaints_;
    Complaints remarks_; ///< of lines that are sent
    bool whole_ = true;  ///< the last line has an end
    bool going_ = true;
};

} // namespace

std::uint64_t feed(const Options& options, Outlet& out, StopSignal& stop)
{
    return Feed(options, out, stop).run();
}

void check_all_sent(std::uint64_t unsent)
{
    if (unsent > 0)
        throw Error(std::to_string(unsent) + (unsent == 1 ? " line was" : " lines were") + " not sent");
}

} // namespace zws::feed
