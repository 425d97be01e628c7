#!/bin/bash
# Makes sure that papers can be made as PDF: WeasyPrint lays text out with Pango, in a face that has all of Vietnamese.
# Without them everything else works, and papers are printed from the browser.
set -euo pipefail

if "${1:-.venv/bin/python}" -c 'import weasyprint' >/dev/null 2>&1 && fc-list 2>/dev/null | grep -q 'Liberation Serif'; then
    exit 0
fi
packages="fontconfig fonts-liberation libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Papers cannot be made as PDF on this machine yet; they can be printed from the browser." >&2
    echo "On Debian: sudo apt-get install $packages" >&2
    exit 0
fi
apt-get update -q
# shellcheck disable=SC2086 - a list of packages
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages
