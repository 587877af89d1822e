# SPDX-License-Identifier: MIT
"""--repair of each tool that receives: over a link that loses messages comes, byte for byte, what was sent."""

import random
import tempfile
import unittest

from zwstest import Tool, eventually, run
from zwstest.lossy_link import LossyLink
from zwstest.nats import SERVER, NatsServer
from zwstest.positions import Reader, frame
from zwstest.recordings import frames_in, require_judge
from zwstest.repair_case import ANY, RepairCase
from zwstest.server import FREE, metrics
from zwstest.websocket import WebSocket

COUNT = 3000


def payloads(seed):
    """Any bytes, each message unlike the others."""
    chance = random.Random(seed)
    return [b"%d " % number + chance.randbytes(chance.randrange(300)) for number in range(COUNT)]


def payloads_in(folder):
    return [frames[1] for frames in frames_in(folder)]


class ToolsTest(RepairCase):
    def lossy(self, seed):
        """What publishes, and flags of a tool that gets it over a lossy link and asks for the rest."""
        _, self.pub, out, replay = self.first_relay()
        self.link = self.enterContext(LossyLink(out, loss=0.05, seed=seed))
        return ["-v", "--connect", self.link.endpoint, "--repair", replay]

    def hello(self):
        self.pub.send_multipart([b"hello", b"hello"])

    def publish(self, sent):
        for payload in sent:
            self.pub.send_multipart([b"t", payload])

    def check(self, tool):
        """Messages were missing, and all were had again."""
        self.assertGreater(self.link.lost, COUNT // 50)
        repaired, lost, _ = self.totals(tool)
        self.assertGreaterEqual(repaired, COUNT // 50)
        self.assertEqual(lost, 0)

    def test_a_recording_of_zrec_has_all(self):
        require_judge()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        tool = self.enterContext(Tool("zrec", "--dir", folder, *self.lossy(11)))

        def recorded():
            return frames_in(folder)
        eventually(lambda: self.hello() or recorded(), "messages")
        sent = payloads(11)
        self.publish(sent)
        got = eventually(lambda: (got := recorded()) and got[-1][1] == sent[-1] and got, "the last message")
        self.assertEqual([frames[:2] for frames in got if frames[0] == b"t"], [[b"t", payload] for payload in sent])
        self.check(tool)

    @unittest.skipUnless(SERVER, "SKIPPED: nats-server not found")
    def test_znats_publishes_all(self):
        server = self.enterContext(NatsServer())
        back = self.enterContext(Tool("znats", "--from-nats", "zws.%t", "--nats", server.url, "--pattern", "pipeline",
                                      "--bind", ANY))
        pull = self.peers.pull(connect=back.endpoint())
        back.wait_err("connected to")
        tool = self.enterContext(Tool("znats", "--to-nats", "zws.%t", "--nats", server.url, *self.lossy(13)))
        eventually(lambda: self.hello() or pull.poll(20), "messages")
        sent = payloads(13)
        self.publish(sent)
        got = []
        while not got or got[-1] != sent[-1]:
            topic, payload, *_ = pull.recv_multipart()
            if topic == b"t":
                got.append(payload)
        self.assertEqual(got, sent)
        self.check(tool)

    def browser(self, *args):
        """A zws2browser with a client of zws.batch.v2, to whom messages flow."""
        tool = self.enterContext(Tool("zws2browser", *FREE, *args))
        _, page, url, *_ = tool.endpoints()
        with WebSocket(url) as client:
            eventually(lambda: self.hello() or client.poll(20), "messages")
        return tool, page, url

    def test_clients_of_zws2browser_get_all(self):
        tool, page, url = self.browser(*self.lossy(17))
        reader = Reader(self).connect(url)
        sent = payloads(17)
        self.publish(sent)
        self.assertEqual([payload for payload in reader.read(sent[-1]) if payload != b"hello"], sent)
        self.link.is_cut = True
        self.publish([b"last"])
        self.assertEqual(reader.read(b"last")[-2:], [sent[-1], b"last"], "though nothing came after it")
        self.assertEqual((reader.missed, reader.missing), (0, 0))
        figures = metrics(page)
        self.assertGreaterEqual(figures["repaired_total"], COUNT // 50)
        self.assertEqual(figures["repair_lost_total"], 0)
        self.check(tool)

    def test_a_zws2browser_that_starts_late_has_the_last_ones(self):
        flags = self.lossy(19)
        self.link.loss = 0
        sent = payloads(19)
        self.publish(sent)
        _, _, url = self.browser(*flags, "--late", "100")
        reader = Reader(self).connect(url, "history=200")
        reader.read(b"hello")
        late = [payload for payload in reader.payloads if payload != b"hello"]
        self.assertEqual(late, sent[-len(late):])
        self.assertGreaterEqual(len(late), 90)

    @unittest.skipUnless(SERVER, "SKIPPED: nats-server not found")
    def test_out_of_nats_there_is_nobody_to_ask(self):
        done = run("znats", "--from-nats", "a", "--nats", "nats://127.0.0.1:1", "--bind", ANY, "--repair",
                   "tcp://127.0.0.1:1")
        self.assertEqual(done.code, 2)
        self.assertIn("--repair: only with --to-nats", done.err)


class EndTest(RepairCase):
    """At the end nobody has had what is missing, and others wait for it."""

    def gapped(self, name, *flags):
        pub, endpoint = self.peers.any_pub()
        tool = self.enterContext(Tool(name, "-v", "--connect", endpoint, "--repair", self.peers.free_endpoint(),
                                      "--repair-wait", "1h", *flags))
        self.peers.await_subscribers(pub)
        for number in (1, 2, 5, 6):
            pub.send_multipart([b"t", b"%d" % number, frame(7, number)])
        pub.send_multipart([b"t", b"without a number"])
        return tool

    def test_zrec_records_it(self):
        require_judge()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        tool = self.gapped("zrec", "--dir", folder, "--flush", "10ms")
        eventually(lambda: len(payloads_in(folder)) == 3, "messages")
        self.assertEqual(self.totals(tool), (0, 2, 0))
        self.assertEqual(payloads_in(folder), [b"1", b"2", b"without a number", b"5", b"6"])

    def test_zcat_tells_how_much(self):
        tool = self.gapped("zcat", "--format", "%p\\n")
        eventually(lambda: b"without" in tool.out(), "a message")
        done = tool.stop()
        self.assertIn("2 messages waited for missing ones, and came to nobody", done.err)
        self.assertEqual(done.out, b"1\n2\nwithout a number\n")


if __name__ == "__main__":
    unittest.main()
