# SPDX-License-Identifier: MIT
"""Certificates for TLS, by openssl(1)."""

import subprocess
from pathlib import Path


def make_certificate(folder, name="localhost", stem="one"):
    """Paths of a self-signed certificate and its key."""
    cert, key = (str(Path(folder) / f"{stem}.{kind}") for kind in ("crt", "key"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True)
    return cert, key
