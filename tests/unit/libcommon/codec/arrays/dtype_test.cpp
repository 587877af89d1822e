// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/dtype.hpp"

#include "libcommon/codec/arrays/dtype_name.hpp"
#include "tests/unit/catch.hpp"

#include <stdexcept>

using zws::codec::ElementType;
using zws::codec::parse_dtype;
using zws::codec::Scalar;
using zws::codec::Shape;
using ScalarKind = Scalar::Kind;

namespace {

Scalar scalar_of(std::string_view name)
{
    const auto type = parse_dtype(name, std::endian::big);
    REQUIRE_FALSE(type->is_record());
    return type->scalar;
}

} // namespace

TEST_CASE("dtype: names of NumPy and others")
{
    const auto little = std::endian::little;
    const auto big = std::endian::big;
    CHECK(scalar_of("float32") == Scalar{ScalarKind::floating, 4, big});
    CHECK(scalar_of("<f4") == Scalar{ScalarKind::floating, 4, little});
    CHECK(scalar_of(">f8") == Scalar{ScalarKind::floating, 8, big});
    CHECK(scalar_of("=i2") == Scalar{ScalarKind::signed_integer, 2, std::endian::native});
    CHECK(scalar_of("|u1") == Scalar{ScalarKind::unsigned_integer, 1, big});
    CHECK(scalar_of("d") == Scalar{ScalarKind::floating, 8, big});
    CHECK(scalar_of("B") == Scalar{ScalarKind::unsigned_integer, 1, big});
    CHECK(scalar_of("b") == Scalar{ScalarKind::signed_integer, 1, big});
    CHECK(scalar_of("half") == Scalar{ScalarKind::floating, 2, big});
    CHECK(scalar_of("|b1") == Scalar{ScalarKind::boolean, 1, big});
    CHECK(scalar_of("bool") == Scalar{ScalarKind::boolean, 1, big});
    CHECK(scalar_of("numpy.uint16") == Scalar{ScalarKind::unsigned_integer, 2, big});
    CHECK(scalar_of("<class 'numpy.int8'>") == Scalar{ScalarKind::signed_integer, 1, big});
    CHECK(scalar_of("torch.float64") == Scalar{ScalarKind::floating, 8, big});
    CHECK(scalar_of("UInt32") == Scalar{ScalarKind::unsigned_integer, 4, big});
    CHECK(scalar_of("S5") == Scalar{ScalarKind::bytes, 5, big});
    CHECK(scalar_of("<U3") == Scalar{ScalarKind::ucs4, 12, little});
    CHECK(scalar_of("<M8[ns]") == Scalar{ScalarKind::time, 8, little, {1, 9}});
    CHECK(scalar_of("datetime64[25us]") == Scalar{ScalarKind::time, 8, big, {25, 6}});
    CHECK(scalar_of("timedelta64[D]") == Scalar{ScalarKind::time, 8, big, {86'400, 0}});
}

TEST_CASE("dtype: records as Python writes them")
{
    const auto list = parse_dtype("[('a', '<f4'), ('', '|V4'), ('b', '<i2', (3,)), (('title', 'c'), 'u1')]");
    REQUIRE(list->fields.size() == 3);
    CHECK(list->size == 4 + 4 + 6 + 1);
    CHECK(list->fields[1].name == "b");
    CHECK(list->fields[1].offset == 8);
    CHECK(list->fields[1].type->shape == Shape{3});
    CHECK(list->fields[2].name == "c");

    const auto dict = parse_dtype("{'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'offsets': [0, 8], "
                                  "'itemsize': 24, 'aligned': True}");
    CHECK(dict->size == 24);
    CHECK(dict->fields[1].offset == 8);
    CHECK_FALSE(dict->has_time());

    const auto nested = parse_dtype("[('t', '<f8'), ('p', [('x', '<f4'), ('y', '<f4')])]");
    CHECK(nested->has_time());
    CHECK(nested->fields[1].type->fields.size() == 2);
    CHECK(parse_dtype("('<f4', (2, 3))")->size == 24);

    const auto complex = parse_dtype("complex64");
    CHECK(complex->size == 8);
    CHECK(complex->fields[1].name == "imag");
}

TEST_CASE("dtype: what is not decoded is told")
{
    for (const auto* const name : {"object", "O", "|O8", "float128", "longdouble", "g", "f3", "i16", "x", "",
                                   "M8", "M8[Y]", "M8[0s]", "int7", "bfloat16", "<", "f4,f4"}) {
        INFO(name);
        REQUIRE_THROWS_AS(parse_dtype(name), std::invalid_argument);
    }
    REQUIRE_THROWS_WITH(parse_dtype("object"), "the type 'object' is not decoded");
    REQUIRE_THROWS_WITH(parse_dtype("M8[M]"), "the type 'time in M' is not decoded");
    REQUIRE_THROWS_WITH(parse_dtype("[('a', 'f4'), ('a', 'f4')]"), "two fields 'a'");
    REQUIRE_THROWS_WITH(parse_dtype("{'names': ['a'], 'formats': ['f4'], 'offsets': [6], 'itemsize': 8}"),
                        "the field 'a' is outside of its record");
    REQUIRE_THROWS_WITH(parse_dtype("[('a',)]"), "a field that is not (name, type) or (name, type, shape)");
    REQUIRE_THROWS_AS(parse_dtype("('f4', (1000000, 1000000))"), std::invalid_argument);
    REQUIRE_THROWS_AS(parse_dtype("[" + std::string(50, '[')), std::invalid_argument);
}
