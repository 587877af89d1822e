// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/top_view.hpp"

#include "tools/zpeek/terminal/live_view.hpp"
#include "tools/zpeek/top/cell_text.hpp"
#include "tools/zpeek/top/still.hpp"
#include "tools/zpeek/top/table.hpp"
#include "tools/zpeek/top/topic_counts.hpp"

#include <algorithm>
#include <optional>

namespace zws::peek {

namespace {

using namespace std::chrono_literals;

class TopView final : public LiveView {
public:
    explicit TopView(const Options& options) : LiveView("--top", options, 500ms), topics_(Clock::now()) {}

private:
    void take_parts(Message& message, const MessageParts& parts, const Arrival& arrival) override
    {
        topics_.count(message, parts, arrival.steady);
    }

    void draw(Grid& grid, Clock::time_point now) override;
    std::string status(Clock::time_point now) const override;
    void press(const Key& key) override;
    Help help() const override;

    std::string text(Clock::time_point now) override
    {
        std::string text = table_text(arranged(topics_.rows_of_all(now), order_), order_, charset());
        return text + (topics_.left_out() == 0 ? "" : of_others() + '\n');
    }

    std::string of_others() const
    {
        return std::to_string(topics_.left_out()) + " messages of more topics are not counted";
    }

    /// The rows of now, or since the picture stands still those of then.
    std::vector<TopicRow> rows(Clock::time_point now)
    {
        if (!is_paused())
            still_.reset();
        else if (!still_)
            still_.emplace(topics_.rows(now));
        return still_ ? still_->rows() : topics_.rows(now);
    }

    void move_column(int step)
    {
        const int column = static_cast<int>(order_.column) + step;
        order_.column = static_cast<TableColumn>((column + column_count) % column_count);
        order_.reversed = false;
    }

    TopicCounts topics_;
    std::optional<Still> still_;
    TableOrder order_;
    int first_ = 0; ///< number of the row at the top
    int page_ = 1;  ///< rows that are shown
};

void TopView::draw(Grid& grid, Clock::time_point now)
{
    order_.filter = filter();
    const auto found = arranged(rows(now), order_);
    page_ = std::max(1, grid.height() - 1);
    first_ = std::clamp(first_, 0, std::max(0, static_cast<int>(found.size()) - page_));
    draw_table(grid, found, order_, static_cast<std::size_t>(first_));
    if (topics_.count() == 0)
        grid.put(0, 2, "waiting for messages", {.faint = true});
    else if (found.empty())
        grid.put(0, 2, "no topic has this in its name", {.faint = true});
}

std::string TopView::status(Clock::time_point now) const
{
    const auto rate = topics_.rate(now);
    return std::to_string(topics_.count()) + (topics_.count() == 1 ? " topic  " : " topics  ") +
           short_number(rate.messages) + " msg/s  " + short_number(rate.bytes) + " B/s" +
           (topics_.left_out() == 0 ? "" : "  " + of_others());
}

void TopView::press(const Key& key)
{
    if (key.is('<') || key.is(Key::Kind::left))
        move_column(-1);
    else if (key.is('>') || key.is(Key::Kind::right))
        move_column(1);
    else if (key.is('r') || key.is('R') || key.is('I'))
        order_.reversed = !order_.reversed;
    else if (key.is(Key::Kind::up) || key.is('k'))
        --first_;
    else if (key.is(Key::Kind::down) || key.is('j'))
        ++first_;
    else if (key.is(Key::Kind::page_up))
        first_ -= page_;
    else if (key.is(Key::Kind::page_down))
        first_ += page_;
    else if (key.is(Key::Kind::home) || key.is('g'))
        first_ = 0;
    else if (key.is(Key::Kind::end) || key.is('G'))
        first_ = static_cast<int>(TopicCounts::most);
}

LiveView::Help TopView::help() const
{
    return {{"<, >", "sort by another column; also the arrows left and right"},
            {"r", "the other way round"},
            {"up, down", "move the rows; also Page up, Page down, Home and End"}};
}

} // namespace

std::unique_ptr<View> top(const Options& options)
{
    return std::make_unique<TopView>(options);
}

} // namespace zws::peek
