# SPDX-License-Identifier: MIT
"""The article's way to forward: a loop in pyzmq. forwarder.py IN OUT [block]"""

import sys

import zmq

context = zmq.Context()
source, sink = context.socket(zmq.SUB), context.socket(zmq.PUB)
if len(sys.argv) > 3:
    sink.setsockopt(zmq.XPUB_NODROP, 1)
source.subscribe(b"")
source.bind(sys.argv[1])
sink.bind(sys.argv[2])
while True:
    sink.send_multipart(source.recv_multipart())
