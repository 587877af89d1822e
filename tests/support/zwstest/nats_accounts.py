# SPDX-License-Identifier: MIT
"""Accounts of a NATS server in operator mode: its nkeys and JWTs, made with openssl(1).

The forms are those of NATS' documentation: "JWT" and "NKeys" in "Running a NATS service, Security".
"""

import base64
import binascii
import json
import subprocess
import time
from pathlib import Path

_SEED = 18 << 3  # makes the "S" of a seed
_OPERATOR, _ACCOUNT, _USER = 14 << 3, 0, 20 << 3  # "O", "A", "U"

_NO_LIMITS = {"subs": -1, "data": -1, "payload": -1}


def _encoded(data):
    return base64.b32encode(data + binascii.crc_hqx(data, 0).to_bytes(2, "little")).decode().rstrip("=")


def _base64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _openssl(*args):
    return subprocess.run(["openssl", *args], check=True, capture_output=True).stdout


class _Key:
    """An Ed25519 key pair, in a file of `folder`."""

    def __init__(self, folder, kind):
        self._kind = kind
        self._path = str(folder / f"{kind}.pem")
        _openssl("genpkey", "-algorithm", "ed25519", "-out", self._path)
        self.name = _encoded(bytes([kind]) + self._der("-pubout"))

    def seed(self):
        return _encoded(bytes([_SEED | self._kind >> 5, (self._kind & 31) << 3]) + self._der())

    def _der(self, *args):
        """The key itself, which stands at the end of its DER."""
        return _openssl("pkey", "-in", self._path, *args, "-outform", "DER")[-32:]

    def sign(self, text):
        file = Path(f"{self._path}.text")
        file.write_text(text)
        return _openssl("pkeyutl", "-sign", "-inkey", self._path, "-rawin", "-in", str(file))


def _jwt(issuer, subject, kind, claims):
    header = {"typ": "JWT", "alg": "ed25519-nkey"}
    body = {"jti": subject.name, "iat": int(time.time()), "iss": issuer.name, "name": kind, "sub": subject.name,
            "nats": {**claims, "type": kind, "version": 2}}
    signed = ".".join(_base64(json.dumps(part).encode()) for part in (header, body))
    return f"{signed}.{_base64(issuer.sign(signed))}"


def credentials(jwt, seed):
    """What a user's file for --creds holds."""
    return (f"-----BEGIN NATS USER JWT-----\n{jwt}\n------END NATS USER JWT------\n\n"
            f"-----BEGIN USER NKEY SEED-----\n{seed}\n------END USER NKEY SEED------\n")


class Accounts:
    """An operator with one account and one user.

    config: what makes a nats-server theirs; credentials: the user's, see there.
    """

    def __init__(self, folder):
        operator, account, user = (_Key(Path(folder), kind) for kind in (_OPERATOR, _ACCOUNT, _USER))
        operator_jwt = _jwt(operator, operator, "operator", {})
        limits = {**_NO_LIMITS, "imports": -1, "exports": -1, "wildcards": True, "conn": -1, "leaf": -1}
        account_jwt = _jwt(operator, account, "account", {"limits": limits})
        user_jwt = _jwt(account, user, "user", {**_NO_LIMITS, "pub": {}, "sub": {}})
        self.config = (f"operator: {operator_jwt}\nresolver: MEMORY\n"
                       f"resolver_preload: {{ {account.name}: {account_jwt} }}\n")
        self.credentials = credentials(user_jwt, user.seed())
