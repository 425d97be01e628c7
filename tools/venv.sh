#!/bin/bash
# Makes .venv with Python 3.11 or newer. Does nothing when it is there.
set -euo pipefail

good() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && good .venv/bin/python; then
    exit 0
fi

python=""
for candidate in "${PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null && good "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Tận Nhà needs Python 3.11 or newer. On Debian 12: apt-get install python3 python3-venv" >&2
    exit 1
fi

# Debian splits venv from Python. An administrator's account can add the missing half by itself.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "This Python comes without venv: installing Debian's python3-venv."
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv
    else
        echo "This Python comes without venv. On Debian: sudo apt-get install python3-venv, then again." >&2
        exit 1
    fi
fi

rm -rf .venv
"$python" -m venv .venv
