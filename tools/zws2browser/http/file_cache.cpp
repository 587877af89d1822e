// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/file_cache.hpp"

#include "libcommon/os/file_descriptor.hpp"

#include <fcntl.h>
#include <functional>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace zws::browser {

namespace {

/// What is there of a file that may grow or shrink meanwhile: at most what it was at first.
std::optional<std::string> read_all(const FileDescriptor& file, std::size_t size)
{
    std::string content(size, '\0');
    std::size_t filled = 0;
    while (filled < content.size()) {
        const auto more = ::read(file.get(), content.data() + filled, content.size() - filled);
        if (more < 0)
            return std::nullopt;
        if (more == 0)
            break;
        filled += static_cast<std::size_t>(more);
    }
    content.resize(filled);
    return content;
}

} // namespace

std::string entity_tag(std::string_view content)
{
    std::ostringstream tag;
    tag << '"' << std::hex << std::hash<std::string_view>()(content) << '-' << content.size() << '"';
    return std::move(tag).str();
}

/// What tells one state of a file from another.
struct FileCache::Version {
    /// That of a file which is to be served.
    static std::optional<Version> of(const FileDescriptor& file);

    bool operator==(const Version& other) const
    {
        return inode == other.inode && size == other.size && changed.tv_sec == other.changed.tv_sec &&
               changed.tv_nsec == other.changed.tv_nsec;
    }

    ino_t inode = 0;
    off_t size = 0;
    timespec changed{};
};

std::optional<FileCache::Version> FileCache::Version::of(const FileDescriptor& file)
{
    struct stat status {};
    if (file.get() < 0 || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > static_cast<off_t>(largest_file))
        return std::nullopt;
    return Version{status.st_ino, status.st_size, status.st_mtim};
}

struct FileCache::File {
    File(Version state, std::string bytes, zws::MemoryBudget::Share share)
        : version(state), content(std::move(bytes)), tag(entity_tag(content)), memory(std::move(share))
    {
    }

    Version version;
    std::string content;
    std::string tag;
    zws::MemoryBudget::Share memory;
};

std::optional<CachedFile> FileCache::read(const std::filesystem::path& path)
{
    const FileDescriptor opened(
        ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)); // it may be a FIFO by now
    const auto version = Version::of(opened);
    if (!version)
        return std::nullopt;
    const auto entry = entry_of(path);
    const std::lock_guard lock(entry->mutex);
    auto file = entry->file.lock();
    if (!file || !(file->version == *version)) {
        zws::MemoryBudget::Share memory(memory_);
        if (!memory.resize(static_cast<std::size_t>(version->size)))
            throw NoRoom();
        auto content = read_all(opened, static_cast<std::size_t>(version->size));
        if (!content)
            return std::nullopt;
        file = std::make_shared<const File>(*version, std::move(*content), std::move(memory));
        entry->file = file;
    }
    return CachedFile{{file, file->content}, file->tag};
}

/// That of a path; those that are empty go.
std::shared_ptr<FileCache::Entry> FileCache::entry_of(const std::filesystem::path& path)
{
    const std::lock_guard lock(mutex_);
    auto& entry = entries_[path];
    if (!entry) {
        entry = std::make_shared<Entry>();
        std::erase_if(entries_, [&entry](const auto& other) {
            return other.second != entry && other.second.use_count() == 1 && other.second->is_empty();
        });
    }
    return entry;
}

bool FileCache::Entry::is_empty()
{
    const std::unique_lock lock(mutex, std::try_to_lock);
    return lock && file.expired();
}

} // namespace zws::browser
