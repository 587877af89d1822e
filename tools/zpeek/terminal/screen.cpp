// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/screen.hpp"

#include "libcommon/cli/terminal.hpp"
#include "libcommon/os/error.hpp"
#include "tools/zpeek/terminal/capabilities.hpp"
#include "tools/zpeek/terminal/keyboard.hpp"
#include "tools/zpeek/terminal/rescue.hpp"
#include "tools/zpeek/terminal/terminal_signals.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <curses.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace zws::peek {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// Where keys come from: stdin may be something else.
File keys_of_terminal(const std::string& option)
{
    File file(isatty(STDIN_FILENO) == 1 ? fdopen(dup(STDIN_FILENO), "r") : std::fopen("/dev/tty", "re"));
    if (!file)
        throw system_error(option + ": open the terminal for keys", errno);
    return file;
}

std::string name_of_terminal()
{
    const char* const name = std::getenv("TERM");
    return name == nullptr ? "" : name;
}

void use_colors()
{
    constexpr std::array<short, Style::colors> many{39, 214, 76, 170, 80, 203};
    constexpr std::array<short, Style::colors> few{COLOR_CYAN,    COLOR_YELLOW, COLOR_GREEN,
                                                   COLOR_MAGENTA, COLOR_BLUE,   COLOR_RED};
    if (!shows_color(STDOUT_FILENO) || !has_colors() || start_color() == ERR)
        return;
    use_default_colors();
    for (short i = 0; i < Style::colors; ++i)
        init_pair(static_cast<short>(i + 1), (COLORS >= 256 ? many : few)[static_cast<std::size_t>(i)], -1);
}

attr_t attributes_of(Style style)
{
    return (style.bold ? A_BOLD : A_NORMAL) | (style.faint ? A_DIM : A_NORMAL) |
           (style.reverse ? A_REVERSE : A_NORMAL);
}

short pair_of(Style style)
{
    return static_cast<short>(style.color >= 0 && COLOR_PAIRS > Style::colors ? style.color + 1 : 0);
}

void show_row(const Grid& grid, int y)
{
    for (int x = 0; x < grid.width();) {
        const Style style = grid.at(x, y).style;
        const int begin = x;
        std::string run;
        for (; x < grid.width() && grid.at(x, y).style == style; ++x)
            run += grid.at(x, y).text;
        attr_set(attributes_of(style), pair_of(style), nullptr);
        // In the last cell of all it fails, as the cursor has no place after it, and yet writes it.
        mvaddnstr(y, begin, run.data(), static_cast<int>(run.size()));
    }
}

void follow_size()
{
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
}

} // namespace

struct Screen::Terminal {
    explicit Terminal(const std::string& option)
        : keys(keys_of_terminal(option)), events(epoll_create1(EPOLL_CLOEXEC))
    {
        watch(fileno(keys.get()));
        watch(signals.fd());
    }

    void watch(int fd) const
    {
        epoll_event event{EPOLLIN, {}};
        if (events.get() < 0 || epoll_ctl(events.get(), EPOLL_CTL_ADD, fd, &event) != 0)
            throw system_error("epoll_ctl", errno);
    }

    /// Whether keys can still come, where there were none though something was to be read.
    bool has_hung_up(bool had_keys) const
    {
        pollfd item{fileno(keys.get()), POLLIN, 0};
        if (::poll(&item, 1, 0) <= 0)
            return false;
        return (item.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 || !had_keys;
    }

    void open(const std::string& option)
    {
        const std::string name = name_of_terminal();
        termios modes{};
        tcgetattr(STDOUT_FILENO, &modes);
        if (can_draw_on(name))
            screen = newterm(nullptr, stdout, keys.get());
        if (screen == nullptr)
            throw Error(option + ": a terminal of type '" + name +
                        "' (TERM) cannot be drawn on; where stdout is not a terminal, the result is printed");
        rescue::arm(STDOUT_FILENO, modes, leaving_sequences());
        cbreak();
        noecho();
        nonl();
        keypad(stdscr, TRUE);
        nodelay(stdscr, TRUE);
        set_escdelay(25);
        curs_set(0);
        use_colors();
    }

    ~Terminal()
    {
        if (screen == nullptr)
            return;
        rescue::arm_for_stop();
        endwin();
        delscreen(screen);
        rescue::disarm();
    }

    File keys;
    TerminalSignals signals;
    FileDescriptor events; ///< epoll(7), of the keys and the signals
    SCREEN* screen = nullptr;
};

Screen::Screen(const std::string& option) : terminal_(std::make_unique<Terminal>(option))
{
    terminal_->open(option);
}

Screen::~Screen() = default;

// NOLINTBEGIN(readability-convert-member-functions-to-static): ncurses itself knows the screen that is shown
int Screen::width() const
{
    return COLS;
}

int Screen::height() const
{
    return LINES;
}
// NOLINTEND(readability-convert-member-functions-to-static)

int Screen::fd() const
{
    return terminal_->events.get();
}

std::vector<Key> Screen::hear()
{
    const auto came = terminal_->signals.collect();
    if (came.to_suspend) {
        endwin();
        TerminalSignals::suspend();
    }
    if (came.to_suspend || came.continued) {
        reset_prog_mode();
        forget();
    }
    if (came.to_suspend || came.continued || came.resized)
        follow_size();
    auto keys = pressed_keys();
    if (terminal_->has_hung_up(!keys.empty() || came.to_suspend || came.continued || came.resized))
        keys.push_back({Key::Kind::hangup});
    return keys;
}

// NOLINTBEGIN(readability-convert-member-functions-to-static): as above
bool Screen::is_ready() const
{
    pollfd item{STDOUT_FILENO, POLLOUT, 0};
    return ::poll(&item, 1, 0) > 0;
}

void Screen::show(const Grid& grid)
{
    werase(stdscr);
    for (int y = 0; y < grid.height(); ++y)
        show_row(grid, y);
    wnoutrefresh(stdscr);
    doupdate();
}

void Screen::forget()
{
    clearok(curscr, TRUE);
}
// NOLINTEND(readability-convert-member-functions-to-static)

} // namespace zws::peek
