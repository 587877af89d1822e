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

class Feed {
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
        if (!going_ || stop_.requested())
            return;
        if (const std::string why = parser->finish(); !why.empty())
            complain(why);
    }

    void take(const Input::Line& line, Parser& parser)
    {
        std::string why = line.too_long ? "longer than any line may be" : parser.parse(line.text, parsed_);
        if (why.empty() && !parsed_.frames.empty() && pace_.needs_time() && !parsed_.time)
            why = "an envelope without 't', which --pace needs";
        if (!why.empty())
            return complain(cut_off(line) ? "the recording is cut off here (" + why + ")" : why);
        if (!parsed_.frames.empty())
            send();
    }

    bool cut_off(const Input::Line& line) const
    {
        return !line.whole && options_.parse.format == Format::envelope;
    }

    void send()
    {
        if (sender_.sleep(pace_.due(parsed_.time, Pace::Clock::now()))) {
            going_ = false;
        } else if (!sender_.send(parsed_.frames)) {
            log::warning("line ", input_.number(), " was not sent: no subscriber had room");
            going_ = false;
        }
    }

    void complain(const std::string& why)
    {
        complaints_.add(input_.number(), why);
        going_ = !options_.strict;
    }

    const Options& options_;
    StopSignal& stop_;
    Input input_;
    Pace pace_;
    Sender sender_;
    Complaints complaints_;
    Parsed parsed_;
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
