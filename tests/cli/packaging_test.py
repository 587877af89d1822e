# SPDX-License-Identifier: MIT
"""Containers, Kubernetes and CI: what these files name exists, and their commands run, on free ports of loopback."""

import json
import re
import shlex
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

from zwstest import PATIENCE, Tool, eventually, source_dir, tool_path
from zwstest.server import ANY, FREE

try:
    import yaml
except ImportError:
    yaml = None

PACKAGING = source_dir() / "packaging"
WORKFLOW = source_dir() / ".github/workflows/ci.yml"
HEALTHCHECK = "/usr/lib/zws/healthcheck"
USER = 65532
needs_yaml = unittest.skipUnless(yaml, "SKIPPED: no python3-yaml")


def documents(path):
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def instructions():
    """Those of the Containerfile, in order: name and the rest."""
    text = re.sub(r"\\\n *", "", (PACKAGING / "Containerfile").read_text())
    return [tuple(line.split(" ", 1)) for line in text.splitlines() if line and not line.startswith("#")]


def last(name):
    return [rest for one, rest in instructions() if one == name][-1]


def services():
    return documents(PACKAGING / "compose.yaml")[0]["services"]


def pods():
    """Their parts of Deployments, by name."""
    return {document["metadata"]["name"]: document["spec"]["template"]["spec"]
            for document in documents(PACKAGING / "kubernetes.yaml") if document["kind"] == "Deployment"}


def commands():
    found = {"Containerfile": json.loads(last("CMD"))}
    found |= {f"compose.yaml: {name}": service["command"] for name, service in services().items()}
    for name, pod in pods().items():
        container, = pod["containers"]
        found[f"kubernetes.yaml: {name}"] = container["command"] + container["args"]
    return found


def probes():
    """How each file asks for health: the arguments of the script."""
    test = re.search(r"CMD (\[.*\])$", last("HEALTHCHECK"))[1]
    found = {"Containerfile": json.loads(test)}
    found["compose.yaml: relay"] = services()["relay"]["healthcheck"]["test"][1:]
    edge, = pods()["zws-edge"]["containers"]
    for kind in ("readinessProbe", "livenessProbe"):
        found[f"kubernetes.yaml: {kind}"] = edge[kind]["exec"]["command"]
    return found


class CommandsTest(unittest.TestCase):
    def setUp(self):
        self.token = Path(self.enterContext(tempfile.TemporaryDirectory())) / "token"
        self.token.write_text("secret\n")
        self.peers = {}
        """Where tools have bound, by the ports that they would have."""

    def here(self, argument):
        """An argument with the addresses and files of this machine."""
        argument = re.sub(r"^tcp://\*:\d+$", ANY, argument)
        argument = re.sub(r"^tcp://[a-z-]+:(\d+)$", lambda found: self.peers[found[1]], argument)
        argument = re.sub(r"^0\.0\.0\.0:\d+$", "127.0.0.1:0", argument)
        return str(self.token) if argument.startswith("/run/secrets/") else argument

    def start(self, command):
        """A tool that runs until the test ends, and has bound where it should."""
        name, *args = command
        own = FREE[2:] if name == "zws2browser" else []
        tool = self.enterContext(Tool(name, *map(self.here, args), *own))
        if ports := re.findall(r"tcp://\*:(\d+)", " ".join(command)):
            bound = [endpoint for endpoint in tool.endpoints() if endpoint.startswith("tcp://")]
            self.peers |= zip(ports, bound, strict=True)
        return tool

    def port_of(self, tool):
        return re.search(r"http://127\.0\.0\.1:(\d+)/", tool.ready())[1]

    def received(self, port):
        headers = {"Authorization": "Bearer secret"}
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers=headers),
                                    timeout=PATIENCE) as answer:
            return int(re.search(r"^zws2browser_messages_received_total (\d+)", answer.read().decode(), re.M)[1])

    @needs_yaml
    def test_services_of_compose_are_a_chain(self):
        tools = [self.start(services()[name]["command"]) for name in ("relay", "server", "producer")]
        eventually(lambda: self.received(self.port_of(tools[1])) > 0, "a message")
        self.assertEqual(self.ask(self.port_of(tools[0])), 0)
        for tool in tools:
            self.assertEqual(tool.stop().code, 0)

    @needs_yaml
    def test_pods_are_a_chain(self):
        relay, edge = (commands()[f"kubernetes.yaml: {name}"] for name in ("zws-relay", "zws-edge"))
        tools = [self.start(relay), self.start(edge)]
        self.enterContext(Tool("zsine", "--connect", self.peers["5000"]))
        eventually(lambda: self.received(self.port_of(tools[1])) > 0, "a message")
        for tool in tools:
            self.assertEqual(tool.stop().code, 0)

    def ask(self, port, *token):
        done = subprocess.run(["bash", PACKAGING / "healthcheck.sh", str(port), *token], capture_output=True, text=True,
                              timeout=PATIENCE, check=False)
        self.assertEqual(done.stdout, "")
        return done.returncode

    @needs_yaml
    def test_health_is_told(self):
        tool = self.start([*commands()["Containerfile"], "--bind", "tcp://*:5001"])
        port = self.port_of(tool)
        self.assertEqual(self.ask(port, str(self.token)), 0)
        self.assertEqual(self.ask(port), 1, "/healthz needs the token")
        self.assertEqual(self.ask(port, "/nonexistent"), 1)
        tool.stop()
        self.assertEqual(self.ask(port, str(self.token)), 1)

    @needs_yaml
    def test_it_is_asked_for_at_the_port_and_with_the_token_of_the_tool(self):
        for place, (script, port, *token) in probes().items():
            command, = [command for name, command in commands().items()
                        if name == place or (place.startswith("kubernetes") and name == "kubernetes.yaml: zws-edge")]
            with self.subTest(place):
                self.assertEqual(script, HEALTHCHECK)
                self.assertIn(f"0.0.0.0:{port}", command)
                self.assertEqual(token, command[command.index("--token-file") + 1:][:1] if token else [])

    def test_without_its_token_the_image_serves_nobody(self):
        tool, *args = json.loads(last("CMD"))
        done = subprocess.run([tool_path(tool), *args], capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--token-file /run/secrets/zws-token", done.stderr)


class ContainerTest(unittest.TestCase):
    def test_what_is_copied_exists(self):
        stages = {rest.split(" AS ")[1] for name, rest in instructions() if name == "FROM" and " AS " in rest}
        self.assertEqual(stages, {"built", "given", "packages"})
        for name, rest in instructions():
            if name != "COPY" or "${FOLDER}" in rest:
                continue
            *sources, _ = [word for word in shlex.split(rest) if not word.startswith("--")]
            for source in sources:
                self.assertTrue((source_dir() / source).exists(), source)

    def test_it_runs_as_a_user_of_its_own(self):
        self.assertEqual(last("USER"), f"{USER}:{USER}")
        self.assertIn(HEALTHCHECK, last("COPY"))

    @needs_yaml
    def test_services_cannot_write_and_have_no_rights(self):
        for name, service in services().items():
            with self.subTest(name):
                self.assertTrue(service["read_only"])
                self.assertEqual(service["cap_drop"], ["ALL"])
                self.assertTrue((PACKAGING / service["build"]["context"] / service["build"]["dockerfile"]).is_file())
        published = [port for service in services().values() for port in service.get("ports", ())]
        self.assertEqual(published, ["127.0.0.1:8000:8000"])

    @needs_yaml
    def test_each_connects_to_a_name_and_a_port_that_another_has(self):
        binds = {name: re.findall(r"tcp://\*:(\d+)", " ".join(service["command"]))
                 for name, service in services().items()}
        for service in services().values():
            for host, port in re.findall(r"tcp://([a-z]+):(\d+)", " ".join(service["command"])):
                self.assertIn(port, binds[host])


@needs_yaml
class KubernetesTest(unittest.TestCase):
    def test_pods_have_limits_and_no_rights(self):
        for name, pod in pods().items():
            container, = pod["containers"]
            with self.subTest(name):
                self.assertEqual((pod["securityContext"]["runAsNonRoot"], pod["securityContext"]["runAsUser"]),
                                 (True, USER))
                self.assertEqual(container["securityContext"],
                                 {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                                  "capabilities": {"drop": ["ALL"]}})
                self.assertEqual(set(container["resources"]["limits"]), {"cpu", "memory"})
                self.assertFalse(pod["automountServiceAccountToken"])
                self.assertFalse(pod["enableServiceLinks"], "the tools take ZRELAY_PORT for an option")
                self.assertTrue({"readinessProbe", "livenessProbe"} <= set(container))

    def test_the_token_is_that_of_a_secret(self):
        edge = pods()["zws-edge"]
        volume, = edge["volumes"]
        mount, = edge["containers"][0]["volumeMounts"]
        self.assertEqual((volume["secret"]["secretName"], mount["name"]), ("zws-token", volume["name"]))
        self.assertIn(f"{mount['mountPath']}/token", edge["containers"][0]["args"])

    def test_selectors_find_pods(self):
        kinds = documents(PACKAGING / "kubernetes.yaml")
        labels = [kind["spec"]["template"]["metadata"]["labels"] for kind in kinds if kind["kind"] == "Deployment"]
        for kind in kinds:
            selector = kind["spec"]["selector"]
            self.assertIn(selector.get("matchLabels", selector), labels, kind["metadata"])
        self.assertIn("PodDisruptionBudget", [kind["kind"] for kind in kinds])

    def test_each_connects_to_a_service(self):
        ports = {(kind["metadata"]["name"], str(port["port"])) for kind in documents(PACKAGING / "kubernetes.yaml")
                 if kind["kind"] == "Service" for port in kind["spec"]["ports"]}
        for pod in pods().values():
            for peer in re.findall(r"tcp://([a-z-]+):(\d+)", " ".join(pod["containers"][0]["args"])):
                self.assertIn(peer, ports)


@needs_yaml
class WorkflowTest(unittest.TestCase):
    def setUp(self):
        self.workflow, = documents(WORKFLOW)
        self.jobs = self.workflow["jobs"]
        self.steps = [step for job in self.jobs.values() for step in job["steps"]]

    def test_it_may_only_read_and_has_no_secrets(self):
        self.assertEqual(self.workflow["permissions"], {"contents": "read"})
        self.assertFalse(any("permissions" in job for job in self.jobs.values()))
        self.assertNotIn("secrets.", WORKFLOW.read_text())

    def test_actions_are_of_one_version(self):
        for step in self.steps:
            if "uses" in step:
                self.assertRegex(step["uses"], r"^actions/[a-z-]+@v\d+\.\d+\.\d+$")
                self.assertFalse(step["with"]["persist-credentials"])

    def test_scripts_and_presets_exist(self):
        scripts = {script for step in self.steps for script in re.findall(r"scripts/[\w.-]+", step.get("run", ""))}
        self.assertIn("scripts/run-tests.sh", scripts)
        for script in scripts:
            self.assertTrue((source_dir() / script).is_file(), script)
        known = {preset["name"] for preset in
                 json.loads((source_dir() / "CMakePresets.json").read_text())["buildPresets"]}
        self.assertLessEqual({"dev", *self.jobs["sanitizers"]["strategy"]["matrix"]["preset"]}, known)

    def test_releases_are_those_of_the_readme(self):
        self.assertEqual(self.jobs["tests"]["strategy"]["matrix"]["image"], ["debian:12", "debian:13", "ubuntu:24.04"])
        self.assertIn("Debian 12 and 13 and Ubuntu 24.04", (source_dir() / "README.md").read_text())


if __name__ == "__main__":
    unittest.main()
