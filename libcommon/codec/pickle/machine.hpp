// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/pickle/value.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zws::codec::pickle {

/// Reads the opcodes of a pickle, protocols 0 to 5 (Lib/pickletools.py of Python has them all). What makes
/// objects of classes, or takes them from elsewhere, is refused.
class Machine {
public:
    Machine(std::string_view bytes, ValueStore& store) : in_(bytes), store_(store) {}

    /// The value that the pickle is. Throws Refused with what it has that is not data, or what is wrong.
    Ref run();

private:
    // Each takes the opcodes that it knows, and returns whether this is one of them.
    bool take_constant(unsigned char opcode);
    bool take_number(unsigned char opcode);
    bool take_text(unsigned char opcode);
    bool take_container(unsigned char opcode);
    bool take_marked(unsigned char opcode);
    bool take_memo(unsigned char opcode);
    bool take_object(unsigned char opcode);
    [[noreturn]] void refuse(unsigned char opcode);

    std::string_view read(std::uint64_t size);
    std::uint64_t number(std::size_t size);
    std::string_view line();
    std::string_view sized(std::size_t size_of_size) { return read(number(size_of_size)); }

    void push(Ref value);
    Ref top() const;
    Ref pop();
    void mark();
    std::vector<Ref> pop_to_mark();
    void pop_tuple(std::size_t size);
    void put(std::uint64_t index);
    void get(std::uint64_t index);
    void push_digits(std::string_view line);
    void push_two_complement(std::string_view bytes);
    void push_global(std::string_view module, std::string_view name);
    void add_items(Ref container, const std::vector<Ref>& items, PickleValue::Kind kind);

    ByteReader in_;
    ValueStore& store_;
    std::vector<Ref> stack_;
    std::vector<std::size_t> marks_; ///< sizes of the stack
    std::unordered_map<std::uint64_t, Ref> memo_;
};

} // namespace zws::codec::pickle
