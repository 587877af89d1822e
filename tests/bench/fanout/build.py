# SPDX-License-Identifier: MIT
"""Builds and finds what the benchmark needs."""

import json
import shutil
import subprocess
from pathlib import Path

from fanout import servers

ROOT = servers.BENCH.parent.parent
NPM_FILES = ("package.json", "package-lock.json", ".npmrc", "server.mjs")


def _tail(text, lines=3):
    return "; ".join(text.strip().splitlines()[-lines:])


def _run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def programs(build_dir):
    """Configures where needed, and builds load client, publisher and limit; ends the benchmark where that fails."""
    if not (build_dir / "CMakeCache.txt").exists():
        done = _run(["cmake", "-S", ".", "-B", str(build_dir), "--preset", "release"], cwd=ROOT)
        if done.returncode != 0:
            raise SystemExit(f"run-fanout: error: configure {build_dir}: {_tail(done.stderr)}")
    done = _run(["cmake", "--build", str(build_dir), "--target", "fanout_programs"])
    if done.returncode != 0:
        raise SystemExit(f"run-fanout: error: build {build_dir}: {_tail(done.stdout + done.stderr)}")


def zws2browser(build_dir, given, may_build):
    """The server's path, or None and why."""
    path = given or build_dir / "bin" / "zws2browser"
    if not path.exists() and not given and may_build:
        _run(["cmake", "--build", str(build_dir), "--target", "zws2browser"])
    return (path, None) if path.exists() else (None, f"{path} is not built")


def ws(folder, may_install):
    """Installs npm's packages; their folder, or None and why."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None, "Node.js or npm is not installed"
    source = servers.BENCH / "ws"
    folder.mkdir(parents=True, exist_ok=True)
    lock, installed = source / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    fresh = installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime
    for name in NPM_FILES:
        shutil.copy(source / name, folder / name)
    if not fresh and not may_install:
        return None, "its packages are not installed"
    if not fresh:
        done = _run(["npm", "ci"], cwd=folder, timeout=300)
        if done.returncode != 0:
            return None, f"npm ci: {_tail(done.stderr)}"
    done = _run(["node", "-e", "require('zeromq')"], cwd=folder)
    return (folder, None) if done.returncode == 0 else (None, f"npm's zeromq does not load: {_tail(done.stderr)}")


def gevent_python():
    """A python that has gevent and pyzmq (Debian's, where there is one), or None and why."""
    for python in ("/usr/bin/python3", "python3"):
        if shutil.which(python) and _run([python, "-c", "import gevent, zmq.green"]).returncode == 0:
            return python, None
    return None, "python3-gevent or python3-zmq is not installed"


def places(options, wanted):
    """Where all is that `wanted` names, and why what is missing is missing."""
    build_dir = Path(options.build_dir).resolve()
    may_build = not options.no_build
    if may_build:
        programs(build_dir)
    missing = {}
    path = folder = python = None
    if servers.OURS in wanted:
        path, missing[servers.OURS] = zws2browser(build_dir, options.zws2browser, may_build)
    if "ws" in wanted:
        folder, missing["ws"] = ws(build_dir / "bench" / "ws", may_build)
    if "gevent" in wanted:
        python, missing["gevent"] = gevent_python()
    found = servers.Places(build_dir / "bench", path, folder, python, options.zws_flags.split())
    return found, {name: why for name, why in missing.items() if why}


def versions(found):
    """Names with versions of what was measured with."""
    names = []
    if found.zws2browser:
        names.append(_run([str(found.zws2browser), "--version"]).stdout.strip().replace("\n", " "))
    if found.ws:
        packages = json.loads((found.ws / "package.json").read_text(encoding="utf-8"))["dependencies"]
        names.append("node " + _run(["node", "--version"]).stdout.strip())
        names += [f"{name} {version}" for name, version in packages.items()]
    if found.python:
        code = "import gevent, zmq; print('gevent', gevent.__version__ + ', libzmq', zmq.zmq_version())"
        names.append(_run([found.python, "-c", code]).stdout.strip())
    return [name for name in names if name]
