// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/pickle/value.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace zws::codec::pickle {

/// What pickles of data name. Nothing of it is called: a value is made that stands for what it would make.
enum class Constructor : std::uint32_t {
    array,
    array_bytes,
    bytes,
    complex,
    counter,
    date,
    datetime,
    decimal,
    default_dict,
    dtype,
    encode,
    fixed_zone,
    from_buffer,
    list,
    ndarray,
    ordered_dict,
    reconstruct,
    scalar,
    time,
    timedelta,
    timezone,
    type, ///< of Python: it is an argument, and makes nothing
    utc
};

/// The value of a name; throws Refused for one that is not of data.
Ref find_constructor(ValueStore& store, std::string_view module, std::string_view name);

/// What a constructor makes of its arguments, a tuple; throws Refused where that is not known.
Ref construct(ValueStore& store, Ref constructor, Ref tuple);

/// Sets what an array or a dtype of NumPy has; throws Refused for other values.
void set_state(ValueStore& store, Ref value, Ref state);

/// The arguments of a constructor, which know how many there are and of which kind.
class Arguments {
public:
    /// Throws Refused where `tuple` is none.
    Arguments(const ValueStore& store, Ref tuple);

    std::size_t count() const { return refs_.size(); }
    bool has(std::size_t index, PickleValue::Kind kind) const
    {
        return index < refs_.size() && store_.is(refs_[index], kind);
    }
    /// One of that kind; throws Refused where it is not there.
    Ref ref(std::size_t index, PickleValue::Kind kind) const;
    std::string_view text(std::size_t index) const
    {
        return store_[ref(index, PickleValue::Kind::text)].text;
    }
    std::string_view bytes(std::size_t index) const
    {
        return store_[ref(index, PickleValue::Kind::bytes)].text;
    }
    std::int64_t integer(std::size_t index) const;
    /// Of any kind.
    Ref operator[](std::size_t index) const;

private:
    const ValueStore& store_;
    const std::vector<Ref>& refs_;
};

// numpy.cpp
Ref reconstruct_array(ValueStore& store, const Arguments& arguments);
Ref array_scalar(ValueStore& store, const Arguments& arguments);
Ref array_from_buffer(ValueStore& store, const Arguments& arguments);
Ref make_dtype(ValueStore& store, const Arguments& arguments);
void set_array(ValueStore& store, Ref ref, const Arguments& state);
void set_dtype(ValueStore& store, Ref ref, const Arguments& state);

// times.cpp
Ref make_datetime(ValueStore& store, const Arguments& arguments);
Ref make_date(ValueStore& store, const Arguments& arguments);
Ref make_time(ValueStore& store, const Arguments& arguments);
Ref make_timedelta(ValueStore& store, const Arguments& arguments);
Ref make_timezone(ValueStore& store, const Arguments& arguments);

} // namespace zws::codec::pickle
