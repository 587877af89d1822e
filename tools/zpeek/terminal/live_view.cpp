// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/live_view.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/standard_streams.hpp"
#include "tools/zpeek/terminal/glyph.hpp"

#include <algorithm>
#include <unistd.h>

namespace zws::peek {

LiveView::LiveView(const std::string& name, const Options& options, Clock::duration period)
    : payloads_(options.decode), period_(period), start_(Clock::now()), charset_(charset_of_environment())
{
    constexpr std::chrono::seconds usual_time(5); // without a terminal
    if (isatty(STDOUT_FILENO) == 1)
        screen_.emplace(name);
    if (!screen_ || options.duration)
        end_ = start_ + options.duration.value_or(usual_time);
}

void LiveView::look_at(Message& message, const Arrival& arrival)
{
    has_messages_ = true;
    if (const auto parts = payloads_.of(message))
        take_parts(message, *parts, arrival);
}

LiveView::Clock::time_point LiveView::due() const
{
    return screen_ ? std::min(next_, end_) : end_;
}

void LiveView::refresh(Clock::time_point now)
{
    payloads_.report(now);
    if (screen_ && now >= next_)
        show(now);
}

void LiveView::show(Clock::time_point now)
{
    next_ = now + period_;
    const int width = screen_->width();
    const int height = screen_->height();
    if (width < 1 || height < 1 || !screen_->is_ready())
        return;
    Grid body(width, height - 1, charset_);
    if (helps_)
        draw_help(body);
    else
        draw(body, now);
    Grid grid = std::move(body);
    grid.add_row();
    draw_last_row(grid, now);
    screen_->show(grid);
}

void LiveView::draw_help(Grid& grid) const
{
    int row = 1;
    for (const auto& [keys, meaning] : help()) {
        grid.put(2, row, keys, {.bold = true});
        grid.put(18, row++, meaning);
    }
    for (const auto& [keys, meaning] : Help{{"/", "show only what has a text in its name; Esc ends that"},
                                            {"p, space", "let the picture stand still, or move on"},
                                            {"h, ?", "show the keys, or what was there before"},
                                            {"^L", "draw everything anew"},
                                            {"q", "quit"}}) {
        grid.put(2, row, keys, {.bold = true});
        grid.put(18, row++, meaning);
    }
}

void LiveView::draw_last_row(Grid& grid, Clock::time_point now) const
{
    const int row = grid.height() - 1;
    if (filter_.is_open()) {
        const int end = grid.put(0, row, "/" + filter_.text(), {.bold = true});
        grid.put(end, row, " ", {.reverse = true});
        return;
    }
    const std::string line = screen_->newest_line();
    const std::string keys = "h help  q quit";
    const int room = grid.width() - columns_of(keys) - 2;
    std::string left = paused_ ? "PAUSED  " : "";
    left += status(now);
    if (!filter_.text().empty())
        left += "  /" + filter_.text();
    if (line.empty())
        grid.put(0, row, left, {.faint = true}, std::max(0, room));
    else
        grid.put(0, row, line, {.color = Style::warning}, std::max(0, room));
    if (room > 0)
        grid.put(room + 2, row, keys, {.faint = true});
}

void LiveView::hear()
{
    for (const Key& key : screen_->hear())
        press_any(key);
    next_ = Clock::time_point::min();
}

void LiveView::press_any(const Key& key)
{
    const bool quits = !filter_.is_open() && (key.is('q') || key.is('Q'));
    if (key.is(Key::Kind::hangup) || quits)
        done_ = true;
    else if (key.is(Key::Kind::redraw))
        screen_->forget();
    else if (filter_.is_open())
        filter_.press(key);
    else if (key.is('h') || key.is('?') || helps_)
        helps_ = !helps_;
    else if (key.is('p') || key.is(' '))
        paused_ = !paused_;
    else if (key.is('/') || key.is('\\'))
        filter_.open();
    else if (key.is(Key::Kind::escape))
        filter_.clear();
    else
        press(key);
}

void LiveView::finish(Clock::time_point now)
{
    const bool was_drawn = screen_.has_value();
    screen_.reset();
    if (!was_drawn)
        standard_streams::print(text(now));
    payloads_.tell();
    if (!has_messages_ && now >= end_)
        throw TimeLimit(
            log::concat("no message in ", std::chrono::duration<double>(end_ - start_).count(), " s"));
}

} // namespace zws::peek
