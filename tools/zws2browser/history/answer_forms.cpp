// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/answer_forms.hpp"

#include "libcommon/json/json_string.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace zws::browser::history {

namespace {

/// Writes an answer: begin(), each series, end().
class AnswerWriter {
public:
    AnswerWriter() = default;
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;
    virtual ~AnswerWriter() = default;

    virtual void begin(const Window& window, std::size_t series) = 0;
    virtual void add(const SeriesAnswer& series, const Window& window) = 0;
    virtual void end() {}

    std::string text;

protected:
    void append_time(double time) { append_number(time, std::chars_format::fixed); }
    void append_value(double value) { append_number(value, std::chars_format::general); }

private:
    /// As many digits as bring back the same number.
    void append_number(double number, std::chars_format format)
    {
        std::array<char, 400> digits; // DBL_MAX has 309
        const auto end = format == std::chars_format::fixed
                             ? std::to_chars(digits.data(), digits.data() + digits.size(), number, format)
                             : std::to_chars(digits.data(), digits.data() + digits.size(), number);
        text.append(digits.data(), end.ptr);
    }
};

class BinaryWriter : public AnswerWriter {
public:
    void begin(const Window& window, std::size_t series) override
    {
        constexpr std::uint32_t version = 1;
        text = "zwsh";
        append(version);
        append(window.from);
        append(window.to);
        append(window.columns);
        append(static_cast<std::uint32_t>(series));
    }

    void add(const SeriesAnswer& series, const Window&) override
    {
        append(static_cast<std::uint32_t>(series.raw ? 0 : 1));
        append(static_cast<std::uint32_t>(series.raw ? series.points.size() : series.columns.size()));
        append(static_cast<std::uint32_t>(series.name.size()));
        append(std::uint32_t{0});
        text += series.name;
        text.append((8 - text.size() % 8) % 8, '\0');
        for (const auto point : series.points)
            append(point.time);
        for (const auto point : series.points)
            append(point.value);
        for (const auto& column : series.columns)
            append(column);
    }

private:
    void append(const Column& column)
    {
        constexpr std::uint32_t with_gap = std::uint32_t{1} << 31U;
        const auto& sum = column.sum;
        const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(sum.values, with_gap - 1));
        append(column.index);
        append(count | (sum.has_gap() ? with_gap : 0U));
        append(sum.values == 0 ? gap : sum.least);
        append(sum.values == 0 ? gap : sum.greatest);
        append(sum.first);
        append(sum.last);
    }

    void append(std::uint32_t number)
    {
        if constexpr (std::endian::native == std::endian::big)
            number = __builtin_bswap32(number);
        text.append(reinterpret_cast<const char*>(&number), sizeof number);
    }

    void append(double number)
    {
        auto bits = std::bit_cast<std::uint64_t>(number);
        if constexpr (std::endian::native == std::endian::big)
            bits = __builtin_bswap64(bits);
        text.append(reinterpret_cast<const char*>(&bits), sizeof bits);
    }
};

/// A field as RFC 4180 section 2 has it.
std::string quoted(const std::string& name)
{
    if (name.find_first_of(",\"\r\n") == std::string::npos)
        return name;
    std::string field = "\"";
    for (const char c : name)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

class CsvWriter : public AnswerWriter {
public:
    void begin(const Window&, std::size_t) override
    {
        text = "series,time,value,count,min,max,first,last,gaps\r\n";
    }

    void add(const SeriesAnswer& series, const Window& window) override
    {
        const auto name = quoted(series.name);
        for (const auto point : series.points) {
            text += name + ',';
            append_time(point.time);
            text += ',';
            if (!std::isnan(point.value))
                append_value(point.value);
            text += ",,,,,,\r\n";
        }
        for (const auto& column : series.columns) {
            text += name + ',';
            append_time(window.edge(column.index));
            text += ",,";
            append(column.sum);
            text += "\r\n";
        }
    }

private:
    void append(const Summary& sum)
    {
        text += std::to_string(sum.values);
        for (const double value : {sum.least, sum.greatest, sum.first, sum.last}) {
            text += ',';
            if (sum.values > 0)
                append_value(value);
        }
        text += ',' + std::to_string(sum.count - sum.values);
    }
};

class JsonWriter : public AnswerWriter {
public:
    void begin(const Window& window, std::size_t) override
    {
        text = R"({"from":)";
        append_time(window.from);
        text += R"(,"to":)";
        append_time(window.to);
        text += R"(,"columns":)" + std::to_string(window.columns) + R"(,"series":[)";
    }

    void add(const SeriesAnswer& series, const Window& window) override
    {
        text += text.ends_with('[') ? "\n" : ",\n";
        text += R"({"series":)";
        append_json_bytes(text, series.name);
        text += series.raw ? R"(,"points":[)" : R"(,"columns":[)";
        for (const auto point : series.points) {
            text += text.ends_with('[') ? "[" : ",[";
            append_time(point.time);
            text += ',';
            append_json(point.value);
            text += ']';
        }
        for (const auto& column : series.columns) {
            text += text.ends_with('[') ? "" : ",";
            append(column, window);
        }
        text += "]}";
    }

    void end() override { text += "]}\n"; }

private:
    void append(const Column& column, const Window& window)
    {
        const auto& sum = column.sum;
        text += R"({"time":)";
        append_time(window.edge(column.index));
        text += R"(,"count":)" + std::to_string(sum.values);
        append(R"(,"min":)", sum.values == 0 ? gap : sum.least);
        append(R"(,"max":)", sum.values == 0 ? gap : sum.greatest);
        append(R"(,"first":)", sum.first);
        append(R"(,"last":)", sum.last);
        text += R"(,"gaps":)" + std::to_string(sum.count - sum.values) + '}';
    }

    void append(const char* member, double value)
    {
        text += member;
        append_json(value);
    }

    /// JSON has no NaN, and no infinity but a number that is too large for a double.
    void append_json(double value)
    {
        if (std::isnan(value))
            text += "null";
        else if (std::isinf(value))
            text += value > 0 ? "1e999" : "-1e999";
        else
            append_value(value);
    }
};

std::unique_ptr<AnswerWriter> writer_of(AnswerForm form)
{
    switch (form) {
    case AnswerForm::csv:
        return std::make_unique<CsvWriter>();
    case AnswerForm::json:
        return std::make_unique<JsonWriter>();
    case AnswerForm::binary:
        break;
    }
    return std::make_unique<BinaryWriter>();
}

std::vector<std::string> names_of(const Store& store, const HistoryRequest& request)
{
    if (!request.series.empty())
        return request.series;
    std::vector<std::string> names;
    for (auto& series : store.series())
        names.push_back(std::move(series.name));
    return names;
}

} // namespace

std::string_view media_type(AnswerForm form)
{
    switch (form) {
    case AnswerForm::csv:
        return "text/csv; charset=utf-8";
    case AnswerForm::json:
        return "application/json";
    case AnswerForm::binary:
        break;
    }
    return "application/octet-stream";
}

std::string answer_text(const Store& store, const HistoryRequest& request, AnswerForm form)
{
    const auto names = names_of(store, request);
    if (names.size() * request.window.columns > most_columns_of_answer)
        throw std::invalid_argument("columns: " + std::to_string(request.window.columns) + " of " +
                                    std::to_string(names.size()) + " series are more than " +
                                    std::to_string(most_columns_of_answer));
    const auto writer = writer_of(form);
    writer->begin(request.window, names.size());
    for (const auto& name : names) {
        SeriesView none{name, {}, {}};
        writer->add(answer(store.view(name).value_or(std::move(none)), request.window), request.window);
    }
    writer->end();
    return std::move(writer->text);
}

std::string series_json(const Store& store)
{
    std::string text = "[";
    for (const auto& series : store.series()) {
        text += text.ends_with('[') ? "\n{" : ",\n{";
        text += json_member("series");
        append_json_bytes(text, series.name);
        std::array<char, 400> digits;
        const auto number = [&](double time) {
            const auto end =
                std::to_chars(digits.data(), digits.data() + digits.size(), time, std::chars_format::fixed);
            return std::string(digits.data(), end.ptr);
        };
        text += ',' + json_member("first") + number(series.first_time) + ',' + json_member("last") +
                number(series.last_time) + ',' + json_member("count") + std::to_string(series.count) + '}';
    }
    return text + "]\n";
}

} // namespace zws::browser::history
