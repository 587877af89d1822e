// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/columns.hpp"
#include "tools/zws2browser/history/history_request.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::browser::history {

/// How an answer is written: zws(7).
enum class AnswerForm : std::uint8_t { binary, csv, json };

/// The media type of a form.
std::string_view media_type(AnswerForm form);

/// Columns that one answer has at most, in all series.
constexpr std::size_t most_columns_of_answer = 500'000;

/// What `store` has to answer `request`: the series that were asked for, in their order, or all, in the order
/// in which they came. One that is not there has no points. Throws std::invalid_argument, with the parameter,
/// where these are more columns than an answer has.
std::string answer_text(const Store& store, const HistoryRequest& request, AnswerForm form);

/// All series as JSON: [{"series":NAME,"first":TIME,"last":TIME,"count":N}], times in Unix seconds.
std::string series_json(const Store& store);

} // namespace zws::browser::history
