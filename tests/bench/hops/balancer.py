# SPDX-License-Identifier: MIT
"""nginx, as a balancer in front of an edge, and as what speaks TLS for clients that do not."""

import socket
import subprocess
from pathlib import Path

from fanout.processes import Failure, wait_while

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
CONFIGURATION = """daemon off;
master_process off;
pid {folder}/nginx.pid;
events {{ worker_connections {connections}; }}
http {{
    access_log off;
    {temporary}
    server {{
        listen 127.0.0.1:{port}{tls};
        location / {{
            proxy_pass {target};
            proxy_http_version 1.1;
            proxy_set_header Host 127.0.0.1:{port};
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection upgrade;
            proxy_ssl_session_reuse off;
            proxy_read_timeout 1h;
        }}
    }}
}}
"""


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def certificate(openssl, folder):
    """Paths of a self-signed certificate and its key, of the kind that browsers meet most."""
    cert, key = Path(folder) / "cert.pem", Path(folder) / "key.pem"
    if not cert.exists():
        subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert],
                       check=True, capture_output=True, timeout=30)
    return cert, key


def start(station, name, target, folder, tls=()):
    """Starts it in front of `target`, an URL; `tls` is a certificate and its key. Returns its port; raises Failure.

    `name` is None where what it costs does not matter.
    """
    port, own = free_port(), Path(folder) / (name or "opener")
    own.mkdir()
    lines = [f"{kind}_temp_path {own}/{kind};" for kind in TEMPORARY]
    if tls:
        lines += [f"ssl_certificate {tls[0]};", f"ssl_certificate_key {tls[1]};"]
    text = CONFIGURATION.format(folder=own, port=port, target=target, connections=2 * station.client_count + 100,
                                tls=" ssl" if tls else "", temporary="\n    ".join(lines))
    (own / "nginx.conf").write_text(text, encoding="utf-8")
    station.run(name, None, station.programs.nginx, "-p", own, "-c", own / "nginx.conf", "-e", "stderr")
    if not wait_while(lambda: not listens(port), 10):
        raise Failure("nginx does not listen")
    return port
