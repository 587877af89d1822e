// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/schema.hpp"

#include <algorithm>

namespace zws::codec::protobuf {

const SchemaField* Type::find(std::uint32_t number, const SchemaField* last) const
{
    const SchemaField* const end = fields.data() + fields.size();
    const SchemaField* near = last == nullptr ? fields.data() : last;
    for (int i = 0; i < 2 && near != end; ++i, ++near) {
        if (near->number == number)
            return near;
    }
    const auto found = std::lower_bound(
        fields.begin(), fields.end(), number,
        [](const SchemaField& field, std::uint32_t wanted) { return field.number < wanted; });
    return found != fields.end() && found->number == number ? &*found : nullptr;
}

} // namespace zws::codec::protobuf
