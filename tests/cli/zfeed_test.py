# SPDX-License-Identifier: MIT
"""zfeed as its users see it."""

import base64
import contextlib
import json
import math
import os
import random
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest
import unittest.mock

import zmq

from zwstest import PATIENCE, SLOWNESS, Peers, Tool, eventually, run, tool_path


def write_all(tool, data):
    with contextlib.suppress(BrokenPipeError):
        tool.write(data)
        tool.end_input()


class FeedCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())
        self.sub, self.endpoint = self.peers.any_sub()

    def feed(self, data, *args):
        """Feeds `data` to its end; returns how that ended, and what came."""
        with Tool("zfeed", "-v", "--bind", "tcp://127.0.0.1:*", "--wait-peers", "1", *args,
                  stdin=subprocess.PIPE) as tool:
            sub = self.peers.sub()
            gone = sub.get_monitor_socket(zmq.EVENT_DISCONNECTED)
            sub.connect(tool.endpoint())
            writer = threading.Thread(target=write_all, args=(tool, data), daemon=True)
            writer.start()
            got = []
            while not gone.poll(0):
                while sub.poll(10):
                    got.append(sub.recv_multipart())
            while sub.poll(0):
                got.append(sub.recv_multipart())
            writer.join()
            done = tool.wait()
            sub.disable_monitor()
            gone.close()
        details = r"(?m)^zfeed: (ready: .*|\d+ messages sent)\n"
        return done._replace(err=re.sub(details, "", done.err)), got

    def fed(self, data, *args):
        """What came of an input in which nothing is wrong."""
        done, got = self.feed(data, *args)
        self.assertEqual(done, (0, b"", ""))
        return got

    def payloads(self, data, *args):
        """The JSON of payloads; x or t is left out where it is the time of the test."""
        before = time.time()
        values = [json.loads(message[-1]) for message in self.fed(data, *args)]
        for value in values:
            for name in ("x", "t"):
                if before - 1 <= (value.get(name) or 0) <= time.time():
                    del value[name]
        return values


class LineTest(FeedCase):
    def test_each_line_is_a_payload_as_it_is(self):
        self.assertEqual(self.fed(b"a b\n\n\0\xff\r \nlast"), [[b"a b"], [b""], [b"\0\xff\r "], [b"last"]])

    def test_the_end_of_a_line_is_no_part_of_it(self):
        self.assertEqual(self.fed(b"a\r\n\r\nb\rc\r\nlast\r"), [[b"a"], [b""], [b"b\rc"], [b"last"]])
        self.assertEqual(self.fed(b"a\r\0", "-0"), [[b"a\r"]])

    def test_topic(self):
        self.assertEqual(self.fed(b"a\nb\n", "--topic", "t"), [[b"t", b"a"], [b"t", b"b"]])
        self.assertEqual(self.fed(b"a\n", "--topic", ""), [[b"", b"a"]])

    def test_null_ends_lines(self):
        self.assertEqual(self.fed(b"a\nb\0c\0", "-0"), [[b"a\nb"], [b"c"]])

    def test_no_input_is_no_message(self):
        self.assertEqual(self.fed(b""), [])

    def test_a_line_is_sent_before_the_next_one_comes(self):
        with Tool("zfeed", "--connect", self.endpoint, stdin=subprocess.PIPE) as tool:
            for number in range(3):
                tool.write(b"%d\n" % number)
                self.assertEqual(self.sub.recv(), b"%d" % number)
            tool.end_input()
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_much_comes_whole_through_a_short_queue(self):
        """The subscriber reads when zfeed has long been waiting for room."""
        lines = [b"%d" % i for i in range(200_000)]
        sub = self.peers.sub()
        sub.set_hwm(10)
        port = sub.bind_to_random_port("tcp://127.0.0.1")
        with Tool("zfeed", "--connect", f"tcp://127.0.0.1:{port}", "--hwm", "10", stdin=subprocess.PIPE) as tool:
            writer = threading.Thread(target=write_all, args=(tool, b"\n".join(lines)), daemon=True)
            writer.start()
            for line in lines:
                got = sub.recv()
                if got != line:
                    self.fail(f"{got} in place of {line}")
            writer.join()
            self.assertEqual(tool.wait(), (0, b"", ""))


class ColumnTest(FeedCase):
    VMSTAT = (
        b"procs -----------memory----------\n r  b   swpd   free\n 1  0      0 27.50\n"
        b"procs -----------memory----------\n r  b   swpd   free\n 2  0      0 nan\n"
    )

    def test_numbers_have_the_names_of_the_heading(self):
        self.assertEqual(self.payloads(self.VMSTAT, "--format", "numbers"),
                         [{"r": 1, "b": 0, "swpd": 0, "free": 27.5}, {"r": 2, "b": 0, "swpd": 0, "free": None}])

    def test_numbers_without_names(self):
        self.assertEqual(self.payloads(b"1\n-2e3\n", "--format", "numbers"), [{"y": 1}, {"y": -2000}])
        self.assertEqual(self.payloads(b"\n 1\t.5 \n", "--format", "numbers"), [{"y1": 1, "y2": 0.5}])

    def test_x_is_the_time_unless_told(self):
        before = time.time()
        ((payload,),) = self.fed(b"7\n", "--format", "numbers")
        self.assertRegex(payload, rb'^\{"x":\d+\.\d{9},"y":7\}$')
        self.assertTrue(before <= json.loads(payload)["x"] <= time.time())
        self.assertEqual(self.fed(b"7 8\n", "--format", "numbers", "--x", "2"), [[b'{"x":8,"y":7}']])

    def test_chosen_columns(self):
        numbers = ["--format", "numbers", "--x", "r"]
        self.assertEqual(self.fed(self.VMSTAT, *numbers, "--y", "free"),
                         [[b'{"x":1,"y":27.50}'], [b'{"x":2,"y":null}']])
        self.assertEqual(self.fed(self.VMSTAT, *numbers, "--y", "4", "--y", "b")[0], [b'{"t":1,"free":27.50,"b":0}'])

    def test_lines_that_are_no_rows_are_told_with_their_numbers(self):
        done, got = self.feed(b"1 2\n3 x\nwords\n4 5\n", "--format", "numbers", "--x", "1")
        self.assertEqual(got, [[b'{"x":1,"y":2}'], [b'{"x":4,"y":5}']])
        self.assertEqual((done.code, done.err),
                         (1, "zfeed: warning: line 2: 'x' is not a number\n"
                             "zfeed: warning: line 3: 'words' is not a number\n"
                             "zfeed: error: 2 lines were not sent\n"))

    def test_csv_with_a_header(self):
        data = b'\xef\xbb\xbftime,"a ""quoted"" name",text\r\n1,2.50,plain\r\n\r\n2,,"x, ""y""\nz"\r\n'
        self.assertEqual(self.fed(data, "--format", "csv"), [
            [b'{"time":1,"a \\"quoted\\" name":2.50,"text":"plain"}'],
            [b'{"time":2,"a \\"quoted\\" name":null,"text":"x, \\"y\\"\\nz"}'],
        ])

    def test_csv_without_a_header(self):
        self.assertEqual(self.payloads(b"1,2\n3,4\n", "--format", "csv"), [{"y1": 1, "y2": 2}, {"y1": 3, "y2": 4}])
        self.assertEqual(self.payloads(b"a,b\n", "--format", "csv", "--header", "no"), [{"y1": "a", "y2": "b"}])
        self.assertEqual(self.payloads(b"1,2\n3,4\n", "--format", "csv", "--header", "yes"), [{"1": 3, "2": 4}])

    def test_csv_separators(self):
        for name, c in ((";", b";"), (r"\t", b"\t")):
            got = self.fed(b"x%sy\n1%s2\n" % (c, c), "--format", "csv", "--separator", name)
            self.assertEqual(got, [[b'{"x":1,"y":2}']])

    def test_topic_from_a_column(self):
        data = b"sensor,time,v\nnorth,1,10\nsouth,1,20\n"
        expected = [[b"north", b'{"time":1,"v":10}'], [b"south", b'{"time":1,"v":20}']]
        self.assertEqual(self.fed(data, "--format", "csv", "--topic-from", "sensor"), expected)
        self.assertEqual(self.fed(data, "--format", "csv", "--topic-from", "1"), expected)

    def test_bad_rows(self):
        done, got = self.feed(b'x,y\n1,2\n3\n4,five\n"6"z,7\n8,"9', "--format", "csv", "--y", "y", "--x", "x")
        self.assertEqual(got, [[b'{"x":1,"y":2}']])
        self.assertEqual(done.code, 1)
        self.assertEqual(done.err.splitlines(), [
            "zfeed: warning: line 3: 1 field, but the columns have 2 names",
            "zfeed: warning: line 4: column 'y': 'five' is not a number",
            "zfeed: warning: line 5: text after a closing quote",
            "zfeed: warning: line 6: a quote that is not closed",
            "zfeed: error: 4 lines were not sent",
        ])

    def test_column_that_is_not_there(self):
        done, got = self.feed(b"x,y\n1,2\n", "--format", "csv", "--y", "z")
        self.assertEqual((done.code, got), (1, []))
        self.assertEqual(done.err, "zfeed: error: column 'z': not there; there are x, y\n")

    def test_strict_ends_at_the_first(self):
        done, got = self.feed(b"1\nx\n3\n", "--format", "numbers", "--strict")
        self.assertEqual((done.code, len(got)), (1, 1))
        self.assertEqual(done.err.count("\n"), 2)

    def test_many_bad_lines_do_not_flood(self):
        done, _ = self.feed(b"1\n" + b"x\n" * 50_000, "--format", "numbers")
        self.assertTrue(done.err.endswith("zfeed: error: 50000 lines were not sent\n"), done.err)
        self.assertLess(done.err.count("\n"), 20 * SLOWNESS)


class FileTest(FeedCase):
    def setUp(self):
        super().setUp()
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def file(self, name, data):
        path = f"{self.folder}/{name}"
        with open(path, "wb") as file:
            file.write(data)
        return path

    def test_files_are_read_one_after_the_other(self):
        first, second = self.file("a.csv", b"v\n1\n2"), self.file("b.csv", b"\xef\xbb\xbfw\r\n3\r\n")
        self.assertEqual(self.payloads(b"z\n0\n", "--format", "csv", first, "-", second),
                         [{"v": 1}, {"v": 2}, {"z": 0}, {"w": 3}])

    def test_files_and_endpoints(self):
        with Tool("zfeed", self.file("a", b"a\n"), self.endpoint) as tool:
            self.assertEqual(self.sub.recv(), b"a")
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_carriage_returns_end_lines(self):
        path = self.file("mac.csv", b"v,w\r1,2\r3,4\r")
        self.assertEqual(self.payloads(b"", "--format", "csv", path), [{"v": 1, "w": 2}, {"v": 3, "w": 4}])
        self.assertEqual(self.payloads(b"1 2\r3 4", "--format", "numbers"), [{"y1": 1, "y2": 2}, {"y1": 3, "y2": 4}])

    def test_what_is_wrong_is_told_with_the_file(self):
        first, second = self.file("a.csv", b"v\n1,2\n"), self.file("b.csv", b"v\n3\n4,5\n")
        done, got = self.feed(b"", "--format", "csv", first, second)
        self.assertEqual((done.code, len(got)), (1, 1))
        self.assertIn(f"zfeed: warning: {first}: line 2: 2 fields", done.err)
        self.assertIn(f"zfeed: warning: {second}: line 3: 2 fields", done.err)

    def test_loop_repeats_all_files(self):
        files = [self.file("a", b"a\n"), self.file("b", b"b\n")]
        with Tool("zfeed", "--bind", "tcp://127.0.0.1:*", "-v", "--wait-peers", "1",
                  "--rate", "100", "--loop", *files) as tool:
            sub = self.peers.sub()
            sub.connect(tool.endpoint())
            self.assertEqual([sub.recv() for _ in range(5)], [b"a", b"b", b"a", b"b", b"a"])
            self.assertEqual(tool.stop().code, 0)

    def test_a_fifo_is_waited_for(self):
        path = f"{self.folder}/fifo"
        os.mkfifo(path)
        with Tool("zfeed", "--connect", self.endpoint, path) as tool:
            fifo = os.open(path, os.O_RDWR)  # does not wait for a reader: the subscriber here has to be served
            os.write(fifo, b"a\nb")
            self.assertEqual(self.sub.recv(), b"a")
            os.close(fifo)
            self.assertEqual(self.sub.recv(), b"b")
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_a_file_that_cannot_be_read_is_told_before_anything_is_sent(self):
        good = self.file("a", b"a\n")
        for name, reason in (
            (f"{self.folder}/b", f"read {self.folder}/b: No such file or directory"),
            (self.folder, f"read {self.folder}: Is a directory"),
        ):
            self.assertEqual(run("zfeed", "--connect", self.endpoint, good, name),
                             (1, b"", f"zfeed: error: {reason}\n"))
        self.assertFalse(self.sub.poll(0))


class TypeTest(unittest.TestCase):
    """Sockets other than PUB."""

    def setUp(self):
        self.context = self.enterContext(zmq.Context())
        self.context.linger = 0

    def peer(self, kind):
        """A socket of a peer, and the endpoint that it is bound to."""
        peer = self.enterContext(self.context.socket(kind))
        peer.rcvtimeo = peer.sndtimeo = int(PATIENCE * 1000)
        port = peer.bind_to_random_port("tcp://127.0.0.1")
        return peer, f"tcp://127.0.0.1:{port}"

    def test_push_waits_for_who_pulls(self):
        with Tool("zfeed", "-v", "--type", "push", "--bind", "tcp://127.0.0.1:*", stdin=subprocess.PIPE) as tool:
            write_all(tool, b"a\nb\n")
            endpoint = tool.endpoint()
            pull = self.enterContext(self.context.socket(zmq.PULL))
            pull.connect(endpoint)
            self.assertEqual([pull.recv(), pull.recv()], [b"a", b"b"])
            self.assertEqual(tool.wait().code, 0)

    def test_each_message_of_a_push_goes_to_one(self):
        (first, one), (second, two) = self.peer(zmq.PULL), self.peer(zmq.PULL)
        with Tool("zfeed", "--type", "push", "--wait-peers", "2", "--topic", "t", one, two,
                  stdin=subprocess.PIPE) as tool:
            write_all(tool, b"0\n1\n2\n3\n")
            got = [peer.recv_multipart() for peer in (first, second) for _ in range(2)]
            self.assertEqual(sorted(got), [[b"t", b"%d" % number] for number in range(4)])
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_without_anyone_to_pull_nothing_is_taken_for_sent(self):
        with Tool("zfeed", "--type", "push", "tcp://127.0.0.1:1", stdin=subprocess.PIPE) as tool:
            write_all(tool, b"a\n")
            tool.wait_err("Connection refused")
            done = tool.stop()
        self.assertIn("zfeed: warning: line 1 was not sent: no peer took it\n", done.err)

    def test_req_writes_each_reply_before_the_next_request(self):
        rep, endpoint = self.peer(zmq.REP)
        with Tool("zfeed", "--type", "req", endpoint, stdin=subprocess.PIPE) as tool:
            write_all(tool, b"a\nb\n")
            for request, reply in ((b"a", [b"one"]), (b"b", [b"two", b"", b"\0"])):
                self.assertEqual(rep.recv(), request)
                rep.send_multipart(reply)
            self.assertEqual(tool.wait(), (0, b"one\ntwo\t\t\0\n", ""))

    def test_req_does_not_end_without_its_reply_unsaid(self):
        rep, endpoint = self.peer(zmq.REP)
        with Tool("zfeed", "--type", "req", endpoint, stdin=subprocess.PIPE) as tool:
            write_all(tool, b"a\n")
            self.assertEqual(rep.recv(), b"a")
            self.assertEqual(tool.stop(), (0, b"", "zfeed: warning: line 1 was sent, but no reply has come\n"))

    def test_replies_that_cannot_be_written_end_it(self):
        rep, endpoint = self.peer(zmq.REP)
        full = ["-c", 'exec "$@" > /dev/full', "sh", tool_path("zfeed"), "--type", "req", endpoint]
        with Tool("zfeed", *full, path="/bin/sh", stdin=subprocess.PIPE) as tool:
            write_all(tool, b"a\nb\n")
            rep.send(rep.recv())
            done = tool.wait()
        self.assertEqual((done.code, done.err), (1, "zfeed: error: write to stdout: No space left on device\n"))

    def test_a_dealer_talks_to_a_router_and_counts_what_it_answers(self):
        router, endpoint = self.peer(zmq.ROUTER)
        with Tool("zfeed", "--type", "dealer", "--format", "lines", endpoint, stdin=subprocess.PIPE) as tool:
            tool.write(b"a\n")
            sender, payload = router.recv_multipart()
            self.assertEqual(payload, b"a")
            router.send_multipart([sender, b"answer"])
            tool.write(b"b\n")
            self.assertEqual(router.recv_multipart()[1], b"b")
            eventually(lambda: "an" in tool.err() or tool.write(b"c\n"), "the warning")
            tool.end_input()
            done = tool.wait()
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("answers to a DEALER are not read (see --type req)", done.err)


class WildTest(FeedCase):
    """Data as programs write it."""

    TIME = 1704164645  # 2024-01-02T03:04:05Z

    def setUp(self):
        super().setUp()
        self.enterContext(unittest.mock.patch.dict(os.environ, TZ="UTC"))

    def test_nvidia_smi(self):
        heading = b"timestamp, temperature.gpu, utilization.gpu [%], power.draw [W]\n"
        plain = {"timestamp": self.TIME + 0.678, "temperature.gpu": 41, "utilization.gpu [%]": 6,
                 "power.draw [W]": 123.45}
        for row in (b"2024/01/02 03:04:05.678, 41, 6 %, 123.45 W\n", b"2024/01/02 03:04:05.678, 41, 6, 123.45\n"):
            self.assertEqual(self.payloads(heading + row, "--format", "csv"), [plain])
        self.assertEqual(self.payloads(b"41, 6, 13\n", "--format", "csv"), [{"y1": 41, "y2": 6, "y3": 13}])
        self.assertEqual(self.payloads(b"45 %, 123.45 W, [N/A]\n", "--format", "csv"),
                         [{"y1": 45, "y2": 123.45, "y3": None}])

    def test_excel_in_german(self):
        data = "\ufeffsep=;\r\nDatum;Uhrzeit;Temperatur (°C);Ort\r\n02.01.2024;03:04:05;1.021,5;\"Köln; Süd\"\r\n"
        self.assertEqual(self.payloads(data.encode(), "--format", "csv"),
                         [{"t": self.TIME, "Temperatur (°C)": 1021.5, "Ort": "Köln; Süd"}])

    def test_influxdb(self):
        data = (b"#datatype,string,long,dateTime:RFC3339,double,string\r\n#group,false,false,false,false,true\r\n"
                b"#default,_result,,,,\r\n,result,table,_time,_value,_field\r\n"
                b",,0,2024-01-02T03:04:05Z,1.5,usage\r\n\r\n"
                b"#datatype,string,long,dateTime:RFC3339,double,string\r\n,result,table,_time,_value,host\r\n"
                b",,1,2024-01-02T03:04:05.25Z,2.5,a\r\n")
        self.assertEqual(self.payloads(data, "--format", "csv"), [
            {"result": None, "table": 0, "_time": self.TIME, "_value": 1.5, "_field": "usage"},
            {"result": None, "table": 1, "_time": self.TIME + 0.25, "_value": 2.5, "host": "a"}])

    def test_pandas_and_r(self):
        self.assertEqual(self.payloads(b",time,v\n0,2024-01-02 03:04:05+00:00,1.5\n", "--format", "csv"),
                         [{"y1": 0, "time": self.TIME, "v": 1.5}])
        self.assertEqual(self.payloads(b'"";"time";"v"\n"1";2024-01-02 03:04:05;1,5\n"2";NA;NA\n', "--format", "csv"),
                         [{"y1": 1, "time": self.TIME, "v": 1.5}, {"y1": 2, "time": None, "v": None}])

    def test_vmstat_with_times(self):
        data = (b"procs -----------memory---------- -----timestamp-----\n r  b   swpd   free                 UTC\n"
                b" 1  0      0    812 2024-01-02 03:04:05\n")
        self.assertEqual(self.payloads(data, "--format", "numbers"),
                         [{"r": 1, "b": 0, "swpd": 0, "free": 812, "t": self.TIME}])

    def test_sensors(self):
        self.assertEqual(self.payloads(b"temp=21.5C hum=40%\r\ntemp=21,6C hum=41 %\r\n", "--format", "numbers"),
                         [{"temp": 21.5, "hum": 40}, {"temp": 21.6, "hum": 41}])
        self.assertEqual(self.payloads(b"1,5 2,5\n", "--format", "numbers"), [{"y1": 1.5, "y2": 2.5}])

    def test_tabs_units_and_gnuplot(self):
        self.assertEqual(self.fed(b"t\tv\ns\tV\n1\t2\n", "--format", "csv"), [[b'{"t":1,"v":2}']])
        self.assertEqual(self.fed(b"# t v\n1 2\n# done\n", "--format", "numbers"), [[b'{"t":1,"v":2}']])

    def test_json_of_jq_and_docker(self):
        values = b'{\n  "t": 1,\n  "v": [\n    2\n  ]\n}\n{"t": 2} {"t":3}{"t":4}\n'
        self.assertEqual(self.fed(values, "--format", "json"),
                         [[b'{"t":1,"v":[2]}'], [b'{"t": 2}'], [b'{"t":3}'], [b'{"t":4}']])
        self.assertEqual(self.payloads(b'{"CPUPerc":"0.05%","Name":"db"}\n', "--format", "json",
                                       "--topic-from", "/Name", "--y", "/CPUPerc"), [{"y": 0.05}])

    def test_a_value_is_sent_with_the_end_of_its_line(self):
        with Tool("zfeed", "--connect", self.endpoint, "--format", "json", stdin=subprocess.PIPE) as tool:
            for _ in range(3):
                tool.write(b'{\n"v": 1\n}\n')
                self.assertEqual(self.sub.recv(), b'{"v":1}')
            tool.end_input()
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_what_is_not_understood_is_told(self):
        done, got = self.feed(b"time,v\nnoon,1\n2024-01-02T03:04:05Z,2\n", "--format", "csv")
        self.assertEqual((done.code, [json.loads(m[0])["v"] for m in got]), (0, [1, 2]))
        self.assertEqual(done.err, "zfeed: warning: line 2: column 'time': 'noon' is not a time in a known form\n")
        for data, form in ((b"hello world\n", "numbers"), (b"hello world\n", "csv")):
            done, got = self.feed(data, "--format", form)
            self.assertEqual((done.code, got), (1, []))
            self.assertRegex(done.err, r"^zfeed: warning: line 1: taken for a heading, but no row .*\n"
                                       r"zfeed: error: 1 line")

    def test_an_input_that_ends_too_early_is_told_with_the_line_where_it_began(self):
        for data, form, why in (
            (b'a,b\n1,2\n3,"4\n5', "csv", "line 3: a quote that is not closed, in 2 lines from here"),
            (b'{"a":1}\n{\n"b":', "json", "line 3: not JSON: .*, in a value that begins 1 line before"),
        ):
            done, got = self.feed(data, "--format", form)
            self.assertEqual((done.code, len(got)), (1, 1))
            self.assertRegex(done.err, rf"^zfeed: warning: {why}\nzfeed: error: 1 line was not sent\n$")


class JsonTest(FeedCase):
    def test_a_text_is_the_payload_as_it_is(self):
        self.assertEqual(self.fed(b'{"a": 1.50}\n\n[1, 2]\r\n', "--format", "json"), [[b'{"a": 1.50}'], [b"[1, 2]"]])

    def test_nan_and_infinities_as_python_writes_them_are_null(self):
        data = json.dumps({"y": math.nan, "z": [-math.inf], "s": "NaN"}).encode()
        self.assertEqual(self.fed(data, "--format", "json"), [[b'{"y": null, "z": [null], "s": "NaN"}']])
        self.assertEqual(self.fed(data, "--format", "json", "--x", "/y", "--y", "/z/0"), [[b'{"x":null,"y":null}']])

    def test_topic_from_a_pointer(self):
        data = b'{"s":{"id":"n/1"},"v":1}\n{"s":{"id":7}}\n'
        self.assertEqual(self.fed(data, "--format", "json", "--topic-from", "/s/id"),
                         [[b"n/1", b'{"s":{"id":"n/1"},"v":1}'], [b"7", b'{"s":{"id":7}}']])

    def test_chosen_members(self):
        data = b'{"t":1,"v":{"a/b":[2,3]}}\n'
        self.assertEqual(self.fed(data, "--format", "json", "--x", "/t", "--y", "/v/a~1b/1"), [[b'{"x":1,"y":3}']])

    def test_bad_lines(self):
        done, got = self.feed(b'{"a":1}\n{"a":}\n{"b":1}\n', "--format", "json", "--topic-from", "/a")
        self.assertEqual((done.code, got), (1, [[b"1", b'{"a":1}']]))
        self.assertRegex(done.err, r"(?m)^zfeed: warning: line 2: not JSON: parse error at .*\n.*line 3: no text or")


class EnvelopeTest(FeedCase):
    def test_frames_are_sent_as_they_were(self):
        lines = b'{"t":1.5,"frames":["t",{"b64":"AP8="},""]}\n{"frames":["x"]}\n'
        self.assertEqual(self.fed(lines, "--format", "envelope"), [[b"t", b"\0\xff", b""], [b"x"]])

    def test_a_recording_that_is_cut_off_replays_up_to_the_cut(self):
        whole = b'{"t":1.5,"frames":["a"]}\n'
        for cut in (1, 10, len(whole) - 2):
            done, got = self.feed(whole * 2 + whole[:cut], "--format", "envelope")
            self.assertEqual((done.code, got), (1, [[b"a"], [b"a"]]))
            self.assertRegex(done.err, r"^zfeed: warning: line 3: the recording is cut off here .*\n"
                                       r"zfeed: error: 1 line")
        self.assertEqual(self.fed(whole + whole[:-1], "--format", "envelope"), [[b"a"], [b"a"]])

    def test_through_zcat_and_back_every_byte_is_kept(self):
        numbers = random.Random(5)
        sent = [[numbers.randbytes(numbers.choice([0, 1, 3, 40])) for _ in range(numbers.randint(1, 5))]
                for _ in range(2000)]
        sent += [[bytes([byte])] for byte in range(256)]
        sent += [[b"topic", "Zürich \"\\\n".encode(), b"", b"x" * 1_000_000]]
        pub, source = self.peers.any_pub()
        with tempfile.TemporaryFile() as recording:
            with subprocess.Popen([tool_path("zcat"), "--connect", source, "--format", "envelope", "-n", str(len(sent)),
                                   "--hwm", "0"], stdout=recording) as cat:
                self.peers.await_subscribers(pub)
                for message in sent:
                    pub.send_multipart(message)
                self.assertEqual(cat.wait(PATIENCE), 0)
            recording.seek(0)
            lines = recording.read()
        for line, message in zip(lines.splitlines(), sent, strict=True):
            frames = [f.encode() if isinstance(f, str) else base64.b64decode(f["b64"])
                      for f in json.loads(line)["frames"]]
            self.assertEqual(frames, message)
        self.assertEqual(self.fed(lines, "--format", "envelope"), sent)


class PaceTest(FeedCase):
    @staticmethod
    def recording(*times):
        return b"".join(b'{"t":%.9f,"frames":["%d"]}\n' % (t, i) for i, t in enumerate(times))

    def timed(self, data, *args):
        start = time.monotonic()
        got = self.fed(data, *args)
        return time.monotonic() - start, got

    def test_rate(self):
        taken, got = self.timed(b"x\n" * 51, "--rate", "100")
        self.assertEqual(len(got), 51)
        self.assertTrue(0.5 <= taken < 0.5 + 1.5 * SLOWNESS, taken)

    def test_pace_is_that_of_the_recording(self):
        data = self.recording(1000, 1000.1, 1000.6)
        taken, got = self.timed(data, "--format", "envelope", "--pace")
        self.assertEqual(got, [[b"0"], [b"1"], [b"2"]])
        self.assertTrue(0.6 <= taken < 0.6 + 1.5 * SLOWNESS, taken)

    def test_sixty_times_the_speed(self):
        data = self.recording(*(1000 + i / 10 for i in range(301)))
        taken, got = self.timed(data, "--format", "envelope", "--pace", "--speed", "60")
        self.assertEqual(got, [[b"%d" % i] for i in range(301)])
        self.assertTrue(0.5 <= taken < 0.5 + 1.5 * SLOWNESS, taken)

    def test_without_a_time_there_is_no_pace(self):
        done, got = self.feed(b'{"t":1,"frames":["a"]}\n{"frames":["b"]}\n', "--format", "envelope", "--pace")
        self.assertEqual((done.code, got), (1, [[b"a"]]))
        self.assertIn("line 2: an envelope without 't'", done.err)

    def test_loop_begins_again_until_it_is_stopped(self):
        with tempfile.TemporaryFile() as file:
            file.write(b"x,y\n1,2\n3,4\n")
            file.flush()
            file.seek(0)
            args = ["--format", "csv", "--rate", "1000", "--loop"]
            with Tool("zfeed", "--connect", self.endpoint, *args, stdin=file) as tool:
                for i in range(20):
                    self.assertEqual(self.sub.recv(), [b'{"x":1,"y":2}', b'{"x":3,"y":4}'][i % 2])
                self.assertEqual(tool.stop(timeout=5 * SLOWNESS), (0, b"", ""))

    def test_loop_needs_a_file(self):
        done = run("zfeed", "--connect", self.endpoint, "--loop", "--wait-peers", "0", input=b"x\n")
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertRegex(done.err, r"^zfeed: error: --loop: .*\n$")

    def test_stop_ends_a_long_wait(self):
        data = self.recording(1000, 9000)
        with Tool("zfeed", "--connect", self.endpoint, "--format", "envelope", "--pace", stdin=subprocess.PIPE) as tool:
            tool.write(data)
            self.assertEqual(self.sub.recv(), b"0")
            tool.wait_err(r"^zfeed: line 2 is due in 60 min$")
            done = tool.stop(signal.SIGINT, timeout=5 * SLOWNESS)
        self.assertEqual((done.code, done.out), (0, b""))
        self.assertEqual(done.err.splitlines(), [
            "zfeed: warning: line 2: a pause of 2 h is shortened to 60 min (see --max-gap)",
            "zfeed: line 2 is due in 60 min",
            "zfeed: warning: stopped before line 2: 1 line that had been read was not sent",
        ])

    def test_times_that_cannot_be_meant_are_passed_and_told(self):
        done, got = self.feed(self.recording(0, 1_760_000_000, 1_760_000_000.1, 5), "--format", "envelope", "--pace")
        self.assertEqual((done.code, got), (0, [[b"0"], [b"1"], [b"2"], [b"3"]]))
        self.assertEqual(done.err.splitlines(), [
            "zfeed: warning: line 2: its time is 20370 days after that of the message before it: sent at once",
            "zfeed: warning: line 4: its time is 20370 days before that of the message before it: sent at once",
        ])

    def test_a_longer_pause_is_shortened_and_told(self):
        args = ["--format", "envelope", "--pace", "--max-gap", "0.2"]
        taken = time.monotonic()
        done, got = self.feed(self.recording(1000, 4600, 4600.1), *args)
        taken = time.monotonic() - taken
        self.assertEqual((done.code, got), (0, [[b"0"], [b"1"], [b"2"]]))
        self.assertEqual(done.err, "zfeed: warning: line 2: a pause of 60 min is shortened to 0.2 s (see --max-gap)\n")
        self.assertGreaterEqual(taken, 0.3)


class StopTest(FeedCase):
    """What a stop leaves unsent is told; it is no failure."""

    def stopped(self, data, first, *args):
        """How zfeed ends that is stopped when it has sent `first`."""
        with Tool("zfeed", "--connect", self.endpoint, *args, stdin=subprocess.PIPE) as tool:
            tool.write(data)
            self.assertEqual(self.sub.recv(), first)
            done = tool.stop()
        self.assertEqual((done.code, done.out), (0, b""))
        return done.err

    def test_half_a_record_and_half_a_value(self):
        for form, first, rest in (("csv", b'x,y\n1,2\n', b'3,"4\n5\n'), ("json", b'{"x":1,"y":2}\n', b"[2,\n3,\n")):
            with self.subTest(form):
                told = self.stopped(first + rest, b'{"x":1,"y":2}', "--format", form)
                self.assertEqual(told, f"zfeed: warning: stopped before line {first.count(10) + 1}: "
                                       "2 lines that had been read were not sent\n")

    def test_half_a_line(self):
        self.assertEqual(self.stopped(b"whole\nhalf", b"whole"),
                         "zfeed: warning: stopped within line 2: its first 4 bytes were not sent\n")

    def test_lines_that_were_read(self):
        self.assertEqual(self.stopped(b"1\n2\n3\nx", b"1", "--rate", "0.001"),
                         "zfeed: warning: stopped before line 2: 2 lines that had been read were not sent\n"
                         "zfeed: warning: stopped within line 4: its first 1 byte was not sent\n")

    def test_files_that_were_not_read(self):
        with tempfile.TemporaryDirectory() as folder:
            files = [f"{folder}/{name}" for name in "abc"]
            for path in files:
                with open(path, "w", encoding="ascii") as file:
                    file.write("1\n2\n")
            self.assertEqual(self.stopped(b"", b"1", "--rate", "0.001", *files),
                             f"zfeed: warning: {files[0]}: stopped before line 2: "
                             "1 line that had been read was not sent\n"
                             f"zfeed: warning: stopped before {files[1]}: 2 files were not read\n")

    def test_nothing_is_left(self):
        self.assertEqual(self.stopped(b"whole\n", b"whole"), "")


class PeerTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def test_wait_peers_begins_when_all_are_there(self):
        with Tool("zfeed", "-v", "--bind", "tcp://127.0.0.1:*", "--wait-peers", "3", stdin=subprocess.PIPE) as tool:
            tool.write(b"1\n2\n")
            tool.end_input()
            subs = [self.peers.sub(connect=tool.endpoint()) for _ in range(2)]
            for sub in subs:
                self.assertEqual(sub.poll(100), 0, "a message before all were there")
            subs.append(self.peers.sub(connect=tool.endpoint()))
            for sub in subs:
                self.assertEqual([sub.recv(), sub.recv()], [b"1", b"2"])
            self.assertEqual(tool.wait().code, 0)

    def test_a_subscriber_that_comes_late_is_waited_for(self):
        endpoint = Peers.free_endpoint()
        with Tool("zfeed", "--connect", endpoint, "--wait-peers", "1", stdin=subprocess.PIPE) as tool:
            tool.write(b"x\n")
            tool.end_input()
            self.assertEqual(self.peers.sub(bind=endpoint).recv(), b"x")
            self.assertEqual(tool.wait(), (0, b"", ""))

    def test_without_anyone_it_goes_on_and_says_so(self):
        done = run("zfeed", "--connect", Peers.free_endpoint(), input=b"x\n")
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertRegex(done.err, r"^zfeed: warning: connect \S+: Connection refused.*\n"
                                   r"zfeed: warning: no subscriber .*--wait-peers.*\n"
                                   r"zfeed: error: 1 message was sent to nobody\n$")
        self.assertEqual(run("zfeed", "--connect", Peers.free_endpoint(), "--wait-peers", "0", input=b"x\ny\n"),
                         (1, b"", "zfeed: error: 2 messages were sent to nobody\n"))

    def test_a_name_that_does_not_resolve(self):
        done = run("zfeed", "--connect", "tcp://no-such-host.invalid:5000", input=b"x\n")
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertIn("zfeed: warning: connect tcp://no-such-host.invalid:5000: the name 'no-such-host.invalid'",
                      done.err)
        self.assertTrue(done.err.endswith("zfeed: error: 1 message was sent to nobody\n"), done.err)

    def test_strict_ends_with_the_first_that_nobody_takes(self):
        args = ["--connect", Peers.free_endpoint(), "--wait-peers", "0", "--strict"]
        self.assertEqual(run("zfeed", *args, input=b"x\n" * 100),
                         (1, b"", "zfeed: error: 1 message was sent to nobody\n"))

    def test_a_topic_that_nobody_has_asked_for(self):
        args = ["--format", "csv", "--topic-from", "s"]
        with Tool("zfeed", "-v", "--bind", "tcp://127.0.0.1:*", "--wait-peers", "1", *args,
                  stdin=subprocess.PIPE) as tool:
            sub = self.peers.sub(connect=tool.endpoint(), topics=[b"north"])
            tool.write(b"s,v\nsouth,1\nnorth,2\nsouth,3\nnortheast,4\n")
            self.assertEqual([sub.recv_multipart()[0] for _ in range(2)], [b"north", b"northeast"])
            tool.end_input()
            done = tool.wait()
        self.assertEqual(done.code, 1)
        self.assertTrue(done.err.endswith("zfeed: error: 2 messages were sent to nobody\n"), done.err)

    def test_messages_to_nobody_are_told_while_it_goes_on(self):
        with Tool("zfeed", "--connect", Peers.free_endpoint(), "--wait-peers", "0", stdin=subprocess.PIPE) as tool:
            told = threading.Event()

            def write():
                while not told.wait(0.01):
                    tool.write(b"x\n")

            writer = threading.Thread(target=write, daemon=True)
            writer.start()
            tool.wait_err(r"^zfeed: warning: lost \d+ messages: no subscriber was there \(see --wait-peers\)")
            told.set()
            writer.join()
            self.assertEqual(tool.stop().code, 1)

    def test_the_last_subscriber_that_goes_is_told(self):
        with Tool("zfeed", "-v", "--bind", "tcp://127.0.0.1:*", "--wait-peers", "1", "--rate", "50",
                  stdin=subprocess.PIPE) as tool:
            tool.write(b"x\n" * 5000)
            first = self.peers.sub(connect=tool.endpoint())
            self.assertEqual(first.recv(), b"x")
            first.close(linger=0)
            tool.wait_err(r"^zfeed: warning: the last subscriber has disconnected: "
                          r"messages are lost until one connects$")
            self.assertEqual(self.peers.sub(connect=tool.endpoint()).recv(), b"x")
            done = tool.stop()
        lost = re.search(r"(?m)^zfeed: error: \d+ messages? (was|were) sent to nobody$", done.err)
        self.assertEqual(done.code, 1 if lost else 0)  # the next one may have been there at once

    def test_a_subscriber_that_does_not_read_does_not_stop_the_stop(self):
        sub, endpoint = self.peers.any_sub()
        sub.set_hwm(1)
        port = sub.bind_to_random_port("tcp://127.0.0.1")  # only what is bound from here on has the mark
        args = ["--connect", f"tcp://127.0.0.1:{port}", "--hwm", "1"]
        with tempfile.TemporaryFile() as file:
            file.write((b"x" * 100_000 + b"\n") * 1000)
            file.flush()
            file.seek(0)
            with Tool("zfeed", *args, stdin=file) as tool:
                self.assertEqual(len(sub.recv()), 100_000)
                done = tool.stop(timeout=5 * SLOWNESS)
        self.assertEqual((done.code, done.out), (0, b""), done.err)

    def test_a_linger_that_is_too_short_is_a_failure(self):
        args = ["--bind", "tcp://127.0.0.1:*", "--wait-peers", "1", "--linger", "0.2"]
        with Tool("zfeed", "-v", *args, stdin=subprocess.PIPE) as tool:
            sub = self.peers.sub()
            sub.set_hwm(1)
            sub.connect(tool.endpoint())
            tool.write((b"x" * 100_000 + b"\n") * 200)
            tool.end_input()
            done = tool.wait()
        self.assertEqual((done.code, done.out), (1, b""))
        self.assertRegex(done.err, r"zfeed: error: a peer did not take all messages within 200 ms .*\n$")


class UsageTest(unittest.TestCase):
    def test_what_does_not_go_together(self):
        for args, message in (
            (["--topic-from", "1"], "--topic-from: only for"),
            (["--y", "1"], "--x, --y: only for"),
            (["--format", "json", "--topic", "a", "--topic-from", "/b"], "--topic: --topic-from"),
            (["--format", "envelope", "--topic", "a"], "--topic: an envelope"),
            (["--format", "json", "--x", "/a"], "--x: --y is missing"),
            (["--format", "json", "--y", "a"], "--y 'a': not a JSON pointer"),
            (["--format", "json", "--y", "/a~2"], "--y '/a~2': "),
            (["--format", "csv", "-0"], "--null: "),
            (["--format", "csv", "--separator", "::"], "--separator '::': not one character"),
            (["--pace"], "--pace: only for --format envelope"),
            (["--format", "envelope", "--speed", "2"], "--speed: only with --pace"),
            (["--format", "envelope", "--max-gap", "2"], "--max-gap: only with --pace"),
            (["--format", "envelope", "--pace", "--rate", "2"], "--pace: --rate"),
            (["--rate", "0"], "--rate '0': out of range"),
            (["--format", "xml"], "--format 'xml': not one of"),
        ):
            with self.subTest(args):
                done = run("zfeed", *args)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zfeed: error: {message}"), done.err)


if __name__ == "__main__":
    unittest.main()
