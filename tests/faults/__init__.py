"""Faults put in on purpose: each of them must be seen by the proofs that are there. Run by `make test-faults`."""

from tests.faults.client import CLIENT_FAULTS
from tests.faults.server import SERVER_FAULTS

FAULTS = [*SERVER_FAULTS, *CLIENT_FAULTS]
FAULTS_BY_NAME = {fault.name: fault for fault in FAULTS}
