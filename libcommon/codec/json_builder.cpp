// SPDX-License-Identifier: MIT
#include "libcommon/codec/json_builder.hpp"

#include "libcommon/json/json_string.hpp"
#include "libcommon/text/base64.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace zws::codec {

namespace {

template <class Number>
void append(std::string& out, Number number)
{
    std::array<char, 32> text;
    out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

template <class Number>
void append_finite(std::string& out, Number number)
{
    if (std::isfinite(number))
        append(out, number);
    else
        out += "null";
}

} // namespace

void append_double(std::string& out, double number)
{
    append_finite(out, number);
}

void append_float(std::string& out, float number)
{
    append_finite(out, number);
}

bool JsonBuilder::check()
{
    if (out_.size() <= most_)
        return true;
    return fail("more than " + std::to_string(most_) + " bytes when decoded");
}

bool JsonBuilder::literal(std::string_view json)
{
    out_ += json;
    return check();
}

bool JsonBuilder::integer(std::int64_t number)
{
    append(out_, number);
    return check();
}

bool JsonBuilder::natural(std::uint64_t number)
{
    append(out_, number);
    return check();
}

bool JsonBuilder::floating(double number)
{
    append_double(out_, number);
    return check();
}

bool JsonBuilder::floating(float number)
{
    append_float(out_, number);
    return check();
}

bool JsonBuilder::bytes(std::string_view bytes)
{
    append_json_bytes(out_, bytes);
    return check();
}

bool JsonBuilder::base64(std::string_view bytes)
{
    out_ += '"';
    append_base64(out_, bytes);
    out_ += '"';
    return check();
}

bool JsonBuilder::open(char bracket)
{
    if (in_name_)
        return fail("a name that is an array or an object");
    if (++depth_ > most_depth)
        return fail("nested deeper than " + std::to_string(most_depth));
    out_ += bracket;
    return check();
}

bool JsonBuilder::close(char bracket)
{
    --depth_;
    out_ += bracket;
    return check();
}

void JsonBuilder::begin_name()
{
    in_name_ = true;
    name_begin_ = out_.size();
}

bool JsonBuilder::end_name()
{
    in_name_ = false;
    if (out_[name_begin_] != '"') {
        const std::string name = out_.substr(name_begin_);
        out_.resize(name_begin_);
        append_json_string(out_, name);
    }
    return colon();
}

} // namespace zws::codec
