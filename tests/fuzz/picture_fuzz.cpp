// SPDX-License-Identifier: MIT
#include "libcommon/points/points.hpp"
#include "libcommon/text/character.hpp"
#include "tests/fuzz/expect.hpp"
#include "tools/zpeek/plot/picture.hpp"
#include "tools/zpeek/top/table.hpp"
#include "tools/zpeek/top/topic_counts.hpp"

#include <clocale>
#include <cstdint>

namespace {

using namespace zws::peek;
using zws::fuzz::expect;

void check(const std::string& text)
{
    expect(zws::is_utf8(text), "what is drawn is text");
    for (std::size_t at = 0; at < text.size(); ++at)
        expect(text[at] == '\n' || zws::control_length(text, at) == 0, "nothing controls a terminal");
}

void check_picture(const Curves& curves, Charset charset)
{
    Panels panels;
    const auto scene = last_seconds(curves, 60);
    if (!scene)
        return;
    for (const auto& [width, height] : {std::pair{80, 24}, {23, 7}, {1, 1}}) {
        Grid grid(width, height, charset);
        draw_picture(grid, curves, panels, *scene);
        check(grid.text());
    }
}

} // namespace

// Each line is a message, with a topic before a blank, where it has one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool unicode = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    zws::points::Points points;
    zws::points::Points fields({zws::Pointer("/a"), zws::Pointer("/b/0")});
    Curves curves;
    Payloads payloads({});
    TopicCounts topics(TopicCounts::Clock::time_point{});
    for (double arrived = 1763870400; !input.empty(); arrived += 0.7) {
        const auto line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(line.size() + 1, input.size()));
        const auto blank = std::min(line.find(' '), line.size());
        const auto payload = line.substr(std::min(blank + 1, line.size()));
        points.extract(payload, line.substr(0, blank), arrived, curves);
        fields.extract(payload, line.substr(0, blank), arrived, curves);
        zws::Message message(
            {std::string(line.substr(0, blank)), std::string(payload), std::string(line, 0, 4)});
        topics.count(message, *payloads.of(message), TopicCounts::Clock::time_point{});
    }
    const Charset charset = unicode && size % 2 == 0 ? Charset::unicode : Charset::ascii;
    check_picture(curves, charset);
    for (int column = 0; column < column_count; ++column) {
        const TableOrder order{static_cast<TableColumn>(column), size % 3 == 0, {}};
        check(table_text(arranged(topics.rows({}), order), order, charset));
    }
    return 0;
}
