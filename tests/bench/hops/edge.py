# SPDX-License-Identifier: MIT
"""What an edge and a balancer cost for each browser: CPU of a message or a batch, memory and descriptors."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from fanout.processes import Failure, wait_while
from hops import balancer
from hops.results import checked
from hops.station import ANY, FREE, WEB, Station

INTERVAL = 16  # milliseconds between the batches that the page asks for
FEW = 10
MOST_LOAD = 0.5  # of a core: beyond that messages would come together, which none asked for


class Way(NamedTuple):
    """How messages come to browsers."""

    name: str  # of the figure
    measured: str  # the process whose figure it is
    low: int  # browsers at the low rate
    high: int  # and at the high one
    batches: bool = False
    tls: bool = False  # at the process that is measured

    @property
    def needs_nginx(self):
        """Clients do not speak TLS: another nginx does for them."""
        return self.measured == "nginx" or self.tls


PLAIN = Way("edge_client", "edge", 5000, 80)
WAYS = (  # with as many browsers as leave the machine room
    Way("edge_batch", "edge", 5000, 1000, batches=True),
    Way("edge_tls", "edge", 1000, 30, tls=True),
    Way("edge_tls_batch", "edge", 1000, 300, batches=True, tls=True),
    Way("nginx", "nginx", 2000, 40),
    Way("nginx_batch", "nginx", 2000, 400, batches=True),
    Way("nginx_tls", "nginx", 1000, 30, tls=True),
    Way("nginx_tls_batch", "nginx", 1000, 300, batches=True, tls=True),
)
SIZES = {"edge_client": "edge", "edge_tls": "edge_tls", "nginx": "nginx", "nginx_tls": "nginx_tls"}


class Edge(Station):
    """fanout-publish, zws2browser, nginx where a way needs it, fanout-load."""

    def __init__(self, programs, load, way, clients):
        super().__init__(programs, load, clients)
        self._way = way
        self.before = self.after = None  # sizes without browsers and with them
        self.kernel_kib = None  # that it took for them

    def build(self):
        self._folder = self.stack.enter_context(tempfile.TemporaryDirectory(prefix="hops-"))
        endpoint, port = self.tool("edge", WEB, "zws2browser", "--bind", ANY, *FREE, *self._tls_of("edge"))
        port = self._entrance(port)
        self.before, self._kernel = self.size(self._way.measured), kernel_kib()
        flags = ["--path", f"/?interval={INTERVAL}", "--batches"] if self._way.batches else []
        self.connect(port, *flags)
        self.publish(endpoint)

    def _certificate(self):
        return balancer.certificate(self.programs.openssl, self._folder)

    def _tls_of(self, name):
        if not self._way.tls or self._way.measured != name:
            return ()
        cert, key = self._certificate()
        return "--tls-cert", cert, "--tls-key", key

    def _entrance(self, port):
        """The port at which clients connect."""
        way = self._way
        if way.measured == "nginx":
            tls = self._certificate() if way.tls else ()
            port = balancer.start(self, "nginx", f"http://127.0.0.1:{port}", self._folder, tls)
        if way.tls:
            port = balancer.start(self, None, f"https://127.0.0.1:{port}", self._folder)
        return port

    def load_of(self, seconds):
        """A window in the middle of the load; raises Failure where the process has too much to do."""
        self.await_messages()
        window = self.window(seconds)
        self.after, self.kernel_kib = self.size(self._way.measured), kernel_kib() - self._kernel
        if self.client_count > FEW and window.cpu[self._way.measured] / window.seconds > MOST_LOAD:
            raise Failure(f"{self._way.name}: {self.client_count} browsers are too many for this machine (--part)")
        return window


def kernel_kib():
    """Memory that the kernel has for its own, such as sockets."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("Slab:"):
            return int(line.split()[1])
    raise Failure("/proc/meminfo does not tell of Slab")


def busy(window, name):
    """Seconds of CPU a second."""
    return window.cpu[name] / window.seconds


class Figures(NamedTuple):
    """What a browser costs: CPU, memory and descriptors, by the model's names."""

    costs: dict
    sizes: dict


class Base(NamedTuple):
    """What single messages cost an edge: each browser, and without any."""

    figures: Figures
    entry: float  # seconds of CPU a second


def base(programs, load, clients, seconds):
    """From few browsers and many: the difference is what the others cost. Raises Failure."""
    with Edge(programs, load, PLAIN, FEW) as edge:
        few = busy(edge.load_of(seconds), "edge")
    with Edge(programs, load, PLAIN, clients) as edge:
        many = busy(edge.load_of(seconds), "edge")
    each = (many - few) / (clients - FEW)
    costs = checked({"edge_client_us": each / load.rate * 1e6})
    return Base(Figures(costs, sizes(PLAIN, edge)), few - FEW * each)


def figures(programs, load, way, clients, entry, seconds):
    """What a way costs for each browser, without what comes in, `entry`. Raises Failure."""
    with Edge(programs, load, way, clients) as edge:
        window = edge.load_of(seconds)
    count = window.batches if way.batches else window.frames
    cpu = busy(window, way.measured) - entry * (way.measured == "edge")
    return Figures(checked({f"{way.name}_us": cpu * window.seconds / count * 1e6}), sizes(way, edge))


def sizes(way, edge):
    if way.name not in SIZES:
        return {}
    name, clients = SIZES[way.name], edge.client_count
    kernel = {"kernel_kib": edge.kernel_kib / clients / 2} if way is PLAIN else {}  # both ends are here
    return kernel | {
        f"{name}_kib": (edge.after.kib - edge.before.kib) / clients,
        f"{name}_descriptors": (edge.after.descriptors - edge.before.descriptors) / clients,
    }
