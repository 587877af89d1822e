# SPDX-License-Identifier: MIT
"""What clients of zws2browser can ask for, and what it tells of itself."""

import json
import re
import threading
import time
import unittest
import zlib

from zwstest import PATIENCE, Peers, WebSocket, eventually, run
from zwstest.server import Server
from zwstest.websocket import BINARY, TEXT


class ViewTest(unittest.TestCase):
    def connect(self, server, query=""):
        return self.enterContext(WebSocket(server.ws + query))

    def read(self, client, count):
        return [client.read() for _ in range(count)]

    def publish(self, server, numbers, topic=None):
        for number in numbers:
            server.pub.send_multipart([topic, b"%d" % number] if topic else [b"%d" % number])

    def test_each_client_gets_the_topics_it_asked_for(self):
        server = Server(self)
        everything = self.connect(server)
        cpu = self.connect(server, "?topic=cpu")
        both = self.connect(server, "?topic=mem&topic=cpu.1")
        for topic in (b"cpu.0", b"cpu.1", b"mem", b"net"):
            server.pub.send_multipart([topic, topic + b" payload"])
        server.pub.send(b"cpu in a single frame")
        server.pub.send_multipart([b"mem", b"end"])
        server.pub.send_multipart([b"cpu", b"end"])
        self.assertEqual(
            self.read(everything, 7),
            [b"cpu.0 payload", b"cpu.1 payload", b"mem payload", b"net payload", b"cpu in a single frame",
             b"end", b"end"],
        )
        self.assertEqual(self.read(cpu, 4), [b"cpu.0 payload", b"cpu.1 payload", b"cpu in a single frame", b"end"])
        self.assertEqual(self.read(both, 3), [b"cpu.1 payload", b"mem payload", b"end"])

    def test_history_comes_before_what_is_new_without_gap_or_repetition(self):
        server = Server(self, "--history-max", "100", "--threads", "2")
        first = self.connect(server)
        self.publish(server, range(500))
        self.read(first, 500)
        clients = [self.connect(server, f"?history={count}") for count in (0, 1, 20, 100, 1000, 20)]
        self.publish(server, range(500, 510))
        for client, count in zip(clients, (0, 1, 20, 100, 100, 20)):
            expected = [b"%d" % number for number in range(500 - count, 510)]
            self.assertEqual(self.read(client, len(expected)), expected)

    def test_history_is_there_for_the_first_client_and_for_new_topics(self):
        server = Server(self)
        self.publish(server, range(100), b"a")
        self.publish(server, range(100, 110), b"b")
        eventually(lambda: server.metrics()["messages_received_total"] == 110)
        client = self.connect(server, "?history=5&topic=a")
        self.assertEqual(self.read(client, 5), [b"%d" % number for number in range(95, 100)])
        client = self.connect(server, "?history=12")
        self.assertEqual(self.read(client, 12), [b"%d" % number for number in range(98, 110)])

    def test_client_with_an_interval_gets_all_in_fewer_pieces(self):
        server = Server(self)
        rare = self.connect(server, "?interval=100")
        prompt = self.connect(server)
        begin = time.monotonic()
        self.publish(server, range(10))
        self.read(prompt, 10)
        self.publish(server, range(10, 20))
        self.assertEqual(self.read(rare, 20), [b"%d" % number for number in range(20)])
        self.assertGreater(time.monotonic() - begin, 0.08, "the second batch had to wait")

    def test_max_delay_loses_nothing(self):
        server = Server(self, "--max-delay", "20")
        client = self.connect(server)
        self.publish(server, range(1000))
        self.assertEqual(self.read(client, 1000), [b"%d" % number for number in range(1000)])
        self.publish(server, [1000])
        self.assertEqual(client.read(), b"1000")

    def test_what_cannot_be_meant_is_refused_and_named(self):
        server = Server(self)
        for query in ("?history=many", "?interval=-1", "?interval=3600000"):
            with self.assertRaisesRegex(ConnectionRefusedError, "^400"):
                WebSocket(server.ws + query)
        for path in ("ws?history=many", "?a=%zz"):
            status, body = server.get("/" + path)
            self.assertEqual(status, 400, body)

    def test_number_of_different_views_is_bounded(self):
        server = Server(self)
        clients = [self.connect(server, f"?topic={number}") for number in range(256)]
        with self.assertRaisesRegex(ConnectionRefusedError, "^503"):
            WebSocket(server.ws + "?topic=one too many".replace(" ", "%20"))
        self.publish(server, [255])
        self.assertEqual(clients[255].read(), b"255")
        self.assertEqual(clients[25].read(), b"255")
        clients.pop().close()
        eventually(lambda: server.metrics()["channels"] == 255)
        self.connect(server, "?topic=room")


class DecodeTest(unittest.TestCase):
    def test_what_publishers_send_reaches_clients_as_json(self):
        server = Server(self, "--decode", "zlib,json")
        client = self.enterContext(WebSocket(server.ws + "?topic=t"))
        server.pub.send_multipart([b"t", zlib.compress(b'{"x": 1,\n "y": 2}')])
        server.pub.send_multipart([b"t", b"no zlib"])
        server.pub.send_multipart([b"other", zlib.compress(b"0")])
        server.pub.send_multipart([b"t", zlib.compress(b"[3]")])
        frames = [client.read_frame() for _ in range(2)]
        self.assertEqual([frame.opcode for frame in frames], [TEXT, TEXT])
        self.assertEqual([json.loads(frame.payload) for frame in frames], [{"x": 1, "y": 2}, [3]])
        server.tool.wait_err(r"warning: skipped 1 message: ")
        self.assertEqual(server.metrics()["undecodable_messages_total"], 1)

    def test_wrong_chain_is_wrong_usage(self):
        result = run("zws2browser", "--decode", "zlib,rot13")
        self.assertEqual(result.code, 2)
        self.assertIn("rot13", result.err)


class UplinkTest(unittest.TestCase):
    def test_what_clients_send_is_published_and_nothing_of_it_comes_back(self):
        peers = self.enterContext(Peers())
        sub, endpoint = peers.any_sub()
        server = Server(self, "--uplink-connect", endpoint)
        client, other = (self.enterContext(WebSocket(server.ws)) for _ in range(2))
        server.await_uplink(sub, client)
        client.send(b"text")
        client.send(b"\xff\x00", BINARY)
        client.send(b"", BINARY)
        client.send(b"in two ", final=False)
        client.send(b"parts", 0)
        for expected in (b"text", b"\xff\x00", b"", b"in two parts"):
            self.assertEqual(sub.recv_multipart(), [expected])
        server.pub.send(b"end")
        self.assertEqual((client.read(), other.read()), (b"end", b"end"))

    def test_clients_wait_for_a_subscriber_that_has_no_room(self):
        """It is slower than they are, and gets all."""
        server = Server(self, "--uplink-bind", "tcp://127.0.0.1:*", "--hwm", "10")
        endpoint = re.search(r"uplink bind (\S+)$", server.tool.ready())[1]
        sub = self.enterContext(Peers()).sub(connect=endpoint, hwm=10)
        client = self.enterContext(WebSocket(server.ws))
        server.await_uplink(sub, client)
        sending = threading.Thread(
            target=lambda: [client.send(b"%d" % number + bytes(10_000)) for number in range(3000)])
        sending.start()
        for expected in range(3000):
            time.sleep(0.01 if expected < 50 else 0)
            self.assertEqual(sub.recv(), b"%d" % expected + bytes(10_000))
        sending.join()
        self.assertEqual(server.metrics()["uplink_lost_total"], 0)

    def test_a_subscriber_that_stands_still_is_waited_for_a_second(self):
        server = Server(self, "--uplink-bind", "tcp://127.0.0.1:*", "--hwm", "10")
        endpoint = re.search(r"uplink bind (\S+)$", server.tool.ready())[1]
        stopped = self.enterContext(Peers()).sub(connect=endpoint, hwm=1)
        client = self.enterContext(WebSocket(server.ws))
        server.await_uplink(stopped, client)
        sending = threading.Thread(target=lambda: [client.send(bytes(60_000)) for _ in range(1000)])
        sending.start()
        server.tool.wait_err(r"^zws2browser: warning: lost at least \d+ messages?: "
                             r"a subscriber of the uplink had no room")
        sending.join()
        self.assertGreater(server.metrics()["uplink_lost_total"], 0)

    def test_what_nobody_subscribes_to_is_counted_apart(self):
        server = Server(self, "--uplink-bind", "tcp://127.0.0.1:*")
        client = self.enterContext(WebSocket(server.ws))
        for _ in range(10):
            client.send(b"lost")
        eventually(lambda: server.metrics()["uplink_unheard_total"] == 10, "messages for nobody")
        self.assertEqual(server.metrics()["uplink_messages_total"], 0)
        server.tool.wait_err(r"^zws2browser: warning: lost \d+ messages?: the uplink had no subscriber")

    def test_ready_tells_where_the_uplink_is_bound(self):
        server = Server(self, "--uplink-bind", "tcp://127.0.0.1:*")
        self.assertRegex(server.tool.ready(), r", uplink bind tcp://127\.0\.0\.1:\d+$")


class MonitoringTest(unittest.TestCase):
    def test_health(self):
        self.assertEqual(Server(self).get("/healthz"), (200, "ok\n"))

    def test_metrics_are_in_prometheus_form(self):
        status, text = Server(self).get("/metrics")
        self.assertEqual(status, 200)
        families = set()
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                families.add(line.split()[2])
                self.assertIn(line.split()[3], ("counter", "gauge"))
            elif not line.startswith("#"):
                self.assertRegex(line, r'^\w+(\{\w+="[^"]*"\})? [\d.e+-]+$')
                self.assertIn(line.split("{")[0].split(" ")[0], families)
        self.assertTrue(all(name.startswith("zws2browser_") for name in families))

    def test_figures_count_what_happened(self):
        server = Server(self, "--threads", "2")
        clients = [self.enterContext(WebSocket(server.ws)) for _ in range(3)]
        for number in range(100):
            server.pub.send_multipart([b"topic", b"%02d" % number])
        for client in clients:
            self.assertEqual([client.read() for _ in range(100)], [b"%02d" % number for number in range(100)])
        eventually(lambda: server.metrics()["bytes_delivered_total"] == 300 * 4, "the count of what clients have")
        # The one that asks is counted, and those before it until they have ended.
        eventually(lambda: server.metrics()["connections"] == 4, "the count of connections")
        figures = server.metrics()
        self.assertEqual(figures["clients"], 3)
        self.assertEqual(figures["messages_received_total"], 100)
        self.assertEqual(figures["bytes_received_total"], 700)
        self.assertEqual(figures["messages_delivered_total"], 300)
        self.assertEqual(figures['messages_dropped_total{reason="overtaken"}'], 0)
        for client in clients:
            client.close()
        eventually(lambda: server.metrics()["clients"] == 0)
        eventually(lambda: server.metrics()["channels"] == 0)

    def test_received_and_dropped_are_what_was_sent(self):
        server = Server(self, "--log-size", "65536")
        slow = self.enterContext(WebSocket(server.ws, receive_buffer=4096))
        fast = self.enterContext(WebSocket(server.ws))
        count, size = 3000, 10_000
        got = []
        reader = threading.Thread(target=lambda: got.extend(fast.read() for _ in range(count)), daemon=True)
        reader.start()
        for number in range(count):
            while number - len(got) > 2:
                time.sleep(0.0005)
            server.pub.send(b"%08d" % number + b"x" * size)
        reader.join(PATIENCE)
        self.assertEqual(len(got), count)
        server.pub.send(b"last")
        numbers = []
        while (payload := slow.read()) != b"last":
            numbers.append(int(payload[:8]))
        self.assertEqual(numbers, sorted(set(numbers)))
        dropped = server.metrics()['messages_dropped_total{reason="overtaken"}']
        self.assertGreater(dropped, 0)
        self.assertEqual(len(numbers) + dropped, count)


if __name__ == "__main__":
    unittest.main()
