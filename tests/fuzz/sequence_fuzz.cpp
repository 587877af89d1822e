// SPDX-License-Identifier: MIT
#include "libcommon/codec/sequence.hpp"
#include "libcommon/zmq/runs.hpp"
#include "tests/fuzz/expect.hpp"

#include <cstdint>
#include <stdexcept>

// The first line is the specification, the rest a payload, and the last frame too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.substr(0, text.find('\n'));
    const std::string rest(text.substr(std::min(line.size() + 1, size)));
    try {
        const auto spec = zws::parse_sequence_spec(line);
        const zws::Message message({"topic", rest, rest});
        const auto number = sequence_of(message, message.payload(), spec);
        if (number) {
            const auto step = zws::compare(*number, *number + 1, spec.bits());
            zws::fuzz::expect(step.kind == zws::Progress::Kind::next || spec.bits() < 64,
                              "one more is the next");
        }
    } catch (const std::invalid_argument&) { // no specification
    }
    return 0;
}
