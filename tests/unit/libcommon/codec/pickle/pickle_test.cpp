// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/pickle/pickled.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

using namespace std::string_literals;
using zws::codec::pickle_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::pickled;
using zws::test::refused;

namespace {

std::string pickled_bytes(const std::string& value)
{
    return "C"s + static_cast<char>(value.size()) + value;
}

/// numpy.dtype of this name in little-endian order.
std::string pickled_dtype(const std::string& name)
{
    return "cnumpy\ndtype\n" + pickled(name) + "\x89\x88\x87R(K\3" + pickled("<") +
           "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb"s;
}

std::string pickled_array(const std::string& type, const std::string& shape, const std::string& data,
                          const std::string& fortran = "\x89")
{
    return "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85"s + pickled_bytes("b") +
           "\x87R(K\1" + shape + type + fortran + pickled_bytes(data) + "tb";
}

} // namespace

// Lib/pickletools.py of Python; tests/cli/pickle_test.py has what Python itself writes.
TEST_CASE("pickle: values of all protocols")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"N.", "null"},
        {"\x80\2\x88.", "true"},
        {"I00\n.", "false"},
        {"I-12\n.", "-12"},
        {"L123L\n.", "123"},
        {"L123456789012345678901L\n.", "\"123456789012345678901\""},
        {"L18446744073709551615L\n.", "18446744073709551615"},
        {"K\xff.", "255"},
        {"M\1\2.", "513"},
        {"J\xfe\xff\xff\xff.", "-2"},
        {"\x8a\0."s, "0"},
        {"\x8a\2\xff\xff.", "-1"},
        {"\x8a\x09\0\0\0\0\0\0\0\0\1."s, "\"18446744073709551616\""},
        {"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff.", "-1"},
        {"\x8a\x09\0\0\0\0\0\0\0\x80\xff."s, "-9223372036854775808"},
        {"\x8b\1\0\0\0\5."s, "5"},
        {"F1.5\n.", "1.5"},
        {"Fnan\n.", "null"},
        {"F-inf\n.", "null"},
        {"G\x3f\xf8\0\0\0\0\0\0."s, "1.5"},
        {"Va\\u00e9\xe9\n.", "\"aéé\""},
        {"V\\U0001f600\n.", "\"😀\""},
        {"S'a\\x41\\'\\101'\n.", "\"aA'A\""},
        {"S\"it's\"\n.", "\"it's\""},
        {"X\2\0\0\0\xc3\xa9."s, "\"é\""},
        {"\x8d\1\0\0\0\0\0\0\0x."s, "\"x\""},
        {"B\1\0\0\0\xff."s, "{\"b64\":\"/w==\"}"},
        {"U\1x.", "\"x\""},
        {"T\1\0\0\0x."s, "\"x\""},
        {"\x8e\1\0\0\0\0\0\0\0x."s, "\"x\""},
        {"\x96\1\0\0\0\0\0\0\0x."s, "\"x\""},
        {"].", "[]"},
        {").", "[]"},
        {"}.", "{}"},
        {"(lp0\nI1\naI2\na.", "[1,2]"},
        {"(K\1K\2t.", "[1,2]"},
        {"K\1\x85.", "[1]"},
        {"K\1K\2\x86.", "[1,2]"},
        {"K\1K\2K\3\x87.", "[1,2,3]"},
        {"](K\1K\2e.", "[1,2]"},
        {"(X\1\0\0\0aK\1d."s, "{\"a\":1}"},
        {"}X\1\0\0\0aK\1s."s, "{\"a\":1}"},
        {"}(K\1K\2NN\x88Nu.", "{\"1\":2,\"null\":null,\"true\":null}"},
        {"\x8f(K\1\x90.", "[1]"},
        {"(K\1\x91.", "[1]"},
        {"K\1q\0h\0\x86."s, "[1,1]"},
        {"K\1r\0\1\0\0j\0\1\0\0\x86."s, "[1,1]"},
        {"K\1p7\ng7\n\x86.", "[1,1]"},
        {"K\1\x94h\0\x86."s, "[1,1]"},
        {"K\1"
         "2\x86.",
         "[1,1]"},
        {"K\1K\2"
         "0.",
         "1"},
        {"K\1(K\2K\3"
         "1.",
         "1"},
        {"K\1(0.", "1"},
        {"\x80\4\x95\0\0\0\0\0\0\0\0N."s, "null"},
    };
    for (const auto& [in, expected] : cases) {
        INFO(in);
        CHECK(made(pickle_to_json, in) == expected);
    }
}

TEST_CASE("pickle: what the standard library makes of data")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"c__builtin__\nset\n](K\1e\x85R.", "[1]"},
        {"c_codecs\nencode\n" + pickled("a\xc3\xa9") + pickled("latin1") + "\x86R.", "{\"b64\":\"Yek=\"}"},
        {"c__builtin__\nbytes\n)R.", "\"\""},
        {"c__builtin__\nbytearray\n" + pickled("ab") + pickled("latin-1") + "\x86R.", "\"ab\""},
        {"c__builtin__\ncomplex\nG\x3f\xf8\0\0\0\0\0\0F2\n\x86R."s, R"({"real":1.5,"imag":2})"},
        {"ccollections\nOrderedDict\n)RX\1\0\0\0aK\1s."s, R"({"a":1})"},
        {"ccollections\nOrderedDict\n]](X\1\0\0\0aK\1ea\x85R."s, R"({"a":1})"},
        {"ccollections\ndefaultdict\nc__builtin__\nint\n\x85R(K\1K\2u.", R"({"1":2})"},
        {"ccollections\ndeque\n)R(K\1K\2e.", "[1,2]"},
        {"ccollections\nCounter\n}K\1K\2s\x85R.", R"({"1":2})"},
        {"cdecimal\nDecimal\n" + pickled("1.50") + "\x85R.", "1.50"},
        {"cdecimal\nDecimal\n" + pickled("0.123456789012345678") + "\x85R.", "\"0.123456789012345678\""},
        {"cdecimal\nDecimal\n" + pickled("NaN") + "\x85R.", "\"NaN\""},
        {"carray\narray\n" + pickled("d") + "]F1.5\na\x86R.", "[1.5]"},
        {"carray\n_array_reconstructor\n(carray\narray\n" + pickled("h") + "K\4" +
             pickled_bytes("\1\0\2\0"s) + "tR.",
         R"({"data":[1,2]})"},
    };
    for (const auto& [in, expected] : cases) {
        INFO(in);
        CHECK(made(pickle_to_json, in) == expected);
    }
}

TEST_CASE("pickle: times are texts, durations seconds")
{
    const std::string moment = pickled_bytes(bytes({7, 0xe8, 1, 2, 3, 4, 5, 0, 0, 6}));
    const auto delta = [](const std::string& arguments) {
        return "cdatetime\ntimedelta\n" + arguments + "\x87R";
    };
    const std::string zone = "cdatetime\ntimezone\n" + delta("J\xff\xff\xff\xffM\x58\x4dK\0"s) + "\x85R";
    CHECK(made(pickle_to_json, "cdatetime\ndatetime\n" + moment + "\x85R.") ==
          "\"2024-01-02T03:04:05.000006\"");
    CHECK(made(pickle_to_json, "cdatetime\ndatetime\n" + moment + zone + "\x86R.") ==
          "\"2024-01-02T03:04:05.000006-18:30\"");
    CHECK(made(pickle_to_json, "cdatetime\ndatetime\n" + moment + "cpytz\n_UTC\n)R\x86R.") ==
          "\"2024-01-02T03:04:05.000006+00:00\"");
    CHECK(made(pickle_to_json, "cdatetime\ndate\n" + pickled_bytes(bytes({7, 0xe8, 1, 2})) + "\x85R.") ==
          "\"2024-01-02\"");
    CHECK(made(pickle_to_json, "cdatetime\ntime\n" + pickled_bytes(bytes({1, 2, 3, 0, 0, 0})) + "\x85R.") ==
          "\"01:02:03\"");
    CHECK(made(pickle_to_json, delta("K\1K\2K\3") + ".") == "86402.000003");
    CHECK(made(pickle_to_json, delta("J\xff\xff\xff\xffJ\x7f\x51\1\0J\x3f\x42\x0f\0"s) + ".") == "-0.000001");
    CHECK(refused(pickle_to_json, "cdatetime\ndate\n" + pickled_bytes(bytes({7, 0xe8, 13, 2})) + "\x85R.") ==
          "a time that is none");
    CHECK(refused(pickle_to_json, "cdatetime\ndate\n" + pickled_bytes("ab") + "\x85R.") ==
          "a time that is none");
}

TEST_CASE("pickle: arrays and scalars of NumPy")
{
    const std::string two = bytes({1, 0, 2, 0});
    CHECK(made(pickle_to_json, pickled_array(pickled_dtype("i2"), "K\2\x85", two) + ".") ==
          R"({"data":[1,2]})");
    CHECK(made(pickle_to_json, "](" + pickled_array(pickled_dtype("i2"), "K\1K\2\x86", two) + "Ne.") ==
          "[[[1,2]],null]");
    CHECK(made(pickle_to_json, pickled_array(pickled_dtype("i2"), "K\2K\1\x86", two, "\x88") + ".") ==
          R"({"data":[[1],[2]]})");
    CHECK(made(pickle_to_json, "cnumpy.core.multiarray\nscalar\n" + pickled_dtype("i2") +
                                   pickled_bytes(bytes({3, 0})) + "\x86R.") == R"({"data":3})");
    CHECK(made(pickle_to_json, "](cnumpy._core.multiarray\nscalar\n" + pickled_dtype("f4") +
                                   pickled_bytes(bytes({0, 0, 0x80, 0x3f})) + "\x86Re.") == "[1]");
    CHECK(made(pickle_to_json, "cnumpy.core.numeric\n_frombuffer\n(" + pickled_bytes(two) +
                                   pickled_dtype("u2") + "K\2\x85" + pickled("C") + "tR.") ==
          R"({"data":[1,2]})");
    CHECK(refused(pickle_to_json, pickled_array(pickled_dtype("i2"), "K\3\x85", two) + ".") ==
          "4 bytes, where i2 of shape (3,) has 6");
    CHECK(refused(pickle_to_json, pickled_array(pickled_dtype("O8"), "K\1\x85", two) + ".") ==
          "the type 'O8' is not decoded");
    CHECK(refused(pickle_to_json, "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85"s +
                                      pickled_bytes("b") + "\x87R.") == "an array without elements");
    CHECK(refused(pickle_to_json, pickled_dtype("i2") + ".") == "'i2' alone, which is not data");
}
