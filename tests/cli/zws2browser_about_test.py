# SPDX-License-Identifier: MIT
"""What zws2browser tells its page of the stream: /about.json, with the title and the layout for everybody."""

import json
import signal
import tempfile
import unittest
from pathlib import Path

import zmq.auth

from zwstest import Tool, run
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE

LARGEST = 1 << 20
"""Bytes of a layout."""


class AboutCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.file = self.folder / "layout.json"

    def start(self, *args, source=("--bind", ANY), **options):
        self.tool = self.enterContext(Tool("zws2browser", *source, *FREE, *args, **options))
        self.http = next(url for url in self.tool.endpoints() if url.startswith("http:"))
        return self.tool

    def ask(self, method="GET", target="/about.json", headers=()):
        with RawHttp(self.http) as connection:
            connection.request(target, headers, method)
            return connection.answer(head_only=method == "HEAD")

    def about(self):
        answer = self.ask()
        self.assertEqual(answer.status, 200)
        return json.loads(answer.body)


class AboutTest(AboutCase):
    def test_without_options(self):
        tool = self.start()
        version = run("zws2browser", "--version").out.decode().split()[1]
        self.assertEqual(self.about(), {"version": version, "endpoints": [tool.endpoint(0)], "topics": [],
                                        "title": None, "history": True, "layout": None})

    def test_all_that_there_is_to_tell(self):
        path = f"ipc://{self.folder}/b\"c"
        self.file.write_text('{"plots": []}')
        tool = self.start("--topic", "cpu", "--topic", "Zürich\n", "--title", 'Wind "farm" 東', "--layout",
                          str(self.file), source=("tcp://127.0.0.1:5", "--connect", path, "--bind", ANY))
        about = self.about()
        self.assertEqual(about.pop("version").count("."), 2)
        bound = [url for url in tool.endpoints() if url.startswith("tcp:") and not url.endswith(":5")]
        self.assertEqual(about, {"endpoints": ["tcp://127.0.0.1:5", path, *bound], "topics": ["cpu", "Zürich\n"],
                                 "title": 'Wind "farm" 東', "history": True, "layout": {"plots": []}})

    def test_no_history(self):
        self.start("--history-memory", "0")
        self.assertFalse(self.about()["history"])

    def test_bytes_that_are_no_text_are_kept(self):
        self.start("--topic", b"\xff")
        self.assertEqual(self.about()["topics"], [{"b64": "/w=="}])

    def test_it_is_never_kept_by_caches(self):
        self.start()
        answer = self.ask()
        self.assertEqual((answer.headers["content-type"], answer.headers["cache-control"]),
                         ("application/json", "no-store"))
        self.assertEqual(self.ask("HEAD").headers["content-length"], str(len(answer.body)))
        self.assertEqual(self.ask("POST").status, 405)

    def test_who_may_not_see_the_page_is_told_nothing(self):
        self.start()
        for header in (("Origin", "https://evil.example"), ("Host", "evil.example")):
            self.assertIn(self.ask(headers=[header]).status, (400, 403), header)

    def test_a_page_of_ones_own_has_it_too(self):
        (self.folder / "about.json").write_text("of the folder")
        self.start("--web-root", str(self.folder), "--title", "Mine")
        self.assertEqual(self.about()["title"], "Mine")

    def test_no_key_is_in_it(self):
        _, secret_file = zmq.auth.create_certificates(self.folder, "server")
        self.start("--curve-cert", secret_file)
        public, secret = (key.decode() for key in zmq.auth.load_certificate(secret_file))
        text = self.ask().body.decode()
        self.assertNotIn(public, text)
        self.assertNotIn(secret, text)

    def test_an_endpoint_has_no_user_and_no_password(self):
        for endpoint in ("tcp://user@127.0.0.1:5", "tcp://user:password@127.0.0.1:5"):
            done = run("zws2browser", *FREE, endpoint)
            self.assertNotEqual(done.code, 0, "else it would have to be hidden")


class TitleTest(AboutCase):
    def test_of_200_bytes(self):
        title = "ü" * 100
        self.start("--title", title)
        self.assertEqual(self.about()["title"], title)

    def test_with_blanks_in_the_environment(self):
        self.start(env={"ZWS2BROWSER_TITLE": "Wind farm"})
        self.assertEqual(self.about()["title"], "Wind farm")

    def test_wrong_ones_are_refused(self):
        for title, reason in (("x" * 201, "longer than 200 bytes"), (b"\xff", "not UTF-8")):
            done = run("zws2browser", *FREE, "--title", title)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
            self.assertRegex(done.err, f"error: --title '.*': {reason}")


class LayoutTest(AboutCase):
    def test_it_is_told_as_it_stands(self):
        self.file.write_bytes(b'\xef\xbb\xbf{\n  "big": 12345678901234567890,\n  "text": " \\u00e9 "\n}\n')
        self.start("--layout", str(self.file))
        self.assertTrue(self.ask().body.endswith(b'"layout":{"big":12345678901234567890,"text":" \\u00e9 "}}\n'))

    def test_the_largest(self):
        text = '{"text":"%s"}' % ("x" * (LARGEST - 11))
        self.file.write_text(text)
        self.assertEqual(self.file.stat().st_size, LARGEST)
        self.start("--layout", str(self.file))
        self.assertEqual(self.about()["layout"], json.loads(text))

    def test_wrong_files_end_the_start(self):
        for content, reason in (
            (None, "No such file or directory"),
            (b"", "is empty"),
            (b'{\n  "a": nope\n}', "parse error at line 2, column "),
            (b'{"a": 1', "parse error at the end: "),
            (b'{"a": NaN}', "parse error at line 1, column "),
            (b'{"a": "\xff"}', "parse error at line 1, column "),
            (b"{} {}", "parse error at line 1, column 4: "),
            (b"[1]", "is not a JSON object"),
            (b'"{"', "is not a JSON object"),
            (b"[" * 100_000, "parse error at line 1, column "),
            (b"{%s}" % (b" " * LARGEST), f"larger than {LARGEST} bytes"),
        ):
            self.file.unlink(missing_ok=True)
            if content is not None:
                self.file.write_bytes(content)
            done = run("zws2browser", "--bind", ANY, *FREE, "--layout", str(self.file))
            self.assertEqual((done.code, done.out, done.err.count("\n")), (1, b"", 1), done.err)
            self.assertIn(f"zws2browser: error: --layout {self.file}: {reason}", done.err)

    def test_it_is_read_again(self):
        self.file.write_text('{"a": 1}')
        tool = self.start("--layout", str(self.file))
        self.file.write_text('{"a": 2}')
        self.assertEqual(self.about()["layout"], {"a": 1}, "it is asked for with SIGHUP")
        tool.send_signal(signal.SIGHUP)
        tool.wait_err(f"layout: read {self.file}")
        self.assertEqual(self.about()["layout"], {"a": 2})

    def test_a_wrong_one_does_not_replace_it(self):
        self.file.write_text('{"a": 1}')
        tool = self.start("--layout", str(self.file))
        for content, reason in (("{", "parse error at the end"), ("[]", "is not a JSON object"),
                                (" " * (LARGEST + 1), "larger than")):
            self.file.write_text(content)
            tool.send_signal(signal.SIGHUP)
            tool.wait_err(rf"warning: --layout {self.file}: {reason}.*; the layout stays as it was\n")
            self.assertEqual(self.about()["layout"], {"a": 1})


if __name__ == "__main__":
    unittest.main()
