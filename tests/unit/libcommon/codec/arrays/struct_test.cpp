// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/struct_format.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

#include <stdexcept>

using zws::codec::parse_struct_format;
using zws::test::bytes;

namespace {

std::string struct_json(std::string_view format, const std::string& in)
{
    std::string out;
    REQUIRE(struct_to_json(parse_struct_format(format), in, out) == "");
    return out;
}

std::string struct_error(std::string_view format, const std::string& in)
{
    std::string out;
    return struct_to_json(parse_struct_format(format), in, out);
}

std::string format_error(std::string_view format)
{
    try {
        parse_struct_format(format);
    } catch (const std::invalid_argument& e) {
        return e.what();
    }
    return "";
}

} // namespace

TEST_CASE("struct: values have names, or their places")
{
    CHECK(struct_json("<HbB", bytes({1, 2, 0xff, 0xff})) == R"({"0":513,"1":-1,"2":255})");
    CHECK(struct_json(">H?:n:on", bytes({1, 2, 1})) == R"({"n":258,"on":true})");
    CHECK(struct_json("<2xhx B", bytes({9, 9, 1, 0, 9, 2})) == R"({"0":1,"1":2})");
    CHECK(struct_json("!f", bytes({0x3f, 0x80, 0, 0})) == R"({"data":1})");
    CHECK(struct_json("<e", bytes({0, 0x3c})) == R"({"data":1})");
    CHECK(struct_json("<d:y", bytes({0, 0, 0, 0, 0, 0, 0xf8, 0x3f})) == R"({"y":1.5})");
    CHECK(struct_json("<3h:v", bytes({1, 0, 2, 0, 3, 0})) == R"({"v":[1,2,3]})");
    CHECK(struct_json("<2?:v", bytes({1, 0})) == R"({"v":[1,0]})");
    CHECK(struct_json("4s3pc:name:p:c", bytes({'a', 'b', 0, 0, 1, 'x', 'y', 'z'})) ==
          R"({"name":"ab","p":"x","c":"z"})");
    CHECK(struct_json("=hh::b", bytes({1, 0, 2, 0})) == R"({"0":1,"b":2})");
    CHECK(struct_json("<Q", std::string(8, '\xff')) == R"({"data":18446744073709551615})");
}

TEST_CASE("struct: native alignment is that of C")
{
    CHECK(struct_json("BI:a:b", bytes({1, 9, 9, 9, 2, 0, 0, 0})) == R"({"a":1,"b":2})");
    CHECK(struct_json("=BI:a:b", bytes({1, 2, 0, 0, 0})) == R"({"a":1,"b":2})");
    CHECK(struct_json("@BH0I:a:b", bytes({1, 9, 2, 0})) == R"({"a":1,"b":2})");
    CHECK(struct_json("IB0I:a:b", bytes({1, 0, 0, 0, 2, 9, 9, 9})) == R"({"a":1,"b":2})");
    CHECK(struct_json("@l", bytes({1, 0, 0, 0, 0, 0, 0, 0})) == R"({"data":1})");
    CHECK(struct_json("<l", bytes({1, 0, 0, 0})) == R"({"data":1})");
    CHECK(struct_json("nNP:a:b:c", std::string(24, '\0')) == R"({"a":0,"b":0,"c":0})");
}

TEST_CASE("struct: what comes after a plus repeats")
{
    CHECK(struct_json("<+h", bytes({1, 0, 2, 0})) == R"({"data":[1,2]})");
    CHECK(struct_json("<B+h:n", bytes({7, 1, 0, 2, 0})) == R"({"n":7,"data":[1,2]})");
    CHECK(struct_json("<B+hB:n:left:right", bytes({7, 1, 0, 2, 3, 0, 4})) ==
          R"({"n":7,"left":[1,3],"right":[2,4]})");
    CHECK(struct_json("<B+BB:n:t:v", bytes({7, 1, 2, 3, 4})) ==
          R"([{"n":7,"t":1,"v":2},{"n":7,"t":3,"v":4}])");
    CHECK(struct_json("<B+h", bytes({7})) == R"({"0":7,"data":[]})");
    CHECK(struct_json("<4x+2B:v", bytes({9, 9, 9, 9, 1, 2, 3, 4})) == R"({"v":[[1,2],[3,4]]})");
}

TEST_CASE("struct: records in native alignment lie as C lays them out")
{
    const std::string two = bytes({1, 0, 0, 0, 2, 9, 9, 9, 3, 0, 0, 0, 4, 9, 9, 9});
    CHECK(struct_json("+IB:a:b", two) == R"({"a":[1,3],"b":[2,4]})");
    CHECK(struct_json("+IB:a:b", two.substr(0, 13)) == R"({"a":[1,3],"b":[2,4]})");
    CHECK(struct_json("B+IB:n:a:b", bytes({7, 9, 9, 9}) + two) == R"({"n":7,"a":[1,3],"b":[2,4]})");
    CHECK(struct_json("B+IB:n:a:b", bytes({7})) == R"({"n":7,"a":[],"b":[]})");
}

TEST_CASE("struct: other sizes are told")
{
    CHECK(struct_error("<IH", "12345") == "5 bytes, where the format has 6");
    CHECK(struct_error("<I+H", "1234567") ==
          "7 bytes, where the format has 4 and a whole number of records of 2");
    CHECK(struct_error("<I+H", "123") ==
          "3 bytes, where the format has 4 and a whole number of records of 2");
    CHECK(struct_error("B+I", "12") == "2 bytes, where the format has 4 and a whole number of records of 4");
}

TEST_CASE("struct: formats that are wrong, with the column")
{
    CHECK(format_error("<Iy").starts_with("column 3: 'y' is not a type of struct ("));
    CHECK(format_error("<In") == "column 3: 'n' has no standard size: with @ alone");
    CHECK(format_error("I3") == "column 2: a count without a type");
    CHECK(format_error("I99999999999h") == "column 2: a count beyond 2 GiB");
    CHECK(format_error("") == "column 1: no values");
    CHECK(format_error("<3x") == "column 4: no values");
    CHECK(format_error("<I+") == "column 4: nothing that repeats");
    CHECK(format_error("<I+0s") == "column 6: nothing that repeats");
    CHECK(format_error("I+h+h") == "column 4: a second +");
    CHECK(format_error("<I:a:b") == "column 6: a name more than there are values");
    CHECK(format_error("<IH:a:a") == "two values 'a'");
    CHECK(format_error("<IH:1") == "two values '1'");
    CHECK(format_error("<I:\xff") == "column 4: a name that is not UTF-8");
    CHECK(format_error("2147483648d") == "elements of more than 2 GiB");
    CHECK(format_error("<I<I").starts_with("column 3: '<' is not a type"));
}
