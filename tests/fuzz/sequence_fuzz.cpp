// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zcat/gaps.hpp"
#include "tools/zcat/sequence.hpp"

#include <cstdint>
#include <stdexcept>

// The first line is the specification, the rest a payload, and the last frame too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.substr(0, text.find('\n'));
    const std::string rest(text.substr(std::min(line.size() + 1, size)));
    try {
        const auto spec = zws::cat::parse_sequence_spec(line);
        const zws::Message message({"topic", rest, rest});
        const auto number = sequence_of({message}, spec);
        if (number) {
            const auto step = zws::cat::compare(*number, *number + 1, spec.bits());
            zws::fuzz::expect(step.kind == zws::cat::Progress::Kind::next || spec.bits() < 64,
                              "one more is the next");
        }
    } catch (const std::invalid_argument&) { // no specification
    }
    return 0;
}
