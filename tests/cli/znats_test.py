# SPDX-License-Identifier: MIT
"""znats between real NATS servers and ZeroMQ peers."""

import json
import random
import re
import socket
import tempfile
import threading
import time
import unittest
import zlib
from pathlib import Path

from zwstest import PATIENCE, SLOWNESS, make_certificate, memory, run
from zwstest.nats import ELECTION, NatsClient, NatsCluster, NatsServer
from zwstest.nats_accounts import Accounts, credentials
from zwstest.nats_case import ANY, NatsCase


def random_message(source):
    """One to five frames, empty and binary ones among them."""
    return [source.randbytes(source.choice([0, 1, 3, 20, 300])) for _ in range(source.randint(1, 5))]


class RoundTripTest(NatsCase):
    def assert_round_trip(self, push, pull, messages):
        sender = threading.Thread(target=lambda: [push.send_multipart(m) for m in messages], daemon=True)
        sender.start()
        for number, message in enumerate(messages):
            got = pull.recv_multipart()
            if got != message:
                self.fail(f"message {number}: {message} became {got}")
        sender.join()

    def test_ten_thousand_random_messages_come_back_as_they_were(self):
        for subject in ("zws.%t", "plain", "zws.%t.end"):
            with self.subTest(subject):
                source = random.Random(1)
                count = 10_000 if subject == "zws.%t" else 1000
                messages = [random_message(source) for _ in range(count)]
                _, _, push, pull = self.connected(subject, server=self.server())
                self.assert_round_trip(push, pull, messages)

    def test_every_character_of_a_topic_comes_back(self):
        topics = [bytes([byte]) for byte in range(256)]
        topics += [b"a" + topic + b"b" for topic in topics]
        topics += [b"", b".", b"..", "grün/µ".encode(), b"%t", b"%41", b"%-", b"%0", b"%+"]
        topics += [b"cpu.load.1", b".a.", b"*", b"x.>", b"long" * 1000]
        messages = [[topic, b"payload"] for topic in topics] + [[b"only a payload"], [b""]]
        server = self.server()
        for subject in ("zws.%t", "zws.%t.end"):
            with self.subTest(subject):
                _, _, push, pull = self.connected(subject, server=server)
                self.assert_round_trip(push, pull, messages)

    def test_others_see_plain_messages_and_are_understood(self):
        server = self.server()
        _, _, push, pull = self.connected("zws.%t", server=server)
        with NatsClient(server) as client:
            client.subscribe("zws.>")
            push.send_multipart([b"cpu.load", b"1.5"])
            self.assertEqual(client.receive(), ("zws.cpu.load", [], b"1.5"))
            self.assertEqual(pull.recv_multipart(), [b"cpu.load", b"1.5"])
            push.send_multipart([b"a b", b"", b"\0meta", b""])
            self.assertEqual(
                client.receive(), ("zws.a%20b", [("Zws-Frame", "AG1ldGE="), ("Zws-Frame", "=")], b"")
            )
            self.assertEqual(pull.recv_multipart(), [b"a b", b"", b"\0meta", b""])
            client.publish("zws.weather.oslo", b"\xff\0")
            self.assertEqual(pull.recv_multipart(), [b"weather.oslo", b"\xff\0"])

    def test_a_subject_with_wildcards_takes_all_that_match(self):
        server = self.server()
        tool, pull = self.from_nats("sensors.*.>", servers=["--nats", server.url])
        tool.wait_err("connected to")
        with NatsClient(server) as client:
            for _ in range(1000):
                client.publish("sensors.oslo.temperature", b"4")
                if pull.poll(20):
                    break
            self.assertEqual(pull.recv_multipart(), [b"4"])

    def test_between_pub_and_sub(self):
        server = self.server()
        into = self.znats("--to-nats", "zws.%t", "--nats", server.url, "--bind", ANY, "--topic", "a")
        back = self.znats("--from-nats", "zws.%t", "--nats", server.url, "--bind", ANY)
        pub, sub = self.peers.pub(connect=into.endpoint()), self.peers.sub(connect=back.endpoint())
        self.peers.await_subscribers(pub)
        for _ in range(1000):
            pub.send_multipart([b"b", b"not this"])
            pub.send_multipart([b"a", b"this"])
            if sub.poll(20):
                break
        self.assertEqual(sub.recv_multipart(), [b"a", b"this"])


class DecodeTest(NatsCase):
    def test_messages_become_json_on_their_way_in(self):
        server = self.server()
        tool, push = self.to_nats("zws.%t", "--decode", "zlib,json", servers=["--nats", server.url])
        with NatsClient(server) as client:
            client.subscribe("zws.>")
            tool.wait_err("connected to")
            push.send_multipart([b"cpu", b"no zlib"])
            push.send_multipart([b"cpu", zlib.compress(b'{"load": 1.5}'), b"left out"])
            self.assertEqual(client.receive(), ("zws.cpu", [], b'{"load":1.5}'))
        tool.wait_err("lost 1 message: not decoded: zlib")

    def test_messages_become_json_on_their_way_out(self):
        server = self.server()
        tool, pull = self.from_nats("zws.%t", "--decode", "u16be", servers=["--nats", server.url])
        tool.wait_err("connected to")
        with NatsClient(server) as client:
            for _ in range(1000):
                client.publish("zws.adc", b"\0\1\1\0")
                if pull.poll(20):
                    break
            self.assertEqual(pull.recv_multipart(), [b"adc", b"[1,256]"])


class OutageTest(NatsCase):
    def test_started_before_its_server(self):
        server = NatsServer()
        self.addCleanup(server.__exit__)
        servers = ["--nats", server.url]
        there, push = self.to_nats("zws.%t", servers=servers)
        back, pull = self.from_nats("zws.%t", servers=servers)
        for tool in (there, back):
            tool.wait_err(r"warning: connect nats://127.0.0.1:\d+: ")
        server.start()
        for tool in (there, back):
            tool.wait_err("connected to")
        self.await_flow(push, pull)

    def test_what_comes_while_the_server_is_away_is_buffered(self):
        server = self.server()
        there, back, push, pull = self.connected("zws.%t", server=server)
        for tool in (there, back):
            self.assertEqual(tool.err().count("disconnected"), 0)
        server.kill()
        for tool in (there, back):
            tool.wait_err("warning: disconnected: ")
        for number in range(100):
            push.send(b"%d" % number)
        server.start()
        back.wait_err(r"(?s)disconnected.*connected to")
        there.wait_err(r"(?s)disconnected.*connected to")
        push.send(b"end")
        got = []
        while not got or got[-1] != b"end":
            got.append(pull.recv())
        self.assertEqual(got, [b"%d" % number for number in range(100 + 1 - len(got), 100)] + [b"end"])

    def test_beyond_the_buffer_the_oldest_are_dropped_and_counted(self):
        server = NatsServer()
        self.addCleanup(server.__exit__)
        there, push = self.to_nats("zws", "--buffer", "10000", "--stats", servers=["--nats", server.url])
        for _ in range(30):
            push.send(b"x" * 1000)
        there.wait_err(r"warning: lost \d+ messages?: the buffer is full")
        there.wait_err(r"stats: 0 messages, .*, 8 buffered, 22 lost")
        server.start()
        there.wait_err(r"stats: 8 messages, .*, 0 buffered, 22 lost")

    def test_with_overflow_block_nothing_is_dropped(self):
        server = NatsServer("-js")
        self.addCleanup(server.__exit__)
        servers = ["--nats", server.url, "--stream", "S"]
        there, push = self.to_nats("zws", "--buffer", "10000", "--overflow", "block", "--hwm", "5", servers=servers)
        there.wait_err("warning: connect")
        sender = threading.Thread(target=lambda: [push.send(b"%d" % i) for i in range(1000)], daemon=True)
        sender.start()
        server.start()
        _, pull = self.from_nats("zws", servers=servers)
        self.assertEqual([pull.recv() for _ in range(1000)], [b"%d" % i for i in range(1000)])
        sender.join()
        self.assertNotIn("warning: lost", there.err())

    def test_what_nobody_takes_is_dropped_beyond_the_buffer_and_counted(self):
        server = self.server()
        tool = self.znats("--from-nats", "zws", "--nats", server.url, "--pattern", "pipeline", "--bind", ANY,
                          "--buffer", "1MiB")
        tool.wait_err("connected to")
        with NatsClient(server) as client:
            for _ in range(10_000):
                client.publish("zws", bytes(100_000))
                if "the buffer is full" in tool.err():
                    break
        tool.wait_err(r"warning: lost \d+ messages?: the buffer is full")
        if SLOWNESS == 1:  # sanitizers need memory of their own
            self.assertLess(memory(tool), 30 << 20)
        pull = self.peers.pull(connect=tool.endpoint())
        for _ in range(10):
            self.assertEqual(pull.recv(), bytes(100_000))

    def test_another_server_of_the_cluster_takes_over(self):
        with NatsCluster() as cluster:
            there, push = self.to_nats("zws.%t", servers=cluster.urls())
            back, pull = self.from_nats("zws.%t", servers=cluster.urls())
            self.await_flow(push, pull)
            port = there.wait_err(r"connected to nats://127.0.0.1:(\d+)").group(1)
            next(s for s in cluster.servers if s.port == int(port)).kill()
            there.wait_err(r"(?s)disconnected.*connected to")
            self.await_flow(push, pull)


class SilentServerTest(NatsCase):
    """A host that was switched off: it does not even refuse a connection."""

    def silent_servers(self, count):
        flags = []
        for _ in range(count):
            listener = self.enterContext(socket.socket())
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            flags += ["--nats", f"nats://127.0.0.1:{listener.getsockname()[1]}"]
        return flags

    def test_a_stop_does_not_wait_for_it(self):
        silent = self.silent_servers(20)  # each is tried for two seconds
        for args in ((), ("--stream", "S")):
            with self.subTest(args):
                there, push = self.to_nats("zws", "--overflow", "block", *args, servers=silent)
                back, _ = self.from_nats("zws", *args, servers=silent)
                push.send(b"x")
                there.endpoint()
                done = there.stop()
                self.assertEqual(done.code, 0, done.err)
                self.assertEqual(back.stop().code, 0)

    def test_messages_are_taken_meanwhile(self):
        there, push = self.to_nats("zws", "--buffer", "1024", servers=self.silent_servers(20))
        for _ in range(10):
            push.send(b"x" * 500)
        there.wait_err("warning: lost .*: the buffer is full")
        totals = re.findall(r"warning: lost (\d+) messages? in all: (.*)", there.stop().err)
        self.assertEqual([why for _, why in totals], ["not sent before the end", "the buffer is full"])
        self.assertEqual(sum(int(count) for count, _ in totals), 10)


class RefusalTest(NatsCase):
    def test_a_message_that_is_too_large_is_counted_and_the_stream_goes_on(self):
        server = self.server(config="max_payload: 1000")
        there, _, push, pull = self.connected("zws", server=server)
        for payload in (b"before", b"x" * 1001, b"between", [b"t", b"x" * 500, b"y" * 600], b"after"):
            push.send_multipart(payload if isinstance(payload, list) else [payload])
        self.assertEqual([pull.recv() for _ in range(3)], [b"before", b"between", b"after"])
        there.wait_err(r"warning: lost \d messages?: larger than the server's max_payload of 1000 bytes \(2 in all\)")
        self.assertEqual(there.stop().code, 0)

    def test_a_message_that_is_too_large_and_waits_for_the_server(self):
        server = NatsServer(config="max_payload: 1000")
        self.addCleanup(server.__exit__)
        there, push = self.to_nats("zws", servers=["--nats", server.url])
        there.wait_err("warning: connect")
        push.send(b"x" * 1001)
        server.start()
        there.wait_err("warning: lost 1 message: larger than the server's max_payload")
        self.assertNotIn("disconnected", there.err())

    def secret(self, server, name, text):
        path = server.folder / name
        path.write_text(text)
        return str(path)

    def assert_refused(self, *args):
        done = run("znats", "--to-nats", "zws", "--bind", ANY, *args)
        self.assertEqual((done.code, done.out), (1, b""), done.err)
        self.assertIn("znats: error: connect ", done.err)
        return done.err

    def test_user_and_password(self):
        server = self.server(config='authorization: {user: "me", password: "a secret"}')
        good, bad = self.secret(server, "good", "a secret\n"), self.secret(server, "bad", "guessed\n")
        user = ["--nats", server.url, "--user", "me", "--password-file"]
        self.znats("--to-nats", "zws", "--bind", ANY, *user, good).wait_err("connected to")
        self.assertIn("Authorization Violation", self.assert_refused(*user, bad))
        missing = run("znats", "--to-nats", "zws", "--bind", ANY, *user, "/nonexistent")
        self.assertEqual((missing.code, missing.err),
                         (1, "znats: error: --password-file /nonexistent: No such file or directory\n"))

    def test_secrets_in_a_url_are_not_shown(self):
        server = self.server(config='authorization: {user: "me", password: "secret"}')
        url = server.url.replace("//", "//me:secret@")
        tool = self.znats("--to-nats", "zws", "--bind", ANY, "--nats", url)
        tool.wait_err(f"connected to {server.url}\n")
        server.kill()
        tool.wait_err("disconnected")
        self.assertNotIn("secret", tool.stop().err)

    def test_token(self):
        server = self.server(config='authorization: {token: "a-token"}')
        good, bad = self.secret(server, "good", "a-token\n"), self.secret(server, "bad", "b-token\n")
        tool = self.znats("--to-nats", "zws", "--bind", ANY, "--nats", server.url, "--token-file", good)
        tool.wait_err("connected to")
        self.assert_refused("--nats", server.url, "--token-file", bad)

    def test_credentials(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            mine, foreign = Accounts(one), Accounts(two)
        server = self.server(config=mine.config)
        good, bad = self.secret(server, "good", mine.credentials), self.secret(server, "bad", foreign.credentials)
        self.znats("--to-nats", "zws", "--bind", ANY, "--nats", server.url, "--creds", good).wait_err("connected to")
        self.assertIn("Authorization Violation", self.assert_refused("--nats", server.url, "--creds", bad))
        self.assert_refused("--nats", server.url)
        for text in ("nonsense", mine.credentials.split("\n\n")[0]):
            self.assert_refused("--nats", server.url, "--creds", self.secret(server, "broken", text))

    def test_credentials_whose_signature_begins_with_a_zero_byte(self):
        """libnats 3.4 sends none then."""
        seed, unlucky, another = "SUAKVGVNUQFRJL5UYCUPBDODINF4SP7IHQNFSVWQKU5XNDVR2VS4TCF4GQ", "nonce-242", "other-0"
        listener = self.enterContext(socket.create_server(("127.0.0.1", 0)))

        def serve():
            for nonce in (unlucky, another):
                connection = self.enterContext(listener.accept()[0])
                info = {"server_id": "n", "version": "2.9.0", "proto": 1, "max_payload": 1 << 20, "auth_required": True,
                        "nonce": nonce}
                connection.sendall(f"INFO {json.dumps(info)}\r\n".encode())
                hello = b""
                while not hello.endswith(b"PING\r\n"):
                    hello += connection.recv(4096)
                signed = b'"sig":"' in hello
                connection.sendall(b"PONG\r\n" if signed else b"-ERR 'Authorization Violation'\r\n")
                if signed:
                    return
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        with tempfile.TemporaryDirectory() as folder:
            creds = Path(folder) / "creds"
            creds.write_text(credentials("a.user's.jwt", seed))
            tool = self.znats("--to-nats", "zws", "--bind", ANY,
                              "--nats", "nats://127.0.0.1:%d" % listener.getsockname()[1], "--creds", str(creds))
            tool.wait_err("connected to")
            self.assertEqual(tool.stop().code, 0)

    def test_tls(self):
        server = NatsServer(scheme="tls")
        self.addCleanup(server.__exit__)
        cert, key = make_certificate(server.folder, name="zws")
        server.use_tls(cert, key)
        server.start()
        open_ = ["--to-nats", "zws", "--bind", ANY, "--nats"]
        self.znats(*open_, server.url, "--tls-ca", cert).wait_err("connected to tls://")
        self.assert_refused("--nats", server.url)
        self.assert_refused("--nats", server.url.replace("tls:", "nats:"))
        self.assert_refused("--nats", server.url.replace("127.0.0.1", "localhost"), "--tls-ca", cert)


class StreamTest(NatsCase):
    def test_the_durable_consumer_goes_on_where_it_was(self):
        server = self.server("-js")
        _, push = self.filled(server, 10)
        for first in (0, 10):
            tool, pull = self.from_nats("zws", servers=self.stream(server))
            self.assertEqual([pull.recv() for _ in range(10)], [b"%d" % i for i in range(first, first + 10)])
            self.assertEqual(tool.stop().code, 0)
            for number in range(10, 20):
                if first == 0:
                    push.send(b"%d" % number)

    def test_last_and_since_replay_history_and_go_on(self):
        server = self.server("-js")
        _, push = self.filled(server, 20)
        starts = {("--last", "5"): 15, ("--last", "99"): 0, ("--since", "10m"): 0, ("--since", "0s"): 20}
        for args, first in starts.items():
            with self.subTest(args):
                tool, pull = self.from_nats("zws", *args, servers=self.stream(server))
                tool.wait_err("takes zws from the stream S")
                self.assertEqual([pull.recv() for _ in range(20 - first)], [b"%d" % i for i in range(first, 20)])
                if first == 20:
                    push.send(b"now")
                    self.assertEqual(pull.recv(), b"now")
                tool.stop()

    def test_a_replay_waits_for_a_subscriber(self):
        server = self.server("-js")
        self.filled(server, 500)
        tool = self.znats("--from-nats", "zws", "--last", "500", *self.stream(server), "--bind", ANY)
        tool.wait_err("takes zws from the stream S")
        sub = self.peers.sub(connect=tool.endpoint())
        self.assertEqual([sub.recv() for _ in range(500)], [b"%d" % i for i in range(500)])

    def test_a_subscriber_that_is_slow_loses_nothing(self):
        server = self.server("-js")
        count, payload = 1000, b"x" * 20_000  # more than all buffers on the way hold
        there, push = self.to_nats("zws", "--stats", servers=self.stream(server))
        for number in range(count):
            push.send_multipart([b"%d" % number, payload])
        there.wait_err(rf"stats: {count} messages, .*, 0 buffered, 0 lost")
        for args in ((), ("--last", str(count))):
            with self.subTest(args):
                tool = self.znats("--from-nats", "zws", *args, *self.stream(server), "--bind", ANY,
                                  "--hwm", "10", "--stats")
                sub = self.peers.sub(connect=tool.endpoint(), hwm=10)
                tool.wait_err(r"(?s)stats: ([1-9]\d*) messages,.*stats: \1 messages,")  # it stands still
                self.assertEqual([int(sub.recv_multipart()[0]) for _ in range(count)], list(range(count)))

    def test_what_was_not_taken_comes_again(self):
        server = self.server("-js")
        self.filled(server, 10)
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY)
        tool.wait_err("takes zws from the stream S")  # nobody has subscribed: nothing is acknowledged
        self.assertEqual(tool.stop().code, 0)
        _, pull = self.from_nats("zws", servers=self.stream(server))
        self.assertEqual(sorted(int(pull.recv()) for _ in range(10)), list(range(10)))

    def test_a_stream_outlives_its_server(self):
        server = self.server("-js")
        there, push = self.filled(server, 10)
        back, pull = self.from_nats("zws", servers=self.stream(server))
        self.assertEqual([pull.recv() for _ in range(10)], [b"%d" % i for i in range(10)])
        server.kill()
        there.wait_err("disconnected")
        for number in range(10, 1000):
            push.send(b"%d" % number)
        server.start()
        self.assertEqual([pull.recv() for _ in range(990)], [b"%d" % i for i in range(10, 1000)])
        self.assertNotIn("warning: lost", there.err() + back.err())

    def test_a_stream_that_is_not_there_is_waited_for(self):
        server = self.server("-js")
        tool, pull = self.from_nats("zws", servers=self.stream(server))
        tool.wait_err("warning: stream S: .*not found.*; trying again")
        self.filled(server, 1)
        self.assertEqual(pull.recv(), b"0")

    def test_a_stream_that_was_deleted_begins_anew(self):
        for args in ((), ("--since", "10m")):
            with self.subTest(args):
                server = self.server("-js")
                there, push = self.to_nats("zws", servers=self.stream(server))
                there.wait_err("created the stream S")
                back, pull = self.from_nats("zws", *args, servers=self.stream(server))
                for number in range(3):
                    push.send(b"%d" % number)
                self.assertEqual([pull.recv() for _ in range(3)], [b"0", b"1", b"2"])
                with NatsClient(server) as client:
                    self.assertTrue(client.request("$JS.API.STREAM.DELETE.S")["success"])
                for number in range(3, 6):
                    push.send(b"%d" % number)
                self.assertEqual([pull.recv() for _ in range(3)], [b"3", b"4", b"5"])
                back.wait_err("warning: stream S: the consumer has gone; trying again")
                self.assertEqual(there.err().count("created the stream S"), 2)

    def test_a_replay_goes_on_after_an_outage(self):
        server = self.server("-js")
        _, push = self.filled(server, 5)
        for args in (("--since", "10m"), ("--last", "5")):
            back, pull = self.from_nats("zws", *args, servers=self.stream(server))
            self.assertEqual([pull.recv() for _ in range(5)], [b"%d" % i for i in range(5)])
            server.kill()
            back.wait_err("disconnected")
            server.start()
            push.send(b"new")
            self.assertEqual(pull.recv(), b"new")
            with NatsClient(server) as client:
                client.request("$JS.API.STREAM.PURGE.S")
            for number in range(5):
                push.send(b"%d" % number)
            back.stop()

    def test_a_lost_acknowledgement_does_not_hold_its_message_for_ever(self):
        with NatsClient(self.server()) as stream:  # that it is none nobody sees
            stream.subscribe("$JS.API.STREAM.INFO.S")
            stream.subscribe("zws")
            _, push = self.to_nats("zws", servers=["--nats", f"nats://127.0.0.1:{stream.port}", "--stream", "S"])
            push.send(b"0")
            times, sequence, deadline = 0, 0, time.monotonic() + PATIENCE
            while times < 2:
                self.assertLess(time.monotonic(), deadline, "it is not sent again")
                subject, reply, _, data = stream.receive_request()
                times += data == b"0"
                if subject != "zws":
                    stream.publish(reply, b'{"config":{"name":"S","subjects":["zws"]},"state":{}}')
                elif data != b"0":
                    sequence += 1
                    stream.publish(reply, json.dumps({"stream": "S", "seq": sequence}).encode())
                if subject == "zws":
                    push.send(b"more")

    def test_what_the_stream_does_not_take_is_counted(self):
        server = self.server("-js")
        there, push = self.to_nats("zws", servers=self.stream(server))
        _, pull = self.from_nats("zws", servers=self.stream(server))
        for message in ([b"before"], [b"", b"large headers", b"x" * 65536], [b"x" * 2**20 + b"y"], [b"after"]):
            push.send_multipart(message)
        self.assertEqual([pull.recv(), pull.recv()], [b"before", b"after"])
        there.wait_err("warning: lost 1 message: refused by the stream: header size exceeds maximum")
        there.wait_err("warning: lost 1 message: larger than the server's max_payload")

    def test_a_message_that_is_larger_than_the_buffer_comes_from_a_stream(self):
        server = self.server("-js")
        _, push = self.to_nats("zws", servers=self.stream(server))
        _, pull = self.from_nats("zws", "--buffer", "1024", servers=self.stream(server))
        push.send(b"x" * 3000)
        self.assertEqual(pull.recv(), b"x" * 3000)

    def test_a_consumer_that_forgets_is_refused(self):
        server = self.server("-js")
        self.filled(server, 1)
        config = {"durable_name": "znats", "ack_policy": "none", "deliver_subject": "d", "filter_subject": "zws"}
        with NatsClient(server) as client:
            request = json.dumps({"stream_name": "S", "config": config}).encode()
            self.assertNotIn("error", client.request("$JS.API.CONSUMER.DURABLE.CREATE.S.znats", request))
        back, _ = self.from_nats("zws", servers=self.stream(server))
        back.wait_err("warning: stream S: the consumer znats does not want every message acknowledged.*; trying again")

    def test_without_jetstream_messages_wait(self):
        server = self.server()
        there, push = self.to_nats("zws", "--stats", servers=self.stream(server))
        push.send(b"x")
        there.wait_err("warning: stream S: .*; trying again")
        there.wait_err("1 buffered")
        done = there.stop()
        self.assertEqual(done.code, 0)
        self.assertIn("lost 1 message in all: not acknowledged before the end", done.err)

    def test_nothing_is_lost_when_the_leader_dies(self):
        count = 20_000 if SLOWNESS == 1 else 5000
        with NatsCluster() as cluster:
            servers = [*cluster.urls(), "--stream", "S"]
            there, push = self.to_nats("zws", servers=servers)
            back, pull = self.from_nats("zws", servers=servers)
            there.wait_err("created the stream S")
            back.wait_err("takes zws from the stream S")
            sender = threading.Thread(target=lambda: [push.send(b"%d" % i) for i in range(count)], daemon=True)
            sender.start()
            got = {int(pull.recv()) for _ in range(count // 10)}
            cluster.leader_of("S").kill()
            pull.rcvtimeo = int(1000 * ELECTION)
            while len(got) < count:
                got.add(int(pull.recv()))
            sender.join()
            self.assertEqual(got, set(range(count)))
            self.assertNotIn("warning: lost", there.err() + back.err())


class UsageTest(unittest.TestCase):
    def test_what_does_not_go_together(self):
        for args in (
            [],
            ["--to-nats", "a", "--from-nats", "a"],
            ["--to-nats", "a.*"],
            ["--to-nats", "a..b"],
            ["--to-nats", "a%t"],
            ["--from-nats", "%t.>"],
            ["--to-nats", "a", "--nats", "http://127.0.0.1"],
            ["--to-nats", "a", "--nats", "nats://127.0.0.1:x"],
            ["--to-nats", "a", "--nats", "nats://:4222"],
            ["--to-nats", "a", "--user", "me"],
            ["--to-nats", "a", "--stream", "S", "--last", "3"],
            ["--from-nats", "a", "--last", "3"],
            ["--from-nats", "a", "--stream", "S", "--last", "3", "--since", "1m"],
            ["--from-nats", "a", "--stream", "a.b"],
            ["--from-nats", "a", "--stream", "S", "--since", "1y"],
            ["--from-nats", "a", "--topic", "b"],
        ):
            with self.subTest(args):
                done = run("znats", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)

    def test_a_wrong_address_is_told_without_its_password(self):
        for url in ("http://me:secret@127.0.0.1", "nats://me:secret@", "tls://me:secret@127.0.0.1:99999",
                    "me:secret@host"):
            with self.subTest(url):
                done = run("znats", "--to-nats", "a", "--nats", url)
                self.assertEqual((done.code, "--nats" in done.err, "secret" in done.err), (2, True, False), done.err)


if __name__ == "__main__":
    unittest.main()
