// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/struct_format.hpp"

#include "libcommon/codec/arrays/record.hpp"
#include "libcommon/codec/arrays/struct_code.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::codec {

namespace {

constexpr std::size_t largest_format = std::size_t{1} << 31U; // bytes

std::size_t aligned(std::size_t offset, std::size_t alignment)
{
    return (offset + alignment - 1) / alignment * alignment;
}

/// Values that follow each other.
struct Section {
    std::vector<ArrayField> fields = {};
    std::size_t size = 0;
    std::size_t alignment = 1;
};

class FormatReader {
public:
    explicit FormatReader(std::string_view text)
        : text_(text), format_(text.substr(0, text.find(':'))), names_at_(format_.size())
    {
    }

    StructFormat read();

private:
    [[noreturn]] static void fail(std::size_t at, const std::string& what)
    {
        throw std::invalid_argument("column " + std::to_string(at + 1) + ": " + what);
    }
    void read_item();
    std::size_t read_count();
    void begin_records();
    void add(std::shared_ptr<const ElementType> type, std::size_t alignment);
    void pad(std::size_t bytes, std::size_t alignment);
    std::string next_name();
    void check_names() const;

    std::string_view text_;
    std::string_view format_;
    std::size_t at_ = 0;   ///< in format_
    std::size_t names_at_; ///< the colon before the next name
    StructMode mode_ = {};
    Section header_ = {};
    Section records_ = {};
    Section* section_ = &header_;
    std::size_t places_ = 0;
};

StructFormat FormatReader::read()
{
    if (const auto mode = format_.empty() ? std::nullopt : struct_mode(format_[0])) {
        mode_ = *mode;
        ++at_;
    }
    while (at_ < format_.size()) {
        if (std::string_view(" \t\n\r\f\v").find(format_[at_]) != std::string_view::npos)
            ++at_;
        else if (format_[at_] == '+')
            begin_records();
        else
            read_item();
    }
    if (section_->fields.empty() || (section_ == &records_ && records_.size == 0))
        fail(at_, section_ == &header_ ? "no values" : "nothing that repeats");
    if (names_at_ < text_.size())
        fail(names_at_ + 1, "a name more than there are values");
    if (section_->fields.size() == 1 && section_->fields[0].name == std::to_string(places_ - 1) &&
        (places_ == 1 || section_ == &records_))
        section_->fields[0].name = "data";
    check_names();
    StructFormat format;
    format.header = make_record(header_.fields, header_.size);
    if (section_ == &records_) {
        format.begin = aligned(header_.size, records_.alignment);
        format.last_size = records_.size;
        format.record = make_record(records_.fields, aligned(records_.size, records_.alignment));
    }
    return format;
}

void FormatReader::begin_records()
{
    if (section_ == &records_)
        fail(at_, "a second +");
    section_ = &records_;
    ++at_;
}

/// A count that is not there is 1.
std::size_t FormatReader::read_count()
{
    if (!is_digit(format_[at_]))
        return 1;
    std::size_t count = 0;
    const auto begin = at_;
    for (; at_ < format_.size() && is_digit(format_[at_]); ++at_) {
        count = count * 10 + static_cast<std::size_t>(format_[at_] - '0');
        if (count > largest_format)
            fail(begin, "a count beyond 2 GiB");
    }
    if (at_ == format_.size())
        fail(begin, "a count without a type");
    return count;
}

void FormatReader::read_item()
{
    const auto count = read_count();
    const char letter = format_[at_];
    const std::string name(1, letter);
    if (letter == 'x')
        pad(count, 1);
    else if (letter == 's' || letter == 'p')
        add(make_scalar({letter == 's' ? Scalar::Kind::bytes : Scalar::Kind::pascal, count}, name), 1);
    else if (const auto scalar = struct_scalar(letter, mode_)) {
        const auto alignment = mode_.native ? scalar->size : 1;
        const auto type = make_scalar(*scalar, name);
        if (count == 0)
            pad(0, alignment);
        else
            add(count == 1 ? type : make_array(type, {count}), alignment);
    } else if (struct_scalar(letter, StructMode{}))
        fail(at_, '\'' + name + "' has no standard size: with @ alone");
    else
        fail(at_, "'" + name + "' is not a type of struct (x c b B ? h H i I l L q Q n N e f d s p P)");
    ++at_;
}

void FormatReader::pad(std::size_t bytes, std::size_t alignment)
{
    section_->alignment = std::max(section_->alignment, alignment);
    section_->size = aligned(section_->size, alignment) + bytes;
    if (section_->size > largest_format)
        fail(at_, "more than 2 GiB");
}

void FormatReader::add(std::shared_ptr<const ElementType> type, std::size_t alignment)
{
    pad(0, alignment);
    const auto size = type->size;
    section_->fields.push_back({next_name(), section_->size, std::move(type)});
    pad(size, 1);
}

/// That of the value at hand, or its place.
std::string FormatReader::next_name()
{
    std::string name;
    if (names_at_ < text_.size()) {
        const auto end = std::min(text_.find(':', names_at_ + 1), text_.size());
        name = text_.substr(names_at_ + 1, end - names_at_ - 1);
        if (!is_utf8(name))
            fail(names_at_ + 1, "a name that is not UTF-8");
        names_at_ = end;
    }
    const auto place = places_++;
    return name.empty() ? std::to_string(place) : name;
}

void FormatReader::check_names() const
{
    std::vector<std::string_view> names;
    for (const auto* const section : {&header_, &records_}) {
        for (const ArrayField& field : section->fields) {
            if (std::find(names.begin(), names.end(), field.name) != names.end())
                throw std::invalid_argument("two values '" + field.name + '\'');
            names.emplace_back(field.name);
        }
    }
}

} // namespace

StructFormat parse_struct_format(std::string_view text)
{
    return FormatReader(text).read();
}

} // namespace zws::codec
