// SPDX-License-Identifier: MIT
#include "tools/zrec/rolling_files.hpp"

#include <algorithm>
#include <utility>

namespace zws::rec {

RollingFiles::RollingFiles(const Options& options, Clock::time_point now)
    : options_(options), retention_(options.folder, options.keep), minute_(now, std::chrono::minutes(1))
{
    retention_.look();
    keep();
}

void RollingFiles::keep()
{
    retention_.enforce(file_ ? file_->size() : 0, std::filesystem::file_time_type::clock::now());
}

bool RollingFiles::fits(const mcap::FileChunk& chunk) const
{
    if (options_.rotate_size != 0 &&
        file_->closed_size(chunk) > static_cast<std::uint64_t>(options_.rotate_size))
        return false;
    return !options_.rotate_age || chunk.index.end < file_->first() ||
           chunk.index.end - file_->first() <= static_cast<std::uint64_t>(options_.rotate_age->count());
}

void RollingFiles::write(mcap::FileChunk chunk, Clock::time_point now)
{
    if (file_ && !fits(chunk))
        close();
    if (!file_) {
        file_ = std::make_unique<OutputFile>(options_.folder, chunk.index.start);
        begun_ = now;
    }
    file_->write(chunk);
    keep();
}

Destination::Clock::time_point RollingFiles::end() const
{
    return file_ && options_.rotate_age ? begun_ + *options_.rotate_age : Clock::time_point::max();
}

Destination::Clock::time_point RollingFiles::due() const
{
    return options_.keep.age ? std::min(end(), minute_.due()) : end();
}

void RollingFiles::look(Clock::time_point now)
{
    if (now >= end())
        close();
    if (minute_.passed(now))
        keep();
}

void RollingFiles::close()
{
    if (!file_)
        return;
    std::exchange(file_, nullptr)->close();
    retention_.look();
    keep();
}

} // namespace zws::rec
