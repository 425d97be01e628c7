"""Each fault fits today's code and is still code: one that cannot be planted would prove nothing."""

import ast
import subprocess

import pytest

from tests.faults import FAULTS
from tests.faults.client import CLIENT_FAULTS
from tests.faults.server import SERVER_FAULTS

OF_PROTOCOL = {
    "receipt-lookup-skipped",
    "refused-body-dropped",
    "hole-skipped",
    "ward-lock-after-reads",
    "counter-drawn-like-a-sequence",
    "echo-elided-on-a-wrong-prediction",
    "related-keys-not-rewritten",
    "restore-keeps-cursors",
    "lease-counter-restored",
    "child-not-woken",
    "file-freed-early",
    "actor-from-the-session",
}


@pytest.mark.parametrize("fault", SERVER_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_of_the_server_is_planted_and_compiles(fault):
    ast.parse(fault.planted())


def test_the_faults_of_the_phone_are_planted_and_compile(tmp_path):
    for fault in CLIENT_FAULTS:
        text = tmp_path / f"{fault.name}.mjs"
        text.write_text(fault.planted(), encoding="utf-8")
        done = subprocess.run(["node", "--check", str(text)], capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, (fault.name, done.stderr.decode())


def test_the_twelve_of_the_protocol_and_more_of_the_phone_are_there():
    names = [fault.name for fault in FAULTS]

    assert len(names) == len(set(names))
    assert set(names) >= OF_PROTOCOL
    assert len({fault.name for fault in CLIENT_FAULTS} - OF_PROTOCOL) >= 4
