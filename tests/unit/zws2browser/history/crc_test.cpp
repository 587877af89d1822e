// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zws2browser/history/crc.hpp"

#include <string>

namespace zws::browser::history {

TEST_CASE("a CRC is that of Castagnoli")
{
    CHECK(crc_of("") == 0);
    CHECK(crc_of("a") == 0xc1d04330);
    CHECK(crc_of("123456789") == 0xe3069283);
    CHECK(crc_of(std::string(32, '\0')) == 0x8a9136aa); // RFC 3720 appendix B.4
    CHECK(crc_of(std::string(32, '\xff')) == 0x62a8ab43);
}

} // namespace zws::browser::history
