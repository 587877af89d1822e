// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/prompt.hpp"

#include "tests/unit/catch.hpp"

using zws::peek::Key;
using zws::peek::Prompt;

namespace {

void type(Prompt& prompt, const std::string& text)
{
    prompt.press({Key::Kind::text, text});
}

} // namespace

TEST_CASE("a prompt takes characters, and Backspace takes a whole one")
{
    Prompt prompt;
    REQUIRE_FALSE(prompt.is_open());
    prompt.open();
    for (const char* const text : {"a", "°", "温"})
        type(prompt, text);
    REQUIRE(prompt.text() == "a°温");
    prompt.press({Key::Kind::backspace});
    REQUIRE(prompt.text() == "a°");
    prompt.press({Key::Kind::backspace});
    prompt.press({Key::Kind::backspace});
    prompt.press({Key::Kind::backspace});
    REQUIRE(prompt.text().empty());
}

TEST_CASE("Enter keeps the text, Escape does not")
{
    Prompt prompt;
    prompt.open();
    type(prompt, "a");
    prompt.press({Key::Kind::enter});
    REQUIRE_FALSE(prompt.is_open());
    REQUIRE(prompt.text() == "a");
    prompt.open();
    type(prompt, "b");
    REQUIRE(prompt.text() == "ab");
    prompt.press({Key::Kind::clear});
    REQUIRE(prompt.text().empty());
    type(prompt, "c");
    prompt.press({Key::Kind::escape});
    REQUIRE_FALSE(prompt.is_open());
    REQUIRE(prompt.text().empty());
}

TEST_CASE("a prompt has a bound")
{
    Prompt prompt;
    prompt.open();
    for (int i = 0; i < 1000; ++i)
        type(prompt, "温");
    REQUIRE(prompt.text().size() <= Prompt::longest);
    REQUIRE(prompt.text().size() % 3 == 0);
}
