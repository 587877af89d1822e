# SPDX-License-Identifier: MIT
"""zpeek says what publishers of many kinds send: the encoding, the time and its unit, and nothing wrong for sure.

Each kind sends what the documentation of that program says, with the time at which it is sent.
"""

import concurrent.futures
import json
import math
import os
import pickle
import random
import struct
import time
import unittest
import zlib
from datetime import datetime, timezone

from zwstest import Peers
from zwstest.msgpack import packed
from zwstest.peeking import peek_at_flow

START = time.monotonic()


def iso(now, form="%Y-%m-%dT%H:%M:%S.%fZ"):
    return datetime.fromtimestamp(now, timezone.utc).strftime(form)


def local(now):
    return datetime.fromtimestamp(now).strftime("%Y-%m-%d %H:%M:%S")


def text(value):
    return json.dumps(value).encode()


def wave(i):
    return 20 + math.sin(i / 7)


def nmea(body):
    check = 0
    for byte in body.encode():
        check ^= byte
    return f"${body}*{check:02X}\r\n".encode()


def cbor(value):
    """RFC 8949, as far as it is needed here."""
    def head(major, size):
        if size < 24:
            return bytes([major << 5 | size])
        return bytes([major << 5 | 27]) + struct.pack(">Q", size)
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    return head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value.items())


def bson(time_ms, value):
    body = b"\x09at\0" + struct.pack("<q", time_ms) + b"\x01value\0" + struct.pack("<d", value)
    return struct.pack("<i", len(body) + 5) + body + b"\0"


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def protobuf(now, i):
    """gz.msgs.WorldStatistics: header, sim_time, iterations."""
    stamp = b"\x08" + varint(int(now)) + b"\x10" + varint(int(now % 1 * 1e9))
    return b"\x0a" + varint(len(stamp) + 2) + b"\x0a" + varint(len(stamp)) + stamp + b"\x38" + varint(i + 300)


def jupyter(now, i):
    header = {"msg_id": f"{i:08x}-7f", "session": "7f", "username": "u", "date": iso(now), "msg_type": "stream",
              "version": "5.3"}
    return [b"kernel.5e1a.stream.stdout", b"<IDS|MSG>", b"0" * 64, text(header), text({}), text({}),
            text({"name": "stdout", "text": f"{i}\n"})]


def suricata(now, i):
    return [text({"timestamp": iso(now, "%Y-%m-%dT%H:%M:%S.%f+0000"), "event_type": "stats",
                  "stats": {"uptime": 90 + i // 10, "capture": {"kernel_packets": 1000 + 17 * i}}})]


# kind: what is sent at `now` as the i-th message, encoding, pointer to the time, its unit
KINDS = {
    "the article": (lambda now, i: [text({"x": now, "y": wave(i)})], "json", "/x", "s"),
    "home automation": (lambda now, i: [b"zigbee2mqtt/office", text(
        {"temperature": 21.5, "humidity": 40 + i % 3, "last_seen": iso(now), "linkquality": 80})],
        "json", "/last_seen", "iso"),
    "rtl_433": (lambda now, i: [text({"time": local(now), "model": "Acurite-606TX", "id": 134, "battery_ok": 1,
                                      "temperature_C": 20.1 + i / 10, "mic": "CHECKSUM"})], "json", "/time", "iso"),
    "gpsd": (lambda now, i: [text({"class": "TPV", "device": "/dev/ttyUSB0", "mode": 3, "time": iso(now), "ept": 0.005,
                                   "lat": 46.498 + i * 1e-6, "lon": 7.567, "alt": 1343.1, "track": 10.3,
                                   "speed": 0.091, "climb": -0.085})], "json", "/time", "iso"),
    "NMEA": (lambda now, i: [nmea(f"GPGGA,{120000 + i},4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,")],
             "nmea", None, None),
    "vmstat": (lambda now, i: [f" 1  0      0 {5123456 + i} 123456 987654    0    0    12    34  {100 + i % 9}  200  3 "
                               " 1 96  0  0".encode()], "text", None, None),
    "CSV": (lambda now, i: [f"{now:.3f},{wave(i):.2f},{40 + i % 2}".encode()], "csv", "/0", "s"),
    "InfluxDB": (lambda now, i: [f"weather,city=Oslo temp={wave(i):.2f},ok=t {int(now * 1e9)}".encode()],
                 "influx", "/time", "ns"),
    "logfmt": (lambda now, i: [f'ts={iso(now)} level=info msg="request done" status=200 duration={i % 7}ms'.encode()],
               "logfmt", "/ts", "iso"),
    "Suricata": (suricata, "json", "/timestamp", "iso"),
    "Zeek": (lambda now, i: [text({"ts": now, "uid": f"CMdzit1AMNsmfAIiQ{i}", "id.orig_h": "192.0.2.5",
                                   "id.orig_p": 49152 + i, "proto": "udp", "duration": 0.04})], "json", "/ts", "s"),
    "msgpack telemetry": (lambda now, i: [b"drone", packed({"ts": int(now * 1e3), "seq": i, "volts": wave(i),
                                                            "armed": False})], "msgpack", "/ts", "ms"),
    "vLLM": (lambda now, i: [b"kv-events", struct.pack(">Q", i), packed(
        [now, [["BlockStored", [i, i + 1], None, [1, 2, 3], 16, None]], 0])], "msgpack", "/payload/0", "s"),
    "Jupyter": (jupyter, "json", "/header/date", "iso"),
    "Bitcoin": (lambda now, i: [b"hashtx", random.Random(i).randbytes(32), struct.pack("<I", 900 + i)],
                "bitcoin", None, None),
    "EDDN": (lambda now, i: [zlib.compress(text({"$schemaRef": "https://eddn.edcd.io/schemas/commodity/3", "header": {
        "uploaderID": "x", "softwareName": "E", "gatewayTimestamp": iso(now)}, "message": {
            "systemName": "Sol", "timestamp": iso(now), "marketId": 1}}))], "zlib,json", "/message/timestamp", "iso"),
    "pyzmq send_pyobj": (lambda now, i: [pickle.dumps({"t": now, "v": wave(i)})], "pickle", "/t", "s"),
    "bluesky": (lambda now, i: [b" event " + pickle.dumps({"time": now, "seq_num": i + 1, "data": {"det": wave(i)}})],
                "pickle", "/doc/time", "s"),
    "pyzmq ndarray": (lambda now, i: [text({"dtype": "float64", "shape": [4, 5]}),
                                      struct.pack("<20d", *(wave(i + n) for n in range(20)))], "ndarray", None, None),
    "ROS bridge": (lambda now, i: [text({"op": "publish", "topic": "/imu", "msg": {"header": {
        "seq": i, "stamp": {"secs": int(now), "nsecs": int(now % 1 * 1e9)}, "frame_id": "imu"}, "linear_acceleration": {
            "x": 0.1, "y": wave(i), "z": 9.81}}})], "json", "/msg/header/stamp/secs", "s"),
    "GNU Radio floats": (lambda now, i: [struct.pack("<64f", *(math.sin((64 * i + n) / 9.7) for n in range(64)))],
                         "f32le", None, None),
    "gazebo": (lambda now, i: [b"/stats", b"tcp://192.0.2.4:40123", protobuf(now, i), b"gz.msgs.WorldStatistics"],
               "protobuf", None, None),
    "struct of a time and floats": (lambda now, i: [struct.pack("<dff", now, wave(i), wave(i + 9))], None, None, None),
    "struct of a time and a float": (lambda now, i: [struct.pack("<If", int(now), wave(i))], None, None, None),
    "floats of a place": (lambda now, i: [b"gps", struct.pack("<ff", 46.5 + i * 1e-4, 7.5)], "f32le", None, None),
    "a time and JSON": (lambda now, i: [iso(now).encode() + b" " + text({"n": 3 * i, "v": wave(i)})],
                        "text", "/time", "iso"),
    "what Python prints": (lambda now, i: [str({"time": now, "v": wave(i), "ok": True}).encode()],
                           "text", "/time", "s"),
    "EtherCAT struct": (lambda now, i: [struct.pack("<HHQI6h", 0xECA7, 1, int((time.monotonic() - START) * 1e9) + 77,
                                                    i, *(int(1000 * wave(i + n)) for n in range(6)))],
                        None, None, None),
    "DECTRIS header": (lambda now, i: [text({"htype": "dimage-1.0", "series": 1, "frame": i, "hash": "fc67f000"}),
                                       text({"htype": "dimage_d-1.0", "shape": [8, 4], "type": "uint16",
                                             "encoding": "<", "size": 64}), os.urandom(64),
                                       text({"htype": "dconfig-1.0", "start_time": i * 10 ** 7, "stop_time": i * 10 ** 7
                                             + 9 * 10 ** 6, "real_time": 9 * 10 ** 6})], "json", None, None),
    "DECTRIS Stream V2": (lambda now, i: [b"\xd9\xd9\xf7" + cbor({"type": "image", "series_id": 7, "image_id": i,
                                                                 "start_time": [i * 10 ** 7, 10 ** 9], "data": {
                                                                     "threshold_1": os.urandom(64)}})],
                          "cbor", None, None),
    "Monero": (lambda now, i: [b"json-minimal-txpool_add:" + text([{
        "id": "b5086746e805d875cbbbbb49e19aac29d9b75019f656fab8516cdf64ac5cd346", "blob_size": 1533 + i,
        "weight": 1533, "fee": 26600000}])], "json", None, None),
    "EPICS": (lambda now, i: [text({"pv": "BL1:TEMP", "value": wave(i), "severity": 0, "timestamp": now})],
              "json", "/timestamp", "s"),
    "CAN": (lambda now, i: [b"can0", struct.pack("<IB3x8s", 0x123, 8, os.urandom(8))], None, None, None),
    "uptime": (lambda now, i: [text({"millis": int((time.monotonic() - START) * 1e3) + 12345,
                                     "adc": 512 + i % 5 * 3})], "json", "/millis", "ms"),
    "ns epoch": (lambda now, i: [text({"sensor": "imu0", "timestamp_ns": int(now * 1e9), "gyro": [0.1, 0.2, wave(i)]})],
                 "json", "/timestamp_ns", "ns"),
    "us epoch": (lambda now, i: [text({"time_us": int(now * 1e6), "pressure": wave(i)})], "json", "/time_us", "us"),
    "inner ms": (lambda now, i: [b"m/1", text({"d": {"ts": int(now * 1e3), "v": wave(i)}})], "json", "/d/ts", "ms"),
    "pairs": (lambda now, i: [text([now, wave(i)])], "json", "/0", "s"),
    "BSON": (lambda now, i: [bson(int(now * 1e3), wave(i))], "bson", "/at", "s"),
    "statsd": (lambda now, i: [f"api.latency:{300 + i}|ms".encode()], "text", None, None),
    "Graphite": (lambda now, i: [f"servers.web1.load {wave(i):.2f} {int(now)}".encode()], "text", "/0", "s"),
    "Cursor on Target": (lambda now, i: [f'<event version="2.0" uid="a" type="a-f-G" time="{iso(now)}"><point lat="1" '
                                         f'lon="{i}"/></event>'.encode()], "xml", None, None),
    "camera": (lambda now, i: [b"cam0", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + os.urandom(500) + b"\xff\xd9"],
               "jpeg", None, None),
    "MAVLink": (lambda now, i: [b"\xfd" + struct.pack("<BBBBBBH", 9, 0, 0, i % 256, 1, 1, 0) + b"\0" + os.urandom(11)],
                None, None, None),
    "Cap'n Proto": (lambda now, i: [struct.pack("<IIQQQ", 0, 3, 0x0000000200000000, int(time.monotonic() * 1e9),
                                                i << 32 | 7)], None, None, None),
    "random": (lambda now, i: [os.urandom(40)], None, None, None),
    "text": (lambda now, i: [f"door {'open' if i % 2 else 'closed'}".encode()], "text", None, None),
    "temperature": (lambda now, i: [text({"t": 21 + i % 3, "h": 40})], "json", None, None),
    "clock rate": (lambda now, i: [text({"clock_hz": 1200000000 + i, "load": wave(i)})], "json", None, None),
}

ENOUGH = 24  # messages


def looked_at(make):
    """What zpeek says of a publisher, in JSON."""
    with Peers() as peers:
        return peek_at_flow(peers, (make(time.time(), i) for i in range(ENOUGH)), pause=0.03)


def said_time(topic):
    time_field = topic["time"]
    return time_field and (time_field["field"], time_field["unit"])


class PublishersTest(unittest.TestCase):
    def test_each_kind(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = {kind: pool.submit(looked_at, row[0]) for kind, row in KINDS.items()}
        wrong = []
        for kind, (_, encoding, pointer, unit) in KINDS.items():
            with self.subTest(kind):
                found = answers[kind].result()
                self.assertEqual(len(found["topics"]), 1)
                topic = found["topics"][0]
                self.assertEqual(topic["messages"], ENOUGH)
                said = (topic["encoding"], said_time(topic))
                wanted = (encoding, pointer and (pointer, unit))
                if said != wanted:
                    wrong.append(f"{kind}: {said}, not {wanted}")
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
