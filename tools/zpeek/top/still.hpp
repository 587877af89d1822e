// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/top/topic_row.hpp"

#include <deque>
#include <string>
#include <vector>

namespace zws::peek {

/// Rows as they were once, with all that they refer to.
class Still {
public:
    explicit Still(std::vector<TopicRow> rows) : rows_(std::move(rows))
    {
        for (TopicRow& row : rows_) {
            row.topic = texts_.emplace_back(row.topic);
            row.last = texts_.emplace_back(row.last);
        }
    }
    Still(const Still&) = delete;
    Still& operator=(const Still&) = delete;

    const std::vector<TopicRow>& rows() const { return rows_; }

private:
    std::vector<TopicRow> rows_;
    std::deque<std::string> texts_;
};

} // namespace zws::peek
