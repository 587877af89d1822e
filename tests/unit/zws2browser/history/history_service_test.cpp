// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/history_service.hpp"

#include "tests/unit/catch.hpp"
#include <cstddef>
#include <map>

using namespace zws::browser;

namespace {

constexpr std::size_t points = 2'000;

void fill(history::Store& store)
{
    for (std::size_t i = 0; i < points; ++i)
        store.append("a", static_cast<double>(i), static_cast<double>(i % 97));
}

/// A request that costs more than to ask it.
RequestTarget all_of_it()
{
    return {{}, "/history", {{"from", "0"}, {"to", std::to_string(points)}, {"columns", "200"}}};
}

/// Asks the same again and again, and counts answers by their status.
class Crowd {
public:
    void ask(HistoryService& service)
    {
        ++asked_;
        service.answer(all_of_it(), "application/json", asking_, [this](const Response& response) {
            ++answered_;
            ++answers_[response.result_int()];
        });
    }

    void wait()
    {
        while (answered_ < asked_)
            asking_.run_one();
    }

    std::size_t asked() const { return asked_; }
    std::size_t answers(unsigned status) { return answers_[status]; }

private:
    net::io_context asking_;
    net::executor_work_guard<net::io_context::executor_type> work_{asking_.get_executor()};
    std::size_t asked_ = 0;
    std::size_t answered_ = 0;
    std::map<unsigned, std::size_t> answers_;
};

} // namespace

TEST_CASE("where too many requests for history wait, the next are refused, and those that wait are answered")
{
    constexpr std::size_t most_waiting = 64;
    history::Store store(history::Bounds{});
    fill(store);
    zws::MemoryBudget memory(std::size_t{1} << 30U);
    Crowd crowd; // the thread of the service may still be at its event loop when the last answer is here
    HistoryService service(store, memory);
    while (crowd.answers(503) == 0 && crowd.asked() < 100'000)
        crowd.ask(service);
    const auto asked = crowd.asked();
    CHECK(asked > most_waiting);
    CHECK(crowd.answers(503) == 1);
    crowd.wait();
    CHECK(crowd.answers(200) == asked - 1);
    crowd.ask(service);
    crowd.wait();
    CHECK(crowd.answers(200) == asked);
}
