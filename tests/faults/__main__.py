"""`make test-faults`: the proofs pass as the code stands; then each fault alone must make its proof fail."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults import FAULTS
from tests.faults.fault import ROOT, NotPlanted

BOUND = 900
"""Seconds that one proof may take."""
NO_PROOF = "the proof did not run"
PYTEST_FOUND_SOMETHING, NODE_FOUND_SOMETHING = 1, 1


def main(names):
    """Run the chosen faults, all of them if none is named; the last line says how many were caught."""
    chosen = [fault for fault in FAULTS if not names or fault.name in names]
    failing = [proof for proof in dict.fromkeys(fault.proof for fault in chosen) if run(proof, is_js(proof))]
    for proof in failing:
        print("FAILS WITHOUT A FAULT", *proof)
    caught = 0 if failing else sum(is_caught(fault) for fault in chosen)
    print(f"{caught} of {len(chosen)} caught")
    return 0 if caught == len(chosen) else 1


def is_js(proof):
    """Say whether Node runs this proof."""
    return proof[0].endswith(".js")


def is_caught(fault):
    """Plant one fault, run its proof, say what came of it."""
    try:
        code = run_in_node(fault) if fault.is_of_client else run(fault.proof, False, SEEDED_FAULT=fault.name)
    except NotPlanted as reason:
        print(f"NOT PLANTED  {reason}", flush=True)
        return False
    expected = NODE_FOUND_SOMETHING if fault.is_of_client else PYTEST_FOUND_SOMETHING
    verdict = {expected: "caught", 0: "SURVIVED"}.get(code, NO_PROOF.upper())
    print(f"{verdict:<12} {fault.name}: {fault.promise}  ({fault.proof[0]})", flush=True)
    return code == expected


def run_in_node(fault):
    """Load one module from its faulty text, which must at least be JavaScript."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "faulty.mjs"
        text.write_text(fault.planted(), encoding="utf-8")
        if call(["node", "--check", str(text)], {}):
            return None
        plant = f"--import={(ROOT / 'tests/faults/plant.mjs').as_uri()}"
        return run(
            fault.proof, True, SEEDED_URL=(ROOT / fault.file).as_uri(), SEEDED_TEXT=str(text), NODE_OPTIONS=plant
        )


def run(proof, in_node, **environment):
    """Run a proof; return its exit code."""
    if in_node:
        return call(["node", "--test", *proof], environment)
    plugin = ["-p", "tests.faults.plant"] if environment else []
    arguments = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *plugin, *proof]
    with tempfile.TemporaryDirectory() as folder:
        return call([*arguments, f"--basetemp={folder}/tests"], environment)


def call(arguments, environment):
    """Run a program quietly in the project's folder; a proof that never ends proves nothing."""
    try:
        done = subprocess.run(
            arguments, cwd=ROOT, env=os.environ | environment, capture_output=True, timeout=BOUND, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if "SHOW" in os.environ:
        print(*(line for line in done.stdout.decode().splitlines() if line.startswith(("E  ", "not ok"))), sep="\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
