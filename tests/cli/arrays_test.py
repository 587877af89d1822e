# SPDX-License-Identifier: MIT
"""Decoders of arrays and pickles, with what NumPy, Python and cbor2 write themselves."""

import array
import collections
import datetime
import decimal
import io
import itertools
import json
import math
import pickle
import struct
import unittest

import cbor2
import numpy as np

from zwstest import Peers, Tool, WebSocket, eventually
from zwstest.batch import SUBPROTOCOL, decode
from zwstest.server import Server

TYPES = ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32",
         "float64", ">i2", ">u4", ">f4", ">f8", ">i8")


def numbers(dtype, shape=(3, 4)):
    """An array of all the bits that its type has, the same each time."""
    count = math.prod(shape)
    bits = np.random.default_rng(count).integers(0, 256, count * np.dtype(dtype).itemsize, np.uint8)
    values = bits.view(dtype).reshape(shape)
    return values.view(np.uint8).astype(bool) if np.dtype(dtype) == bool else values


def plain(values):
    """As JSON has it: what is not finite is null, complex numbers and records are columns, times seconds."""
    if values.dtype.names:
        return {name: plain(values[name]) for name in values.dtype.names}
    if values.dtype.kind == "c":
        return {"real": plain(values.real), "imag": plain(values.imag)}
    if values.dtype.kind in "Mm":
        per_second = np.timedelta64(1, "s") / np.timedelta64(1, np.datetime_data(values.dtype)[0])
        counts = values.astype(np.int64)
        return json_of(np.where(counts == np.iinfo(np.int64).min, np.nan, counts / per_second).tolist())
    if values.dtype.kind == "S":
        return np.char.decode(values, "utf-8").tolist()
    if values.dtype.kind == "b":
        return values.astype(int).tolist()
    return json_of(values.tolist())


def json_of(value):
    if isinstance(value, list):
        return [json_of(one) for one in value]
    return value if not isinstance(value, float) or math.isfinite(value) else None


def message(values):
    """What an array alone becomes."""
    value = plain(values)
    return value if isinstance(value, dict) else {"data": value}


class ArraysCase(unittest.TestCase):
    def decoded(self, chain, messages):
        """What zcat --decode makes of all messages, in one run."""
        peers = self.enterContext(Peers())
        pub, endpoint = peers.any_pub()
        tool = self.enterContext(Tool("zcat", "--connect", endpoint, "--decode", chain, "--format", "json",
                                      "-n", str(len(messages)), "--timeout", "30"))
        peers.await_subscribers(pub)
        for one in messages:
            pub.send_multipart(one if isinstance(one, list) else [one])
        done = tool.wait()
        self.assertEqual((done.code, done.err), (0, ""))
        return [json.loads(line) for line in done.out.splitlines()]

    def assert_close(self, got, expected, what):
        """Numbers may differ where the shortest digits of a float are not those of a double."""
        if isinstance(expected, dict):
            self.assertEqual(list(got), list(expected), what)
            for name in expected:
                self.assert_close(got[name], expected[name], what)
        elif isinstance(expected, list):
            self.assertEqual(len(got), len(expected), what)
            for one, other in zip(got, expected):
                self.assert_close(one, other, what)
        elif isinstance(expected, float) and got is not None:
            self.assertTrue(math.isclose(got, expected, rel_tol=1e-3 if what == "float16" else 1e-6, abs_tol=1e-45),
                            (what, got, expected))
        else:
            self.assertEqual(got, expected, what)


RECORD = np.dtype([("a", "<f4"), ("b", ">i2", (2,)), ("c", "S3")])
PADDED = np.dtype([("a", "u1"), ("b", "<f8")], align=True)
SPECIAL = [
    np.array(5.5),
    np.zeros(0),
    np.zeros((2, 0, 3), "i4"),
    np.arange(24).reshape(2, 3, 4),
    np.array([(1, (2, 3), b"ab"), (4, (5, 6), b"c")], RECORD),
    np.array([(1, 2.5), (3, 4.5)], PADDED),
    np.array([1 + 2j, 3 - 4j]),
    np.array(["é", "abc", ""]),
    np.array([b"x", b"yz"]),
    np.array(["2025-11-23T04:00:00.5", "NaT"], "M8[ms]"),
    np.array(["2025-11-23T04:00:00"], "M8[s]"),
    np.array([1500, -1], "m8[ms]"),
]


class NdarrayTest(ArraysCase):
    @staticmethod
    def sent(values, **more):
        """As pyzmq's documentation sends an array."""
        return [json.dumps({"dtype": str(values.dtype), "shape": values.shape, **more}).encode(), values.tobytes()]

    def test_numbers_of_all_types(self):
        arrays = [numbers(dtype, shape) for dtype in TYPES for shape in ((12,), (3, 4), (2, 1, 6))]
        for got, values in zip(self.decoded("ndarray", [self.sent(values) for values in arrays]), arrays):
            self.assert_close(got, message(values), str(values.dtype))

    def test_records_texts_and_times(self):
        for got, values in zip(self.decoded("ndarray", [self.sent(values) for values in SPECIAL]), SPECIAL):
            self.assert_close(got, message(values), str(values.dtype))

    def test_other_headers(self):
        values = np.arange(6, dtype="<i2").reshape(2, 3)
        fortran = values.tobytes("F")
        descr = np.lib.format.dtype_to_descr(RECORD)
        record = np.array([(1, (2, 3), b"ab")], RECORD)
        sent = [
            [b"topic", *self.sent(values), b"stamp"],
            [json.dumps({"type": "<i2", "dims": [2, 3], "order": "F"}).encode(), fortran],
            [json.dumps({"dtype": str(values.dtype.type), "shape": str(values.shape)}).encode(), values.tobytes()],
            [json.dumps({"dtype": descr, "shape": 1}).encode(), record.tobytes()],
            [json.dumps({"dtype": "<i2", "shape": [2], "strides": [6]}).encode(), values.tobytes()],
        ]
        expected = [{"data": values.tolist()}] * 3 + [message(record), {"data": [0, 3]}]
        self.assertEqual(self.decoded("ndarray", sent), expected)

    def test_the_page_gets_a_waveform_of_its_points(self):
        server = Server(self, "--decode", "ndarray")
        client = self.enterContext(WebSocket(server.ws, SUBPROTOCOL))
        samples = np.sin(np.arange(1000, dtype="float32"))
        server.pub.send_multipart([b"mic", *self.sent(samples, rate=48000)])
        (got,) = decode(client.read()).messages
        value = json.loads(got[1])
        self.assertEqual((got[0], value["rate"]), (b"mic", 48000))
        self.assertEqual(np.array(value["data"], "float32").tolist(), samples.tolist())
        server.pub.send_multipart(self.sent(samples))
        (got,) = decode(client.read()).messages
        self.assertEqual((got[0], len(json.loads(got[1])["data"])), (b"", 1000))
        names = lambda: {one["series"]: one["count"] for one in json.loads(server.get("/series")[1])}
        eventually(lambda: names() == {"mic data": 1000, "mic rate": 1, "data": 1000}, f"its series: {names()}")


class NpyTest(ArraysCase):
    @staticmethod
    def sent(values, version=None):
        file = io.BytesIO()
        np.lib.format.write_array(file, values, version)
        return file.getvalue()

    def test_all_types_and_versions(self):
        arrays = [numbers(dtype) for dtype in TYPES] + SPECIAL + [np.asfortranarray(numbers("<f8", (3, 5)))]
        for version in ((1, 0), (2, 0), (3, 0), None):
            got = self.decoded("npy", [self.sent(values, version) for values in arrays])
            for one, values in zip(got, arrays):
                self.assert_close(one, message(values), str(values.dtype))


class StructTest(ArraysCase):
    def test_each_type_in_each_order(self):
        codes = {"b": -5, "B": 200, "h": -300, "H": 60000, "i": -70000, "I": 4000000000, "l": -9, "L": 9, "q": -2**60,
                 "Q": 2**64 - 1, "n": -1, "N": 1, "P": 7, "e": 0.5, "f": 0.25, "d": 1e300, "?": True}
        for order in "@=<>!":
            usable = [code for code in codes if order == "@" or code not in "nNP"]
            for some in (usable, usable[::-1], [code for pair in zip(usable, "?" * 20) for code in pair]):
                text = order + "".join(some)
                values = [codes[code] for code in some]
                (got,) = self.decoded("struct:" + text, [struct.pack(text, *values)])
                self.assertEqual(list(got.values()), values, text)

    def test_counts_texts_and_gaps(self):
        text = "<3h2x5s4pc2?"
        packed = struct.pack(text, 1, 2, 3, b"ab", b"xyz", b"c", True, False)
        self.assertEqual(self.decoded(f"struct:{text}:v:name:short", [packed]),
                         [{"v": [1, 2, 3], "name": "ab", "short": "xyz", "3": "c", "4": [1, 0]}])

    def test_a_header_and_records(self):
        values = [*range(20)]
        packed = struct.pack("<Qd", 7, 1763870400.5) + b"".join(struct.pack("<hf", n, n / 2) for n in values)
        self.assertEqual(self.decoded("struct:<Qd+hf:seq:t:raw:volt", [packed]),
                         [{"seq": 7, "t": 1763870400.5, "raw": values, "volt": [n / 2 for n in values]}])
        for some in itertools.permutations("bhIq", 3):
            text = "".join(some)
            packed = struct.pack(text, 1, 2, 3)
            self.assertEqual(self.decoded(f"struct:+{text}:a:b:c", [packed]), [{"a": [1], "b": [2], "c": [3]}])


class CborTest(ArraysCase):
    def test_typed_arrays(self):
        tags = {"u1": 64, ">u2": 65, ">u4": 66, ">u8": 67, "<u2": 69, "<u4": 70, "<u8": 71, "i1": 72, ">i2": 73,
                ">i4": 74, ">i8": 75, "<i2": 77, "<i4": 78, "<i8": 79, ">f2": 80, ">f4": 81, ">f8": 82, "<f2": 84,
                "<f4": 85, "<f8": 86}
        arrays = [(numbers(dtype), tag) for dtype, tag in tags.items()]
        flat = [cbor2.dumps({"t": 1.5, "v": cbor2.CBORTag(tag, values.tobytes())}) for values, tag in arrays]
        rows = [cbor2.dumps(cbor2.CBORTag(40, [list(values.shape), cbor2.CBORTag(tag, values.tobytes())]))
                for values, tag in arrays]
        columns = [cbor2.dumps(cbor2.CBORTag(1040, [list(values.shape), cbor2.CBORTag(tag, values.tobytes("F"))]))
                   for values, tag in arrays]
        got = self.decoded("cbor", flat + rows + columns)
        for (values, _), one, two, three in zip(arrays, got[:20], got[20:40], got[40:]):
            what = "float16" if values.dtype.itemsize == 2 and values.dtype.kind == "f" else str(values.dtype)
            self.assert_close(one, {"t": 1.5, "v": plain(values.ravel())}, what)
            self.assert_close(two, plain(values), what)
            self.assert_close(three, plain(values), what)

    def test_an_image_of_dectris(self):
        compressed = cbor2.CBORTag(56500, ["bslz4", 4, b"\x00" * 100])
        image = {"type": "image", "image_id": 5, "data": {"threshold_1":
                 cbor2.CBORTag(40, [[514, 1030], cbor2.CBORTag(70, compressed)])}}
        self.assertEqual(self.decoded("cbor", [cbor2.dumps(image)]),
                         [{"type": "image", "image_id": 5,
                           "data": {"threshold_1": {"not_decoded": "bslz4", "bytes": 100}}}])


class PickleTest(ArraysCase):
    UTC = datetime.timezone.utc
    EAST = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    VALUES = [
        (None, None), (True, True), (-5, -5), (300, 300), (2**31, 2**31), (-2**63, -2**63), (2**64 - 1, 2**64 - 1),
        (2**70, str(2**70)), (-2**70, str(-2**70)), (1.5, 1.5), (math.nan, None), (math.inf, None),
        ("é\n\\u", "é\n\\u"),
        ("x" * 300, "x" * 300), (b"ab", "ab"), (b"", ""), (b"\xff", {"b64": "/w=="}), (bytearray(b"ab"), "ab"),
        ([1, [2, ()], {}], [1, [2, []], {}]), ((1, 2, 3, 4), [1, 2, 3, 4]), ({"a": {"b": [1.5]}}, {"a": {"b": [1.5]}}),
        ({1: 2, None: 3, 1.5: 4, True: 5}, {"1": 5, "null": 3, "1.5": 4}), ({7}, [7]), (frozenset([7]), [7]),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}), (collections.deque([1, 2]), [1, 2]),
        (collections.defaultdict(int, a=1), {"a": 1}), (collections.Counter("aab"), {"a": 2, "b": 1}),
        (decimal.Decimal("1.50"), 1.5), (decimal.Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (1 + 2j, {"real": 1, "imag": 2}), (array.array("d", [1.5, 2]), [1.5, 2]),
        (datetime.datetime(2024, 1, 2, 3, 4, 5, 6), "2024-01-02T03:04:05.000006"),
        (datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "2024-01-02T03:04:05+00:00"),
        (datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=EAST), "2024-01-02T03:04:05+05:30"),
        (datetime.date(2024, 1, 2), "2024-01-02"), (datetime.time(1, 2, 3), "01:02:03"),
        (datetime.timedelta(1, 2, 3), 86402.000003), (datetime.timedelta(microseconds=-1), -0.000001),
        (np.float32(0.5), 0.5), (np.int64(-3), -3), (np.bool_(True), True), (np.str_("é"), "é"),
    ]

    def test_values_in_each_protocol(self):
        for protocol in range(6):
            sent = [pickle.dumps([value], protocol) for value, _ in self.VALUES]
            expected = [[value] for _, value in self.VALUES]
            self.assertEqual(self.decoded("pickle", sent), expected, protocol)

    def test_a_memo_and_values_that_are_shared(self):
        shared = ["x", {"a": 1}]
        for protocol in range(6):
            self.assertEqual(self.decoded("pickle", [pickle.dumps([shared, shared, shared[1]], protocol)]),
                             [[shared, shared, shared[1]]])

    def test_arrays_in_each_protocol(self):
        arrays = [numbers(dtype) for dtype in TYPES] + [np.asfortranarray(numbers("<f8", (3, 5))),
                                                        numbers("<i4", (4, 6))[::2, ::3]] + SPECIAL
        for protocol in range(6):
            sent = [pickle.dumps(values, protocol) for values in arrays]
            inside = [pickle.dumps({"t": 1.5, "v": values}, protocol) for values in arrays]
            got = self.decoded("pickle", sent + inside)
            for values, alone, one in zip(arrays, got, got[len(arrays):]):
                self.assert_close(alone, message(values), str(values.dtype))
                self.assert_close(one, {"t": 1.5, "v": plain(values)}, str(values.dtype))

    def test_what_is_not_data_is_counted_with_its_name(self):
        class Reading:
            def __reduce__(self):
                return (eval, ("__import__('os').system('touch /tmp/pwned')",))

        peers = self.enterContext(Peers())
        pub, endpoint = peers.any_pub()
        tool = self.enterContext(Tool("zcat", "--connect", endpoint, "--decode", "pickle", "-n", "1", "--format",
                                      "json"))
        peers.await_subscribers(pub)
        for protocol in range(6):
            pub.send(pickle.dumps(Reading(), protocol))
        pub.send(pickle.dumps([1]))
        done = tool.wait()
        self.assertEqual((done.code, done.out), (0, b"[1]\n"))
        self.assertRegex(done.err,
                         r"zcat: warning: skipped \d+ messages?: pickle: '(__builtin__|builtins).eval' is not data")
