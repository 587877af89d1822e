# SPDX-License-Identifier: MIT
"""zpeek: what it reports of a stream, what it says to type next, and what it says where nothing comes."""

import contextlib
import json
import os
import re
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import zmq
import zmq.auth

from zwstest import Peers, Tool, bin_dir, run
from zwstest.peeking import peek_at, peek_at_flow
from zwstest.peers import endpoint_of
from zwstest.server import ANY


class PeekCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def peek(self, *args, code=0, for_="0.5"):
        """What zpeek says in JSON, and on stderr, after that time."""
        done = run("zpeek", *args, "--json", "--for", for_)
        self.assertEqual(done.code, code, done.err)
        return json.loads(done.out), done.err

    def flow(self, messages, *args):
        return peek_at_flow(self.peers, messages, *args)


class ReportTest(PeekCase):
    def test_topics_frames_and_fields(self):
        messages = [[topic, json.dumps({"t": 1e9 + i, "on": True, "seq": 2**60 + i, "name": "x"}).encode()]
                    for i in range(20) for topic in (b"a", b"b")]
        found = self.flow(messages)
        self.assertEqual(found["peer"]["type"], "XPUB")
        self.assertEqual((found["peer"]["zmtp"], found["peer"]["mechanism"]), ("3.1", "NULL"))
        self.assertEqual([topic["topic"] for topic in found["topics"]], ["a", "b"])
        self.assertEqual((found["messages"], found["try"]), (40, []))
        topic = found["topics"][0]
        self.assertEqual((topic["messages"], topic["frames"], topic["payload"]), (20, 2, 1))
        self.assertEqual(topic["bytes"], sum(map(len, sum(messages[::2], []))))
        self.assertGreater(topic["rate"], 0)
        self.assertLessEqual(topic["interval"]["p50"], topic["interval"]["p99"])
        self.assertEqual(topic["fields"]["/seq"], {"type": "integer", "least": 2**60, "greatest": 2**60 + 19,
                                                   "example": 2**60})
        self.assertEqual(topic["fields"]["/on"], {"type": "boolean", "example": True})
        self.assertEqual(topic["fields"]["/name"], {"type": "text", "example": "x"})

    def test_gaps_in_a_sequence(self):
        found = self.flow([[json.dumps({"seq": i}).encode()] for i in range(30) if i not in (7, 8, 20)])
        topic = found["topics"][0]
        self.assertEqual((topic["sequence"], topic["gaps"], topic["lost"]), ("json:/seq", 2, 3))
        found = self.flow([[b"a", b"x", struct.pack("<I", i)] for i in range(30) if i != 9])
        topic = found["topics"][0]
        self.assertEqual((topic["sequence"], topic["gaps"], topic["lost"]), ("last:u32le", 1, 1))

    def test_a_sequence_that_topics_share(self):
        found = self.flow([[b"abc"[i % 3:i % 3 + 1], b"x", struct.pack(">Q", i)] for i in range(40) if i != 20])
        for topic in found["topics"]:
            self.assertEqual((topic["sequence"], topic["shared"], topic["lost"]), ("last:u64be", True, 1))
            self.assertNotIn("--seq", topic["commands"][0])
        found = self.flow([[b"a", b"x", struct.pack(">Q", 3 * i)] for i in range(20)])
        self.assertIsNone(found["topics"][0]["sequence"])

    def test_what_a_relay_stamps(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, "--stamp", "--filter", "forward") as relay:
            in_, out = relay.endpoints()
            found, _ = peek_at(self.peers.pub(connect=in_), [[b"a", b"1"]] * 20, out)
        topic = found["topics"][0]
        self.assertEqual((topic["topic"], topic["gaps"], topic["lost"]), ("a", 0, 0))
        self.assertIn(":u64be", topic["sequence"])
        self.assertIn("u64be", [frame["encoding"] for frame in topic["layout"]])

    def test_a_topic_that_is_not_text_stays_on_its_line(self):
        out, endpoint = self.peers.any_pub()
        with Tool("zpeek", endpoint, "-v", "--for", "1h") as tool:
            self.peers.await_subscribers(out)
            for _ in range(3):
                out.send_multipart([b"\x1b[2J\n\xff", b'{"\\u001b[2J": 1}'])
            out.send_multipart([b"last", b""])
            tool.wait_err("a new topic: last")
            done = tool.stop(signal.SIGINT)
        self.assertEqual(done.code, 0)
        self.assertNotIn(b"\x1b", done.out + done.err.encode())
        self.assertIn(rb"topic \x1b[2J\x0a\xff: 3 messages", done.out)

    def test_it_ends_early_where_there_is_enough(self):
        out, endpoint = self.peers.any_pub()
        with Tool("zpeek", endpoint, "--json") as tool:
            self.peers.await_subscribers(out)
            for i in range(300):
                out.send(b"%d" % i)
            done = tool.wait()
        self.assertEqual((done.code, done.err), (0, ""))
        found = json.loads(done.out)
        self.assertEqual(found["messages"], 300)
        self.assertLess(found["looked"], 4.9)

    def test_for_looks_that_long(self):
        out, endpoint = self.peers.any_pub()
        with Tool("zpeek", endpoint, "--json", "--for", "2.5") as tool:
            self.peers.await_subscribers(out)
            for i in range(300):
                out.send(b"%d" % i)
            done = tool.wait()
        self.assertGreaterEqual(json.loads(done.out)["looked"], 2.5)

    def test_a_stop_ends_it_with_a_report(self):
        with Tool("zpeek", "--bind", ANY, "-v", "--for", "1h", "--json") as tool:
            tool.ready()
            done = tool.stop(signal.SIGINT)
        self.assertEqual(done.code, 0)
        self.assertEqual(json.loads(done.out)["messages"], 0)


class ArticleTest(PeekCase):
    """The chain of the article, with one series and several."""

    def chain(self, *args):
        relay = self.enterContext(Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY))
        in_, self.out = relay.endpoints()
        self.enterContext(Tool("zsine", in_, "--rate", "50", *args))

    def test_the_report(self):
        self.chain()
        done = run("zpeek", self.out, "--for", "1.5")
        self.assertEqual((done.code, done.err), (0, ""))
        said = done.out.decode()
        self.assertRegex(said, rf"^connect {re.escape(self.out)}: an? X?PUB, ZMTP 3\.\d, mechanism NULL\n"
                               r"\d+ messages in \d\.\d s, [\d.]+ \w+, 1 topic\n"
                               r"\nno topic: \d+ messages, [\d.]+/s, [\d.]+ \w+/s, .* each, .* between them")
        self.assertRegex(said, r"\n  frame      \d\d B( to \d\d B)?, json: it is an object of JSON; certain\n"
                               r"  time       /x in s: it is within a second of the arrival; certain\n"
                               r"  sequence   not known\n"
                               r"  fields\n"
                               r"    /x  number  \d+(\.\d+)? to \d+(\.\d+)? +\d+(\.\d+)?\n"
                               r"    /y  number  [\d.e-]+ to [\d.e-]+ +[\d.e-]+\n"
                               r"\nType next:\n")
        self.assertEqual(said.split("\nType next:\n")[1], f"  zmqcat --connect {self.out} --format json\n"
                         f"  zws2browser --connect {self.out}\n    and open http://127.0.0.1:8000/\n")

    def shell(self, command, **options):
        """A command as it is pasted into a shell whose PATH has the tools."""
        return subprocess.Popen(["bash", "-c", f"exec {command}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, env={**os.environ, "PATH": f"{bin_dir()}:{os.environ['PATH']}"}, **options)

    def first_line(self, command):
        with self.shell(command) as tool:
            try:
                return tool.stdout.readline()
            finally:
                tool.kill()

    def test_printed_commands_work(self):
        self.chain("--series", "it's north", "--series", "south")
        found, _ = self.peek(self.out, for_="1.5")
        self.assertEqual([topic["topic"] for topic in found["topics"]], ["it's north", "south"])
        for topic in found["topics"]:
            self.assertEqual(topic["time"]["field"], "/x")
            cat, browser = topic["commands"]
            self.assertEqual(sorted(json.loads(self.first_line(cat))), ["x", "y"])
            # The default ports may be of others.
            with self.shell(f"{browser} --http 127.0.0.1:0 --ws 127.0.0.1:0") as tool:
                try:
                    self.assertIn("ready", tool.stderr.readline())
                finally:
                    tool.kill()
        self.assertEqual(found["topics"][0]["page"], "http://127.0.0.1:8000/?topic=it%27s%20north")


class PeerTest(PeekCase):
    def free(self):
        """An endpoint that nobody listens at."""
        holder = self.enterContext(socket.socket())
        holder.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{holder.getsockname()[1]}"

    def test_nobody_listens(self):
        endpoint = self.free()
        found, err = self.peek(endpoint, code=1)
        self.assertIn("Connection refused", found["peer"]["problem"])
        self.assertEqual(found["topics"], [])
        self.assertTrue(any(f"zpeek --bind {endpoint}" in sentence for sentence in found["try"]), found["try"])
        self.assertEqual(err, f"zpeek: error: connect {endpoint}: {found['peer']['problem']}\n")

    def test_both_sides_connect(self):
        endpoint = Peers.free_endpoint()
        pub = self.peers.pub(connect=endpoint)
        found, _ = self.peek(endpoint, code=1)
        command = next(sentence for sentence in found["try"] if "--bind" in sentence).split(": ", 1)[1]
        self.assertEqual(command, f"zpeek --bind {endpoint}")
        found, _ = peek_at(pub, [[b"1"]] * 3, *command.split()[1:])
        self.assertEqual((found["messages"], found["peer"]["type"], found["peer"]["side"]), (3, "XPUB", "bind"))

    def test_a_socket_of_the_wrong_type(self):
        sub, endpoint = self.peers.any_sub()
        found, _ = self.peek(endpoint, code=1)
        self.assertEqual((found["peer"]["type"], found["peer"]["zmtp"]), ("SUB", "3.1"))
        self.assertIn("the peer is a SUB", found["peer"]["problem"])
        self.assertIn("It receives, as you do", found["try"][0])

    def test_a_push_says_how_to_look_at_it(self):
        out = self.peers.push(bind=ANY)
        endpoint = endpoint_of(out)
        found, _ = self.peek(endpoint, code=1)
        self.assertEqual(found["peer"]["type"], "PUSH")
        command = found["try"][0].split(": ", 1)[1]
        self.assertEqual(command, f"zpeek --connect {endpoint} --type pull")
        found, err = peek_at(out, [[b'{"x":1}']] * 5, *command.split()[1:])
        self.assertEqual((found["messages"], found["peer"]["type"]), (5, "PUSH"))
        self.assertIn("--type pull: what is looked at here does not reach other receivers", err)
        self.assertEqual(found["topics"][0]["commands"], [f"zmqcat --connect {endpoint} --type pull --format json"])

    def test_a_look_takes_nothing_from_a_push(self):
        """The connection that finds out who is there ends before the peer would send to it."""
        out = self.peers.push(bind=ANY)
        pull = self.peers.pull(connect=endpoint_of(out))
        with Tool("zpeek", endpoint_of(out), "--for", "0.5") as tool:
            count = 0
            while tool.running():
                out.send(b"%d" % count)
                count += 1
                time.sleep(0.01)
            self.assertEqual(tool.wait().code, 1)
        self.assertEqual([pull.recv() for _ in range(count)], [b"%d" % i for i in range(count)])

    def test_nothing_is_sent(self):
        out, endpoint = self.peers.any_pub()
        found, err = self.peek(endpoint, code=3)
        self.assertEqual((found["peer"]["type"], found["peer"]["problem"]), ("XPUB", None))
        self.assertRegex(err, r"^zpeek: error: no message in 0\.5\d* s\n$")
        self.assertIn("--for 1m", found["try"][-1])

    def test_not_a_peer_of_zeromq(self):
        server = self.enterContext(socket.create_server(("127.0.0.1", 0)))

        def serve():
            with contextlib.suppress(OSError), contextlib.ExitStack() as connections:
                while True:
                    connection = connections.enter_context(server.accept()[0])
                    connection.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")
        server_thread = threading.Thread(target=serve, daemon=True)
        server_thread.start()
        found, _ = self.peek(f"tcp://127.0.0.1:{server.getsockname()[1]}", code=1)
        server.shutdown(socket.SHUT_RDWR)
        server_thread.join()
        self.assertIn("not a ZeroMQ peer", found["peer"]["problem"])
        self.assertIn("Another program listens there", found["try"][0])

    def test_several_endpoints(self):
        out, endpoint = self.peers.any_pub()
        other = self.free()
        found, _ = peek_at(out, [[b"1"]] * 3, endpoint, other)
        self.assertEqual([peer["endpoint"] for peer in found["peers"]], [endpoint, other])
        self.assertIsNone(found["peers"][0]["problem"])
        self.assertIn("refused", found["peers"][1]["problem"])
        self.assertIn(f"zmqcat --connect {endpoint} --connect {other}", found["topics"][0]["commands"][0])


class CurveTest(PeekCase):
    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        zmq.auth.create_certificates(self.folder, "server")
        self.out = self.peers.context.socket(zmq.XPUB)
        keys = zmq.auth.load_certificate(self.folder / "server.key_secret")
        self.out.curve_publickey, self.out.curve_secretkey = keys
        self.out.curve_server = True
        self.out.bind(ANY)
        self.endpoint = endpoint_of(self.out)

    def test_a_peer_that_wants_encryption(self):
        found, _ = self.peek(self.endpoint, code=1)
        self.assertEqual((found["peer"]["mechanism"], found["peer"]["zmtp"]), ("CURVE", "3.1"))
        self.assertIn("the peer wants encryption", found["peer"]["problem"])
        self.assertTrue(found["try"][0].endswith(f"zpeek --connect {self.endpoint} --curve-server-cert FILE"))

    def test_an_encrypted_stream(self):
        key = str(self.folder / "server.key")
        found, _ = peek_at(self.out, [[b'{"x":1}']] * 5, self.endpoint, "--curve-server-cert", key)
        self.assertEqual(found["messages"], 5)
        self.assertEqual((found["peer"]["type"], found["peer"]["zmtp"], found["peer"]["mechanism"]),
                         ("XPUB", "3.1", "CURVE"))
        self.assertIn(f"--curve-server-cert {key}", found["topics"][0]["commands"][0])

    def test_encryption_that_nobody_wants(self):
        _, endpoint = self.peers.any_pub()
        found, _ = self.peek(endpoint, "--curve-server-cert", str(self.folder / "server.key"), code=1)
        self.assertIn("does not encrypt", found["peer"]["problem"])
        self.assertEqual(found["try"], [f"It does not encrypt: zpeek --connect {endpoint}"])


class UsageTest(unittest.TestCase):
    def assert_refused(self, *args, because):
        done = run("zpeek", *args)
        self.assertEqual((done.code, done.out), (2, b""))
        self.assertIn(because, done.err)

    def test_what_does_not_go_together(self):
        self.assert_refused("--type", "pull", "--topic", "a", because="--topic: only a SUB socket has topics")
        self.assert_refused("/field", because="/field")


if __name__ == "__main__":
    unittest.main()
