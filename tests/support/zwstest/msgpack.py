# SPDX-License-Identifier: MIT
"""MessagePack as a publisher writes it (its specification of 2017), as far as the tests need it."""

import struct


def _sized(size, short, codes):
    """The first bytes of something of `size`: `short` (a code, and the sizes it has room for), else one of `codes`."""
    code, room = short
    if size < room:
        return bytes([code | size])
    for code, form in codes:
        if size < 1 << 8 * struct.calcsize(form):
            return bytes([code]) + struct.pack(form, size)
    raise ValueError(size)


def packed(value):
    """The bytes of None, booleans, numbers, texts, bytes, lists and dicts."""
    if value is None or isinstance(value, bool):
        return bytes([{None: 0xC0, False: 0xC2, True: 0xC3}[value]])
    if isinstance(value, int):
        return bytes([value]) if 0 <= value < 128 else (b"\xd3" + struct.pack(">q", value)) if value < 0 else (
            b"\xcf" + struct.pack(">Q", value))
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        text = value.encode()
        return _sized(len(text), (0xA0, 32), [(0xD9, ">B"), (0xDA, ">H"), (0xDB, ">I")]) + text
    if isinstance(value, bytes):
        return _sized(len(value), (0, 0), [(0xC4, ">B"), (0xC5, ">H"), (0xC6, ">I")]) + value
    if isinstance(value, (list, tuple)):
        return _sized(len(value), (0x90, 16), [(0xDC, ">H"), (0xDD, ">I")]) + b"".join(map(packed, value))
    return _sized(len(value), (0x80, 16), [(0xDE, ">H"), (0xDF, ">I")]) + b"".join(
        packed(key) + packed(item) for key, item in value.items())
