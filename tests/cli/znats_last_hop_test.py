# SPDX-License-Identifier: MIT
"""The last hop of znats: what is lost is told, and what can be kept comes again, each message once and in order."""

import json
import re
import signal
import unittest
import urllib.request

import zmq
from zwstest import PATIENCE, Tool, eventually
from zwstest.nats import NatsClient, NatsServer
from zwstest.nats_case import ANY, NatsCase
from zwstest.one_way import OneWay

PAYLOAD = b"x" * 20_000  # so that a thousand are more than the buffers of the kernel hold


def create_stream(server, **config):
    with NatsClient(server) as client:
        request = {"name": "S", "subjects": ["zws", "zws.>"], "storage": "memory", "max_msgs": -1, "max_bytes": -1,
                   "num_replicas": 1, **config}
        answer = client.request("$JS.API.STREAM.CREATE.S", json.dumps(request).encode())
        assert "error" not in answer, answer


def stored_in(server):
    """The number of messages in the stream."""
    with NatsClient(server) as client:
        return client.request("$JS.API.STREAM.INFO.S")["state"]["messages"]


def consumer_of(server, name="znats"):
    with NatsClient(server) as client:
        return client.request(f"$JS.API.CONSUMER.INFO.S.{name}")


def await_metrics(url, wanted):
    def metrics():
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            found = re.findall(r"(?m)^(\w+) (\d+)$", answer.read().decode())
        return {name: int(value) for name, value in found}
    eventually(lambda: wanted.items() <= metrics().items(), f"{wanted} at {url}")


class SubscriberTest(NatsCase):
    """A subscriber that is slow, or goes."""

    COUNT = 1000

    def slow(self, server, *args):
        """A bridge out of a stream of COUNT large messages, to a subscriber that does not read; it stands still."""
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY, "--hwm", "10", "--stats", *args)
        sub = self.peers.sub(connect=tool.endpoint(), hwm=10)
        tool.wait_err(r"(?s)stats: ([1-9]\d*) messages,.*stats: \1 messages,")
        return tool, sub

    @staticmethod
    def numbers(sub, count=None):
        """Those of messages that come; without a count as long as some are there at once."""
        got = []
        while count is None or len(got) < count:
            if count is None and not sub.poll(500):
                break
            got.append(int(sub.recv_multipart()[0]))
        return got

    def rest(self, server, got):
        """What another bridge still has, until all were there."""
        again = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY)
        sub = self.peers.sub(connect=again.endpoint())
        seen = set(got)
        while len(seen) < self.COUNT:
            seen.add(int(sub.recv_multipart()[0]))
        return seen

    def test_what_a_stop_discards_is_told_and_comes_again(self):
        server = self.server("-js")
        self.filled(server, self.COUNT, PAYLOAD)
        tool, sub = self.slow(server, "--ack-wait", "1s")
        done = tool.stop()
        self.assertEqual(done.code, 0)
        discarded = re.search(r"warning: discarded (\d+) messages that had not reached a subscriber: the stream "
                              r"delivers them again", done.err)
        self.assertGreater(int(discarded[1]), 0)
        self.rest(server, self.numbers(sub))

    def test_a_kill_loses_nothing(self):
        server = self.server("-js")
        self.filled(server, self.COUNT, PAYLOAD)
        tool, sub = self.slow(server, "--ack-wait", "1s")
        tool.stop(signal.SIGKILL)
        self.rest(server, self.numbers(sub))

    def test_a_subscriber_that_dies_and_returns_has_all_but_what_its_machine_had(self):
        server = self.server("-js")
        self.filled(server, self.COUNT, PAYLOAD)
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY, "--stats",
                          "--metrics", "127.0.0.1:0")

        def subscriber():
            sub = self.peers.context.socket(zmq.SUB)
            sub.rcvhwm, sub.rcvbuf, sub.rcvtimeo, sub.linger = 1, 4096, int(PATIENCE * 1000), 0
            sub.subscribe(b"")
            sub.connect(tool.endpoint())
            self.addCleanup(sub.close)
            return sub

        first = subscriber()
        got = self.numbers(first, 100)
        first.close()
        url = re.search(r"http://\S+", tool.ready())[0]
        await_metrics(url, {"znats_peers": 0})
        second = subscriber()
        got += self.numbers(second, self.COUNT - max(got) - 5)
        while max(got) < self.COUNT - 1:
            got += self.numbers(second, 1)
        self.assertLessEqual(self.COUNT - len(set(got)), 4, "two in its queue, and those in two short buffers")
        tool.wait_err(r"stats: .* [1-9]\d* sent again")
        self.assertEqual(tool.stop().code, 0)

    def test_nothing_is_acknowledged_that_a_subscriber_may_not_get(self):
        server = self.server("-js")
        self.filled(server, self.COUNT, PAYLOAD)
        tool, _ = self.slow(server)
        sent = int(re.findall(r"stats: (\d+) messages", tool.err())[-1])
        flying = int(re.findall(r"(\d+) in flight", tool.err())[-1])
        self.assertGreater(flying, 0)
        info = eventually(lambda: (found := consumer_of(server))["ack_floor"]["stream_seq"] == sent - flying and found,
                          "the acknowledgement of what has arrived")
        self.assertGreaterEqual(info["num_ack_pending"], flying)

    def test_a_pipeline_that_loses_a_peer_sends_again(self):
        server = self.server("-js")
        self.filled(server, self.COUNT, PAYLOAD)
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY, "--pattern", "pipeline",
                          "--stats", "--hwm", "10")
        first = self.peers.pull(connect=tool.endpoint(), hwm=10)
        tool.wait_err(r"(?s)stats: ([1-9]\d*) messages,.*stats: \1 messages,.*in flight")
        first.close()
        second = self.peers.pull(connect=tool.endpoint())
        last = -1
        while last < self.COUNT - 1:
            last = int(second.recv_multipart()[0])
        tool.wait_err(r"stats: .* [1-9]\d* sent again")

    @staticmethod
    def carried(tool):
        found = re.findall(r"stats: (\d+) messages", tool.err())
        return int(found[-1]) if found else 0

    def test_drops_at_a_slow_subscriber_are_counted(self):
        server = self.server()
        tool = self.znats("--from-nats", "zws", "--nats", server.url, "--bind", ANY, "--hwm", "10", "--stats")
        sub = self.peers.sub(connect=tool.endpoint(), hwm=10)
        tool.wait_err("connected to")
        count = 2000
        with NatsClient(server) as client:
            for _ in range(1000):
                client.publish("zws", b"hello")
                if sub.poll(20):
                    break
            for number in range(count):
                client.publish("zws", b"%06d" % number + PAYLOAD)
            client.publish("zws", b"end")
            tool.wait_err(r"warning: lost \d+ messages?: a subscriber had no room")
            eventually(lambda: self.carried(tool) > count, "all of them")
        got = [frame for frame in iter(lambda: sub.poll(1000) and sub.recv(), 0) if frame[:6].isdigit()]
        done = tool.stop()
        lost = int(re.search(r"warning: lost (\d+) messages in all: a subscriber had no room", done.err)[1])
        self.assertIn(len(got) + lost, (count, count + 1), "the end may be among the lost")
        self.assertRegex(done.err, rf"total: .* {lost} lost")

    def test_what_is_queued_at_a_stop_is_told(self):
        server = self.server()
        tool = self.znats("--from-nats", "zws", "--nats", server.url, "--bind", ANY, "--stats")
        sub = self.peers.sub(connect=tool.endpoint(), hwm=1)
        tool.wait_err("connected to")
        count = 1000
        with NatsClient(server) as client:
            for _ in range(1000):
                client.publish("zws", b"hello")
                if sub.poll(20):
                    break
            for _ in range(count):
                client.publish("zws", PAYLOAD)
            eventually(lambda: self.carried(tool) > count, "all of them")
        done = tool.stop()
        self.assertEqual(done.code, 0)
        self.assertRegex(done.err, r"warning: lost at least [1-9]\d* messages in all: still queued for a subscriber "
                                   r"at the end")

    def test_nobody_misses_what_comes_while_one_of_two_is_away(self):
        server = self.server("-js")
        _, push = self.filled(server, 5)
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--bind", ANY, "--wait-peers", "2")
        subs = [self.peers.sub(connect=tool.endpoint()) for _ in range(2)]
        for sub in subs:
            self.assertEqual([int(sub.recv()) for _ in range(5)], list(range(5)))
        eventually(lambda: consumer_of(server)["num_ack_pending"] == 0, "all acknowledgements")
        subs[0].close()
        for number in range(5, 10):
            push.send(b"%d" % number)
        eventually(lambda: consumer_of(server)["num_ack_pending"] == 5, "what waits for the other one")
        self.assertFalse(subs[1].poll(0))
        back = self.peers.sub(connect=tool.endpoint())
        for sub in (subs[1], back):
            self.assertEqual([int(sub.recv()) for _ in range(5)], list(range(5, 10)))


class PermissionTest(NatsCase):
    CONFIG = """no_auth_user: all
authorization {{ users = [ {{ user: all, password: x }},
  {{ user: me, password: secret, permissions: {{ {} }} }} ] }}"""

    def guarded(self, permissions, *args):
        server = self.server(*args, config=self.CONFIG.format(permissions))
        return server, ["--nats", server.url.replace("//", "//me:secret@")]

    def test_a_subject_that_is_denied_is_told_and_its_messages_are_counted(self):
        server, me = self.guarded('publish: { deny: ["zws.secret"] }')
        tool, push = self.to_nats("zws.%t", servers=me)
        with NatsClient(server) as client:
            client.subscribe("zws.>")
            tool.wait_err("connected to")
            for topic in (b"secret", b"secret", b"open"):
                push.send_multipart([topic, b"x"])
            self.assertEqual(client.receive()[0], "zws.open")
        tool.wait_err('warning: NATS: Permissions Violation for Publish to "zws.secret"')
        done = tool.stop()
        self.assertEqual(done.code, 0)
        self.assertRegex(done.err, "lost 2 messages in all: the server does not permit the subject, the first: "
                                   "zws.secret")

    def test_where_nothing_could_be_published_the_status_says_so(self):
        _, me = self.guarded('publish: { deny: ["zws"] }')
        tool, push = self.to_nats("zws", servers=me)
        tool.wait_err("connected to")
        push.send(b"x")
        tool.wait_err("warning: lost 1 message: the server does not permit the subject: zws")
        done = tool.stop()
        self.assertEqual(done.code, 1)
        self.assertIn("error: publish: nothing could be published", done.err)

    def test_a_denied_subject_does_not_hold_up_a_stream(self):
        server, me = self.guarded('publish: { deny: ["zws.secret"] }', "-js")
        tool, push = self.to_nats("zws.%t", "--stream", "S", "--stats", servers=me)
        for topic in (b"secret", b"open", b"secret", b"open"):
            push.send_multipart([topic, b"x"])
        tool.wait_err(r"stats: .* 2 stored, 0 in flight, .* 0 buffered, 2 lost")
        self.assertEqual(stored_in(server), 2)
        self.assertEqual(tool.stop().code, 0)

    def test_a_stream_that_may_not_be_looked_at_is_told(self):
        _, me = self.guarded('publish: { deny: ["$JS.API.>"] }', "-js")
        tool, push = self.to_nats("zws", "--stream", "S", "--stats", servers=me)
        push.send(b"x")
        tool.wait_err("1 buffered")
        tool.wait_err(r'warning: NATS: Permissions Violation for Publish to "\$JS.API.STREAM.INFO.S"')
        done = tool.stop()
        self.assertEqual(done.code, 1)
        self.assertIn("lost 1 message in all: not acknowledged before the end", done.err)

    def test_a_subscription_that_is_denied_ends_it(self):
        _, me = self.guarded('subscribe: { deny: ["zws.>"] }')
        tool, _ = self.from_nats("zws.%t", servers=me)
        done = tool.wait()
        self.assertEqual(done.code, 1)
        self.assertIn("error: subscribe zws.>: the server does not permit it", done.err)


class FullStreamTest(NatsCase):
    def test_a_stream_that_is_full_is_tried_with_one_message_and_order_is_kept(self):
        server = self.server("-js")
        create_stream(server, max_msgs=5, discard="new", retention="workqueue")
        count = 50
        tool, push = self.to_nats("zws", "--stats", servers=self.stream(server))
        for number in range(count):
            push.send(b"%d" % number)
        tool.wait_err("warning: stream S: maximum messages exceeded; trying again")
        tool.wait_err(r"(?s)(stats: [^\n]* 5 stored,.*){4}")
        self.assertLessEqual(int(re.findall(r"(\d+) sent again", tool.err())[-1]), 10)
        _, pull = self.from_nats("zws", servers=self.stream(server))
        self.assertEqual([int(pull.recv()) for _ in range(count)], list(range(count)))
        tool.wait_err(rf"stats: {count} messages, .* {count} stored, 0 in flight, .* 0 buffered, 0 lost")

    def test_why_it_was_not_stored_is_told_at_the_end(self):
        server = self.server("-js")
        create_stream(server, max_msgs=1, discard="new")
        tool, push = self.to_nats("zws", servers=self.stream(server))
        for _ in range(3):
            push.send(b"x")
        tool.wait_err("maximum messages exceeded; trying again")
        self.assertRegex(tool.stop().err, "lost 2 messages in all: not acknowledged before the end, the first: maximum "
                                          "messages exceeded")


class CountTest(NatsCase):
    def test_what_is_sent_again_is_no_message_more(self):
        with NatsClient(self.server()) as stream:  # that it is none nobody sees
            stream.subscribe("$JS.API.STREAM.INFO.S")
            stream.subscribe("zws")
            tool, push = self.to_nats("zws", "--stats", servers=["--nats", f"nats://127.0.0.1:{stream.port}",
                                                                 "--stream", "S"])
            for _ in range(3):
                push.send(b"x")
            _, reply, _, _ = stream.receive_request()
            stream.publish(reply, b'{"config":{"name":"S","subjects":["zws"]},"state":{}}')
            replies = [stream.receive_request()[1] for _ in range(4)]
            self.assertEqual(replies[3], replies[0], "the oldest alone is sent again")
            tool.wait_err(r"stats: 3 messages, .* 0 stored, 1 in flight, 1 sent again, 3 buffered, 0 lost")
            for number, reply in enumerate(replies[:3]):
                stream.publish(reply, json.dumps({"stream": "S", "seq": number + 1, "duplicate": number == 0}).encode())
            tool.wait_err(r"stats: 3 messages, .* 3 stored, 1 of them already there, 0 in flight, .* 0 buffered, "
                          r"0 lost")

    def test_what_is_delivered_again_is_no_message_more(self):
        server = self.server("-js")
        self.filled(server, 3)
        tool = self.znats("--from-nats", "zws", *self.stream(server, "--ack-wait", "100ms"), "--bind", ANY, "--stats")
        tool.wait_err(r"stats: 0 messages, .* [1-9]\d* redelivered, 3 buffered, 0 lost")
        sub = self.peers.sub(connect=tool.endpoint())
        self.assertEqual([sub.recv() for _ in range(3)], [b"0", b"1", b"2"])
        tool.wait_err(r"stats: 3 messages, .* 0 in flight, 0 sent again, [1-9]\d* redelivered, 0 buffered, 0 lost")
        self.assertEqual(consumer_of(server)["num_ack_pending"], 0)
        self.assertFalse(sub.poll(0))

    def test_metrics_and_health(self):
        server = self.server("-js")
        tool, push = self.to_nats("zws", "--metrics", "127.0.0.1:0", servers=self.stream(server))
        back, pull = self.from_nats("zws", "--metrics", "127.0.0.1:0", servers=self.stream(server))
        push.send(b"x")
        self.assertEqual(pull.recv(), b"x")
        for bridge, wanted in ((tool, {"znats_messages_total": 1, "znats_stored_total": 1, "znats_lost_total": 0}),
                               (back, {"znats_messages_total": 1, "znats_redelivered_total": 0, "znats_peers": 1})):
            url = re.search(r"http://\S+", bridge.ready())[0]
            await_metrics(url, wanted | {"znats_connected": 1, "znats_in_flight": 0})
            with urllib.request.urlopen(url.replace("/metrics", "/healthz"), timeout=PATIENCE) as answer:
                self.assertEqual((answer.status, answer.read()), (200, b"ok\n"))
        server.kill()
        await_metrics(re.search(r"http://\S+", tool.ready())[0], {"znats_connected": 0})


class DurableTest(NatsCase):
    def test_where_a_new_consumer_begins(self):
        server = self.server("-js")
        _, push = self.filled(server, 10)
        count = 10
        for start, old, words in (("all", 10, "all messages of the stream"), ("new", 0, "new messages"),
                                  ("last", 1, "the last message"), ("since=10m", 13, "the messages of the last 10m"),
                                  ("since=0s", 0, "the messages of the last 0")):
            with self.subTest(start):
                args = ("--durable", f"d{count}", "--deliver", start)
                tool, pull = self.from_nats("zws", *args, servers=self.stream(server))
                tool.wait_err(f"created the consumer d{count}: it begins with {words}\n")
                tool.wait_err("takes zws from the stream S")
                push.send(b"%d" % count)
                count += 1
                wanted = list(range(count - 1 - old, count))
                self.assertEqual([int(pull.recv()) for _ in wanted], wanted)
                tool.stop()

    def test_a_durable_that_began_at_a_time_sends_nothing_again_to_who_stayed(self):
        server = self.server("-js")
        _, push = self.filled(server, 10)
        edge = self.peers.sub(bind=ANY)
        where = edge.last_endpoint.decode().rstrip("\0")
        args = ["--from-nats", "zws", *self.stream(server), "--connect", where, "--durable", "edge", "--deliver",
                "since=10m"]
        first = self.znats(*args)
        self.assertEqual([int(edge.recv()) for _ in range(10)], list(range(10)))
        self.assertEqual(first.stop().code, 0)
        push.send(b"10")
        self.znats(*args)
        self.assertEqual(edge.recv(), b"10")

    def test_the_wanted_limits_are_those_of_the_consumer(self):
        server = self.server("-js")
        self.filled(server, 1)
        for args, wait, pending in (((), 10, 1000), (("--ack-wait", "5s", "--max-ack-pending", "7"), 5, 7), ((), 5, 7)):
            with self.subTest(args):
                tool, _ = self.from_nats("zws", *args, servers=self.stream(server))
                tool.wait_err("takes zws from the stream S")
                config = consumer_of(server)["config"]
                self.assertEqual((config["ack_wait"], config["max_ack_pending"]), (wait * 10**9, pending))
                tool.stop()

    def test_another_one_stands_by_and_takes_over(self):
        server = self.server("-js")
        _, push = self.filled(server, 3)
        args = ["--ack-wait", "1s"]
        first, pull = self.from_nats("zws", *args, servers=self.stream(server))
        first.wait_err("takes zws from the stream S")
        other, others = self.from_nats("zws", *args, servers=self.stream(server))
        other.wait_err("stream S: stands by: another process reads the consumer znats\n")
        self.assertEqual([pull.recv() for _ in range(3)], [b"0", b"1", b"2"])
        first.stop(signal.SIGKILL)
        other.wait_err("takes zws from the stream S")
        push.send(b"3")
        while (got := others.recv()) != b"3":
            self.assertIn(got, (b"0", b"1", b"2"), "not acknowledged yet")
        self.assertNotIn("warning", other.err())

    def test_who_was_replaced_while_it_was_paused_stands_by(self):
        server = self.server("-js", config='ping_interval: "1s"\nping_max: 1')
        _, push = self.filled(server, 1)
        first, pull = self.from_nats("zws", servers=self.stream(server))
        self.assertEqual(pull.recv(), b"0")
        other, others = self.from_nats("zws", servers=self.stream(server))
        other.wait_err("stands by")
        eventually(lambda: consumer_of(server)["num_ack_pending"] == 0, "the acknowledgement")
        first.send_signal(signal.SIGSTOP)
        other.wait_err("takes zws from the stream S")
        first.send_signal(signal.SIGCONT)
        first.wait_err("stands by")
        for number in range(1, 4):
            push.send(b"%d" % number)
        self.assertEqual([others.recv() for _ in range(3)], [b"1", b"2", b"3"])
        self.assertFalse(pull.poll(0))

    def test_a_group_shares_the_messages_of_a_subject(self):
        server = self.server()
        bridges = [self.from_nats("zws", "--queue", "g", servers=["--nats", server.url]) for _ in range(2)]
        count = 100
        with NatsClient(server) as client:
            for tool, pull in bridges:
                tool.wait_err("connected to")
            for tool, pull in bridges:
                for _ in range(1000):
                    client.publish("zws", b"hello")
                    if pull.poll(20):
                        break
            for number in range(count):
                client.publish("zws", b"%d" % number)
            got = []
            while len(got) < count:
                ready = [pull for _, pull in bridges if pull.poll(10)]
                got += [frame for pull in ready if (frame := pull.recv()) != b"hello"]
        self.assertEqual(sorted(map(int, got)), list(range(count)))
        self.assertFalse(any(pull.poll(100) for _, pull in bridges))


class OnceTest(NatsCase):
    def test_two_entries_behind_one_relay_store_everything_once(self):
        server = self.server("-js")
        relay = self.enterContext(Tool("zrelay", "--stamp", "--overflow", "block", "--in-bind", ANY, "--out-bind", ANY,
                                       "--metrics", "127.0.0.1:0"))
        into, out_of, url = relay.endpoints()
        entries = [self.znats("--to-nats", "zws.%t", *self.stream(server), "--connect", out_of, "--stats")
                   for _ in range(2)]
        pub = self.peers.pub(connect=into)
        self.peers.await_subscribers(pub)
        await_metrics(url, {"zrelay_subscriptions": 2})
        count = 500
        for number in range(count):
            pub.send_multipart([b"t", b"%d" % number])
        already = 0
        for entry in entries:
            told = entry.wait_err(rf"stats: {count} messages, .* {count} stored, ((\d+) of them already there, )?"
                                  r"0 in flight, .* 0 buffered, 0 lost")
            already += int(told[2] or 0)
        self.assertEqual((stored_in(server), already), (count, count))

    def stored_without_answers(self, count):
        """One message, and then `count` whose answers are on their way, for longer than duplicates are known."""
        server = self.server("-js")
        create_stream(server, duplicate_window=10**9)
        way = self.enterContext(OneWay(server.port))
        tool, push = self.to_nats("zws", "--stats", servers=["--nats", f"nats://127.0.0.1:{way.port}", "--stream", "S"])
        push.send(b"first")
        tool.wait_err(r"stats: .* 1 stored")
        way.hold_answers()
        for number in range(count):
            push.send(b"%d" % number)
        eventually(lambda: stored_in(server) == count + 1, "all in the stream")
        return server, tool, way

    def test_answers_that_are_away_for_longer_than_the_window_for_duplicates(self):
        count = 200
        server, tool, way = self.stored_without_answers(count)
        tool.wait_err(r"warning: stream S: what it has: .*; trying again")  # it asks before it sends again
        way.release_answers()
        tool.wait_err(rf"stats: {count + 1} messages, .* {count + 1} stored, .* 0 buffered, 0 lost")
        self.assertEqual(stored_in(server), count + 1)

    def test_what_was_stored_before_an_outage_is_found_in_the_stream(self):
        """The answers are lost for ever with the connection; then the window is over."""
        count = 200
        server, tool, way = self.stored_without_answers(count)
        tool.wait_err(r"warning: stream S: what it has: .*; trying again")
        way.cut()
        tool.wait_err(rf"stats: {count + 1} messages, .* {count + 1} stored, {count} of them already there, "
                      r".* 0 lost")
        self.assertEqual(stored_in(server), count + 1)


class UsageTest(unittest.TestCase):
    def test_what_does_not_go_together(self):
        reads = ["--from-nats", "a", "--stream", "S"]
        for args, words in (
            (["--from-nats", "a", "--durable", "d"], "need --from-nats and --stream"),
            (["--to-nats", "a", "--stream", "S", "--deliver", "all"], "need --from-nats and --stream"),
            (["--from-nats", "a", "--wait-peers", "2"], "need --from-nats and --stream"),
            ([*reads, "--since", "1m", "--deliver", "all"], "--deliver since=TIME"),
            ([*reads, "--queue", "g"], "--queue needs --from-nats, without --stream"),
            ([*reads, "--deliver", "first"], "not one of all, new, last, since=TIME"),
            ([*reads, "--ack-wait", "1ms"], "100ms is the least"),
        ):
            with self.subTest(args), Tool("znats", *args) as tool:
                done = tool.wait()
                self.assertEqual(done.code, 2)
                self.assertIn(words, done.err)


if __name__ == "__main__":
    unittest.main()
