// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace zws::bench {

/// Takes bytes and little-endian numbers from the start of a text; what is not there any more is nothing.
class BatchBytes {
public:
    explicit BatchBytes(std::string_view text) : text_(text) {}

    bool empty() const { return text_.empty(); }

    std::optional<std::string_view> take(std::size_t size)
    {
        if (text_.size() < size)
            return std::nullopt;
        const auto part = text_.substr(0, size);
        text_.remove_prefix(size);
        return part;
    }

    std::optional<std::uint32_t> number()
    {
        const auto part = take(sizeof(std::uint32_t));
        if (!part)
            return std::nullopt;
        std::uint32_t value = 0;
        std::memcpy(&value, part->data(), sizeof value);
        return value;
    }

private:
    std::string_view text_;
};

/// Calls `use` with each payload of a batch of zws.batch.v2 (zws(7)), until it says false. False if it did,
/// or if the batch is not whole.
template <std::predicate<std::string_view> Use>
bool read_batch(std::string_view batch, const Use& use)
{
    constexpr std::size_t header = 44;
    constexpr std::uint32_t first_mark = 0xfffffffd; // this one and those above are not messages
    constexpr std::uint32_t length_bits = 0x7fffffff;
    BatchBytes rest(batch);
    std::uint32_t topics = 0;
    if (!rest.take(header))
        return false;
    while (!rest.empty()) {
        const auto kind = rest.number();
        if (kind && *kind >= first_mark) {
            if (!rest.take(8))
                return false;
            continue;
        }
        if (kind && *kind == topics + 1) {
            const auto length = rest.number();
            if (!length || !rest.take(*length))
                return false;
            ++topics;
        }
        const auto length = rest.number();
        const auto payload = rest.take(length.value_or(0) & length_bits);
        if (!length || !payload || !use(*payload))
            return false;
    }
    return true;
}

} // namespace zws::bench
