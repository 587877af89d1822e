// SPDX-License-Identifier: MIT
#include "tools/zrec/triggers.hpp"

#include "tests/unit/catch.hpp"

using zws::Message;
using zws::rec::Condition;
using zws::rec::Triggers;

namespace {

Message with_payload(const std::string& payload)
{
    return Message({"topic", payload});
}

} // namespace

TEST_CASE("a condition begins a file when it becomes true")
{
    const std::vector<Condition> conditions{Condition("/x > 3"), Condition("/y > 3")};
    Triggers triggers(conditions);
    CHECK(triggers.became_true(1, with_payload(R"({"x":3})")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":4})")) == &conditions[0]);
    CHECK(triggers.became_true(1, with_payload(R"({"x":5})")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":5,"y":5})")) == &conditions[1]);
    CHECK(triggers.became_true(1, with_payload("not JSON")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"z":1})")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":5})")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":1})")) == nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":4})")) == &conditions[0]);
}

TEST_CASE("each channel has a state of its own")
{
    const std::vector<Condition> conditions{Condition("/x > 3")};
    Triggers triggers(conditions);
    CHECK(triggers.became_true(1, with_payload(R"({"x":4})")) != nullptr);
    CHECK(triggers.became_true(900, with_payload(R"({"x":4})")) != nullptr);
    CHECK(triggers.became_true(1, with_payload(R"({"x":4})")) == nullptr);
}

TEST_CASE("payloads are read as leniently as elsewhere")
{
    const std::vector<Condition> conditions{Condition("/x > 3")};
    Triggers triggers(conditions);
    CHECK(triggers.became_true(1, Message({R"(cpu { "y": NaN, "x": 4 })"})) != nullptr);
}
