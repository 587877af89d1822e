// SPDX-License-Identifier: MIT
#include "libcommon/codec/pickle/machine.hpp"

#include "libcommon/codec/pickle/constructor.hpp"

#include <array>
#include <charconv>

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;

/// What is refused, by its opcode.
struct Forbidden {
    unsigned char opcode;
    std::string_view what;
};

constexpr std::array<Forbidden, 9> forbidden{{{'P', "PERSID, an object from elsewhere"},
                                              {'Q', "BINPERSID, an object from elsewhere"},
                                              {'o', "OBJ, an object of a class"},
                                              {0x81, "NEWOBJ, an object of a class"},
                                              {0x92, "NEWOBJ_EX, an object of a class"},
                                              {0x82, "EXT1, a class by its number"},
                                              {0x83, "EXT2, a class by its number"},
                                              {0x84, "EXT4, a class by its number"},
                                              {0x97, "NEXT_BUFFER, bytes from elsewhere"}}};

/// A place in the memo.
std::uint64_t index_of(std::string_view line)
{
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), index);
    if (error != std::errc{} || end != line.data() + line.size())
        throw Refused("a place of its memo that is not a number");
    return index;
}

} // namespace

Ref Machine::run()
{
    constexpr unsigned char stop = '.';
    for (auto opcode = static_cast<unsigned char>(number(1)); opcode != stop;
         opcode = static_cast<unsigned char>(number(1))) {
        const bool known = take_memo(opcode) || take_number(opcode) || take_text(opcode) ||
                           take_constant(opcode) || take_container(opcode) || take_marked(opcode) ||
                           take_object(opcode);
        if (!known)
            refuse(opcode);
    }
    const Ref value = pop();
    if (in_.left() > 0)
        throw Refused(std::to_string(in_.left()) + " bytes after its end");
    return value;
}

void Machine::refuse(unsigned char opcode)
{
    constexpr unsigned char inst = 'i';
    if (opcode == inst) {
        const auto module = line();
        refuse_name(module, line());
    }
    for (const auto& [known, what] : forbidden) {
        if (known == opcode)
            throw Refused(std::string(what));
    }
    throw Refused("an opcode " + std::to_string(opcode) + " that is not known");
}

std::string_view Machine::read(std::uint64_t size)
{
    const auto bytes = in_.read(size);
    if (!bytes)
        throw Refused("it is cut off");
    return *bytes;
}

std::uint64_t Machine::number(std::size_t size)
{
    return unsigned_of(read(size), std::endian::little);
}

std::string_view Machine::line()
{
    const auto found = in_.line();
    if (!found)
        throw Refused("it is cut off");
    return *found;
}

void Machine::push(Ref value)
{
    if (stack_.size() == most_values)
        throw Refused("a stack of more than " + std::to_string(most_values) + " values");
    stack_.push_back(value);
}

Ref Machine::top() const
{
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
        throw Refused("nothing on its stack");
    return stack_.back();
}

Ref Machine::pop()
{
    const Ref value = top();
    stack_.pop_back();
    return value;
}

void Machine::mark()
{
    if (marks_.size() == most_values)
        throw Refused("more than " + std::to_string(most_values) + " marks");
    marks_.push_back(stack_.size());
}

std::vector<Ref> Machine::pop_to_mark()
{
    if (marks_.empty())
        throw Refused("no mark on its stack");
    const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<Ref> items(begin, stack_.end());
    stack_.erase(begin, stack_.end());
    marks_.pop_back();
    return items;
}

void Machine::put(std::uint64_t index)
{
    if (memo_.size() == most_values)
        throw Refused("a memo of more than " + std::to_string(most_values) + " values");
    memo_[index] = top();
}

void Machine::get(std::uint64_t index)
{
    const auto found = memo_.find(index);
    if (found == memo_.end())
        throw Refused("a place of its memo that is empty");
    push(found->second);
}

bool Machine::take_constant(unsigned char opcode)
{
    constexpr unsigned char new_true = 0x88;
    constexpr unsigned char new_false = 0x89;
    if (opcode == 'N')
        push(store_.add({}));
    else if (opcode == new_true || opcode == new_false)
        push(store_.add_integer(Kind::boolean, opcode == new_true ? 1 : 0));
    else
        return false;
    return true;
}

bool Machine::take_memo(unsigned char opcode)
{
    switch (opcode) {
    case 0x94: // MEMOIZE
        put(memo_.size());
        break;
    case 'q':
        put(number(1));
        break;
    case 'r':
        put(number(4));
        break;
    case 'h':
        get(number(1));
        break;
    case 'j':
        get(number(4));
        break;
    case 'p':
        put(index_of(line()));
        break;
    case 'g':
        get(index_of(line()));
        break;
    default:
        return false;
    }
    return true;
}

bool Machine::take_object(unsigned char opcode)
{
    switch (opcode) {
    case 0x80: // PROTO
        if (number(1) > 5)
            throw Refused("a protocol beyond 5");
        break;
    case 0x95: // FRAME
        number(8);
        break;
    case 'c': {
        const auto module = line();
        push(find_constructor(store_, module, line()));
        break;
    }
    case 0x93: { // STACK_GLOBAL
        const Ref name = pop();
        const Ref module = pop();
        if (!store_.is(name, Kind::text) || !store_.is(module, Kind::text))
            throw Refused("STACK_GLOBAL with names that are not texts");
        push(find_constructor(store_, store_[module].text, store_[name].text));
        break;
    }
    case 'R': {
        const Ref arguments = pop();
        push(construct(store_, pop(), arguments));
        break;
    }
    case 'b': {
        const Ref state = pop();
        set_state(store_, top(), state);
        break;
    }
    default:
        return false;
    }
    return true;
}

} // namespace zws::codec::pickle
