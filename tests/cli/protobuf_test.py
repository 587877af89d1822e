# SPDX-License-Identifier: MIT
"""--decode protobuf, with messages of python3-protobuf and of protoc."""

import json
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import zlib
from decimal import Decimal
from pathlib import Path

from zwstest import PATIENCE, Peers, Result, Tool, WebSocket, eventually, run, tool_path
from zwstest.batch import SUBPROTOCOL, decode
from zwstest.nats import SERVER as NATS
from zwstest.nats import NatsClient, NatsServer
from zwstest.proto import FOLDER, MISSING, RandomMessages, as_zws_has_it, classes, make_set, protoc
from zwstest.server import Server


def difference(got, expected, path=""):
    """Where two values of JSON are not the same, and how; None: nowhere. Times are compared to the nanosecond."""
    if isinstance(got, dict) and isinstance(expected, dict):
        pairs = [(key, got.get(key, "missing"), expected.get(key, "missing")) for key in {**got, **expected}]
    elif isinstance(got, list) and isinstance(expected, list) and len(got) == len(expected):
        pairs = [(i, *both) for i, both in enumerate(zip(got, expected))]
    else:
        same = isinstance(got, bool) == isinstance(expected, bool)
        if isinstance(got, (Decimal, int)) and isinstance(expected, float):
            got = float(got)
        same = same and expected == got
        return None if same else (path, got, expected)
    return next((found for key, one, other in pairs if (found := difference(one, other, f"{path}/{key}"))), None)


@unittest.skipIf(MISSING, MISSING)
class ProtobufCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.kinds = make_set(cls.folder / "kinds.pb", "kinds.proto")
        cls.robot = make_set(cls.folder / "robot.pb", "robot.proto")
        cls.All = classes(cls.kinds)["kinds.All"]
        cls.messages = classes(cls.robot)

    def zcat(self, chain, messages, *args, skipped=0):
        """What is printed for messages, of which some cannot be decoded; and what is told."""
        peers = self.enterContext(Peers())
        pub, endpoint = peers.any_pub()
        tool = self.enterContext(Tool("zcat", "--connect", endpoint, "-n", str(len(messages) - skipped),
                                      "--format", "json", "--decode", chain, *args))
        peers.await_subscribers(pub)
        for message in messages:
            pub.send_multipart(message)
        done = tool.wait()
        self.assertEqual(done.code, 0, done.err)
        return done.out.splitlines(), done.err

    def imu(self, rate, seconds=1763870400):
        message = self.messages["robot.Imu"](rate=rate)
        message.time.FromMilliseconds(int(seconds * 1000))
        return message.SerializeToString()


class MessageTest(ProtobufCase):
    def test_random_messages_are_what_json_format_makes_of_them(self):
        source = RandomMessages(20)
        messages = [source.fill(self.All()) for _ in range(500)] + [self.All()]
        lines, err = self.zcat(f"protobuf:{self.kinds}", [[m.SerializeToString()] for m in messages])
        self.assertEqual(err, "")
        for line, message in zip(lines, messages):
            got = json.loads(line, parse_float=Decimal)
            self.assertIsNone(difference(got, as_zws_has_it(message)), message)

    def test_what_protoc_encodes(self):
        text = b'time { seconds: 1763870400 nanos: 5 } real: 2.5 mode: DRIVING by_name { key: "a" value: -1 }'
        message = protoc("--encode=kinds.All", "kinds.proto", input=text)
        lines, _ = self.zcat(f"protobuf:{self.kinds}:kinds.All", [[b"topic", message]])
        got = json.loads(lines[0], parse_float=str)
        self.assertEqual([got[name] for name in ("time", "real", "mode", "by_name", "on", "reals")],
                         ["1763870400.000000005", "2.5", "DRIVING", {"a": -1}, False, []])

    def test_after_other_steps(self):
        lines, _ = self.zcat(f"zlib,protobuf:{self.robot}:Imu", [[zlib.compress(self.imu(2))]])
        self.assertEqual(lines, [b'{"time":1763870400,"rate":2}'])

    def test_fields_that_the_file_does_not_have_are_told_once_and_counted(self):
        message = self.All(real=1.5, small=2.5, texts=["x"]).SerializeToString()
        lines, err = self.zcat(f"protobuf:{self.robot}:Imu", 3 * [[message]])
        self.assertEqual(lines, 3 * [b'{"rate":1.5}'])
        self.assertEqual(err, "".join(f"zcat: warning: protobuf: {text}\n" for text in (
            f"field 3 of robot.Imu is left out: {self.robot} does not have it",
            f"field 45 of robot.Imu is left out: {self.robot} does not have it",
            f"6 fields were left out in all, which {self.robot} does not have")))

    def test_what_is_no_message_is_counted_and_passed_over(self):
        lines, err = self.zcat(f"protobuf:{self.robot}:Imu",
                               [[self.imu(1)], [b"\x11\x01"], [b"text"], [self.imu(2)]], skipped=2)
        self.assertEqual([json.loads(line)["rate"] for line in lines], [1, 2])
        counts = re.findall(r"skipped (\d+) messages?: protobuf: robot\.Imu: ", err)
        self.assertEqual(sum(map(int, counts)), 2, err)


class TypeTest(ProtobufCase):
    def setUp(self):
        self.joints = self.messages["robot.JointStates"](timestamp=5, name=["a"], position=[0.5]).SerializeToString()
        self.joints_json = b'{"timestamp":5,"name":["a"],"position":[0.5]}'
        self.imu_json = b'{"time":1763870400,"rate":1}'

    def test_by_topics(self):
        lines, err = self.zcat(f"protobuf:{self.robot}:joints:left=JointStates:imu=robot.Imu",
                               [[b"imu/1", self.imu(1)], [b"joints:left", self.joints], [b"other", self.imu(1)],
                                [b"imu", self.imu(1)]], skipped=1)
        self.assertEqual(lines, [self.imu_json, self.joints_json, self.imu_json])
        self.assertIn("skipped 1 message: protobuf: no message is given for the topic 'other'\n", err)

    def test_by_topics_and_for_all_others(self):
        lines, _ = self.zcat(f"protobuf:{self.robot}:joints=JointStates:Imu", [[b"joints", self.joints], [self.imu(1)]])
        self.assertEqual(lines, [self.joints_json, self.imu_json])

    def test_by_a_frame(self):
        lines, err = self.zcat(f"protobuf:{self.robot}:@2",
                               [[b"t", self.imu(1), b"robot.Nothing"], [b"t", self.imu(1)],
                                [b"t", self.imu(1), b"robot.Imu"], [b"t", self.joints, b"x/robot.JointStates"]],
                               skipped=2)
        self.assertEqual(lines, [self.imu_json, self.joints_json])
        self.assertIn(f"protobuf: {self.robot} has no message 'robot.Nothing'", err)

    def test_gazebo(self):
        """Topic, address of the sender, message, type (gz-transport)."""
        lines, _ = self.zcat(f"gazebo:{self.robot}",
                             [[b"@/default@/imu", b"tcp://10.0.0.1:40001", self.imu(1), b"robot.Imu"]],
                             "--format", "jsonl")
        self.assertEqual({key: value for key, value in json.loads(lines[0]).items() if key != "t"},
                         {"topic": "@/default@/imu", "data": {"time": 1763870400, "rate": 1}})

    def test_isaac(self):
        """Topic and message, and the last part of the topic is called as the message is."""
        lines, err = self.zcat(f"isaac:{self.robot}", [[b"front", self.imu(1)], [b"imu", self.imu(1)],
                                                       [b"robot_0/joint_states", self.joints]], skipped=1)
        self.assertEqual(lines, [self.imu_json, self.joints_json])
        self.assertIn("has no message 'front'", err)


class StartTest(ProtobufCase):
    def refused(self, chain, code=1, tool="zcat"):
        done = run(tool, "--decode", chain)
        self.assertEqual((done.code, done.out, done.err.count("\n")), (code, b"", 1), done.err)
        return done.err

    def test_what_is_wrong_with_the_file(self):
        text = self.folder / "text"
        text.write_bytes(b"\n" + (FOLDER / "robot.proto").read_bytes())
        other = self.folder / "other"
        other.write_bytes(b"\x7fELF\1\2")
        (self.folder / "empty").touch()
        bare = make_set(self.folder / "bare.pb", "robot.proto", imports=False)
        for file, reason in (
            (self.folder / "none.pb", "No such file or directory"),
            (self.folder, "Is a directory"),
            (self.folder / "empty", "is empty"),
            (FOLDER / "robot.proto", "is text; a descriptor set is made of it by: "
                                     "protoc --include_imports -o robot.pb robot.proto"),
            (text, "is text; a descriptor set is made of it by: protoc --include_imports -o text.pb text"),
            (other, "is not a descriptor set, as protoc --include_imports -o makes one"),
            (bare, "robot.proto imports google/protobuf/timestamp.proto, which is not in it: "
                   "make it with protoc --include_imports"),
            (self.robot, "it has 2 messages, say which after a colon: robot.Imu, robot.JointStates"),
        ):
            with self.subTest(file):
                self.assertEqual(self.refused(f"protobuf:{file}"),
                                 f"zcat: error: --decode protobuf {file}: {reason}\n")

    def test_what_is_wrong_with_the_message(self):
        for rules, reason in (
            ("Imo", "there is no message 'Imo' (did you mean robot.Imu?)"),
            ("robot.imuu", "there is no message 'robot.imuu' (did you mean robot.Imu?)"),
            ("a=Imu:b=Nonsense", "there is no message 'Nonsense'"),
        ):
            with self.subTest(rules):
                self.assertEqual(self.refused(f"protobuf:{self.robot}:{rules}"),
                                 f"zcat: error: --decode protobuf {self.robot}: {reason}\n")

    def test_servers_refuse_it_too(self):
        self.assertIn("say which", self.refused(f"protobuf:{self.robot}", tool="zws2browser"))

    def test_wrong_usage(self):
        for chain, reason in (
            ("protobuf", "'protobuf' needs more: protobuf:FILE"),
            ("protobuf:", "'protobuf:': there is no file after the colon"),
            ("protobuf:x.pb:", "'protobuf:x.pb:': there is no message after the last colon"),
            ("protobuf:x.pb:a b", "'protobuf:x.pb:a b': 'a b' is not the name of a message"),
            ("protobuf:x.pb:@z", "'protobuf:x.pb:@z': '@z' is not @N with the number of a frame: not a whole number"),
            ("protobuf:x.pb,msgpack", "'protobuf' makes JSON, after which nothing can be decoded"),
            ("gazebo", "'gazebo' needs the file with its messages: gazebo:FILE"),
            ("isaac:a:b", "'a:b': the name of a file without ':' and ','"),
            ("bitcoin:x", "'bitcoin' is a profile that takes nothing after its name"),
            ("openpilot", "'openpilot' is not decoded: it sends Cap'n Proto, for which there is no decoder here"),
        ):
            with self.subTest(chain):
                self.assertIn(f"--decode {reason} (see ", self.refused(chain, 2))

    def test_options_are_read_without_the_file(self):
        done = run("zcat", "--decode", "protobuf:/nowhere", "--version")
        self.assertEqual((done.code, done.err), (0, ""))

    def test_a_tool_without_the_module_says_so(self):
        tool = self.folder / "elsewhere/bin/zcat"
        tool.parent.mkdir(parents=True)
        shutil.copy(tool_path("zcat"), tool)
        self.assertEqual(self.refused_by(tool, f"protobuf:{self.robot}").err,
                         "zcat: error: --decode protobuf: this zws was built without libprotobuf: "
                         f"there is no {tool.parent.parent}/protobuf.so\n")
        tool.parent.with_name("protobuf.so").write_bytes(b"nonsense")
        self.assertIn(f"cannot load {tool.parent.parent}/protobuf.so: ",
                      self.refused_by(tool, f"protobuf:{self.robot}").err)

    def refused_by(self, tool, chain):
        done = subprocess.run([tool, "--decode", chain], capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 1)
        return Result(done.returncode, done.stdout, done.stderr.decode())


class ServerTest(ProtobufCase):
    def test_points_reach_clients_and_the_history_at_their_own_times(self):
        server = Server(self, "--decode", f"protobuf:{self.robot}:Imu")
        client = self.enterContext(WebSocket(server.ws, SUBPROTOCOL))
        begin = int(time.time()) - 20
        for i in range(3):
            server.pub.send_multipart([b"imu", self.imu(i / 2, begin + i)])
        got = []
        while len(got) < 3:
            got += decode(client.read()).messages
        self.assertEqual([message.topic for message in got], 3 * [b"imu"])
        self.assertEqual([json.loads(message.payload) for message in got],
                         [{"time": begin + i, "rate": i / 2} for i in range(3)])
        series = eventually(lambda: [one for one in json.loads(server.get("/series")[1]) if one["count"] == 3])
        self.assertEqual((series[0]["series"], series[0]["first"], series[0]["last"]), ("imu", begin, begin + 2))


@unittest.skipUnless(NATS, "SKIPPED: nats-server not found")
class NatsTest(ProtobufCase):
    def test_messages_become_json_on_their_way_in(self):
        server = self.enterContext(NatsServer())
        tool = self.enterContext(Tool("znats", "--to-nats", "zws.%t", "--nats", server.url, "--pattern", "pipeline",
                                      "--bind", "tcp://127.0.0.1:*", "--decode", f"protobuf:{self.robot}:Imu"))
        push = self.enterContext(Peers()).push(connect=tool.endpoint())
        with NatsClient(server) as client:
            client.subscribe("zws.>")
            tool.wait_err("connected to")
            push.send_multipart([b"imu", self.imu(1.5)])
            self.assertEqual(client.receive(), ("zws.imu", [], b'{"time":1763870400,"rate":1.5}'))


if __name__ == "__main__":
    unittest.main()
