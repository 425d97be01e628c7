"""Runs a day in Node: phones of the app's own modules, told by one JSON argument, talking back by lines."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIVE = ROOT / "tests/client/live"


def live(script, told, answer=None):
    """Run one of the scripts of tests/client/live; `answer(line)` does what it asks for. Returns its result."""
    print(f"SEED={told['seed']}")
    words = [shutil.which("node") or "node", LIVE / script, json.dumps(told)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as day:
        try:
            for line in day.stdout:
                said = json.loads(line)
                if "result" in said:
                    return said["result"]
                answer(said)
                print("done", file=day.stdin, flush=True)
        finally:
            day.kill()
    raise AssertionError(f"{script} with SEED={told['seed']} did not end")
