#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What one would write with pyzmq for `zcat --format json|envelope`: pyzmq_print.py FORMAT ENDPOINT COUNT."""

import base64
import json
import sys
import time

import zmq


def text_or_bytes(frame):
    try:
        return frame.decode()
    except UnicodeDecodeError:
        return {"b64": base64.b64encode(frame).decode()}


def main():
    form, endpoint, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    socket = zmq.Context().socket(zmq.SUB)
    socket.set_hwm(0)
    socket.subscribe(b"")
    socket.connect(endpoint)
    for _ in range(count):
        frames = socket.recv_multipart()
        if form == "json":
            print(json.dumps(json.loads(frames[-1]), separators=(",", ":")))
        else:
            print(json.dumps({"t": time.time(), "frames": [text_or_bytes(f) for f in frames]}, separators=(",", ":")))


main()
