// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/formats.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace zws::codec {

/// Appends numbers in the fewest digits that read back the same; null if one is not finite.
void append_double(std::string& out, double number);
void append_float(std::string& out, float number);

/// Builds a JSON text from binary values, and keeps the limits. Every call returns false if it failed, for
/// the reason in error(); then the text is of no use.
class JsonBuilder {
public:
    /// `most` is the limit of `out`, in bytes.
    explicit JsonBuilder(std::string& out, std::size_t most = most_output) : out_(out), most_(most) {}

    bool literal(std::string_view json);
    bool integer(std::int64_t number);
    bool natural(std::uint64_t number);
    bool floating(double number);
    bool floating(float number);

    /// A string, or an object with base64 if the bytes are not UTF-8.
    bool bytes(std::string_view bytes);

    /// A string of base64.
    bool base64(std::string_view bytes);

    bool open(char bracket);
    bool close(char bracket);

    /// Between two members or elements, and between a name and its value.
    bool comma() { return literal(","); }
    bool colon() { return literal(":"); }

    /// Called before and after a name that can be of any kind but an array or object: makes a string of it.
    void begin_name();
    bool end_name();

    bool fail(std::string why)
    {
        error_ = std::move(why);
        return false;
    }
    const std::string& error() const { return error_; }

private:
    bool check();

    std::string& out_;
    std::size_t most_;
    unsigned depth_ = 0;
    bool in_name_ = false;
    std::size_t name_begin_ = 0;
    std::string error_;
};

} // namespace zws::codec
