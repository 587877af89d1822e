# SPDX-License-Identifier: MIT
"""zrec --info: what is in recordings."""

import json
import tempfile
import unittest
from pathlib import Path

from zwstest import recordings, run

TWO = ({"topic": "cpu", "encoding": "json"}, {"topic": "/imu", "encoding": "cdr", "schema": "sensor_msgs/msg/Imu"})
MESSAGES = [(n / 10, b'{"x":%d}' % n) for n in range(10)] + [(1, b"\1", 1), (2, b"\2", 1)]


class InfoTest(unittest.TestCase):
    def setUp(self):
        recordings.require_judge()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = str(self.folder / "a.mcap")

    def write(self, **options):
        return recordings.write(self.path, MESSAGES, TWO, **options)

    def info(self, *args):
        """What is told of the recording, as JSON."""
        done = run("zrec", "--info", "--json", *args, self.path)
        self.assertEqual((done.code, done.err), (0, ""))
        return json.loads(done.out)

    def damage(self, *chunks):
        offsets = recordings.chunk_offsets(self.path)
        data = bytearray(Path(self.path).read_bytes())
        for number in chunks:
            data[offsets[number] + 60] ^= 1
        Path(self.path).write_bytes(data)
        return [offsets[number] for number in chunks]

    def test_for_people(self):
        self.write(zstd=True)
        done = run("zrec", "--info", self.path)
        self.assertEqual((done.code, done.err), (0, ""))
        lines = done.out.decode().splitlines()
        self.assertEqual(lines[0], self.path)
        told = dict(line.strip().split(":", 1) for line in lines[1:-3])
        size = Path(self.path).stat().st_size
        chunks = self.info()["chunks"][0]
        self.assertEqual({name: value.strip() for name, value in told.items()}, {
            "written by": "write.mjs",
            "state": "closed, with an index",
            "size": f"{size} B" if size < 1024 else f"{size / 1024:.1f} KiB",
            "from": "2025-11-23T04:00:00Z",
            "to": "2025-11-23T04:00:02Z, 2.0 s",
            "messages": "12",
            "chunks": f"1, zstd: {chunks['compressed']} B of {chunks['uncompressed']} B",
            "beside": "1 attachment, 0 metadata",
            "damaged": "nothing that the index shows (--check reads all)",
        })
        self.assertEqual(lines[-3:], [
            "  topic  messages  per second  encoding  schema",
            "  /imu          2         1.0  cdr       sensor_msgs/msg/Imu",
            "  cpu          10         5.0  json",
        ])

    def test_as_json(self):
        self.write()
        told = self.info()
        self.assertEqual(told["file"], self.path)
        self.assertEqual(told["size"], Path(self.path).stat().st_size)
        self.assertEqual((told["start"], told["end"]), (1763870400, 1763870402))
        self.assertEqual((told["closed"], told["indexed"], told["checked"]), (True, True, False))
        self.assertEqual((told["messages"], told["attachments"], told["library"]), (12, 1, "write.mjs"))
        self.assertEqual((told["lostPlaces"], told["lostBytes"], told["lost"]), (0, 0, []))
        self.assertEqual(told["topics"], [
            {"topic": "/imu", "encoding": "cdr", "schema": "sensor_msgs/msg/Imu", "messages": 2},
            {"topic": "cpu", "encoding": "json", "messages": 10},
        ])

    def test_every_form_of_file_tells_the_same(self):
        without = {"file", "size", "closed", "indexed", "checked", "chunks"}
        expected = None
        for options in ({}, {"chunkSize": 1}, {"zstd": True, "chunkSize": 100}, {"useChunks": False},
                        {"useStatistics": False}, {"useChunkIndex": False}, {"useMessageIndex": False}):
            self.write(**options)
            for args in ([], ["--check"]):
                with self.subTest(options=options, args=args):
                    told = {name: value for name, value in self.info(*args).items() if name not in without}
                    self.assertEqual(told, expected or told)
                    expected = told

    def test_damage_is_found_where_all_is_read(self):
        self.write(chunkSize=90)
        offsets = self.damage(1, 3)
        self.assertEqual(self.info()["lostPlaces"], 0)
        done = run("zrec", "--info", "--json", "--check", self.path)
        self.assertEqual((done.code, done.err), (1, "zrec: error: 1 of 1 file is damaged, or not a recording\n"))
        told = json.loads(done.out)
        self.assertEqual([lost["offset"] for lost in told["lost"]], offsets)
        self.assertEqual({lost["what"] for lost in told["lost"]}, {"a chunk: its CRC does not match"})
        self.assertEqual(told["lost"][0]["start"], 1763870400.2)
        self.assertEqual(told["lostBytes"], sum(lost["size"] for lost in told["lost"]))
        self.assertLess(told["messages"], 12)
        text = run("zrec", "--info", "--check", self.path).out.decode()
        self.assertIn("  damaged:      2 places, ", text)
        self.assertIn(f" at {offsets[0]}: a chunk: its CRC does not match (messages from 2025-11-23T04:00:00.200Z to ",
                      text)

    def test_a_file_that_was_not_closed(self):
        self.write(torn=True, chunkSize=90)
        done = run("zrec", "--info", self.path)
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertIn("  state:        not closed: who wrote it has ended early, or still writes\n", done.out.decode())
        self.assertIn("  damaged:      nothing\n", done.out.decode())

    def test_several_files_and_one_that_is_none(self):
        self.write()
        other = self.folder / "b.mcap"
        other.write_text("x,y\n", encoding="ascii")
        done = run("zrec", "--info", "--json", self.path, str(other), "/no/such", self.path)
        self.assertEqual((done.code, done.out.count(b"\n")), (1, 2))
        self.assertEqual(done.err, f"zrec: error: {other}: not an MCAP file\n"
                                   "zrec: error: read /no/such: No such file or directory\n"
                                   "zrec: error: 2 of 4 files are damaged, or not recordings\n")

    def test_topics_cannot_command_a_terminal(self):
        recordings.write(self.path, [(0, b"x")], [{"topic": "\x1b[31m", "encoding": "\x1b"}])
        self.assertNotIn(b"\x1b", run("zrec", "--info", self.path).out)
        self.assertEqual(self.info()["topics"][0]["topic"], "\x1b[31m")

    def test_what_does_not_go_together(self):
        for message, *args in (
            ("--info: which FILE?", "--info"),
            ("--json: only with --info", "--json", "--dir", "."),
            ("--check: only with --info", "--check", "--dir", "."),
            (f"unexpected operand '{self.path}': zrec --info tells what is in a file", "--dir", ".", self.path),
        ):
            with self.subTest(args):
                done = run("zrec", *args)
                self.assertEqual((done.code, done.out), (2, b""))
                self.assertTrue(done.err.startswith(f"zrec: error: {message}"), done.err)


if __name__ == "__main__":
    unittest.main()
