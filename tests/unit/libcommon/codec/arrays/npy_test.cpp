// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

using zws::codec::npy_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::refused;

namespace {

/// numpy.lib.format: magic string, version, size of the header, header.
std::string npy(const std::string& header, const std::string& data, int version = 1)
{
    const auto size = static_cast<int>(header.size());
    std::string out = "\x93NUMPY" + bytes({version, 0, size & 0xff, size >> 8});
    out += version == 1 ? "" : bytes({0, 0});
    return out + header + data;
}

} // namespace

TEST_CASE("npy: arrays of each version")
{
    const std::string header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }       \n";
    for (const int version : {1, 2, 3})
        CHECK(made(npy_to_json, npy(header, bytes({1, 0, 2, 0}), version)) == R"({"data":[1,2]})");
    CHECK(made(npy_to_json, npy("{'descr': '>i2', 'fortran_order': True, 'shape': (1, 2)}",
                                bytes({0, 1, 0, 2}))) == R"({"data":[[1,2]]})");
    CHECK(
        made(npy_to_json, npy("{'descr': [('a', 'u1'), ('b', 'u1')], 'fortran_order': False, 'shape': (2,)}",
                              bytes({1, 2, 3, 4}))) == R"({"a":[1,3],"b":[2,4]})");
    CHECK(made(npy_to_json, npy("{'descr': 'u1', 'fortran_order': False, 'shape': ()}", bytes({5}))) ==
          R"({"data":5})");
}

TEST_CASE("npy: what is wrong is told")
{
    const std::string header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }";
    const std::string good = npy(header, bytes({1, 0, 2, 0}));
    CHECK(refused(npy_to_json, "abc") == "no \\x93NUMPY at its beginning");
    CHECK(refused(npy_to_json, npy(header, "", 4)) == "version 4.0");
    CHECK(refused(npy_to_json, good + "x") == "5 bytes, where i2 of shape (2,) has 4");
    CHECK(refused(npy_to_json, npy("{'shape': (2,)}", "")) == "a header without 'descr'");
    CHECK(refused(npy_to_json, npy("{'descr': x}", "")) == "the header: no value of Python at 11");
    CHECK(refused(npy_to_json, npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "")) ==
          "the type '|O' is not decoded");
    CHECK(refused(npy_to_json, "\x93NUMPY" + bytes({2, 0, 1, 0, 1, 0})) == "a header of 65537 bytes");
    for (std::size_t size = 6; size < 10 + header.size(); ++size)
        CHECK(refused(npy_to_json, good.substr(0, size)) == "it is cut off");
}
