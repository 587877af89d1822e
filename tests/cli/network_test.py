# SPDX-License-Identifier: MIT
"""producer -> relay -> server -> browser on four hosts, whose network loses packets, or is not there for a while."""

import json
import re
import subprocess
import time
import unittest
from urllib.request import urlopen

from zwstest import PATIENCE, SLOWNESS, Tool, WebSocket, eventually
from zwstest.network import Network

VANISHED = 30 + PATIENCE
"""Seconds in which a ZeroMQ peer that has vanished is found, and some more."""


class NetworkCase(unittest.TestCase):
    SERVER = ()

    def setUp(self):
        self.network = Network(self, "producer", "relay", "server", "browser")
        self.into, self.out_of = (f"tcp://{self.network.address('relay')}:{port}" for port in (5000, 5001))
        self.metrics_of = {"relay": f"http://{self.network.address('relay')}:9000/metrics",
                           "server": f"http://{self.network.address('server')}:8000/metrics"}
        self.ws = f"ws://{self.network.address('server')}:8001/"
        self.start("relay", "zrelay", "--in-bind", self.into, "--out-bind", self.out_of,
                   "--metrics", f"{self.network.address('relay')}:9000")
        self.start("server", "zws2browser", "--connect", self.out_of, "--no-auth", *self.SERVER,
                   "--http", f"{self.network.address('server')}:8000", "--ws", f"{self.network.address('server')}:8001")
        self.await_figure("relay", "zrelay_subscriptions", 1)

    def start(self, host, *command, **options):
        with self.network.inside(host):
            tool = self.enterContext(Tool(*command, **options))
        tool.ready()
        return tool

    def client(self, host):
        with self.network.inside(host):
            return self.enterContext(WebSocket(self.ws))

    def figure(self, host, name):
        return self.figure_at(host, host, name)

    def figure_at(self, host, tool, name):
        with self.network.inside(host), urlopen(self.metrics_of[tool], timeout=PATIENCE) as answer:
            return float(re.search(rf"^{name} (\S+)$", answer.read().decode(), re.MULTILINE)[1])

    def await_figure(self, host, name, value, timeout=PATIENCE):
        eventually(lambda: self.figure(host, name) == value, f"{name} {value}", timeout)


class CrowdTest(NetworkCase):
    SERVER = ("--max-clients", "4")

    def test_one_address_has_half_of_all_connections(self):
        for _ in range(2):
            self.client("browser")
        with self.assertRaisesRegex(ConnectionError, "503"):
            self.client("browser")
        self.client("producer")


class VanishTest(NetworkCase):
    SERVER = ("--idle-timeout", str(3 * SLOWNESS))

    def test_a_browser_that_vanishes_is_let_go_and_nobody_else_notices(self):
        self.start("producer", "zsine", "-v", "--connect", self.into, "--rate", "50")
        gone, here = self.client("browser"), self.client("server")
        for client in (gone, here):
            client.read()
        self.await_figure("server", "zws2browser_clients", 2)
        self.network.unplug("browser")
        while self.figure("server", "zws2browser_clients") == 2:
            here.read()  # which answers pings, too
        self.assertEqual(self.figure("server", "zws2browser_clients"), 1)

    def test_a_producer_that_vanishes_is_let_go_and_may_come_back(self):
        self.start("producer", "zsine", "-v", "--connect", self.into, "--rate", "50")
        with self.client("server") as client:
            client.read()
        self.await_figure("relay", "zrelay_in_peers", 1)
        self.network.unplug("producer")
        self.await_figure("relay", "zrelay_in_peers", 0, VANISHED)
        found = time.time()
        self.network.plug("producer")
        self.await_figure("relay", "zrelay_in_peers", 1)
        with self.client("server") as client:
            while json.loads(client.read())["x"] < found:
                pass

    def test_a_socket_of_libzmq_lets_a_peer_go_that_vanishes_with_messages_on_the_way(self):
        relay = self.network.address("relay")
        into, out_of = (f"tcp://{relay}:{port}" for port in (6000, 6001))
        self.metrics_of["pipeline"] = f"http://{relay}:9001/metrics"
        self.start("relay", "zrelay", "--pattern", "pipeline", "--in-bind", into, "--out-bind", out_of,
                   "--metrics", f"{relay}:9001")
        feed = self.start("producer", "zfeed", "-v", "--type", "push", "--connect", into, "--rate", "50",
                          stdin=subprocess.PIPE)
        tap = self.start("server", "zcat", "-v", "--type", "pull", "--connect", out_of)
        feed.write(b"x\n" * 10_000)
        tap.wait_lines(1)
        peers = lambda: self.figure_at("relay", "pipeline", "zrelay_out_peers")
        eventually(lambda: peers() == 1, "a peer")
        self.network.unplug("server")
        eventually(lambda: peers() == 0, "no peer", VANISHED + 30)  # as below

    def test_a_subscriber_that_vanishes_is_let_go_also_while_messages_are_queued_for_it(self):
        self.await_figure("relay", "zrelay_out_peers", 1)
        self.start("producer", "zsine", "-v", "--connect", self.into, "--rate", "20000")
        self.await_figure("relay", "zrelay_in_peers", 1)
        self.network.unplug("server")
        eventually(lambda: self.figure("relay", "zrelay_dropped_total") > 0, "a full queue", PATIENCE)
        self.await_figure("relay", "zrelay_out_peers", 0, VANISHED + 30)  # retransmits are 12.8 s apart by then
        self.network.plug("server")
        self.await_figure("relay", "zrelay_out_peers", 1)


class LossTest(NetworkCase):
    def test_one_packet_in_twenty_lost_costs_time_and_no_message(self):
        lossy = ("relay", "server", "browser")
        for host in lossy:
            self.network.lose(host, 5)
        client = self.client("browser")
        self.await_figure("server", "zws2browser_clients", 1)
        feed = self.start("producer", "zfeed", "-v", "--connect", self.into, "--rate", "500", "--wait-peers", "1",
                          stdin=subprocess.PIPE)
        count = 2000
        feed.write(b"".join(b"%d\n" % number for number in range(count)))
        feed.end_input()
        for number in range(count):
            self.assertEqual(int(client.read()), number)
        for host in lossy:
            self.assertGreater(self.network.lost_packets(host), 10, host)


class PartitionTest(NetworkCase):
    def test_all_come_back_after_a_partition_and_what_was_lost_is_counted(self):
        tap = self.start("server", "zcat", "-v", "--connect", self.out_of, "--seq", "json:/seq", "--format", "%p\n",
                         "--monitor")
        client = self.client("server")
        feed = self.start("producer", "zfeed", "-v", "--connect", self.into, "--rate", "100", "--wait-peers", "1",
                          stdin=subprocess.PIPE)
        self.await_figure("relay", "zrelay_subscriptions", 2)
        count = 100 * int(60 + PATIENCE)
        feed.write(b"".join(b'{"seq":%d}\n' % number for number in range(count)))
        tap.wait_lines(50)
        self.network.unplug("relay")
        tap.wait_err("disconnected", VANISHED)
        self.network.plug("relay")
        tap.wait_err(r"lost \d+ messages")
        previous, number = 0, 0
        while number <= previous + 1:  # what came before the partition, and then what came after it
            previous, number = number, json.loads(client.read())["seq"]
        for following in range(number + 1, number + 100):
            self.assertEqual(json.loads(client.read())["seq"], following)
        result = tap.stop()
        numbers = [json.loads(line)["seq"] for line in result.out.splitlines()]
        lost = int(re.search(r"(\d+) lost in", result.err)[1])
        self.assertGreater(lost, 0)
        self.assertEqual(len(numbers) + lost, numbers[-1] - numbers[0] + 1)


if __name__ == "__main__":
    unittest.main()
