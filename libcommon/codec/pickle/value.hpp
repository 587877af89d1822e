// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// The parts of pickle_to_json(), which never call anything that a pickle names.
namespace zws::codec::pickle {

/// Why a pickle is not read.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A value by its number. Values refer to each other, also in circles.
using Ref = std::uint32_t;

struct PickleValue {
    enum class Kind : std::uint8_t {
        none,
        boolean,
        integer,
        floating,
        json, ///< a number that has more digits than those, as JSON
        text, ///< UTF-8 for the most part
        bytes,
        list, ///< also a set, or a queue
        tuple,
        dict,     ///< keys and values in turn
        global,   ///< a constructor, which is known by its name
        dtype,    ///< of NumPy
        array,    ///< of NumPy, or of Python's module array
        duration, ///< seconds in `integer`, and as `text` with their decimals
        zone      ///< of time: seconds east of UTC
    };

    Kind kind = Kind::none;
    std::uint32_t at = 0;     ///< of items, types or arrays in the store; of a global the constructor
    std::int64_t integer = 0; ///< also of a boolean
    double floating = 0;
    std::string_view text = {}; ///< also of json and bytes; of a dtype its name
};

/// All values of a pickle, and what bounds them: a million values, and as many more copies of references, 64
/// MiB of strings that the pickle does not have as they are, and 10,000 fields of types.
class ValueStore {
public:
    Ref add(const PickleValue& value);
    Ref add_text(PickleValue::Kind kind, std::string_view text) { return add({kind, 0, 0, 0, text}); }
    Ref add_integer(PickleValue::Kind kind, std::int64_t number) { return add({kind, 0, number}); }
    Ref add_items(PickleValue::Kind kind, std::vector<Ref> items);
    Ref add_array(Array array);

    PickleValue& operator[](Ref ref) { return values_[ref]; }
    const PickleValue& operator[](Ref ref) const { return values_[ref]; }
    bool is(Ref ref, PickleValue::Kind kind) const { return values_[ref].kind == kind; }

    /// Of a list, a tuple or a dict.
    std::vector<Ref>& items(Ref ref) { return items_[values_[ref].at]; }
    const std::vector<Ref>& items(Ref ref) const { return items_[values_[ref].at]; }
    Array& array(Ref ref) { return arrays_[values_[ref].at]; }
    const Array& array(Ref ref) const { return arrays_[values_[ref].at]; }

    /// That of a dtype, which reads its name where it was not set.
    std::shared_ptr<const ElementType> type(Ref ref);
    void set_type(Ref ref, std::shared_ptr<const ElementType> type);

    /// Keeps a string.
    std::string_view own(std::string text);
    /// Refuses a pickle that costs more than it has room for.
    void charge_copies(std::size_t count);
    void charge_fields(std::size_t count);

private:
    std::vector<PickleValue> values_;
    std::deque<std::vector<Ref>> items_; ///< who has one may add others
    std::deque<Array> arrays_;
    std::vector<std::shared_ptr<const ElementType>> types_;
    std::deque<std::string> owned_;
    std::size_t owned_bytes_ = 0;
    std::size_t copies_ = 0;
    std::size_t fields_ = 0;
};

/// A million: as many as the page reads of JSON.
constexpr std::size_t most_values = 1'000'000;

/// Refuses what is not data, by its name.
[[noreturn]] void refuse_name(std::string_view module, std::string_view name);

} // namespace zws::codec::pickle
