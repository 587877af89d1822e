// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace zws::browser::history {

/// A file in memory, read only. It may grow up to `size` later: only what it has may be read.
class Mapping {
public:
    /// `size` is at least 1. Throws Error, which names `path`.
    Mapping(int fd, std::size_t size, const std::string& path);
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    /// What begins at `offset`; the mapping lives as long.
    static Bytes part(const std::shared_ptr<const Mapping>& mapping, std::uint64_t offset)
    {
        return {mapping, mapping->begin_ + offset};
    }

private:
    const char* begin_;
    std::size_t size_;
};

} // namespace zws::browser::history
