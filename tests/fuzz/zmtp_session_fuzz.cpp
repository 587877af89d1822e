// SPDX-License-Identifier: MIT
// What a subscriber sends: in which parts it comes does not matter, and what it is answered are whole frames.
// The first byte says how many lengths of parts follow, which are used in turn; the rest is sent.
#include "tests/fuzz/expect.hpp"
#include "tools/zrelay/zmtp/session.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using zws::fuzz::expect;
using zws::relay::Note;
using zws::relay::zmtp::Session;

namespace {

constexpr unsigned most_lengths = 7;
constexpr std::size_t greeting = 64;
constexpr std::size_t old_greeting = 14; // ours to a peer of ZMTP 2.0, with the identity
constexpr std::size_t longest_context = 16;

/// What came of a session.
struct Outcome {
    std::string output;
    std::vector<std::tuple<Note::Kind, std::string, bool>> notes;
    std::string error;
    bool ready = false;
    bool pings = false;

    bool operator==(const Outcome&) const = default;
};

void collect(Session& session, Outcome& outcome)
{
    outcome.output += session.take_output();
    for (auto& note : session.take_notes())
        outcome.notes.emplace_back(note.kind, std::move(note.bytes), note.more);
}

/// Parts of these lengths, in turn; without one all at once.
Outcome outcome_of(std::string_view bytes, std::string_view lengths)
{
    Session session;
    Outcome outcome;
    try {
        for (std::size_t i = 0; !bytes.empty(); ++i) {
            std::size_t size = bytes.size();
            if (!lengths.empty())
                size =
                    std::clamp<std::size_t>(static_cast<unsigned char>(lengths[i % lengths.size()]), 1, size);
            session.receive(bytes.substr(0, size));
            bytes.remove_prefix(size);
            collect(session, outcome);
        }
    } catch (const zws::relay::zmtp::ProtocolError& e) {
        outcome.error = e.what();
        expect(!outcome.error.empty(), "a failure has a reason");
    }
    collect(session, outcome);
    outcome.ready = session.ready();
    outcome.pings = session.pings();
    if (outcome.error.empty()) {
        session.ping();
        const auto ping = session.take_output();
        expect(ping.empty() != outcome.pings, "those who answer pings are pinged");
        outcome.output += ping;
    }
    return outcome;
}

/// Behind the greeting: READY, where commands are spoken, then a PONG for each PING and our own PING.
void check_frames(std::string_view out, bool has_commands)
{
    bool first = has_commands;
    while (!out.empty()) {
        const auto frame = zws::zmtp::read_frame(out, Session::longest_frame);
        expect(frame.has_value(), "frames are whole");
        expect(frame->command && !frame->more, "only commands are sent");
        const bool pong = frame->body.starts_with("\4PONG") && frame->body.size() <= 5 + longest_context;
        const bool ping = frame->size == out.size() && frame->body == std::string_view("\4PING\0\0", 7);
        expect(first ? frame->body.starts_with("\5READY") : pong || ping, "the commands are known ones");
        first = false;
        out.remove_prefix(frame->size);
    }
    expect(!first, "READY is sent");
}

void check(const Outcome& outcome)
{
    // ZMTP 3 has the mechanism where 2.0 has the length of an identity.
    const bool has_commands = outcome.output.size() > old_greeting && outcome.output[12] == 'N';
    if (outcome.ready)
        check_frames(std::string_view(outcome.output).substr(has_commands ? greeting : old_greeting),
                     has_commands);
    else
        expect(outcome.notes.empty() && !outcome.pings, "nobody tells anything before the handshake is done");
    for (const auto& [kind, bytes, more] : outcome.notes)
        expect(kind == Note::Kind::message || !more, "a subscription is alone");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t count =
        input.empty() ? 0 : std::min<std::size_t>(data[0] % (most_lengths + 1), size - 1);
    const auto bytes = input.substr(std::min(size, 1 + count));
    const auto whole = outcome_of(bytes, {});
    check(whole);
    expect(outcome_of(bytes, count == 0 ? std::string_view("\1") : input.substr(1, count)) == whole,
           "parts do not matter");
    return 0;
}
