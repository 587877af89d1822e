// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zpeek/findings/commands.hpp"
#include "tools/zpeek/findings/findings.hpp"
#include "tools/zpeek/sampling/samples.hpp"

#include <algorithm>
#include <cstdint>

namespace {

std::string_view take(std::string_view& left, std::size_t size)
{
    const auto taken = left.substr(0, size);
    left.remove_prefix(taken.size());
    return taken;
}

} // namespace

// The first byte says how many frames a message has; before each frame stands its size, up to 255.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zws::peek;
    std::string_view left(reinterpret_cast<const char*>(data), size);
    if (left.empty())
        return 0;
    const std::size_t count = 1 + static_cast<unsigned char>(take(left, 1)[0]) % 5U;
    Samples samples;
    Arrival arrival{View::Clock::time_point(std::chrono::hours(1)),
                    std::chrono::system_clock::time_point(std::chrono::seconds(1'796'000'000))};
    while (!left.empty()) {
        std::vector<std::string> frames;
        while (frames.size() < count) {
            const auto length = left.empty() ? 0U : static_cast<unsigned char>(take(left, 1)[0]);
            frames.emplace_back(take(left, length));
        }
        zws::Message message(frames);
        samples.add(message, arrival);
        arrival.steady += std::chrono::milliseconds(100);
        arrival.wall += std::chrono::milliseconds(100);
    }
    Options options;
    options.input.endpoints = {{zws::Endpoint::Side::connect, "tcp://127.0.0.1:5001"}};
    for (const auto& topic : samples.all()) {
        const auto found = look_into(topic);
        const auto commands = commands_for(found, options, false);
        zws::fuzz::expect(!commands.lines.empty(), "there is always something to type");
        zws::fuzz::expect(found.fields->all().size() <= Fields::most, "fields are bounded");
        zws::fuzz::expect(!found.time || found.fields->find(found.time->pointer) != nullptr,
                          "the time is a field");
    }
    return 0;
}
