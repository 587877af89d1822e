// SPDX-License-Identifier: MIT
#include "tests/unit/zws2browser/history/naive.hpp"
#include "tools/zws2browser/history/answer_forms.hpp"

#include <cstring>
#include <stdexcept>

namespace zws::browser::history {

namespace {

void fill(Store& store)
{
    store.append("raw", 12, 1.5);
    store.append("raw", 11, gap);
    for (int i = 0; i < 9; ++i)
        store.append("a,\"b\"", 10 + i, i == 1 ? gap : i);
    store.append("gaps", 10, gap);
    store.append("gaps", 10.5, gap);
    store.append("gaps", 11, gap);
    store.append("gaps", 11.5, gap);
}

template <class N>
N number_at(const std::string& bytes, std::size_t at)
{
    N number{};
    REQUIRE(at + sizeof number <= bytes.size());
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

} // namespace

TEST_CASE("an answer in CSV has a header for points and columns")
{
    Store store({});
    fill(store);
    CHECK(answer_text(store, {{10, 16, 3}, {"raw", "a,\"b\"", "gaps", "none"}}, AnswerForm::csv) ==
          "series,time,value,count,min,max,first,last,gaps\r\n"
          "raw,11,,,,,,,\r\n"
          "raw,12,1.5,,,,,,\r\n"
          "\"a,\"\"b\"\"\",10,,1,0,0,0,0,1\r\n"
          "\"a,\"\"b\"\"\",12,,2,2,3,2,3,0\r\n"
          "\"a,\"\"b\"\"\",14,,2,4,5,4,5,0\r\n"
          "gaps,10,,0,,,,,4\r\n");
}

TEST_CASE("an answer in JSON has points or columns for each series")
{
    Store store({});
    fill(store);
    store.append("inf", 10, infinite);
    CHECK(answer_text(store, {{10, 16, 3}, {"raw", "gaps", "inf"}}, AnswerForm::json) ==
          R"({"from":10,"to":16,"columns":3,"series":[
{"series":"raw","points":[[11,null],[12,1.5]]},
{"series":"gaps","columns":[{"time":10,"count":0,"min":null,"max":null,"first":null,"last":null,"gaps":4}]},
{"series":"inf","points":[[10,1e999]]}]}
)");
    CHECK(answer_text(Store({}), {{10, 16, 3}, {}}, AnswerForm::json) ==
          "{\"from\":10,\"to\":16,\"columns\":3,\"series\":[]}\n");
}

TEST_CASE("an answer in binary is as zws(7) says")
{
    Store store({});
    fill(store);
    const auto bytes = answer_text(store, {{10, 16, 3}, {"raw", "a,\"b\"", "gaps"}}, AnswerForm::binary);
    CHECK(bytes.substr(0, 4) == "zwsh");
    CHECK(number_at<std::uint32_t>(bytes, 4) == 1);
    CHECK(number_at<double>(bytes, 8) == 10);
    CHECK(number_at<double>(bytes, 16) == 16);
    CHECK(number_at<std::uint32_t>(bytes, 24) == 3);
    CHECK(number_at<std::uint32_t>(bytes, 28) == 3);
    std::size_t at = 32;
    CHECK(number_at<std::uint32_t>(bytes, at) == 0);
    CHECK(number_at<std::uint32_t>(bytes, at + 4) == 2);
    CHECK(number_at<std::uint32_t>(bytes, at + 8) == 3);
    CHECK(bytes.substr(at + 16, 8) == std::string("raw\0\0\0\0\0", 8));
    CHECK(number_at<double>(bytes, at + 24) == 11);
    CHECK(number_at<double>(bytes, at + 32) == 12);
    CHECK(std::isnan(number_at<double>(bytes, at + 40)));
    CHECK(number_at<double>(bytes, at + 48) == 1.5);
    at += 56;
    CHECK(number_at<std::uint32_t>(bytes, at) == 1);
    CHECK(number_at<std::uint32_t>(bytes, at + 4) == 3);
    at += 24;
    CHECK(number_at<std::uint32_t>(bytes, at) == 0);
    CHECK(number_at<std::uint32_t>(bytes, at + 4) == (1U << 31U | 1U));
    CHECK(number_at<std::uint32_t>(bytes, at + 40) == 1);
    CHECK(number_at<std::uint32_t>(bytes, at + 44) == 2);
    CHECK(number_at<double>(bytes, at + 48) == 2);
    CHECK(number_at<double>(bytes, at + 56) == 3);
    CHECK(number_at<double>(bytes, at + 64) == 2);
    CHECK(number_at<double>(bytes, at + 72) == 3);
    at += 3 * 40 + 24;
    CHECK(number_at<std::uint32_t>(bytes, at + 4) == 1U << 31U);
    CHECK(std::isnan(number_at<double>(bytes, at + 8)));
    CHECK(bytes.size() == at + 40);
}

TEST_CASE("an answer has so many columns")
{
    Store store({});
    for (int i = 0; i < 60; ++i)
        store.append(std::to_string(i), 1, 1);
    CHECK(answer_text(store, {{0, 9, 8'000}, {}}, AnswerForm::csv).size() > 60);
    try {
        answer_text(store, {{0, 9, 10'000}, {}}, AnswerForm::csv);
        FAIL();
    } catch (const std::invalid_argument& wrong) {
        CHECK(std::string(wrong.what()) == "columns: 10000 of 60 series are more than 500000");
    }
}

TEST_CASE("series are listed in JSON")
{
    Store store({});
    CHECK(series_json(store) == "[]\n");
    store.append("b", 1.7e9, 1);
    store.append("a", 2.5, 1);
    store.append("a", 1, 1);
    CHECK(series_json(store) == R"([
{"series":"b","first":1700000000,"last":1700000000,"count":1},
{"series":"a","first":1,"last":2.5,"count":2}]
)");
}

} // namespace zws::browser::history
