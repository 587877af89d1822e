#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A peer of the fan-out benchmark: greenlets, one ZeroMQ subscriber for each WebSocket.

The architecture in which gevent, ZeroMQ and WebSocket were first put together: a greenlet passes what comes on a SUB
socket to an inproc PUB socket, and each client's greenlet has a SUB socket of its own there. Handshake and framing are
done here, which is leaner than a WSGI stack. Needs Debian's python3-gevent and python3-zmq.
"""

import argparse
import base64
import hashlib
import sys

import gevent
import zmq.green as zmq
from gevent.server import StreamServer

QUEUE = "inproc://queue"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bind", default="tcp://127.0.0.1:*", help="where publishers connect to")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0: any free one")
    parser.add_argument("--max-clients", type=int, default=900, help="ZeroMQ sockets to allow for")
    return parser.parse_args()


def relay(incoming, outgoing):
    while True:
        outgoing.send(incoming.recv())


def read_request(client):
    """The headers of a request, by their names in lower case."""
    text = b""
    while b"\r\n\r\n" not in text and len(text) < 16384:
        part = client.recv(4096)
        if not part:
            break
        text += part
    lines = [line.partition(":") for line in text.decode("latin-1").split("\r\n")[1:]]
    return {name.lower(): value.strip() for name, _, value in lines}


def handshake(key):
    digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {base64.b64encode(digest).decode()}\r\n\r\n"
    ).encode()


def framed(payload):
    """A text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return b"\x81" + bytes([size]) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def serve(context, client):
    key = read_request(client).get("sec-websocket-key")
    if key is None:
        client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        return
    subscriber = context.socket(zmq.SUB)
    subscriber.subscribe(b"")
    subscriber.connect(QUEUE)
    client.sendall(handshake(key))
    try:
        while True:
            client.sendall(framed(subscriber.recv()))
    except OSError:
        pass  # the client left
    finally:
        subscriber.close(0)


def main():
    options = arguments()
    context = zmq.Context()
    context.set(zmq.MAX_SOCKETS, options.max_clients + 100)
    incoming = context.socket(zmq.SUB)
    incoming.subscribe(b"")
    incoming.bind(options.bind)
    outgoing = context.socket(zmq.PUB)
    outgoing.bind(QUEUE)
    gevent.spawn(relay, incoming, outgoing)
    server = StreamServer(("127.0.0.1", options.port), lambda client, _: serve(context, client), backlog=4096)
    server.start()
    endpoint = incoming.getsockopt(zmq.LAST_ENDPOINT).decode().rstrip("\0")
    print(f"ready: bind {endpoint}, ws ws://127.0.0.1:{server.server_port}/", file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
