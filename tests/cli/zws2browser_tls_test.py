# SPDX-License-Identifier: MIT
"""TLS of zws2browser."""

import http.client
import signal
import socket
import ssl
import tempfile
import unittest
import warnings
from pathlib import Path
from urllib.parse import urlsplit

from zwstest import PATIENCE, Tool, eventually, make_certificate, run
from zwstest.server import ANY, FREE, Server
from zwstest.websocket import CLOSE, Frame, WebSocket


class TlsTest(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.cert, self.key = make_certificate(self.folder)

    def start(self, *args):
        tool = self.enterContext(Tool("zws2browser", "-v", "--bind", ANY, *FREE, "--tls-cert", self.cert,
                                      "--tls-key", self.key, *args))
        self.bind, self.http, self.ws = tool.endpoints()
        return tool

    def context(self, **options):
        context = ssl.create_default_context(cafile=self.cert)
        for name, value in options.items():
            setattr(context, name, value)
        return context

    def connect(self, context=None, url=None):
        parts = urlsplit(url or self.http)
        plain = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
        return self.enterContext((context or self.context()).wrap_socket(plain, server_hostname="localhost"))

    def get(self, path="/", headers=None):
        parts = urlsplit(self.http)
        connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=self.context(), timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def test_addresses_name_it(self):
        self.start()
        self.assertRegex(self.http, r"^https://127\.0\.0\.1:\d+/$")
        self.assertRegex(self.ws, r"^wss://127\.0\.0\.1:\d+/$")

    def test_the_page_comes_over_it(self):
        self.start()
        answer, body = self.get()
        self.assertEqual(answer.status, 200)
        self.assertIn(b"<title>", body)
        self.assertEqual(self.get("/nothing")[0].status, 404)

    def test_messages_come_over_it_large_and_many(self):
        server = Server(self, "--slow-client", "wait", "--tls-cert", self.cert, "--tls-key", self.key)
        (client,) = server.clients(tls=self.context())
        sent = [bytes([65 + i % 26]) * (i * 37 % 60_000) for i in range(1, 400)]
        for message in sent:
            server.pub.send(message)
        for message in sent:
            self.assertEqual(client.read(), message)

    def test_versions_before_1_2_are_refused(self):
        self.start()
        warnings.simplefilter("ignore", DeprecationWarning) # that is why they are here
        old = self.context(minimum_version=ssl.TLSVersion.TLSv1, maximum_version=ssl.TLSVersion.TLSv1_1)
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises(ssl.SSLError):
            self.connect(old)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.connect(self.context(maximum_version=version, minimum_version=version)) as connection:
                self.assertEqual(connection.version(), version.name.replace("_", "."))

    def test_ciphers_have_forward_secrecy_and_authenticate(self):
        self.start()
        for ciphers, taken in (("ECDHE+AESGCM", True), ("ECDHE+CHACHA20", True), ("kRSA", False),
                               ("ECDHE+SHA384:ECDHE+SHA256", False)):
            context = self.context(maximum_version=ssl.TLSVersion.TLSv1_2)
            context.set_ciphers(ciphers + ":!AESGCM:!CHACHA20" * (not taken))
            if taken:
                self.connect(context).close()
            else:
                with self.assertRaises(ssl.SSLError, msg=ciphers):
                    self.connect(context)

    def test_browsers_are_told_to_come_back_with_it(self):
        self.start("--hsts", "365d")
        self.assertEqual(self.get()[0].getheader("Strict-Transport-Security"), "max-age=31536000")
        self.assertEqual(self.get("/nothing")[0].getheader("Strict-Transport-Security"), "max-age=31536000")
        done = run("zws2browser", "--hsts", "1d")
        self.assertEqual(done.code, 2)
        self.assertIn("zws2browser: error: --hsts needs --tls-cert FILE", done.err)

    def test_pages_of_http_are_another_origin(self):
        self.start()
        origin = self.http.rstrip("/")
        self.assertEqual(self.get(headers={"Origin": origin})[0].status, 200)
        self.assertEqual(self.get(headers={"Origin": origin.replace("https", "http")})[0].status, 403)

    def test_the_cookie_is_for_it_alone(self):
        secret = Path(self.folder) / "token"
        secret.write_text("correct-horse\n")
        self.start("--token-file", str(secret))
        answer, _ = self.get("/?token=correct-horse")
        self.assertIn("Secure", answer.getheader("Set-Cookie"))

    def test_a_goodbye_is_said(self):
        self.start()
        with self.connect() as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            received = b""
            while part := connection.recv(65536): # an end without close_notify raises
                received += part
            self.assertIn(b"</html>", received)

    def test_who_does_not_speak_it_is_let_go_and_others_are_served(self):
        tool = self.start()
        parts = urlsplit(self.http)
        with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try:
                while plain.recv(4096):
                    pass
            except ConnectionResetError:
                pass
        tool.wait_err("TLS handshake")
        self.assertEqual(self.get()[0].status, 200)

    def test_who_does_not_read_is_let_go_with_the_session(self):
        server = Server(self, "--idle-timeout", "1", "--tls-cert", self.cert, "--tls-key", self.key)

        def descriptors():
            return len(list(Path(f"/proc/{server.tool.pid}/fd").iterdir()))

        before = descriptors()
        self.enterContext(WebSocket(server.ws, tls=self.context(), receive_buffer=4096))

        def is_gone():
            server.pub.send(bytes(60_000)) # which stands still on its way
            return descriptors() <= before

        eventually(is_gone, "the end of the connection")

    def test_certificates_are_read_again(self):
        tool = self.start()
        with self.connect() as connection:
            before = connection.getpeercert(binary_form=True)
            other = make_certificate(self.folder, stem="two")
            for new, old in zip(other, (self.cert, self.key)):
                Path(new).replace(old)
            tool.send_signal(signal.SIGHUP)
            tool.wait_err("TLS: read")
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertIn(b"200 OK", connection.recv(4096), "connections go on")
        with self.connect() as connection:
            self.assertNotEqual(connection.getpeercert(binary_form=True), before)
        Path(self.key).write_text("nonsense")
        tool.send_signal(signal.SIGHUP)
        tool.wait_err("the certificate stays as it was")
        self.assertEqual(self.get()[0].status, 200)

    def test_a_stop_says_goodbye_through_it(self):
        tool = self.start()
        with WebSocket(self.ws, tls=self.context()) as client:
            tool.send_signal(signal.SIGTERM)
            self.assertEqual(client.read_frame(), Frame(CLOSE, (1001).to_bytes(2, "big")))
        self.assertEqual(tool.wait().code, 0)

    def test_wrong_files_are_named(self):
        other = make_certificate(self.folder, stem="two")
        for flags, words in (
            (["--tls-cert", self.cert], "--tls-cert needs --tls-key FILE"),
            (["--tls-key", self.key], "--tls-key needs --tls-cert FILE"),
        ):
            result = run("zws2browser", *flags)
            self.assertEqual((result.code, words in result.err), (2, True), result.err)
        for flags, name in (
            (["--tls-cert", "/nowhere.crt", "--tls-key", self.key], "--tls-cert /nowhere.crt: No such file"),
            (["--tls-cert", self.cert, "--tls-key", "/nowhere.key"], "--tls-key /nowhere.key: No such file"),
            (["--tls-cert", self.key, "--tls-key", self.key], f"--tls-cert {self.key}: "),
            (["--tls-cert", self.cert, "--tls-key", other[1]], f"--tls-key {other[1]}: key values mismatch"),
        ):
            result = run("zws2browser", "--bind", ANY, *FREE, *flags)
            self.assertEqual((result.code, f"error: {name}" in result.err), (1, True), result.err)


if __name__ == "__main__":
    unittest.main()
