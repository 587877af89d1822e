# SPDX-License-Identifier: MIT
"""CURVE of all tools, against each other and against pyzmq's certificates and its authenticator."""

import shutil
import signal
import tempfile
import unittest
from pathlib import Path

import zmq
import zmq.auth
from zmq.auth.thread import ThreadAuthenticator

from zwstest import PATIENCE, Peers, Tool, WebSocket, eventually, run
from zwstest.peers import endpoint_of
from zwstest.server import FREE

ANY = "tcp://127.0.0.1:*"


class CurveCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.allow = self.folder / "allow"
        self.allow.mkdir()
        for name in ("server", "client", "stranger"):
            zmq.auth.create_certificates(self.folder, name)
        shutil.copy(self.cert("client"), self.allow)
        self.peers = self.enterContext(Peers())

    def cert(self, name):
        return str(self.folder / f"{name}.key")

    def server_flags(self, allow=True):
        return ["--curve-cert", self.cert("server"), *(["--curve-allow", str(self.allow)] if allow else [])]

    def client_flags(self, name="client"):
        return ["--curve-server-cert", self.cert("server"), *(["--curve-cert", self.cert(name)] if name else [])]

    def socket(self, kind, client=None, server=False):
        socket = self.peers.context.socket(kind)
        socket.rcvtimeo = int(PATIENCE * 1000)
        own = self.cert("server" if server else client)
        socket.curve_publickey, socket.curve_secretkey = zmq.auth.load_certificate(own + "_secret")
        if server:
            socket.curve_server = True
        else:
            socket.curve_serverkey = zmq.auth.load_certificate(self.cert("server"))[0]
        if kind == zmq.SUB:
            socket.subscribe(b"")
        return socket


class InteroperationTest(CurveCase):
    def test_our_server_and_their_client(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, *self.server_flags()) as relay:
            in_, out = relay.endpoints()
            sub = self.socket(zmq.SUB, "client")
            sub.connect(out)
            pub = self.socket(zmq.PUB, "client")
            pub.connect(in_)
            while True:  # until both connections are there
                pub.send(b"secret")
                if sub.poll(20):
                    break
            self.assertEqual(sub.recv(), b"secret")

    def test_our_client_and_their_server(self):
        authenticator = ThreadAuthenticator(self.peers.context)
        authenticator.start()
        self.addCleanup(authenticator.stop)
        authenticator.configure_curve(domain="*", location=str(self.allow))
        sub = self.socket(zmq.SUB, server=True)
        sub.bind(ANY)
        with Tool("zsine", "--connect", endpoint_of(sub), *self.client_flags()):
            self.assertIn(b'"y"', sub.recv())
        with Tool("zsine", "--connect", endpoint_of(sub), *self.client_flags("stranger")) as stranger:
            stranger.wait_err("CURVE: the peer refuses our key")

    def test_whole_chain(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, *self.server_flags()) as relay:
            in_, out = relay.endpoints()
            with (
                Tool("zsine", "--connect", in_, *self.client_flags()),
                Tool("zws2browser", "--connect", out, *FREE, *self.client_flags()) as server,
                WebSocket(server.endpoint(2)) as client,
            ):
                self.assertIn(b'"y"', client.read())
                done = run("zcat", "-n", "1", "--connect", out, *self.client_flags())
                self.assertEqual(done.code, 0, done.err)

    def test_relay_between_a_plain_inside_and_an_outside(self):
        for side in ("out", "in"):
            with (
                self.subTest(side),
                Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY,
                     "--curve-side", side, *self.server_flags()) as relay,
            ):
                ends = dict(zip(("in", "out"), relay.endpoints()))
                flags = {end: self.client_flags() if end == side else [] for end in ends}
                with Tool("zsine", "--connect", ends["in"], *flags["in"]):
                    done = run("zcat", "-n", "1", "--connect", ends["out"], *flags["out"])
                    self.assertEqual(done.code, 0, done.err)
                    plain = self.peers.pub(connect=ends[side])
                    relay.wait_err("handshake failed tcp://.*")
                    plain.close()

    def test_lines(self):
        with Tool("zcat", "-v", "--bind", ANY, "-n", "1", *self.server_flags()) as tool:
            done = run("zfeed", "--connect", tool.endpoint(), *self.client_flags(), input=b"a line\n")
            self.assertEqual(done.code, 0, done.err)
            self.assertEqual(tool.wait().out, b"a line\n")

    def test_tools_that_count_their_peers_warn_too(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, "--stats", *self.server_flags()) as relay:
            in_, _ = relay.endpoints()
            with Tool("zsine", "--connect", in_, *self.client_flags("stranger")) as stranger:
                stranger.wait_err("CURVE: the peer refuses our key")
            plain = self.peers.pub(connect=in_)
            relay.wait_err("handshake failed tcp://.*")
            plain.close()
        with Tool("zcat", "--bind", ANY, "-v", *self.server_flags()) as tool:
            flags = ["--wait-peers", "1", *self.client_flags("stranger")]
            with Tool("zfeed", "--connect", tool.endpoint(), *flags) as lines:
                lines.wait_err("CURVE: the peer refuses our key")


class ReplayTest(CurveCase):
    def test_messages_are_had_again_by_those_who_have_a_key(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, "--position", "--keep", "1000", "--replay-bind", ANY,
                  "--curve-side", "out", *self.server_flags()) as relay:
            in_, out, replay = relay.endpoints()
            pub = self.peers.pub(connect=in_)
            self.peers.await_subscribers(pub)
            form = ["--connect", out, "--format", "%p\\n", *self.client_flags()]
            with Tool("zcat", *form) as first:
                eventually(lambda: pub.send(b"hello") or first.out(), "messages")
                for number in range(100):
                    pub.send(b"%d" % number)
                eventually(lambda: first.out().endswith(b"\n99\n"), "all messages")
            with Tool("zcat", "--repair", replay, "--late", "30", *form) as late:
                self.assertEqual(late.wait_lines(30), [str(number) for number in range(70, 100)])
            with Tool("zcat", "--repair", replay, "--late", "30", *form[:-1], self.cert("stranger")) as stranger:
                stranger.wait_err("CURVE: the peer refuses our key")
            self.peers.dealer(connect=replay)
            relay.wait_err("handshake failed tcp://.*")


class RefusalTest(CurveCase):
    def bound(self, *flags):
        tool = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, *flags))
        return tool, tool.endpoint()

    def test_stranger_is_refused_with_a_reason_until_its_key_is_there(self):
        tool, endpoint = self.bound(*self.server_flags())
        stranger = self.enterContext(Tool("zsine", "--connect", endpoint, *self.client_flags("stranger")))
        tool.wait_err("CURVE: 127.0.0.1 is refused: its key .{40} is not in")
        stranger.wait_err("CURVE: the peer refuses our key")
        shutil.copy(self.cert("stranger"), self.allow)
        tool.send_signal(signal.SIGHUP)
        tool.wait_err("CURVE: 2 keys in")
        stranger.wait_err("the peer is there")

    def test_key_that_is_gone_is_refused(self):
        tool, endpoint = self.bound(*self.server_flags())
        (self.allow / "client.key").unlink()
        tool.send_signal(signal.SIGHUP)
        tool.wait_err("CURVE: 0 keys in")
        self.enterContext(Tool("zsine", "--connect", endpoint, *self.client_flags()))
        tool.wait_err("is refused")

    def test_broken_file_leaves_the_keys_as_they_were(self):
        tool, endpoint = self.bound(*self.server_flags())
        (self.allow / "broken.key").write_text("garbage")
        tool.send_signal(signal.SIGHUP)
        tool.wait_err("broken.key: no public-key")
        (self.allow / "broken.key").unlink()
        (self.allow / "loop.key").symlink_to("loop.key")
        tool.send_signal(signal.SIGHUP)
        tool.wait_err("loop.key: .*; the keys stay as they were")
        client = self.socket(zmq.XPUB, "client")
        client.connect(endpoint)
        self.assertEqual(client.recv(), b"\x01")

    def test_without_encryption_nothing_gets_in(self):
        tool, endpoint = self.bound(*self.server_flags(allow=False))
        plain = self.peers.pub(connect=endpoint)
        tool.wait_err("handshake failed tcp://.*: ")
        self.assertFalse(plain.poll(0), "it must not be subscribed to")

    def test_any_key_is_let_in_without_a_folder_and_clients_need_none(self):
        _, endpoint = self.bound(*self.server_flags(allow=False))
        client = self.socket(zmq.XPUB, "stranger")
        client.connect(endpoint)
        self.assertEqual(client.recv(), b"\x01")
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, *self.server_flags(allow=False)) as relay:
            in_, out = relay.endpoints()
            with Tool("zsine", "--connect", in_, *self.client_flags(None)):
                done = run("zcat", "-n", "1", "--connect", out, *self.client_flags(None))
                self.assertEqual(done.code, 0, done.err)


class WrongUseTest(CurveCase):
    def test_an_endpoint_without_encryption_is_refused(self):
        cert = ["--curve-cert", self.cert("server")]
        for args in (["zsine", *cert], ["zcat", "--bind", ANY, "--curve-server-cert", self.cert("server")],
                     ["zws2browser", "--bind", ANY, *FREE, "--curve-allow", str(self.allow)],
                     ["zws2browser", "--bind", ANY, *FREE, *cert, "--uplink-connect", "tcp://127.0.0.1:1"]):
            done = run(*args)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
            self.assertIn("--curve-", done.err)

    def test_files_that_cannot_be_read(self):
        (self.folder / "garbage").write_bytes(bytes(range(256)))
        for cert in ("none", "garbage"):
            path = str(self.folder / cert)
            done = run("zcat", "--bind", ANY, "--curve-cert", path)
            self.assertEqual((done.code, done.err.count("\n")), (1, 1), done.err)
            self.assertIn(path, done.err)
        (self.folder / "client.key_secret").unlink()
        self.assertEqual(run("zcat", "--bind", ANY, "--curve-cert", self.cert("client")).code, 1)
        done = run("zcat", "--bind", ANY, "--curve-cert", self.cert("server"), "--curve-allow", self.cert("none"))
        self.assertEqual((done.code, done.err.count("\n")), (1, 1), done.err)


class MaxMessageTest(unittest.TestCase):
    def test_peer_with_a_larger_message_is_disconnected(self):
        with Peers() as peers, Tool("zcat", "--bind", ANY, "-v", "-n", "1", "--max-message", "100") as tool:
            endpoint = tool.endpoint()
            bad, good = peers.pub(connect=endpoint), peers.pub(connect=endpoint)
            for pub in (bad, good):
                peers.await_subscribers(pub)
            bad.send(b"x" * 101)
            peers.await_subscribers(bad)  # it was disconnected, and is back
            good.send(b"x" * 100)
            self.assertEqual(tool.wait().out, b"x" * 100 + b"\n")


if __name__ == "__main__":
    unittest.main()
