#!/bin/bash
# Runs every check, all of them even when one complains, and says at the end which did.
set -uo pipefail
export NO_COLOR=1

failed=()

check() {
    local name=$1
    shift
    local output
    if output=$("$@" 2>&1); then
        printf '  %-14s ok\n' "$name"
    else
        printf '  %-14s COMPLAINS\n%s\n' "$name" "$output"
        failed+=("$name")
    fi
}

check ruff .venv/bin/ruff check --quiet .
check ruff-format .venv/bin/ruff format --check --quiet .
check mypy .venv/bin/mypy
check import-linter .venv/bin/lint-imports --no-logo --no-cache
check deptry .venv/bin/deptry .
check translations .venv/bin/python tools/translations.py
check djlint .venv/bin/djlint --lint --quiet app
check tsc npx --no-install tsc
check tsc-worker npx --no-install tsc --project tsconfig.worker.json
check eslint npx --no-install eslint --cache --cache-location node_modules/.cache/eslint/ .

if [ ${#failed[@]} -gt 0 ]; then
    echo "Not clean: ${failed[*]}"
    exit 1
fi
