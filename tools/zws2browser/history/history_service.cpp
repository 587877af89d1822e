// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/history_service.hpp"

#include "tools/zws2browser/history/answer_forms.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace zws::browser {

namespace {

using history::AnswerForm;

double unix_now()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The first one that is asked for by name; else binary.
AnswerForm form_of(const std::string& path, const std::string& accept)
{
    const auto csv = accept.find("text/csv");
    const auto json = accept.find("application/json");
    if (path == "/history.csv" || csv < json)
        return AnswerForm::csv;
    return json == std::string::npos ? AnswerForm::binary : AnswerForm::json;
}

} // namespace

bool is_about_history(const std::string& path)
{
    return path == "/history" || path == "/history.csv" || path == "/series";
}

HistoryService::HistoryService(const history::Store& store, zws::MemoryBudget& memory)
    : store_(store), memory_(memory), thread_([this](const std::stop_token& stop) { run(stop); })
{
}

HistoryService::~HistoryService()
{
    thread_.request_stop();
    thread_.join();
}

void HistoryService::answer(RequestTarget target, std::string accept, net::io_context& asking, Done done)
{
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() < most_waiting) {
            waiting_.push_back({std::move(target), std::move(accept), &asking, std::move(done)});
            came_.notify_one();
            return;
        }
    }
    done(refuse_for_want_of_room("too many requests for history are waiting"));
}

void HistoryService::run(const std::stop_token& stop)
{
    for (;;) {
        std::unique_lock lock(mutex_);
        if (!came_.wait(lock, stop, [this] { return !waiting_.empty(); }) || stop.stop_requested())
            return;
        auto question = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        auto answer = answered(question);
        net::post(*question.asking, [done = std::move(question.done), answer = std::move(answer)]() mutable {
            done(std::move(answer));
        });
    }
}

Response HistoryService::answered(const Question& question)
{
    try {
        if (question.target.path == "/series")
            return with_memory("application/json", history::series_json(store_));
        const auto request = history::parse_history_request(question.target.query, unix_now());
        const auto form = form_of(question.target.path, question.accept);
        return with_memory(history::media_type(form), history::answer_text(store_, request, form));
    } catch (const std::invalid_argument& wrong) {
        return make_refusal(http::status::bad_request, wrong.what());
    }
}

Response HistoryService::with_memory(std::string_view type, std::string text)
{
    struct Answer {
        std::string text;
        zws::MemoryBudget::Share memory;
    };
    zws::MemoryBudget::Share memory(memory_);
    if (!memory.resize(text.size()))
        return refuse_for_want_of_room("too little memory is left for the answer");
    auto answer = std::make_shared<const Answer>(Answer{std::move(text), std::move(memory)});
    const std::string_view bytes = answer->text;
    return make_response(http::status::ok, type, Content{std::move(answer), bytes});
}

} // namespace zws::browser
