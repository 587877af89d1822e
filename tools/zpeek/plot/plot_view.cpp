// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/plot_view.hpp"

#include "libcommon/points/points.hpp"
#include "libcommon/text/number.hpp"
#include "libcommon/text/quantity.hpp"
#include "tools/zpeek/plot/picture.hpp"
#include "tools/zpeek/terminal/live_view.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace zws::peek {

namespace {

using namespace std::chrono_literals;

constexpr std::array<double, 9> windows{5, 10, 30, 60, 120, 300, 900, 1800, 3600}; // seconds
constexpr std::size_t usual_window = 3;

std::vector<Pointer> pointers(const std::vector<std::string>& fields)
{
    return {fields.begin(), fields.end()};
}

/// A side of a picture that is printed, which an environment variable may tell, as shells have it.
int side(const char* name, int usual)
{
    const char* const text = std::getenv(name);
    try {
        return text == nullptr ? usual : parse_number<int>(text, {10, 1000});
    } catch (const std::invalid_argument&) {
        return usual;
    }
}

class PlotView final : public LiveView {
public:
    explicit PlotView(const Options& options)
        : LiveView("--plot", options, 100ms), points_(pointers(options.fields))
    {
    }

private:
    void take_parts(Message& /*message*/, const MessageParts& parts, const Arrival& arrival) override
    {
        const std::chrono::duration<double> arrived = arrival.wall.time_since_epoch();
        points_.extract(parts.payload, parts.topic, arrived.count(), curves_);
        ++messages_;
    }

    void draw(Grid& grid, Clock::time_point now) override;
    std::string status(Clock::time_point now) const override;
    void press(const Key& key) override;
    Help help() const override;

    std::string text(Clock::time_point now) override
    {
        Grid grid(side("COLUMNS", 80), side("LINES", 24), charset());
        draw(grid, now);
        return grid.text() + (curves_.left_out() == 0 ? "" : of_others() + '\n');
    }

    std::string of_others() const
    {
        return std::to_string(curves_.left_out()) + " points of more series are not shown";
    }

    points::Points points_;
    Curves curves_;
    Panels panels_;
    std::optional<Scene> scene_;
    std::size_t window_ = usual_window;
    std::uint64_t messages_ = 0;
};

void PlotView::draw(Grid& grid, Clock::time_point)
{
    if (!is_paused() || !scene_)
        scene_ = last_seconds(curves_, windows[window_]);
    if (scene_) {
        scene_->filter = filter();
        draw_picture(grid, curves_, panels_, *scene_);
    } else {
        grid.put(0, 1, messages_ == 0 ? "waiting for messages" : "no numbers in what came so far",
                 {.faint = true});
    }
}

std::string PlotView::status(Clock::time_point) const
{
    const auto series = curves_.all().size();
    return "last " + shown_time(windows[window_]) + "  " + std::to_string(series) + " series  " +
           std::to_string(messages_) + " messages" + (curves_.left_out() == 0 ? "" : "  " + of_others());
}

void PlotView::press(const Key& key)
{
    if (key.is('+') || key.is('=') || key.is(Key::Kind::up))
        window_ = std::max<std::size_t>(window_, 1) - 1;
    else if (key.is('-') || key.is(Key::Kind::down))
        window_ = std::min(window_ + 1, windows.size() - 1);
    else
        return;
    if (scene_ && is_paused())
        scene_->from = scene_->to - windows[window_];
}

LiveView::Help PlotView::help() const
{
    return {{"+, -", "show less of the past, or more; also the arrows up and down"}};
}

} // namespace

std::unique_ptr<View> plot(const Options& options)
{
    return std::make_unique<PlotView>(options);
}

} // namespace zws::peek
