#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Asks a tool on this machine whether it is well, at /healthz: healthcheck.sh PORT [TOKEN-FILE]
# Exit status: 0 it is, 1 it is not, or does not answer. Images have bash, and no curl.
set -euo pipefail

port=$1
token=${2-}
head="GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:$port\r\nConnection: close\r\n"
if [[ -r $token ]]; then
    head+="Authorization: Bearer $(tr -d '[:space:]' < "$token")\r\n"
fi
exec 3<> "/dev/tcp/127.0.0.1/$port" || exit 1
printf '%b\r\n' "$head" >&3
read -r -t 5 answer <&3 || exit 1
[[ $answer == 'HTTP/1.1 200 '* ]] || exit 1
