// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// A value of a field, of those that may be times or count messages.
struct Observed {
    double arrived; ///< of its message, Unix seconds
    double number;  ///< also of a text that is one; of a text that is a date its Unix seconds
    int connection;
};

/// What is known of a value that messages have at the same place.
class Field {
public:
    explicit Field(std::string pointer) : pointer_(std::move(pointer)) {}

    /// A JSON pointer (RFC 6901); empty for the whole payload.
    const std::string& pointer() const { return pointer_; }

    /// Takes in a value. `digits` are those of a whole number that doubles do not have; else empty.
    void add(const JsonNode& value, std::string_view digits, double arrived, int connection);
    /// Takes in an array of many numbers.
    void add_samples(const JsonNode& values);

    /// "number", "number or text", "array of 1024 numbers"
    std::string type() const;
    /// How many messages have it.
    std::uint64_t count() const { return count_; }
    bool is_numeric() const { return kinds_[number] > 0; }
    /// Whether all of its values are whole numbers, and none is negative.
    bool is_whole() const { return count_ == kinds_[number] && whole_; }
    /// Whether all of its values are texts that are dates.
    bool is_dates() const { return count_ == kinds_[text] && dates_ == count_; }
    /// The digits of the least number and of the greatest; empty without numbers.
    const std::string& least() const { return least_.digits; }
    const std::string& greatest() const { return greatest_.digits; }
    /// The first value as JSON, cut where it is long.
    const std::string& example() const { return example_; }
    /// Its numbers and its dates.
    const std::vector<Observed>& observed() const { return observed_; }

private:
    enum Kind : unsigned { null, boolean, number, text, array, object, kind_count };

    struct Extreme {
        double number = 0;
        std::string digits;
    };

    void take_number(double value, std::string_view digits);
    void take_text(std::string_view value, double arrived, int connection);

    std::string pointer_;
    std::uint64_t count_ = 0;
    std::array<std::uint64_t, kind_count> kinds_{};
    std::uint64_t dates_ = 0;
    std::size_t samples_ = 0; ///< of the largest array of many numbers
    bool whole_ = true;
    Extreme least_;
    Extreme greatest_;
    std::string example_;
    std::vector<Observed> observed_;
};

} // namespace zws::peek
