// SPDX-License-Identifier: MIT
#include "libcommon/mcap/placement.hpp"
#include "libcommon/mcap/playback.hpp"
#include "libcommon/os/error.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace {

/// A file in memory, which is used again: each input is all of it.
zws::mcap::FileWindow file_of(const std::uint8_t* data, std::size_t size)
{
    static const int file = memfd_create("fuzz", MFD_CLOEXEC);
    zws::fuzz::expect(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == static_cast<ssize_t>(size),
                      "there is room for a file");
    return {zws::FileDescriptor(dup(file)), "fuzz"};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::vector<zws::mcap::Recording> recordings;
    const auto lost = [size](const zws::mcap::Loss& loss) {
        zws::fuzz::expect(loss.offset <= size && loss.size <= size - loss.offset,
                          "what is lost is in the file");
    };
    try {
        recordings.emplace_back(file_of(data, size), lost);
        const auto any = [](const zws::mcap::ChannelRecord&) { return true; };
        zws::mcap::Playback playback(recordings, {0, ~zws::mcap::Time{0}, any});
        std::size_t bytes = 0;
        while (const auto played = playback.next()) {
            const auto& channel = played->recording->channel(played->message.channel);
            bytes += played->message.data.size();
            zws::mcap::frames_of(channel, played->message.data);
        }
        zws::fuzz::expect(bytes <= 100'000 * size, "what is read is in the file");
    } catch (const zws::Error&) {
        return 0; // not MCAP
    }
    return 0;
}
