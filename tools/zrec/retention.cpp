// SPDX-License-Identifier: MIT
#include "tools/zrec/retention.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/mcap/record.hpp"
#include "libcommon/os/file_descriptor.hpp"
#include "tools/zrec/file_name.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <utility>

namespace zws::rec {

namespace {

namespace fs = std::filesystem;

/// What a file of ours begins with: the magic, the head of the header, an empty profile, and the length of
/// the name.
bool begins_as_ours(int fd)
{
    constexpr std::size_t name_at = mcap::magic.size() + mcap::record_head_size + 2 * sizeof(std::uint32_t);
    std::array<char, name_at + writer_name.size()> begin{};
    const std::string_view read(begin.data(), begin.size());
    return ::read(fd, begin.data(), begin.size()) == static_cast<ssize_t>(begin.size()) &&
           read.starts_with(mcap::magic) && read.ends_with(writer_name);
}

/// Whether it is ours, and nobody writes it.
bool may_go(const fs::path& path)
{
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    return file.get() >= 0 && begins_as_ours(file.get()) && flock(file.get(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace

Retention::Retention(fs::path folder, KeepRule keep) : folder_(std::move(folder)), keep_(keep) {}

void Retention::look()
{
    files_.clear();
    bytes_ = 0;
    std::error_code failed;
    if (!keep_.limited())
        return;
    for (const auto& entry : fs::directory_iterator(folder_, failed)) {
        if (!is_file_name(entry.path().filename().string()) || !may_go(entry.path()))
            continue;
        std::error_code gone;
        const Old old{entry.path(), entry.file_size(gone), entry.last_write_time(gone)};
        if (!gone)
            files_.push_back(old);
    }
    std::sort(files_.begin(), files_.end(),
              [](const Old& one, const Old& other) { return one.path < other.path; });
    for (const auto& file : files_)
        bytes_ += file.bytes;
}

bool Retention::is_over(std::uint64_t bytes, const Old& oldest, fs::file_time_type now) const
{
    return (keep_.bytes != 0 && bytes > static_cast<std::uint64_t>(keep_.bytes)) ||
           (keep_.age && now - oldest.ended > *keep_.age);
}

void Retention::enforce(std::uint64_t open_bytes, fs::file_time_type now)
{
    while (!files_.empty() && is_over(bytes_ + open_bytes, files_.front(), now)) {
        const Old oldest = std::move(files_.front());
        files_.pop_front();
        bytes_ -= oldest.bytes;
        std::error_code failed;
        if (may_go(oldest.path) && !fs::remove(oldest.path, failed) && failed)
            log::warning("delete ", oldest.path.string(), ": ", failed.message());
        else
            log::debug("deleted ", oldest.path.string());
    }
}

} // namespace zws::rec
