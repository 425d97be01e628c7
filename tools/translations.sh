#!/bin/bash
# Compiles every feature's translations: app/<feature>/translations/<language>/LC_MESSAGES/messages.po -> .mo
set -euo pipefail

for folder in app/*/translations; do
    if [ -d "$folder" ]; then
        # pybabel tells every file on the error stream; say only what failed.
        output=$(.venv/bin/pybabel compile -d "$folder" 2>&1) || { echo "$output" >&2; exit 1; }
    fi
done
