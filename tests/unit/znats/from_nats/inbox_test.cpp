// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/znats/library.hpp"
#include "tools/znats/from_nats/inbox.hpp"

#include <atomic>
#include <poll.h>
#include <string>
#include <thread>

using zws::WakeUp;
using zws::nats::Inbox;
using zws::nats::MsgPtr;

namespace {

constexpr std::size_t plenty = 1'000'000; // bytes

MsgPtr numbered(int number, const std::string& data = "")
{
    natsMsg* raw = nullptr;
    natsMsg_Create(&raw, std::to_string(number).c_str(), nullptr, data.data(), static_cast<int>(data.size()));
    return MsgPtr(raw);
}

bool readable(int fd)
{
    pollfd item{fd, POLLIN, 0};
    return poll(&item, 1, 0) == 1;
}

} // namespace

TEST_CASE("an inbox wakes its reader, and keeps the order")
{
    WakeUp wake;
    Inbox inbox(wake, plenty);
    REQUIRE_FALSE(readable(wake.fd()));
    REQUIRE_FALSE(inbox.pop());
    inbox.put(numbered(1));
    inbox.put(numbered(2));
    REQUIRE(readable(wake.fd()));
    wake.reset();
    REQUIRE_FALSE(readable(wake.fd()));
    REQUIRE(std::string(natsMsg_GetSubject(inbox.pop().get())) == "1");
    REQUIRE(std::string(natsMsg_GetSubject(inbox.pop().get())) == "2");
    REQUIRE_FALSE(inbox.pop());
}

TEST_CASE("a full inbox holds its writer up until there is room")
{
    WakeUp wake;
    Inbox inbox(wake, plenty);
    constexpr int count = 5000;
    std::thread writer([&inbox] {
        for (int i = 0; i < count; ++i)
            inbox.put(numbered(i));
    });
    for (int i = 0; i < count;) {
        if (const auto message = inbox.pop())
            REQUIRE(std::string(natsMsg_GetSubject(message.get())) == std::to_string(i++));
    }
    writer.join();
}

TEST_CASE("an inbox with as many bytes as it may have is full")
{
    WakeUp wake;
    Inbox inbox(wake, 100);
    std::atomic<int> put = 0;
    std::thread writer([&] {
        for (int i = 0; i < 4; ++i, ++put)
            inbox.put(numbered(i, std::string(i < 2 ? 60 : 200, 'x')));
    });
    while (put < 2)
        std::this_thread::yield();
    for (int i = 0; i < 4; ++i) {
        CHECK(put <= i + 2);
        MsgPtr message;
        while (!(message = inbox.pop()))
            std::this_thread::yield();
        CHECK(std::string(natsMsg_GetSubject(message.get())) == std::to_string(i));
    }
    writer.join();
}

TEST_CASE("a closed inbox holds nobody up")
{
    WakeUp wake;
    Inbox inbox(wake, plenty);
    std::thread writer([&inbox] {
        for (int i = 0; i < 2000; ++i)
            inbox.put(numbered(i));
    });
    inbox.close();
    writer.join();
    CHECK_FALSE(inbox.pop()); // what was there is freed, before libnats goes
}
