// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/terminal/payloads.hpp"
#include "tools/zpeek/terminal/prompt.hpp"
#include "tools/zpeek/terminal/screen.hpp"
#include "tools/zpeek/view.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zws::peek {

/// What is drawn on the terminal again and again, with the keys that all such views have; where stdout is not
/// a terminal, what is printed at the end.
class LiveView : public View {
public:
    void look_at(Message& message, const Arrival& arrival) final;
    Clock::time_point due() const final;
    void refresh(Clock::time_point now) final;
    int fd() const final { return screen_ ? screen_->fd() : -1; }
    void hear() final;
    bool is_done(Clock::time_point now) const final { return done_ || now >= end_; }
    void finish(Clock::time_point now) final;

protected:
    using Help = std::vector<std::pair<std::string, std::string>>; ///< keys, and what they do

    /// `name` is the option that asked for it. It is drawn once a `period`. Throws Error where there is a
    /// terminal that cannot be drawn on.
    LiveView(const std::string& name, const Options& options, Clock::duration period);

    const std::string& filter() const { return filter_.text(); }
    bool is_paused() const { return paused_; }
    Charset charset() const { return charset_; }

private:
    /// Takes in a message that could be decoded.
    virtual void take_parts(Message& message, const MessageParts& parts, const Arrival& arrival) = 0;
    /// Draws all but the last row.
    virtual void draw(Grid& grid, Clock::time_point now) = 0;
    /// What the last row says at the left.
    virtual std::string status(Clock::time_point now) const = 0;
    /// Takes in a key that has no meaning for all.
    virtual void press(const Key& key) = 0;
    virtual Help help() const = 0;
    /// What is printed where stdout is not a terminal.
    virtual std::string text(Clock::time_point now) = 0;

    void press_any(const Key& key);
    void show(Clock::time_point now);
    void draw_help(Grid& grid) const;
    void draw_last_row(Grid& grid, Clock::time_point now) const;

    Payloads payloads_;
    Clock::duration period_;
    Clock::time_point end_ = Clock::time_point::max();
    Clock::time_point start_;
    Clock::time_point next_; ///< when it is drawn
    Charset charset_;
    std::optional<Screen> screen_; ///< none: stdout is not a terminal
    Prompt filter_;
    bool paused_ = false;
    bool helps_ = false;
    bool done_ = false;
    bool has_messages_ = false;
};

} // namespace zws::peek
