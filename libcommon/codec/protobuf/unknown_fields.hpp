// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zws::codec::protobuf {

/// Counts fields of messages that their types do not have, whose values are left out, and warns of them: of
/// each such field once, of all at the end.
class UnknownFields {
public:
    static constexpr std::size_t most_told = 20; ///< fields that are told by themselves

    /// `source` is what the types come from, as warnings name it.
    explicit UnknownFields(std::string source) : source_(std::move(source)) {}
    UnknownFields(const UnknownFields&) = delete;
    UnknownFields& operator=(const UnknownFields&) = delete;
    ~UnknownFields();

    void add(const Type& type, std::uint32_t number);

    /// All that were left out.
    std::uint64_t count() const { return count_; }

private:
    std::string source_;
    std::uint64_t count_ = 0;
    std::vector<std::pair<const Type*, std::uint32_t>> told_;
};

} // namespace zws::codec::protobuf
