// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"

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

TEST_CASE("a level shows itself and what is more urgent")
{
    using log_of_zws::Level;
    using log_of_zws::shows;
    log_of_zws::open("demo", Level::quiet);
    REQUIRE_FALSE(shows(Level::normal));
    REQUIRE_FALSE(log_of_zws::verbose());
    log_of_zws::open("demo", Level::normal);
    REQUIRE(shows(Level::normal));
    REQUIRE_FALSE(log_of_zws::verbose());
    log_of_zws::open("demo", Level::verbose);
    REQUIRE(log_of_zws::verbose());
    log_of_zws::open("demo", Level::quiet);
}
