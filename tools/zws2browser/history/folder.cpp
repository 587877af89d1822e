// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/folder.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/text/number.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <set>
#include <sys/file.h>
#include <utility>

namespace zws::browser::history {

namespace {

constexpr auto format =
    std::endian::native == std::endian::little ? "zws history 1\n" : "zws history 1 big-endian\n";

std::filesystem::path made(const std::filesystem::path& path)
{
    std::error_code failure;
    std::filesystem::create_directories(path, failure);
    if (failure)
        throw Error("make the folder " + path.string() + ": " + failure.message());
    return path;
}

FileDescriptor locked(const std::filesystem::path& folder)
{
    const auto path = folder / "lock";
    FileDescriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (lock.get() < 0)
        throw system_error("open " + path.string(), errno);
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        throw Error("history in " + folder.string() + ": another process keeps its history there");
    throw system_error("lock " + path.string(), errno);
}

void check_format(const std::filesystem::path& folder)
{
    AppendFile file(folder / "format");
    const auto found = file.read();
    if (found.empty())
        return file.append(format);
    if (found != format)
        throw Error("history in " + folder.string() + ": its format is \"" +
                    log::printable(log::excerpt(found.substr(0, found.find('\n')))) +
                    "\", which this version does not know");
}

/// A number that the names of three files begin with.
std::optional<std::uint64_t> number_of(const std::filesystem::path& path)
{
    const auto ending = path.extension();
    if (ending != ".points" && ending != ".blocks" && ending != ".chunks")
        return std::nullopt;
    try {
        return parse_number<std::uint64_t>(path.stem().string());
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

std::set<std::uint64_t> numbers_in(const std::filesystem::path& folder)
{
    std::set<std::uint64_t> numbers;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (const auto number = number_of(entry.path().filename()))
            numbers.insert(*number);
    }
    return numbers;
}

/// Bytes of points in files that go together.
std::uint64_t limit_of_files(std::uint64_t size)
{
    constexpr std::uint64_t least = std::uint64_t{64} << 10U;
    constexpr std::uint64_t usual = std::uint64_t{64} << 20U;
    return std::max(std::clamp(size / 64, least, usual),
                    size / 4096); // 4096 mappings of three files are enough
}

} // namespace

Folder::Folder(const std::filesystem::path& path, const FolderBounds& bounds)
    : path_(made(path)),
      bounds_(bounds),
      lock_(locked(path)),
      names_((check_format(path), path)),
      journal_(path, std::min(std::uint64_t{16} << 20U, bounds.size / 16))
{
}

void Folder::load(Store& store)
{
    names_.load(store);
    const auto numbers = numbers_in(path_);
    for (const auto number : numbers) {
        files_.emplace_back(path_, number);
        files_.back().load(store, number == *numbers.rbegin());
        if (files_.back().size() == 0) { // never used, or all of it was torn
            files_.back().drop(store, ChunkFiles::chunks);
            files_.pop_back();
        }
    }
    journal_.load(store);
    store.end_restore();
    is_open_ = !files_.empty() && files_.back().open(limit_of_files(bounds_.size));
}

void Folder::save(Store& store, double now)
{
    try {
        prune(store, now);
        names_.save(store);
        save_chunks(store);
        journal_.save(store);
        journal_is_old_ = store.take_journal_is_old() || journal_is_old_;
        if (!journal_is_old_ && !journal_.is_long(store))
            return;
        journal_.rewrite(store, [&] { save_chunks(store); });
        journal_is_old_ = false;
    } catch (const std::filesystem::filesystem_error& failure) {
        throw Error(std::string("history: ") + failure.what());
    }
}

void Folder::save_chunks(Store& store)
{
    for (const auto& chunk : store.unsaved_chunks())
        files_for_next().append(store, chunk);
}

ChunkFiles& Folder::files_for_next()
{
    if (is_open_ && !files_.back().is_full())
        return files_.back();
    close_last();
    files_.emplace_back(path_, files_.empty() ? 0 : files_.back().number() + 1);
    try {
        is_open_ = files_.back().open(limit_of_files(bounds_.size));
    } catch (...) {
        files_.pop_back();
        throw;
    }
    return files_.back();
}

void Folder::close_last()
{
    if (std::exchange(is_open_, false))
        files_.back().close();
}

std::uint64_t Folder::size(ChunkFiles::Part part) const
{
    std::uint64_t sum = 0;
    for (const auto& files : files_)
        sum += files.size(part);
    return sum;
}

std::uint64_t Folder::size() const
{
    return names_.size() + journal_.size() + size(ChunkFiles::points) + size(ChunkFiles::blocks) +
           size(ChunkFiles::chunks);
}

void Folder::prune(Store& store, double now)
{
    if (is_open_ && files_.back().first_sealed_at() < now - bounds_.age / 8)
        close_last(); // so that what is old can go without what is not
    while (!files_.empty() && files_.front().last_sealed_at() < now - bounds_.age &&
           !(is_open_ && files_.size() == 1))
        drop(store, files_.begin(), ChunkFiles::chunks);
    while (size() > bounds_.size) {
        const bool dropped =
            (size(ChunkFiles::points) > bounds_.size / 2 && drop_oldest(store, ChunkFiles::points)) ||
            (size(ChunkFiles::blocks) > bounds_.size / 4 && drop_oldest(store, ChunkFiles::blocks)) ||
            drop_oldest(store, ChunkFiles::chunks);
        if (!dropped)
            return;
    }
}

/// False where only files are left that are written to.
bool Folder::drop_oldest(Store& store, ChunkFiles::Part part)
{
    const auto closed_end = files_.end() - (is_open_ ? 1 : 0);
    const auto has_part = [part](const ChunkFiles& files) { return files.size(part) > 0; };
    const auto oldest = std::find_if(files_.begin(), closed_end, has_part);
    if (oldest == closed_end)
        return false;
    drop(store, oldest, part);
    return true;
}

void Folder::drop(Store& store, const std::deque<ChunkFiles>::iterator& files, ChunkFiles::Part part)
{
    files->drop(store, part);
    if (part != ChunkFiles::chunks)
        return;
    files_.erase(files);
    journal_is_old_ = true;
}

} // namespace zws::browser::history
