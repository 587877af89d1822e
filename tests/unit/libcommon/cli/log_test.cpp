// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"

#include "tests/unit/catch.hpp"

namespace log_of_zws = zws::log;

TEST_CASE("control characters are escaped, text in any script is not")
{
    using log_of_zws::printable;
    REQUIRE(printable("plain text") == "plain text");
    REQUIRE(printable("Zürich 東京") == "Zürich 東京");
    REQUIRE(printable("\x1b[31m") == "\\x1b[31m");
    REQUIRE(printable("\xc2\x9b[31m\xc2\xa0\xc2\x80") == "\\xc2\\x9b[31m\xc2\xa0\\xc2\\x80");
    REQUIRE(printable("a\nb\tc\r") == "a\\x0ab\\x09c\\x0d");
    REQUIRE(printable(std::string("\0\x7f", 2)) == "\\x00\\x7f");
    REQUIRE(printable("a\xffZ\xc3\xbc\xc3") == "a\\xffZ\xc3\xbc\\xc3");
}

TEST_CASE("what changes the direction of text is escaped, all bytes of it")
{
    using log_of_zws::printable;
    REQUIRE(printable("a\xe2\x80\xae"
                      "b\xe2\x81\xa9") == "a\\xe2\\x80\\xaeb\\xe2\\x81\\xa9");
    REQUIRE(printable("\xe2\x80\xa8\xe2\x80\x8f") == "\\xe2\\x80\\xa8\\xe2\\x80\\x8f");
    REQUIRE(printable("\u20ac") == "\u20ac");
}

TEST_CASE("long text from outside is cut between characters")
{
    using log_of_zws::excerpt;
    const std::string fits(200, 'x');
    REQUIRE(excerpt("") == "");
    REQUIRE(excerpt(fits) == fits);
    REQUIRE(excerpt(fits + "y") == fits + "...");
    REQUIRE(excerpt(fits.substr(2) + "\u20ac") == fits.substr(2) + "...");
    REQUIRE(excerpt(fits.substr(3) + "\u20acy") == fits.substr(3) + "\u20ac...");
    REQUIRE(excerpt(std::string(300, '\xff')) == std::string(200, '\xff') + "...");
}

TEST_CASE("a level shows itself and what is more urgent")
{
    using log_of_zws::Level;
    using log_of_zws::shows;
    log_of_zws::open("demo", Level::quiet);
    REQUIRE_FALSE(shows(Level::normal));
    REQUIRE_FALSE(shows(Level::verbose));
    log_of_zws::open("demo", Level::normal);
    REQUIRE(shows(Level::normal));
    REQUIRE_FALSE(shows(Level::verbose));
    log_of_zws::open("demo", Level::verbose);
    REQUIRE(shows(Level::verbose));
    log_of_zws::open("demo", Level::quiet);
}
