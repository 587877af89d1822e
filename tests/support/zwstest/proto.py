# SPDX-License-Identifier: MIT
"""Messages of Protocol Buffers by python3-protobuf, with descriptor sets that protoc makes of tests/support/proto."""

import contextlib
import random
import shutil
import struct
import subprocess
from decimal import Decimal

from .process import build_dir, source_dir

FOLDER = source_dir() / "tests/support/proto"

with contextlib.suppress(ImportError):
    from google.protobuf import descriptor_pb2, json_format, message_factory
    from google.protobuf.duration_pb2 import Duration
    from google.protobuf.timestamp_pb2 import Timestamp

MISSING = next((f"SKIPPED: {what} not found" for what, there in (
    ("protoc", shutil.which("protoc")),
    ("python3-protobuf", "json_format" in globals()),
    ("protobuf.so", (build_dir() / "protobuf.so").exists())) if not there), "")
"""Why these tests cannot run; empty where they can."""


def protoc(*args, input=None):
    """What protoc prints, in the folder of the .proto files."""
    return subprocess.run(["protoc", f"-I{FOLDER}", *map(str, args)], input=input, cwd=FOLDER, check=True,
                          capture_output=True).stdout


def make_set(path, *protos, imports=True):
    """Makes a descriptor set of these .proto files."""
    protoc(*(["--include_imports"] if imports else []), "-o", path, *protos)
    return path


def classes(path):
    """The class of a message for each name, from a descriptor set."""
    return message_factory.GetMessages(descriptor_pb2.FileDescriptorSet.FromString(path.read_bytes()).file)


class RandomMessages:
    """Messages with any of their fields, and values at the ends of their ranges more often than others."""

    WHOLE = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1), "uint32": (0, 2**32 - 1),
             "uint64": (0, 2**64 - 1)}

    def __init__(self, seed):
        self.source = random.Random(seed)

    def fill(self, message, depth=0):
        for field in message.DESCRIPTOR.fields:
            if self.source.random() < (0.5 if depth == 0 else 0.2):
                self._set(message, field, depth)
        return message

    def _set(self, message, field, depth):
        if field.message_type and field.message_type.GetOptions().map_entry:
            self._set_map(message, field, depth)
        elif field.label == field.LABEL_REPEATED:
            values = getattr(message, field.name)
            for _ in range(self.source.randint(0, 3)):
                if field.message_type:
                    self._message(values.add(), depth)
                else:
                    values.append(self._value(field))
        elif field.message_type:
            self._message(getattr(message, field.name), depth)
        else:
            setattr(message, field.name, self._value(field))

    def _set_map(self, message, field, depth):
        key, value = field.message_type.fields
        values = getattr(message, field.name)
        for _ in range(self.source.randint(0, 3)):
            if value.message_type:
                self._message(values[self._value(key)], depth)
            else:
                values[self._value(key)] = self._value(value)

    def _message(self, message, depth):
        message.SetInParent()
        name = message.DESCRIPTOR.full_name
        if name in ("google.protobuf.Timestamp", "google.protobuf.Duration"):
            message.FromNanoseconds(self.source.randint(-(10**18), 2 * 10**18))
        elif name == "google.protobuf.Any":
            message.Pack(Duration(seconds=self.source.randint(-5, 5)))
        elif name == "google.protobuf.Value":
            json_format.ParseDict(self.source.choice([None, 1.5, "x", True, [1, [None]], {"a": {}}]), message)
        elif depth < 4:
            self.fill(message, depth + 1)

    def _value(self, field):
        kinds = type(field)
        if field.cpp_type in (kinds.CPPTYPE_DOUBLE, kinds.CPPTYPE_FLOAT):
            value = self.source.choice([0.0, 0.1, -1e-7, float("nan"), float("inf"), self.source.uniform(-1e9, 1e9)])
            return value if field.cpp_type == kinds.CPPTYPE_DOUBLE else struct.unpack("f", struct.pack("f", value))[0]
        if field.cpp_type == kinds.CPPTYPE_BOOL:
            return self.source.random() < 0.5
        if field.cpp_type == kinds.CPPTYPE_ENUM:
            return self.source.choice([value.number for value in field.enum_type.values] + [77])
        if field.cpp_type == kinds.CPPTYPE_STRING:
            size = self.source.choice([0, 1, 5, 200])
            if field.type == field.TYPE_BYTES:
                return self.source.randbytes(size)
            return "".join(self.source.choice('aZ"\\\n\x01\x7fé€😀') for _ in range(size))
        least, most = self.WHOLE[{kinds.CPPTYPE_INT32: "int32", kinds.CPPTYPE_INT64: "int64",
                                  kinds.CPPTYPE_UINT32: "uint32", kinds.CPPTYPE_UINT64: "uint64"}[field.cpp_type]]
        return self.source.choice([0, 1, least, most, self.source.randint(least, most)])


class Small(float):
    """A number of 32 bits, whose decimals may be any that stand for it."""

    def __eq__(self, other):
        return isinstance(other, float) and struct.pack("f", self) == struct.pack("f", other)

    __hash__ = float.__hash__


def as_zws_has_it(message):
    """What json_format makes of a message, but for what zcat(1) says is different."""
    made = json_format.MessageToDict(message, including_default_value_fields=True, preserving_proto_field_name=True)
    return _changed(made, message.DESCRIPTOR)


def _changed(value, descriptor):
    name = descriptor.full_name
    if name in ("google.protobuf.Timestamp", "google.protobuf.Duration"):
        time = Timestamp() if name.endswith("Timestamp") else Duration()
        time.FromJsonString(value)
        return Decimal(time.ToNanoseconds()) / 10**9
    if name == "google.protobuf.Any":
        return {key: Decimal(inside[:-1]) if key == "value" else inside for key, inside in value.items()}
    if name in ("google.protobuf.Struct", "google.protobuf.Value"):
        return value
    if name.startswith("google.protobuf.") and name.endswith("Value"):
        return _changed_scalar(value, descriptor.fields_by_name["value"])
    return {key: _changed_field(inside, descriptor.fields_by_name[key]) for key, inside in value.items()}


def _changed_field(value, field):
    if field.message_type and field.message_type.GetOptions().map_entry:
        of = field.message_type.fields_by_name["value"]
        return {key: _changed_value(inside, of) for key, inside in value.items()}
    if field.label == field.LABEL_REPEATED:
        return [_changed_value(inside, field) for inside in value]
    return _changed_value(value, field)


def _changed_value(value, field):
    return _changed(value, field.message_type) if field.message_type else _changed_scalar(value, field)


def _changed_scalar(value, field):
    """Numbers of 64 bits are numbers, and null is what JSON has for those that are not finite."""
    if field.cpp_type in (field.CPPTYPE_INT64, field.CPPTYPE_UINT64):
        return int(value)
    if field.cpp_type in (field.CPPTYPE_DOUBLE, field.CPPTYPE_FLOAT):
        number = float if field.cpp_type == field.CPPTYPE_DOUBLE else Small
        return None if value in ("NaN", "Infinity", "-Infinity") else number(value)
    return value
