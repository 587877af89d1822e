// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history.hpp"

#include <algorithm>
#include <utility>

namespace zws::browser {

void History::append(std::string_view first_frame, std::string_view payload)
{
    if (max_messages_ == 0)
        return;
    const bool same = first_frame.data() == payload.data();
    const Sizes sizes{first_frame.size(), same ? 0 : first_frame.size(), payload.size()};
    const auto size = sizeof sizes + sizes.stored_frame + sizes.payload;
    Chunk& chunk = chunk_for(size);
    chunk.records.append(reinterpret_cast<const char*>(&sizes), sizeof sizes);
    if (!same)
        chunk.records.append(first_frame);
    chunk.records.append(payload);
    ++chunk.messages;
    ++messages_;
    trim();
}

History::Chunk& History::chunk_for(std::size_t size)
{
    const auto most_messages = std::max<std::size_t>(max_messages_ / chunks_aimed_at, 1);
    if (chunks_.empty() || chunks_.back().messages >= most_messages ||
        chunks_.back().records.size() + size > max_bytes_ / chunks_aimed_at)
        chunks_.push_back(std::exchange(spare_, {}));
    bytes_ += size;
    return chunks_.back();
}

void History::trim()
{
    while (chunks_.size() > 1 &&
           (messages_ - chunks_.front().messages >= max_messages_ || bytes_ > max_bytes_)) {
        messages_ -= chunks_.front().messages;
        bytes_ -= chunks_.front().records.size();
        spare_ = std::move(chunks_.front());
        spare_.records.clear();
        spare_.messages = 0;
        chunks_.pop_front();
    }
}

} // namespace zws::browser
