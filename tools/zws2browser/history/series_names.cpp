// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/series_names.hpp"

#include "libcommon/cli/log.hpp"

#include <array>
#include <cstring>

namespace zws::browser::history {

namespace {

struct NameHead {
    std::uint32_t crc;
    std::uint32_t number;
    std::uint32_t size;
};

std::string record(std::uint32_t number, const std::string& name)
{
    NameHead head{0, number, static_cast<std::uint32_t>(name.size())};
    std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
    bytes += name;
    head.crc = crc_of(std::string_view(bytes).substr(sizeof head.crc));
    std::memcpy(bytes.data(), &head.crc, sizeof head.crc);
    return bytes;
}

} // namespace

std::size_t read_series_names(std::string_view bytes,
                              const std::function<void(std::uint32_t, const std::string&)>& take)
{
    std::size_t at = 0;
    NameHead head;
    while (bytes.size() - at >= sizeof head) {
        std::memcpy(&head, bytes.data() + at, sizeof head);
        if (head.size > bytes.size() - at - sizeof head)
            break;
        const auto all = bytes.substr(at, sizeof head + head.size);
        if (head.crc != crc_of(all.substr(sizeof head.crc)) || head.number == ~std::uint32_t{0})
            break;
        take(head.number, std::string(all.substr(sizeof head)));
        at += all.size();
    }
    return at;
}

void SeriesNames::load(Store& store)
{
    const auto take = [&store](std::uint32_t number, const std::string& name) {
        store.restore_series(number, name);
    };
    const auto whole = read_series_names(file_.read(), take);
    if (whole == file_.size())
        return;
    log::warning(file_.path().string(), ": its torn end is cut off: ", file_.size() - whole, " bytes");
    file_.cut(whole);
}

void SeriesNames::save(Store& store)
{
    const auto names = store.unsaved_names();
    std::string bytes;
    for (const auto& [number, name] : names)
        bytes += record(number, name);
    file_.append(bytes);
    store.saved_names(names.size());
}

} // namespace zws::browser::history
