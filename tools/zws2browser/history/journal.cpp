// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/journal.hpp"

#include "libcommon/cli/log.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace zws::browser::history {

namespace {

constexpr auto file_name = "journal";

struct JournalHead {
    std::uint32_t crc = 0;
    std::uint32_t series = 0;
    std::uint64_t first_number = 0;
    std::uint32_t count = 0;
    std::uint32_t zero = 0;
};
static_assert(sizeof(JournalHead) == 24 && sizeof(Point) == 16);

std::string bytes_of(const OpenRun& run)
{
    JournalHead head{0, run.series, run.first_number, static_cast<std::uint32_t>(run.points.size())};
    std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
    bytes.append(reinterpret_cast<const char*>(run.points.data()), run.points.size() * sizeof(Point));
    head.crc = crc_of(std::string_view(bytes).substr(sizeof head.crc));
    std::memcpy(bytes.data(), &head.crc, sizeof head.crc);
    return bytes;
}

/// The size of the record that `bytes` begin with, its run in `run`; 0 where they begin with none.
std::size_t read_record(std::string_view bytes, OpenRun& run)
{
    JournalHead head;
    if (bytes.size() < sizeof head)
        return 0;
    std::memcpy(&head, bytes.data(), sizeof head);
    if (head.count == 0 || head.count > (bytes.size() - sizeof head) / sizeof(Point))
        return 0;
    const auto size = sizeof head + head.count * sizeof(Point);
    if (head.crc != crc_of(bytes.substr(sizeof head.crc, size - sizeof head.crc)))
        return 0;
    run.series = head.series;
    run.first_number = head.first_number;
    run.points.resize(head.count);
    std::memcpy(run.points.data(), bytes.data() + sizeof head, head.count * sizeof(Point));
    return size;
}

void append(AppendFile& file, const std::vector<OpenRun>& runs)
{
    std::string bytes;
    for (const auto& run : runs)
        bytes += bytes_of(run);
    file.append(bytes);
}

} // namespace

std::size_t read_journal(std::string_view bytes, const std::function<void(const OpenRun&)>& take)
{
    std::size_t at = 0;
    OpenRun run{};
    while (const auto size = read_record(bytes.substr(at), run)) {
        const auto wrong = [](Point point) { return !std::isfinite(point.time); };
        if (std::ranges::none_of(run.points, wrong))
            take(run);
        at += size;
    }
    return at;
}

Journal::Journal(const std::filesystem::path& folder, std::uint64_t least_to_rewrite)
    : folder_(folder), file_(folder / file_name), least_to_rewrite_(least_to_rewrite)
{
}

void Journal::load(Store& store)
{
    const auto whole = read_journal(file_.read(), [&store](const OpenRun& run) { store.restore(run); });
    if (whole == file_.size())
        return;
    log::warning(file_.path().string(), ": its torn end is cut off: ", file_.size() - whole, " bytes");
    file_.cut(whole);
}

void Journal::save(Store& store)
{
    const auto runs = store.open_points(false);
    append(file_, runs);
    store.journaled(runs);
}

bool Journal::is_long(const Store& store) const
{
    return file_.size() > std::max<std::uint64_t>(least_to_rewrite_, 2 * sizeof(Point) * store.open_count());
}

void Journal::rewrite(Store& store, const std::function<void()>& save_chunks)
{
    const auto path = folder_ / "journal.new";
    std::filesystem::remove(path);
    AppendFile anew(path);
    const auto runs = store.open_points(true);
    append(anew, runs);
    anew.sync();
    save_chunks();
    std::filesystem::rename(path, folder_ / file_name);
    file_ = AppendFile(folder_ / file_name);
    store.journaled(runs);
}

} // namespace zws::browser::history
