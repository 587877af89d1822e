#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Usage: install_packages.sh NPM. Installs the packages of package-lock.json here, unless they are there.
set -euo pipefail
cd "$(dirname "$0")"
[ node_modules/.package-lock.json -nt package-lock.json ] || "$1" ci
