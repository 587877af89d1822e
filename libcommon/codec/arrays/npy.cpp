// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/array.hpp"
#include "libcommon/codec/arrays/dtype.hpp"
#include "libcommon/codec/arrays/literal.hpp"
#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/formats.hpp"

#include <stdexcept>

namespace zws::codec {

namespace {

[[noreturn]] void cut_off()
{
    throw std::invalid_argument("it is cut off");
}

/// The text of the header, after the magic string and the version.
std::string_view header_of(ByteReader& in)
{
    constexpr std::size_t longest = std::size_t{1} << 16U; // bytes
    const auto major = in.number(1);
    const auto minor = in.number(1);
    if (!minor)
        cut_off();
    if (*major < 1 || *major > 3 || *minor != 0)
        throw std::invalid_argument("version " + std::to_string(*major) + '.' + std::to_string(*minor));
    const auto size = in.number(*major == 1 ? 2 : 4, std::endian::little);
    if (size > longest)
        throw std::invalid_argument("a header of " + std::to_string(*size) + " bytes");
    const auto header = size ? in.read(*size) : std::nullopt;
    if (!header)
        cut_off();
    return *header;
}

Literal read_header(std::string_view text)
{
    try {
        return read_literal(text);
    } catch (const std::invalid_argument& e) {
        throw std::invalid_argument(std::string("the header: ") + e.what());
    }
}

const Literal& header_member(const Literal& header, std::string_view name)
{
    const Literal* const found = header.find(name);
    if (found == nullptr)
        throw std::invalid_argument("a header without '" + std::string(name) + '\'');
    return *found;
}

std::string read_npy(std::string_view bytes, std::string& out)
{
    constexpr std::string_view magic = "\x93NUMPY";
    if (!bytes.starts_with(magic))
        return "no \\x93NUMPY at its beginning";
    ByteReader in(bytes.substr(magic.size()));
    const Literal header = read_header(header_of(in));
    Array array;
    array.type = dtype_of(header_member(header, "descr"));
    array.shape = shape_of(header_member(header, "shape"));
    array.bytes = *in.read(in.left());
    const std::string why = lay_out(array, header_member(header, "fortran_order").number != 0);
    return why.empty() ? array_to_json(array, "", out) : why;
}

} // namespace

std::string npy_to_json(std::string_view bytes, std::string& out)
{
    try {
        return read_npy(bytes, out);
    } catch (const std::invalid_argument& e) {
        return e.what();
    }
}

} // namespace zws::codec
