// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_file.hpp"
#include "tools/zfeed/input.hpp"

#include <fcntl.h>
#include <unistd.h>

using zws::StopSignal;
using zws::feed::Input;
using Strings = std::vector<std::string>;

namespace {

/// An open file with this text.
struct File {
    explicit File(std::string_view text) : file(text), fd(open(file.path().c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~File() { close(fd); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    zws::test::TemporaryFile file;
    int fd;
};

/// The lines; one that is not whole with '~' after it, one that is too long with '...'.
Strings lines_of(Input& input)
{
    Strings lines;
    while (const auto line = input.next())
        lines.push_back(std::string(line->text) + (line->whole ? "" : "~") + (line->too_long ? "..." : ""));
    return lines;
}

Strings lines(std::string_view text, char end = '\n', std::size_t longest = Input::default_longest)
{
    StopSignal stop;
    const File file(text);
    Input input(file.fd, "file", stop, end, false, longest);
    return lines_of(input);
}

/// Of an input that may have carriage returns in place of line feeds.
Strings lines_or_returns(std::string_view text)
{
    StopSignal stop;
    const File file(text);
    Input input(file.fd, "file", stop, '\n', true);
    return lines_of(input);
}

} // namespace

TEST_CASE("lines come as they are, the last one with or without its end")
{
    CHECK(lines("").empty());
    CHECK(lines("\n") == Strings{""});
    CHECK(lines("a\n\nb\n") == Strings{"a", "", "b"});
    CHECK(lines("a\nb") == Strings{"a", "b~"});
    CHECK(lines(std::string("a\nb\0c", 5), '\0') == Strings{"a\nb", "c~"});
}

TEST_CASE("carriage returns end lines where nothing else does")
{
    CHECK(lines("a\rb\r") == Strings{"a\rb\r~"});
    CHECK(lines_or_returns("a\rb\r") == Strings{"a", "b"});
    CHECK(lines_or_returns("a\r\rb") == Strings{"a", "", "b~"});
    CHECK(lines_or_returns("a\rb\nc\rd") == Strings{"a\rb", "c\rd~"});
    CHECK(lines_or_returns("a\r\nb\r") == Strings{"a\r", "b\r~"});
    const std::string row = std::string(1000, 'x') + '\r';
    std::string much;
    for (int i = 0; i < 1000; ++i)
        much += row;
    CHECK(lines_or_returns(much).size() == 1000);
    CHECK(lines_or_returns(much + '\n').size() == 1000 + 1);
}

TEST_CASE("lines of any length come whole, but for those that are too long")
{
    const std::string big(3'000'000, 'x');
    CHECK(lines("a\n" + big + "\nb\n") == Strings{"a", big, "b"});
    CHECK(lines("a\n" + big + "\nb\n", '\n', 1'000'000) == Strings{"a", std::string(100, 'x') + "...", "b"});
    CHECK(lines("a\n" + big, '\n', 1'000'000) == Strings{"a", std::string(100, 'x') + "..."});
}

TEST_CASE("a file can be read again")
{
    StopSignal stop;
    const File file("a\nb");
    Input input(file.fd, "file", stop, '\n');
    for (int i = 0; i < 3; ++i) {
        CHECK(lines_of(input) == Strings{"a", "b~"});
        CHECK(input.number() == 2);
        input.rewind();
    }
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    Input from_pipe(ends[0], "pipe", stop, '\n');
    CHECK_THROWS_AS(from_pipe.rewind(), zws::Error);
    close(ends[0]);
    close(ends[1]);
}

TEST_CASE("what cannot be read is a failure that says so")
{
    StopSignal stop;
    const int folder = open("/", O_RDONLY | O_CLOEXEC);
    Input input(folder, "a.csv", stop, '\n');
    CHECK_THROWS_WITH(input.next(), "read from a.csv: Is a directory");
    close(folder);
}
