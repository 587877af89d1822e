// SPDX-License-Identifier: MIT
#include "libcommon/codec/pickle/machine.hpp"
#include "libcommon/codec/pickle/text_escapes.hpp"

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;

} // namespace

bool Machine::take_text(unsigned char opcode)
{
    switch (opcode) {
    case 0x8c: // SHORT_BINUNICODE
        push(store_.add_text(Kind::text, sized(1)));
        break;
    case 'X':
        push(store_.add_text(Kind::text, sized(4)));
        break;
    case 0x8d: // BINUNICODE8
        push(store_.add_text(Kind::text, sized(8)));
        break;
    case 'C':
    case 'U':
        push(store_.add_text(Kind::bytes, sized(1)));
        break;
    case 'B':
    case 'T':
        push(store_.add_text(Kind::bytes, sized(4)));
        break;
    case 0x8e: // BINBYTES8
    case 0x96: // BYTEARRAY8
        push(store_.add_text(Kind::bytes, sized(8)));
        break;
    case 'V':
        push(store_.add_text(Kind::text, store_.own(raw_unescaped(line()))));
        break;
    case 'S':
        push(store_.add_text(Kind::bytes, store_.own(string_unescaped(line()))));
        break;
    default:
        return false;
    }
    return true;
}

bool Machine::take_container(unsigned char opcode)
{
    switch (opcode) {
    case ']':
    case 0x8f: // EMPTY_SET
        push(store_.add_items(Kind::list, {}));
        break;
    case ')':
        push(store_.add_items(Kind::tuple, {}));
        break;
    case '}':
        push(store_.add_items(Kind::dict, {}));
        break;
    case 0x85: // TUPLE1
    case 0x86:
    case 0x87:
        pop_tuple(opcode - 0x84U);
        break;
    case 'a': {
        const Ref item = pop();
        add_items(top(), {item}, Kind::list);
        break;
    }
    case 's': {
        const Ref item = pop();
        const Ref key = pop();
        add_items(top(), {key, item}, Kind::dict);
        break;
    }
    case '0':
        if (stack_.size() == (marks_.empty() ? 0 : marks_.back()))
            pop_to_mark();
        else
            pop();
        break;
    case '2':
        push(top());
        break;
    default:
        return false;
    }
    return true;
}

/// What goes back to a mark on the stack.
bool Machine::take_marked(unsigned char opcode)
{
    switch (opcode) {
    case '(':
        mark();
        break;
    case '1':
        pop_to_mark();
        break;
    case 't':
        push(store_.add_items(Kind::tuple, pop_to_mark()));
        break;
    case 'l':
    case 0x91: // FROZENSET
        push(store_.add_items(Kind::list, pop_to_mark()));
        break;
    case 'd': {
        const auto items = pop_to_mark();
        push(store_.add_items(Kind::dict, {}));
        add_items(top(), items, Kind::dict);
        break;
    }
    case 'e':
    case 0x90: { // ADDITEMS
        const auto items = pop_to_mark();
        add_items(top(), items, Kind::list);
        break;
    }
    case 'u': {
        const auto items = pop_to_mark();
        add_items(top(), items, Kind::dict);
        break;
    }
    default:
        return false;
    }
    return true;
}

void Machine::pop_tuple(std::size_t size)
{
    std::vector<Ref> items(size);
    for (std::size_t i = size; i > 0; --i)
        items[i - 1] = pop();
    push(store_.add_items(Kind::tuple, std::move(items)));
}

void Machine::add_items(Ref container, const std::vector<Ref>& items, PickleValue::Kind kind)
{
    if (!store_.is(container, kind) || (kind == Kind::dict && items.size() % 2 != 0))
        throw Refused("items of something that is not a list, a set or a dict");
    auto& own = store_.items(container);
    own.insert(own.end(), items.begin(), items.end());
}

} // namespace zws::codec::pickle
