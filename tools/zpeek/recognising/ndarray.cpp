// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/ndarray.hpp"

#include "libcommon/json/json_tree.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

using Kind = JsonNode::Kind;

/// Bytes of an element: of "<f8" and "float64" 8; 0: that is not a type of NumPy with a size.
double size_of(std::string_view dtype)
{
    if (dtype == "bool" || dtype == "|b1")
        return 1;
    const auto* const digits = std::find_if(dtype.begin(), dtype.end(), is_digit);
    double number = 0;
    for (const auto* at = digits; at != dtype.end() && is_digit(*at); ++at)
        number = number * 10 + (*at - '0');
    const bool short_form = std::string_view("<>|=").find(dtype.substr(0, 1)) != std::string_view::npos ||
                            digits - dtype.begin() == 1;
    return dtype.empty() ? 0 : short_form ? number : number / 8;
}

const JsonNode* member(const JsonNode& header, std::string_view name, Kind kind)
{
    const auto* const found = header.find(name);
    return found != nullptr && found->is(kind) ? found : nullptr;
}

bool fits(std::string_view header, std::string_view buffer)
{
    JsonTree tree;
    const auto* const value = tree.read(header);
    if (value == nullptr || !value->is(Kind::object))
        return false;
    const auto* const dtype = member(*value, "dtype", Kind::text);
    const auto* const shape = member(*value, "shape", Kind::array);
    if (dtype == nullptr || shape == nullptr)
        return false;
    double size = size_of(dtype->text);
    for (const JsonNode& side : *shape)
        size *= side.is(Kind::number) ? side.number : 0;
    return size > 0 && size == static_cast<double>(buffer.size());
}

} // namespace

std::optional<Encoding> as_ndarray(const Column& headers, const Column& buffers)
{
    if (headers.empty() || !std::equal(headers.begin(), headers.end(), buffers.begin(), buffers.end(), fits))
        return std::nullopt;
    return Encoding{"ndarray", "the frame before it has dtype and shape, which its size fits",
                    Surety::certain};
}

} // namespace zws::peek
