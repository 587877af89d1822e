// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    zws::Envelope envelope;
    zws::Envelope spaced; // the space in front is in no plain envelope
    const bool good = zws::parse_envelope(line, envelope).empty();
    zws::fuzz::expect(zws::parse_envelope(' ' + std::string(line), spaced).empty() == good,
                      "both ways to read agree");
    if (!good)
        return 0;
    zws::fuzz::expect(spaced.frames == envelope.frames && spaced.time == envelope.time,
                      "both ways read the same");
    zws::fuzz::expect(!envelope.frames.empty(), "an envelope has a frame");
    std::string written;
    zws::append_envelope(written, envelope.time.value_or(std::chrono::system_clock::time_point()),
                         zws::Message(envelope.frames));
    zws::Envelope again;
    zws::fuzz::expect(zws::parse_envelope(written, again).empty(), "what is written can be read");
    zws::fuzz::expect(again.frames == envelope.frames, "frames come back as they were");
    zws::fuzz::expect(!envelope.time || again.time == envelope.time, "the time comes back as it was");
    return 0;
}
