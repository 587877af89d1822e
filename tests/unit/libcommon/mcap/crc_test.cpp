// SPDX-License-Identifier: MIT
#include "libcommon/mcap/crc.hpp"

#include "tests/unit/catch.hpp"

#include <random>
#include <string>
#include <zlib.h>

TEST_CASE("the CRC of MCAP is that of zlib, for every length")
{
    CHECK(zws::mcap::crc_of("123456789") == 0xcbf43926U);
    std::minstd_rand random(1);
    std::string bytes(5000, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random() >> 8U);
    for (std::size_t size = 0; size < bytes.size(); size += size < 300 ? 1 : 97) {
        const auto part = std::string_view(bytes).substr(size % 7, size);
        const auto expected = crc32_z(0, reinterpret_cast<const Bytef*>(part.data()), part.size());
        REQUIRE(zws::mcap::crc_of(part) == expected);
    }
}
