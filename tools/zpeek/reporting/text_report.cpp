// SPDX-License-Identifier: MIT
#include "tools/zpeek/reporting/text_report.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"
#include "tools/zpeek/reporting/topic_text.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

constexpr std::size_t most_in_full = 20; // topics

std::string counted(std::uint64_t count, const std::string& unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

std::string line_of(const PeerState& peer)
{
    const auto& [type, zmtp, mechanism] = peer.identity;
    std::string text = log::printable(peer.endpoint.described()) + ": ";
    if (!peer.problem.empty())
        return text + log::printable(peer.problem) + '\n';
    if (type.empty() && zmtp.empty())
        return text + "not known who is there\n";
    text += type.empty() ? "a peer" : (type.starts_with('X') ? "an " : "a ") + log::printable(type);
    text += zmtp.empty() ? "" : ", ZMTP " + zmtp;
    return text + (mechanism.empty() ? "" : ", mechanism " + log::printable(mechanism)) + '\n';
}

std::string line_of(const Samples& topics, std::chrono::nanoseconds looked)
{
    const auto& flow = topics.flow();
    const double seconds = std::chrono::duration<double>(looked).count();
    std::string text = counted(flow.messages(), "message") + " in " + decimal(seconds) + " s";
    if (flow.messages() == 0)
        return text + '\n';
    text += ", " + rough_size(flow.bytes()) + ", " + counted(topics.all().size(), "topic");
    if (topics.others() > 0)
        text += "; " + std::to_string(topics.others()) + " messages are of topics beyond the first " +
                std::to_string(Samples::most_topics) + ", and were only counted";
    return text + '\n';
}

/// Samples by how many messages they have.
std::vector<std::size_t> in_order(const StreamFindings& stream)
{
    std::vector<std::size_t> order(stream.found.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&stream](std::size_t a, std::size_t b) {
        return stream.found[a].topic->flow.messages() > stream.found[b].topic->flow.messages();
    });
    return order;
}

void append_commands(std::string& out, const Commands& commands)
{
    for (const auto& line : commands.lines)
        out += "  " + log::printable(line) + '\n';
    if (!commands.page.empty())
        out += "    and open " + log::printable(commands.page) + '\n';
}

void append_sentences(std::string& out, const char* title, const std::vector<std::string>& sentences)
{
    if (sentences.empty())
        return;
    out += std::string("\n") + title + '\n';
    for (const auto& sentence : sentences)
        out += "  " + log::printable(sentence) + '\n';
}

} // namespace

std::string text_report(const StreamFindings& stream)
{
    std::string out;
    for (const auto& peer : stream.peers)
        out += line_of(peer);
    out += line_of(*stream.topics, stream.looked);
    const auto order = in_order(stream);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto& found = stream.found[order[place]];
        out += (place < most_in_full ? "\n" : "") + topic_line(found, stream.looked);
        if (place < most_in_full)
            out += topic_details(found);
    }
    if (!order.empty())
        out += "\nType next:\n";
    for (std::size_t place = 0; place < std::min(order.size(), most_in_full); ++place) {
        const auto& commands = stream.commands[order[place]];
        const bool again = place > 0 && commands == stream.commands[order[place - 1]];
        if (!again)
            append_commands(out, commands);
    }
    append_sentences(out, "What to try:", stream.advice);
    return out;
}

} // namespace zws::peek
