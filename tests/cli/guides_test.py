# SPDX-License-Identifier: MIT
"""What docs/tutorial.md, operators.md and clients.md show works as printed: commands, programs, configurations."""

import json
import re
import shutil
import socket
import unittest

from zwstest import PATIENCE, eventually, optional_tools, run, source_dir
from zwstest.documents import markdown_examples
from zwstest.machine import Machine
from zwstest.recipes import RecipeCase, Recipes, UnitCase

TUTORIAL, OPERATORS, CLIENTS = GUIDES = ("docs/tutorial.md", "docs/operators.md", "docs/clients.md")
TOOLS = ("zsine", "zfeed", "zrelay", "zcat", "zpeek", "zrec", "zws2browser", *optional_tools())

RECIPES = Recipes([example for guide in GUIDES for example in markdown_examples(guide)])
plays = RECIPES.plays

NOT_PLAYED = {
    r"^scripts/install-deps\.sh\n": "README has the same lines, which scripts/check-bare.sh runs",
}
"""Commands that are not run here, and why. The program in C# is not run either: it needs .NET and NetMQ, and tests get
what they need from Debian and npm, which have neither."""

REFUSED = 22
"""The exit status of curl --fail where the server refuses."""

CERTIFICATE = """\
mkdir -p /etc/ssl/plots
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout /etc/ssl/plots/key.pem -out /etc/ssl/plots/cert.pem \
        -subj /CN=plots.example.org -addext subjectAltName=DNS:plots.example.org
cat /etc/ssl/plots/cert.pem /etc/ssl/plots/key.pem > /etc/ssl/plots/both.pem
cp /etc/ssl/plots/cert.pem .
"""

HANDSHAKE = """\
import http.client, ssl, sys
server = http.client.HTTPSConnection("plots.example.org", context=ssl.create_default_context(cafile="cert.pem"))
server.request("GET", "/plots/ws", headers={
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Origin": sys.argv[1]})
print(server.getresponse().status)
"""
"""A WebSocket handshake as a browser makes it, for a page of some origin."""


class CoverageTest(unittest.TestCase):
    def test_each_example_is_played_by_one_test(self):
        RECIPES.check_coverage(self, NOT_PLAYED)

    def test_readme_has_the_same_lines(self):
        readme = [example.text for example in markdown_examples("README.md")]
        for example in RECIPES.examples:
            if any(re.match(expression, example.text) for expression in NOT_PLAYED):
                self.assertIn(example.text, readme)


class WordsTest(unittest.TestCase):
    """What is named in the text is there."""

    def setUp(self):
        self.texts = {guide: (source_dir() / guide).read_text() for guide in GUIDES}

    def options(self):
        return {name: set(re.findall(r"^ .*?(--[\w-]+)", run(name, "--help").out.decode(), re.MULTILINE))
                for name in TOOLS}

    def test_links(self):
        for guide, text in (*self.texts.items(), ("README.md", (source_dir() / "README.md").read_text())):
            anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
                       for heading in re.findall(r"^#+ (.*)", text, re.MULTILINE)}
            for target in re.findall(r"\]\((?!http)([^)]+)\)", text):
                with self.subTest(f"{guide}: {target}"):
                    path, _, anchor = target.partition("#")
                    self.assertTrue(((source_dir() / guide).parent / path).exists())
                    self.assertTrue(path or anchor in anchors)

    def test_options(self):
        known = set().union(*self.options().values())
        for guide, text in self.texts.items():
            for flag in re.findall(r"`(--[a-z][a-z0-9-]+)", text):
                self.assertIn(flag, known, guide)

    def test_variables(self):
        known = self.options()
        for guide, text in self.texts.items():
            for tool, option in re.findall(r"\b(Z[A-Z0-9]+)_([A-Z_]+)=", text):
                self.assertIn(f"--{option.lower().replace('_', '-')}", known[tool.lower()], guide)


def programs(language):
    """The programs of the tutorial in a language, in their order."""
    return [example.text for example in markdown_examples(TUTORIAL, language)]


class TutorialTest(RecipeCase):
    def series(self, host="127.0.0.1:8000"):
        return {one["series"] for one in json.loads(self.fetches(f"http://{host}/series"))}

    def awaits_series(self, *names, host="127.0.0.1:8000"):
        eventually(lambda: set(names) <= self.series(host), f"the series {names}", PATIENCE)

    def write(self, name, text):
        (self.machine.folder / name).write_text(text)

    @plays(r"^zrelay & zws2browser & zsine$")
    def test_a_plot(self, text):
        self.machine.start(text)
        self.assertIn("<script", self.fetches("http://127.0.0.1:8000/"))
        self.awaits_messages()

    def page(self):
        """The command that plots each of the publishers."""
        return next(example.text for example in RECIPES.examples if "tcp://127.0.0.1:6001\n" in example.text)

    @plays(r"^python3 publisher\.py|^zws2browser --connect tcp://127\.0\.0\.1:6001$", together=True)
    def test_a_publisher_in_python(self, publisher, page):
        self.write("publisher.py", programs("python")[0])
        self.machine.start(publisher)
        self.machine.start(page)
        self.awaits_series("oven temperature")

    @plays(r"^g\+\+ ", needs=["g++"])
    def test_a_publisher_in_cpp(self, text):
        self.write("publisher.cpp", *programs("cpp"))
        self.machine.start(text)
        self.machine.start(self.page())
        self.awaits_series("oven")

    @plays(r"^node publisher\.mjs", needs=["node"])
    def test_a_publisher_in_javascript(self, text):
        packages = source_dir() / "tests/interop/node_modules"
        if not (packages / "zeromq").exists():
            self.skipTest("SKIPPED: zeromq.js is not installed")
        (self.machine.folder / "node_modules").symlink_to(packages)
        self.write("publisher.mjs", *programs("js"))
        self.machine.start(text)
        self.machine.start(self.page())
        self.awaits_series("oven")

    def four(self):
        """The four that the rest of the tutorial goes on with."""
        self.write("load.py", programs("python")[1])
        self.machine.start(next(example.text for example in RECIPES.examples if "load.py" in example.text))

    @plays(r"^zrelay &\nzws2browser &\npython3 load\.py")
    def test_several_publishers(self, _):
        self.four()
        self.awaits_series("load one", "load fifteen", "wave")

    @plays(r"^zpeek$")
    def test_what_flows(self, text):
        self.four()
        self.taps("--topic load")
        said = self.plays_to_the_end(text, 2 * PATIENCE).out.decode()
        self.assertRegex(said, r"(?m)^  time       /t in s")
        self.assertIn("zws2browser --connect tcp://127.0.0.1:5001", said)

    @plays(r"^zmqcat -n 5 --topic load$")
    def test_the_messages(self, text):
        self.four()
        lines = self.plays_to_the_end(text, PATIENCE + 10).out.decode().splitlines()
        self.assertEqual([list(json.loads(line.split("\t")[1])) for line in lines], [["t", "one", "fifteen"]] * 5)

    @plays(r"^python3 motor\.py")
    def test_a_binary_format(self, text):
        self.write("motor.py", programs("python")[2])
        self.machine.start(text)
        self.awaits_series("motor current", "motor speed", host="127.0.0.1:8001")

    def first(self, name, host="127.0.0.1:8002"):
        """The time of the first point of a series."""
        return next(one["first"] for one in json.loads(self.fetches(f"http://{host}/series")) if one["series"] == name)

    @plays(r"--history-dir past")
    def test_the_past(self, text):
        self.four()
        self.machine.start(text).wait_err("ready")
        self.awaits_series("wave", host="127.0.0.1:8002")
        begin = self.first("wave")
        self.machine.end("zws2browser")
        self.machine.start(text).wait_err("ready")
        self.awaits_series("wave", host="127.0.0.1:8002")
        self.assertEqual(self.first("wave"), begin)

    @plays(r"^mkdir -p recordings|^zrec --info|^zws2browser --bind tcp://127\.0\.0\.1:6003", together=True)
    def test_recordings(self, record, info, play):
        self.four()
        self.machine.start(record).wait_err("ready")
        self.machine.await_output("zrec", 500)
        self.machine.end("zrec")
        said = self.plays_to_the_end(info).out.decode()
        self.assertIn("  damaged:      nothing\n", said)
        self.assertIn("wave", said)
        self.machine.start(play)
        self.awaits_series("wave", host="127.0.0.1:8003")

    @plays(r"^\(umask 077; openssl rand -hex 16 > token\)")
    def test_the_page_is_shared(self, text):
        self.machine.name(socket.gethostname())
        self.relay()
        url = self.machine.start(text).wait_lines(1)[0]
        self.assertRegex(url, rf"^http://{re.escape(socket.gethostname())}:8000/\?token=[0-9a-f]{{32}}$")
        self.assertIn("<script", self.fetches(url, "--location --cookie-jar jar"))
        without = self.machine.run(f"curl --silent --fail '{url.split('?')[0]}'")
        self.assertEqual(without.code, REFUSED)


class ServiceTest(UnitCase):
    """The services of the guide for operators. systemctl only prints: what it would start is started here."""

    def applies(self, text):
        """Plays commands that settle something, and returns how systemctl was called."""
        self.units()
        self.stand_in("systemctl", "cmake")
        return [line for line in self.plays_to_the_end(text).out.decode().splitlines() if line.startswith("systemctl ")]

    def settings(self, unit, text):
        """The variables in a drop-in that systemd understands; credentials and state are in the machine's folder."""
        self.verify(f"{unit}.service")
        found = dict(re.findall(r'^Environment="?(\w+)=(.*?)"?$', text, re.MULTILINE))
        return {name: re.sub("%[dS]", str(self.machine.folder), value) for name, value in found.items()}

    @plays(r"^echo 'ZWS2BROWSER_TITLE")
    def test_settings(self, text):
        self.assertEqual(self.applies(text), ["systemctl enable --now zrelay zws2browser zrec@oven"])
        self.relay()
        self.machine.start("set -a; . /etc/zws/zws2browser.env; exec zws2browser").wait_err("ready")
        self.assertEqual(json.loads(self.fetches("http://127.0.0.1:8000/about.json"))["title"], "Oven 3")
        self.machine.start("set -a; . /etc/zws/zrec-oven.env; exec zrec --dir .").wait_err("ready")

    @plays(r"network\.conf", needs=["systemd-analyze"])
    def test_a_relay_for_a_network(self, text):
        self.assertEqual(self.applies(text), ["systemctl daemon-reload", "systemctl restart zrelay"])
        tool = self.machine.start("exec zrelay", env=self.settings("zrelay", text))
        tool.wait_err("in bind tcp://0.0.0.0:5000")

    @plays(r"history\.conf", needs=["systemd-analyze"])
    def test_a_history_that_stays(self, text):
        self.applies(text)
        state = self.machine.folder / "zws2browser"
        state.mkdir()
        self.machine.start("exec zws2browser", env=self.settings("zws2browser", text)).wait_err("ready")
        eventually(lambda: any(state.iterdir()), "files")

    @plays(r"limits\.conf", needs=["systemd-analyze"])
    def test_limits(self, text):
        self.applies(text)
        self.machine.start("exec zws2browser", env=self.settings("zws2browser", text)).wait_err("ready")

    @plays(r"access\.conf", needs=["systemd-analyze"])
    def test_tls_and_a_secret(self, text):
        self.machine.name("plots.example.org")
        self.plays_to_the_end(CERTIFICATE)
        self.units()
        self.stand_in("systemctl")
        url = self.plays_to_the_end(text).out.decode().splitlines()[-1]
        for name, path in re.findall(r"^LoadCredential=(\S+):(\S+)$", text, re.MULTILINE):
            self.machine.run(f"cp {path} {name}")
        self.machine.start("exec zws2browser", env=self.settings("zws2browser", text)).wait_err("ready")
        self.assertIn("<script", self.fetches(url, "--cacert cert.pem --location --cookie-jar jar"))
        refused = self.machine.run(f"curl --silent --fail --cacert cert.pem '{url.split('?')[0]}'")
        self.assertEqual(refused.code, REFUSED)

    @plays(r"^curl --fail http://127\.0\.0\.1:8000/healthz|^curl --fail --header \"Authorization", together=True)
    def test_health_and_metrics(self, without, with_token):
        self.machine.run("mkdir -p /etc/zws; echo secret > /etc/zws/token")
        server = self.machine.start("exec zws2browser")
        server.wait_err("ready")
        said = self.plays_to_the_end(without).out.decode()
        self.assertRegex(said, r"^ok\n# HELP zws2browser_info")
        self.machine.end("zws2browser")
        self.machine.start("exec zws2browser --token-file /etc/zws/token").wait_err("ready")
        self.assertNotEqual(self.machine.run(without).code, 0)
        self.assertIn(b"zws2browser_clients 0", self.plays_to_the_end(with_token).out)

    @plays(r"^zmqcat -n 1 --timeout 10")
    def test_is_it_alive(self, text):
        self.chain()
        self.assertEqual(self.machine.run(text, PATIENCE + 10).out, b"alive\n")

    @plays(r"^scripts/scaling-model\.py")
    def test_how_many_machines(self, text):
        said = self.plays_to_the_end(f"cd {source_dir()}; {text}").out.decode()
        for what in ("edges", "balancers"):
            self.assertRegex(said, rf"(?m)^ +{what} +\d+ +(\d+ to \d+ +)?(nginx, )?\d+ browsers each")

    @plays(r"^systemctl restart zws2browser$|^cmake --install", together=True)
    def test_renewal_and_upgrade(self, renewal, upgrade):
        self.assertEqual(self.applies(renewal), ["systemctl restart zws2browser"])
        called = self.applies(upgrade)
        self.assertEqual(called, ["systemctl daemon-reload",
                                  "systemctl try-restart zrelay zws2browser zrec@* znats@*"])


class MetricsTest(RecipeCase):
    def test_metrics_that_the_guide_names(self):
        named = set(re.findall(r"`(z\w+?_\w+)`", (source_dir() / OPERATORS).read_text()))
        self.assertGreater(len(named), 15)
        self.machine = Machine(self)
        self.machine.start("exec zrelay --metrics 8001")
        self.machine.start("exec zws2browser")
        told = self.fetches("http://127.0.0.1:8000/metrics") + self.fetches("http://127.0.0.1:8001/metrics")
        if "znats" in TOOLS:
            self.machine.start("exec znats --to-nats a --metrics 8002 --nats nats://127.0.0.1:1")
            told += self.fetches("http://127.0.0.1:8002/metrics")
        else:
            named = {name for name in named if not name.startswith("znats")}
        self.assertLessEqual(named, set(re.findall(r"^(\w+)", told, re.MULTILINE)))


class ProxyTest(UnitCase):
    """The configurations of proxies, in front of a zws2browser with the settings of the guide."""

    def upstream(self, settings):
        self.machine.name("plots.example.org")
        self.plays_to_the_end(CERTIFICATE)
        self.units()
        self.stand_in("systemctl")
        self.plays_to_the_end(settings)
        self.relay()
        self.machine.start("env $(cat /etc/zws/zws2browser.env) zws2browser").wait_err("ready")
        self.machine.start("exec zsine --series sine")

    def configuration(self, language, path):
        """Writes the configuration of a proxy where the guide says."""
        (example,) = markdown_examples(OPERATORS, language)
        self.assertIn(f"`{path}`", (source_dir() / OPERATORS).read_text())
        (self.machine.folder / "configuration").write_text(example.text)
        self.machine.run(f"mkdir -p {path.rpartition('/')[0]}; cp configuration {path}")

    def shows_the_page(self):
        """The page, what it asks for, its WebSocket, and that only its own origin gets that."""
        with_cert = "--cacert cert.pem --location"
        address = "https://plots.example.org/plots"
        page = self.fetches(address, with_cert)
        self.assertIn("<script", page)
        ended = self.fetches(address, with_cert, "--output page --write-out '%{url_effective}'")
        self.assertEqual(ended, f"{address}/")
        for script in re.findall(r'<script[^>]* src="([^"]+)"', page):
            self.assertNotRegex(script, r"^/|//")
            self.fetches(f"{address}/{script}", with_cert)
        self.assertIn("endpoints", json.loads(self.fetches(f"{address}/about.json", with_cert)))
        (self.machine.folder / "handshake.py").write_text(HANDSHAKE)
        for origin, status in (("https://plots.example.org", b"101\n"), ("https://example.com", b"403\n")):
            self.assertEqual(self.plays_to_the_end(f"python3 handshake.py {origin}").out, status)
        shutil.copy(source_dir() / "docs/clients/client.py", self.machine.folder)
        client = self.machine.start("exec python3 client.py wss://plots.example.org/plots/ws",
                                    env={"SSL_CERT_FILE": "cert.pem"})
        self.assertRegex(client.wait_lines(1)[0], r'^\d+\.\d{3}\tsine\t\{"x":')

    SETTINGS = r"^cat >> /etc/zws/zws2browser\.env"

    @plays(SETTINGS, needs=["nginx"])
    def test_nginx(self, settings):
        self.upstream(settings)
        self.configuration("nginx", "/etc/nginx/conf.d/plots.conf")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        (self.machine.folder / "nginx.conf").write_text(
            "user root; daemon off; pid nginx.pid; events {} http { access_log off; "
            + "".join(f"{kind}_temp_path {kind};" for kind in kinds) + " include /etc/nginx/conf.d/*.conf; }")
        self.machine.start('exec nginx -p "$PWD" -c "$PWD/nginx.conf" -e stderr')
        self.shows_the_page()

    @plays(SETTINGS, needs=["caddy"])
    def test_caddy(self, settings):
        self.upstream(settings)
        self.configuration("caddyfile", "/etc/caddy/Caddyfile")
        self.machine.start("exec caddy run --config /etc/caddy/Caddyfile")
        self.shows_the_page()

    @plays(SETTINGS, needs=["haproxy"])
    def test_haproxy(self, settings):
        self.upstream(settings)
        self.configuration("haproxy", "/etc/haproxy/haproxy.cfg")
        self.machine.start("exec haproxy -db -f /etc/haproxy/haproxy.cfg")
        self.shows_the_page()


class ClientsTest(RecipeCase):
    @plays(r"^zrelay & zws2browser & zsine --series cpu &\npython3 client\.py")
    def test_a_client(self, text):
        shutil.copy(source_dir() / "docs/clients/client.py", self.machine.folder)
        chain, client = text.split("&\npython3")
        self.machine.start(f"{chain}&")
        self.awaits_messages()
        for line in self.machine.start(f"exec python3{client}").wait_lines(5):
            self.assertRegex(line, r'^\d+\.\d{3}\tcpu\t\{"x":')

    @plays(r"^curl 'http://127\.0\.0\.1:8000/series'")
    def test_the_past(self, text):
        self.chain("--series cpu")
        eventually(lambda: "cpu" in self.fetches("http://127.0.0.1:8000/series"), "points")
        said = self.plays_to_the_end(text.replace("curl ", "curl --silent --fail ")).out.decode()
        self.assertIn("series,time,value,count,min,max,first,last,gaps", said)
        self.assertIn('"columns":500', said)

    @plays(r"^curl 'http://127\.0\.0\.1:8000/about\.json'")
    def test_what_stream_this_is(self, text):
        self.chain()
        about = json.loads(self.plays_to_the_end(text).out)
        self.assertEqual(set(about), {"version", "endpoints", "topics", "title", "history", "layout"})


if __name__ == "__main__":
    unittest.main()
