#!/bin/bash
# Makes sure that Debian's Chromium is there for the browser journeys, with a font that phones use.
set -euo pipefail

if command -v chromium >/dev/null; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser journeys need Chromium. On Debian: sudo apt-get install chromium fonts-roboto-unhinted" >&2
    exit 1
fi
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-roboto-unhinted
