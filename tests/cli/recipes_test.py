# SPDX-License-Identifier: MIT
"""Each recipe of the README and of the manual pages is run as it is printed, and does what its text says."""

import json
import os
import re
import shutil
import subprocess
import unittest

from zwstest import PATIENCE, eventually, source_dir
from zwstest.documents import manual_examples, manual_pages, markdown_examples
from zwstest.proto import FOLDER, MISSING, make_set
from zwstest.recipes import RecipeCase, Recipes, UnitCase

EXAMPLES = [*markdown_examples("README.md"), *(example for page in manual_pages() for example in manual_examples(page))]

NO_COMMANDS = (
    r"TOOL: ready|zrelay: ready|zws2browser: ready|zmqcat: warning: ",  # what other tests read from the tools
    r'\{"x":1763870400|\{"t":1763870400',
    r"zsine --> zrelay|producers --> zrelay",
)
"""Displays that show what tools print, or how they are put together."""

SCRIPTS = (r"^scripts/run-demo\.sh", r"^scripts/install-deps\.sh\n")
"""What demo_test.py and install_test.py run; here is seen that the names are right."""

RECIPES = Recipes(EXAMPLES)
plays = RECIPES.plays

BITCOIN = """\
python3 -c 'import time, zmq
out = zmq.Context().socket(zmq.PUB)
out.bind("tcp://127.0.0.1:28332")
number = 0
while True:
    out.send_multipart([b"hashtx", bytes(32), number.to_bytes(4, "little")])
    number += 2 if number == 100 else 1
    time.sleep(0.01)'
"""
"""Publishes as Bitcoin Core does, and leaves a number out."""


IMU = """\
python3 -c 'import struct, time, zmq
out = zmq.Context().socket(zmq.PUB)
out.bind("tcp://127.0.0.1:5001")
while True:
    out.send_multipart([b"imu", b"\\x11" + struct.pack("<d", 2.5)])
    time.sleep(0.01)'
"""
"""Publishes messages robot.Imu with rate: 2.5."""


class CoverageTest(unittest.TestCase):
    def test_each_example_is_played_by_one_test(self):
        RECIPES.check_coverage(self, (*NO_COMMANDS, *SCRIPTS))


class ScriptTest(unittest.TestCase):
    """What other tests run for good (demo, install) is there."""

    def words(self, expression):
        return next(example.text.split() for example in EXAMPLES if re.search(expression, example.text))

    def test_scripts_explain_themselves(self):
        scripts = {word for expression in SCRIPTS for word in self.words(expression) if word.startswith("scripts/")}
        self.assertGreater(len(scripts), 2)
        for script in scripts:
            done = subprocess.run([source_dir() / script, "--help"], capture_output=True, timeout=PATIENCE, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""), script)
            self.assertIn(script.encode(), done.stdout)

    def test_presets_are_there(self):
        words = self.words(r"cmake --preset")
        preset = words[words.index("--preset") + 1]
        presets = json.loads((source_dir() / "CMakePresets.json").read_text())
        for kind in ("configurePresets", "buildPresets"):
            self.assertIn(preset, [one["name"] for one in presets[kind]])
        self.assertIn(f"build/{preset}", words)


class ChainTest(RecipeCase):
    @plays(r"^(\$ )?zrelay & zws2browser & zsine$")
    def test_the_chain(self, text):
        self.machine.start(text)
        self.assertEqual(list(json.loads(self.taps("--format json"))), ["x", "y"])
        self.assertIn("<script", self.fetches("http://127.0.0.1:8000/"))
        self.awaits_messages()

    @plays(r"^(\$ )?zpeek( tcp://127\.0\.0\.1:5001)?$")
    def test_what_flows(self, text):
        self.chain("--rate 100")
        said = self.plays_to_the_end(text).out.decode()
        self.assertIn("  time       /x in s", said)
        self.assertIn("\n  zws2browser --connect tcp://127.0.0.1:5001\n", said)

    @plays(r"^\$ zpeek --json", needs=["jq"])
    def test_what_flows_in_a_script(self, text):
        self.chain()
        said = self.plays_to_the_end(text).out.decode()
        self.assertEqual(said, "\tjson\t/x\n")

    @plays(r"^(\$ )?zpeek --(top|plot /y)( tcp://127\.0\.0\.1:5001|\nzpeek --plot)$")
    def test_a_table_and_curves_on_the_terminal(self, text):
        self.chain("--rate 100")
        said = self.plays_to_the_end(text, PATIENCE + 10).out.decode()
        if "--top" in text:
            self.assertRegex(said, r"(?m)^\(no topic\) +\d+")
        if "--plot" in text:
            self.assertRegex(said, r"(?m)^ *[\d.]+[+┤]")
            self.assertRegex(said, r"(?m) \d\d:\d\d:\d\d ")

    @plays(r"^zmqcat -n 5\nzmqcat --stats")
    def test_look_at_what_flows_and_how_fast(self, text):
        self.chain()
        done = self.plays_to_the_end(text, PATIENCE + 10)
        self.assertEqual(len(done.out.splitlines()), 5)
        self.assertRegex(done.err, r"\d+ messages")

    @plays(r"^\$ zmqcat -n \d+$")
    def test_a_few_messages(self, text):
        self.chain()
        done = self.plays_to_the_end(text)
        self.assertEqual(len(done.out.splitlines()), int(text.split()[-1]))

    @plays(r"zmqcat -n 100 --format json \| jq -r '\[\.x, \.y\] \| @csv' >", needs=["jq"])
    def test_points_as_csv(self, text):
        self.chain("--rate 50")
        self.plays_to_the_end(text, 2 * PATIENCE)
        rows = (self.machine.folder / "points.csv").read_text().splitlines()
        self.assertEqual([len(row.split(",")) for row in rows], [2] * 100)

    @plays(r"zmqcat --format json \| jq -r '\[\.x, \.y\] \| @csv'$", needs=["jq"])
    def test_values_as_csv(self, text):
        self.chain("--rate 1000")  # jq gathers some KiB for a pipe
        rows = self.machine.start(text).wait_lines(3)
        self.assertEqual([len(row.split(",")) for row in rows], [2] * 3)

    @plays(r"vmstat 1 \| zfeed --format numbers( --y id)?$", needs=["vmstat"])
    def test_vmstat(self, text):
        self.chain("--series sine")
        self.machine.start(text)
        point = json.loads(self.taps("--topic '{' --format json"))
        self.assertIn("y" if "--y id" in text else "id", point)

    @plays(r"^python3 -c '\nimport json|^import json, os")
    def test_data_of_ones_own(self, text):
        self.relay()
        self.machine.start(text if text.startswith("python3") else f"python3 -c '{text}'")
        self.assertEqual(list(json.loads(self.taps("--format json"))), ["x", "y"])

    @plays(r"^zsine --series north")
    def test_several_series(self, text):
        self.chain()
        done = self.machine.start(text)
        for line in done.wait_lines(20, 2 * PATIENCE):
            self.assertRegex(line, r'^south \{"x":')
        self.assertRegex(self.taps("--topic north --format '%t'"), "^north")

    @plays(r"zws2browser --bind tcp://127\.0\.0\.1:5002 --http")
    def test_a_second_page(self, text):
        self.chain()
        self.machine.start(text)
        self.awaits_messages("127.0.0.1:8001")

    @plays(r"^\$ zws2browser --bind tcp://127\.0\.0\.1:5002 &\n\$ zsine")
    def test_a_stream_without_a_relay(self, text):
        self.machine.start(text)
        self.awaits_messages()

    @plays(r"zmqcat -n 1 --timeout 10 > /dev/null && echo alive \|\| echo silent")
    def test_is_it_alive(self, text):
        self.assertEqual(self.machine.run(text, PATIENCE + 10).out, b"silent\n")
        self.chain()
        self.assertEqual(self.machine.run(text, PATIENCE + 10).out, b"alive\n")

    @plays(r"^\$ zmqcat -n 1 --timeout 30 >/dev/null && echo it flows")
    def test_wait_until_it_flows(self, text):
        self.chain()
        self.assertEqual(self.plays_to_the_end(text, PATIENCE + 30).out, b"it flows\n")

    @plays(r"^\$ zmqcat -n 1 --timeout 2 >/dev/null \|\| echo silence")
    def test_is_it_silent(self, text):
        self.assertEqual(self.plays_to_the_end(text).out, b"silence\n")


class RecordingTest(RecipeCase):
    def records(self, text):
        """Starts a recipe that records for a minute or more, and ends the recording as soon as it has something."""
        shell = self.machine.start(text)
        self.machine.await_output("zmqcat")
        self.machine.end("zmqcat")
        return shell

    @plays(r"^(\$ )?zmqcat --format envelope --timeout \d+ (\| gzip )?> ", needs=["jq"])
    def test_record_and_replay(self, text):
        self.relay()
        self.machine.start("exec zsine --series cpu --rate 50")
        tap = self.listener()
        shell = self.records(text)
        eventually(lambda: len(set(lines := tap.out().splitlines())) < len(lines), "a message for the second time")
        self.assertEqual(shell.wait().code, 0, shell.err())

    @plays(r"^(\$ )?zrelay --filter forward --overflow block &\n(\$ )?zmqcat --format envelope")
    def test_record_every_message(self, text):
        done = self.plays_to_the_end(f"{text}wait %2\nkill %1\n", 5 * PATIENCE)
        recorded = (self.machine.folder / "all.zws").read_text().splitlines()
        self.assertEqual([json.loads(line)["frames"] for line in recorded], [[str(i + 1)] for i in range(100_000)])
        self.assertNotIn("warning", done.err)

    @plays(r"zstdcat", needs=["zstd", "ssh"])
    def test_record_there_and_replay_here(self, text):
        self.machine.start("exec zrelay", network="remote").wait_err("ready")
        self.machine.start("exec zsine --series cpu --rate 50", network="remote")
        self.relay()
        self.machine.start("exec zsine --series here")
        tap = self.listener()
        shell = self.records(text)
        self.hears(tap, "^cpu ")
        self.assertEqual(shell.wait().code, 0, shell.err())


class RecorderTest(RecipeCase):
    def files(self, folder="."):
        return sorted((self.machine.folder / folder).glob("zrec-*.mcap"))

    @plays(r"^\$ mkdir -p recordings\n\$ zrec")
    def test_files_of_an_hour(self, text):
        self.chain()
        self.machine.start(text).wait_err("ready")
        eventually(lambda: sum(file.stat().st_size for file in self.files("recordings")) > 1000, "a recording")

    @plays(r"^\$ zrec --dir \. --last 60s --after 10s")
    def test_the_minute_before(self, text):
        self.relay()
        self.machine.start("exec zsine --period 2 --rate 100")
        recorder = self.machine.start(text)
        recorder.wait_err("/y > 4.9: writing what is in memory")
        eventually(self.files, "a file")

    @plays(r"^\$ zrec --dir \. --last 5m --on SIGUSR1 &")
    def test_the_last_minutes_on_demand(self, text):
        self.chain()
        start, ask = text.strip().split("\n")
        shell = self.machine.start(f"{start}\nuntil [ -e asked ]; do sleep 0.1; done\n{ask}\nwait")
        shell.wait_err("ready")
        self.taps("-n 20")  # those come to the recorder too
        (self.machine.folder / "asked").touch()
        shell.wait_err("SIGUSR1: writing what is in memory")
        shell.wait_err(r"zrec-\S+\.mcap: \d+ messages in ")

    @plays(r"^\$ zrec --info --check")
    def test_what_is_in_a_recording(self, text):
        shutil.copy(source_dir() / "tests/fuzz/corpus/mcap/zstd", self.machine.folder / "zrec-1.mcap")
        self.assertIn(b"  damaged:      nothing\n", self.plays_to_the_end(text).out)


class ToolTest(RecipeCase):
    @plays(r"^\$ zmqcat --format '%T %t %p")
    def test_a_template(self, text):
        self.chain("--series cpu")
        for line in self.machine.start(text).wait_lines(3):
            self.assertRegex(line, r'^\d{10}\.\d{9} cpu \{"x"')

    @plays(r"^\$ zmqcat --field")
    def test_fields_as_columns(self, text):
        self.chain("--rate 200")
        for line in self.machine.start(text).wait_lines(3):
            self.assertRegex(line, r"^\d+\.\d+\t[\d.]+$")

    @plays(r"^\$ zmqcat --topic job --until")
    def test_wait_for_a_job(self, text):
        self.relay()
        shell = self.machine.start(text)
        self.machine.start("""while sleep 0.1; do echo '{"state":"done"}'; done | zfeed --topic job""")
        self.assertEqual(shell.wait(2 * PATIENCE).code, 0, shell.err())

    @plays(r"^\$ zmqcat --format '%\{")
    def test_times_in_a_template(self, text):
        self.chain("--series cpu")
        shell = self.machine.start(text)
        self.assertRegex(shell.wait_lines(1)[0], r'^\d\d:\d\d:\d\d cpu \{"x"')
        self.machine.end("zmqcat")
        self.hears(shell, r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z cpu \{"x"')

    @plays(r"^(\$ )?zmqcat --connect tcp://127\.0\.0\.1:28332.*(\n.*)?--format json$")
    def test_bitcoin(self, text):
        self.machine.start(BITCOIN)
        tap = self.machine.start(text)
        self.assertEqual(json.loads(tap.wait_lines(1)[0])["topic"], "hashtx")
        tap.wait_err("lost 1 message")

    @plays(r"^\$ protoc --include_imports", needs=["protoc"])
    @unittest.skipIf(MISSING, MISSING)
    def test_protocol_buffers(self, text):
        shutil.copy(FOLDER / "robot.proto", self.machine.folder)
        self.machine.start(IMU)
        self.hears(self.machine.start(text), r'"rate":2\.5')

    @plays(r"^\$ zmqcat --connect tcp://127\.0\.0\.1:28332 \\\n.*>/dev/null")
    def test_messages_that_were_lost(self, text):
        self.machine.start(BITCOIN)
        self.relay()
        shell = self.machine.start(text)
        shell.wait_err("lost 1 message")
        self.machine.end("zmqcat")
        self.machine.start("""while sleep 0.01; do i=$((i + 1 + (i % 50 == 0))); echo '{"seq":'$i'}'; done | zfeed""")
        shell.wait_err("[1-9][0-9]* lost in")

    @plays(r"^\$ zrelay .*--stamp &\n\$ zmqcat --seq stamp")
    def test_messages_that_were_lost_after_a_relay(self, text):
        shell = self.machine.start(text)
        self.machine.start("exec zsine --series a --series b --rate 50")
        self.machine.await_output("zmqcat")
        self.machine.end("zmqcat")
        shell.wait_err(r"sequence: [1-9]\d* messages, 0 lost")

    @plays(r"^\$ zmqcat --monitor")
    def test_a_connection_that_fails(self, text):
        self.machine.name("sensor.example.org")
        self.machine.start(text).wait_err("sensor.*: Connection refused")

    @plays(r"^\$ zrelay$")
    def test_a_relay(self, text):
        self.machine.start(text).wait_err("ready: in bind tcp://127.0.0.1:5000, out bind tcp://127.0.0.1:5001")
        self.machine.start("exec zsine")
        self.taps()

    @plays(r"^\$ zrelay --in-bind 'tcp://127\.0\.0\.1:\*'")
    def test_a_relay_on_free_ports(self, text):
        into, out_of = self.machine.start(text).wait_err(r"ready: in bind (\S+), out bind (\S+)").groups()
        self.machine.start(f"exec zsine --connect {into}")
        self.taps(f"--connect {out_of}")

    @plays(r"^\$ zrelay --topic cpu --in-connect")
    def test_a_relay_of_two_publishers(self, text):
        self.machine.start(text).wait_err("ready")
        for port, series in ((6001, "cpu1"), (6002, "cpu2")):
            self.machine.start(f"exec zsine --bind tcp://127.0.0.1:{port} --series {series} --series disk")
            self.assertIn(series, self.taps(f"--topic {series}"))

    @plays(r"^\$ zsine --rate 20 --period 10$")
    def test_a_faster_wave(self, text):
        self.relay()
        self.machine.start(text)
        self.taps()

    @plays(r"^\$ zsine --series cpu --series disk")
    def test_a_publisher_that_is_bound(self, text):
        self.machine.start(text)
        for series in ("cpu", "disk", "net"):
            self.taps(f"--topic {series}")

    @plays(r"^\$ zsine --rate max --count 1000")
    def test_as_fast_as_possible(self, text):
        self.relay()
        self.plays_to_the_end(text)

    @plays(r"^\$ zws2browser$")
    def test_a_page(self, text):
        self.relay()
        self.machine.start(text)
        self.machine.start("exec zsine")
        self.awaits_messages()

    @plays(r"^\$ zws2browser --connect tcp://127\.0\.0\.1:6001")
    def test_a_page_on_free_ports(self, text):
        page = self.machine.start(text).wait_err(r"http http://(\S+)/")[1]
        self.machine.start("exec zsine --bind tcp://127.0.0.1:6001")
        self.awaits_messages(page)

    @plays(r"^\$ zfeed --format csv --x time")
    def test_a_column(self, text):
        self.relay()
        (self.machine.folder / "log.csv").write_text("time,temperature\n" + "".join(f"{t},20.5\n" for t in range(1000)))
        self.machine.start(text)
        self.assertEqual(json.loads(self.taps("--format json"))["y"], 20.5)

    @plays(r"^\$ zfeed --format mcap --since -2m")
    def test_a_part_of_a_recording(self, text):
        shutil.copy(source_dir() / "tests/fuzz/corpus/mcap/zstd", self.machine.folder / "day.mcap")
        self.relay()
        self.machine.start("exec zsine --series sine")
        tap = self.listener()
        self.plays_to_the_end(text)
        self.hears(tap, r'^a \{"x":2\}$')

    @plays(r"^\$ source <\(zsine --completion bash\)")
    def test_completion(self, text):
        self.assertIn(b"zsine", self.plays_to_the_end(f"{text}complete -p zsine").out)

    @plays(r"^# zrelay\.ini")
    def test_a_config_file(self, text):
        directory = self.machine.folder / "run"
        directory.mkdir()
        text = text.replace("/run/user/1000", str(directory))
        (self.machine.folder / "zrelay.ini").write_text(f"# {text}")
        self.machine.start("exec zrelay --config zrelay.ini").wait_err("ready: in bind .*ipc://.*values")
        self.machine.start(f"exec zsine --connect ipc://{directory}/values")
        self.taps()


class OtherToolsTest(RecipeCase):
    @plays(r"jq --unbuffered", needs=["jq"])
    def test_change_a_stream(self, text):
        self.chain()
        self.machine.start("exec zrelay --in-bind tcp://127.0.0.1:6000 --out-bind tcp://127.0.0.1:6001")
        self.machine.start(text)
        self.assertEqual(list(json.loads(self.taps("--connect tcp://127.0.0.1:6001 --format json"))), ["x", "y"])

    @plays(r"gnuplot", needs=["jq", "gnuplot"])
    def test_a_plot_on_the_terminal(self, text):
        self.chain("--rate 200")
        self.assertIn(b"*", self.plays_to_the_end(text, 2 * PATIENCE).out)

    @plays(r"tmux", needs=["tmux", "vmstat"])
    def test_a_pane_for_each_tool(self, text):
        (self.machine.folder / "recipe").write_text(text)
        sockets = {"TMUX_TMPDIR": str(self.machine.folder)}
        attached = self.machine.start("script -qefc 'bash recipe' /dev/null", env=sockets)
        self.awaits_messages()
        panes = self.machine.run("tmux list-panes -t zws -F '#{pane_current_command}'", env=sockets)
        self.assertEqual(len(panes.out.splitlines()), 3, panes)
        self.assertTrue(attached.running())

    @plays(r"^\$ zmqcat --format envelope \|\n +ssh", needs=["ssh"])
    def test_a_stream_to_another_machine(self, text):
        self.machine.start("exec zrelay", network="remote").wait_err("ready")
        self.chain("--series cpu")
        self.machine.start(text)
        self.assertIn("cpu", self.taps(network="remote"))

    @plays(r"^\$ ssh -N -L", needs=["ssh"])
    def test_a_stream_from_another_machine(self, text):
        self.machine.start("exec zrelay", network="remote").wait_err("ready")
        self.machine.start("exec zsine", network="remote")
        self.machine.start(text)
        self.awaits_messages()

    @plays(r"^PATH=.*\n(\w+=.*\n)*\*/5")
    def test_cron(self, text):
        variables, entries = {}, []
        for line in text.splitlines():
            if setting := re.match(r"(\w+)=(.*)", line):
                variables[setting[1]] = setting[2]
            else:
                entries.append(self.as_cron_reads(line))
        self.chain("--series sine")
        tap = self.listener()
        # What cron does not pass on: without it a sanitizer reports what is known of libraries.
        sanitizers = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        environment = " ".join(f"{name}='{value}'" for name, value in (variables | sanitizers).items())
        for number, command in enumerate(entries):
            (self.machine.folder / f"job{number}").write_text(command)
            job = self.machine.start(f"env -i {environment} sh job{number}")
            if "zfeed" in command:
                self.hears(tap, r"^disk \d+$")
            self.assertEqual(job.wait(PATIENCE + 30), (0, b"", ""))

    def as_cron_reads(self, line):
        """The command of a line: crontab(5) has five fields of time, and a percent sign ends what the shell gets."""
        fields = line.split(maxsplit=5)
        command, *given = re.split(r"(?<!\\)%", fields[5])
        self.assertEqual(given, [], "a bare % makes the rest of the line the command's input")
        return command.replace(r"\%", "%")


class SecurityTest(RecipeCase):
    @plays(r"--tls-cert cert\.pem")
    def test_tls(self, text):
        self.chain()
        self.machine.name("plots.example.org")
        shell = self.machine.start(text)
        url = shell.wait_lines(1)[0]
        self.assertRegex(url, r"^https://plots\.example\.org:8443/\?token=[0-9a-f]{32}$")
        page = self.fetches(url, "--cacert cert.pem --location --cookie-jar jar")
        self.assertIn("<script", page)

    @plays(r"^python3 -c 'import zmq\.auth\nfor")
    def test_curve_in_the_readme(self, text):
        self.chain()
        self.assertIn('"x"', self.machine.start(text).wait_lines(1)[0])

    @plays(r"create_certificates\(\"\.\", \"reader\"\)|--curve-allow readers\n|relay\.example\.org", together=True)
    def test_curve_in_the_manual(self, keys, relay, reader):
        self.machine.name("relay.example.org")
        self.plays_to_the_end(keys)
        self.machine.start(relay).wait_err("ready")
        self.machine.start("exec zsine")
        self.assertIn('"x"', self.machine.start(reader).wait_lines(1)[0])

    @plays(r"--curve-allow allow$")
    def test_a_relay_with_curve(self, text):
        make = "import zmq.auth\nfor name in 'relay', 'reader': zmq.auth.create_certificates('.', name)"
        self.plays_to_the_end(f'python3 -c "{make}"; mkdir allow; cp reader.key allow')
        self.machine.start(text).wait_err("ready")
        self.machine.start("exec zsine")
        self.taps("--connect tcp://127.0.0.1:6001 --curve-cert reader.key --curve-server-cert relay.key")


class SystemdTest(UnitCase):
    @plays(r"(^|\n)# systemctl", together=True)
    def test_services(self, first, second):
        self.units()
        self.stand_in("systemctl")
        called = self.plays_to_the_end(first + second).out.decode().splitlines()
        self.assertEqual(called, ["systemctl enable --now zrelay zws2browser", "systemctl daemon-reload",
                                  "systemctl restart zrelay"])
        for unit in ("zrelay", "zws2browser"):
            text = (self.machine.folder / f"{unit}.service").read_text()
            self.assertIn(f"EnvironmentFile=-/etc/zws/{unit}.env", text)
        self.machine.start("env $(cat /etc/zws/zrelay.env) zrelay -v").wait_err("ready")

    @plays(r"^\[Service\]\nIPAddressAllow", needs=["systemd-analyze"])
    def test_a_drop_in(self, text):
        self.units()
        drop_in = self.machine.folder / "zrelay.service.d/network.conf"
        drop_in.parent.mkdir()
        drop_in.write_text(text)
        self.verify("zrelay.service")
        setting = re.search(r'Environment="(.*)"', text)[1]
        self.machine.start(f"env '{setting}' zrelay").wait_err("out bind tcp://0.0.0.0:5001")
        drop_in.write_text(text.replace("IPAddressAllow=192.0.2.0/24", "IPAddressAllow=nonsense"))
        self.assertRaises(AssertionError, self.verify, "zrelay.service")

    @plays(r"^\[Service\]\nLoadCredential=robot", needs=["systemd-analyze", "protoc"])
    @unittest.skipIf(MISSING, MISSING)
    def test_a_descriptor_set_for_a_service(self, text):
        self.units()
        drop_in = self.machine.folder / "zws2browser.service.d/robot.conf"
        drop_in.parent.mkdir()
        drop_in.write_text(text)
        self.verify("zws2browser.service")
        make_set(self.machine.folder / "robot.pb", "robot.proto")
        setting = re.search(r"Environment=(.*)", text)[1].replace("%d", str(self.machine.folder))
        self.machine.start(f"env '{setting}' zws2browser").wait_err("ready")

    @plays(r"^\[Service\]\nExecStart=", needs=["systemd-analyze"])
    def test_units_of_a_user(self, text):
        (self.machine.folder / "one.service").write_text(text)
        self.verify("one.service")
        self.relay()
        (self.machine.folder / ".config").mkdir()
        ports = "in-bind = tcp://127.0.0.1:6000\nout-bind = tcp://127.0.0.1:6001\n"
        (self.machine.folder / ".config/zrelay.ini").write_text(ports)
        command = re.search(r"ExecStart=((?:.*\\\n)*.*)", text)[1].replace("%h", str(self.machine.folder))
        service = self.machine.start(command.replace("\\\n", " "))
        if "zrelay" in command:
            service.wait_err("ready")
        else:
            self.machine.start("exec zsine")
            recording = self.machine.folder / "stream.zws"
            eventually(lambda: recording.exists() and recording.read_text(), "a recording")


class NatsTest(RecipeCase):
    def server(self, name="n0", address="127.0.0.1", options=""):
        """A NATS server with JetStream."""
        config = self.machine.folder / f"{name}.conf"
        config.write_text(f"server_name: {name}\njetstream {{ store_dir: {self.machine.folder / name} }}\n")
        self.machine.start(f"exec nats-server -c {config} -a {address} {options}").wait_err("Server is ready")

    @plays(r"^\$ znats --to-nats zws\.%t$|^\$ zws2browser .* &\n\$ znats", needs=["nats-server"], together=True)
    def test_from_machine_to_machine(self, here, there):
        self.machine.name("nats.example.org")
        self.server()
        self.relay()
        self.machine.start(here).wait_err("znats: ready")
        self.machine.start(there)
        self.machine.start("exec zsine --series cpu")
        self.awaits_messages()

    @plays(r"--nats nats://n1:4222", needs=["nats-server"])
    def test_a_stream_that_three_servers_keep(self, text):
        routes = ",".join(f"nats://n{number}:6222" for number in (1, 2, 3))
        for number in (1, 2, 3):
            self.machine.run(f"echo 127.0.0.1{number} n{number} >> /etc/hosts")
        for number in (1, 2, 3):
            cluster = f"-cluster nats://n{number}:6222 -cluster_name zws -routes {routes}"
            self.server(f"n{number}", f"127.0.0.1{number}", cluster)
        self.relay()
        self.machine.start(text).wait_err("znats: ready")
        self.machine.start("exec zsine --series cpu")
        self.machine.start("exec zrelay --in-bind tcp://127.0.0.1:6000 --out-bind tcp://127.0.0.1:6001")
        self.machine.start("exec znats --from-nats zws.%t --stream ZWS --nats nats://n2 --connect tcp://127.0.0.1:6000")
        done = self.machine.run(f"zmqcat -n 1 --connect tcp://127.0.0.1:6001 --timeout {3 * PATIENCE}", 4 * PATIENCE)
        self.assertIn("cpu", done.out.decode())

    def taps_the_past(self, text):
        """What a recipe that reads a stream brings of what came before it."""
        self.server()
        self.relay()
        self.machine.start("exec znats --to-nats zws.%t --stream ZWS").wait_err("znats: ready")
        self.machine.start("exec zsine --series past")
        self.machine.start("exec zrelay --in-bind tcp://127.0.0.1:6000 --out-bind tcp://127.0.0.1:6001")
        self.machine.start(text)
        return self.taps()

    @plays(r"^\$ znats --from-nats zws\.%t --stream ZWS --since", needs=["nats-server"])
    def test_the_last_ten_minutes(self, text):
        self.assertIn("past", self.taps_the_past(text))

    @plays(r"^\$ znats --from-nats zws\.%t --stream ZWS --durable edge1", needs=["nats-server"])
    def test_the_last_ten_minutes_for_an_edge_that_keeps_them(self, text):
        self.assertIn("past", self.taps_the_past(text))


if __name__ == "__main__":
    unittest.main()
