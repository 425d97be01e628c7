"""The API under Schemathesis: what the OpenAPI document says holds for requests that nobody thought of."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from app.sync.schema import openapi
from tests.make import make_officer
from tests.phone import Phone

EXAMPLES = 15
"""For each operation, as many that the document allows and as many that it does not."""

DOCUMENT = "/api/openapi.json"
OPERATIONS = 15

ELSEWHERE = ("/api/uploads", "/api/files/", "/api/sync/v1/enrol-codes")
"""tus is tried by a real tus client, files by who may see them, the code by a signed-in browser."""

SEMANTIC = ["2xx", 400, 403, 409]
"""No schema knows which codes, keys and devices there are: they have the right form and are refused all the same."""

CHECKS = {
    # The tokens are ours to give; parameters that nobody knows are passed over, as HTTP wants it.
    "generation": {"with-security-parameters": False, "allow-extra-parameters": False},
    "checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 409, 413, 426]}},
    "operations": [
        {
            "include-path": ["/api/sync/v1/devices", "/api/sync/v1/push"],
            "checks": {"positive_data_acceptance": {"expected-statuses": SEMANTIC}},
        },
        {
            "include-path": "/api/sync/v1/pull",
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 404, 409, 426]}},
        },
    ],
}

BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def phone(app, client):
    """An enrolled phone whose tokens the requests carry."""
    return Phone(client, make_officer())


@pytest.fixture
def operations(app):
    """Every operation of the document, called in this process."""
    api = schemathesis.openapi.from_wsgi(DOCUMENT, app, config=schemathesis.Config.from_dict(CHECKS))
    found = [operation.ok() for operation in api.get_all_operations()]
    return [operation for operation in found if not operation.path.startswith(ELSEWHERE)]


@pytest.mark.parametrize("number", range(OPERATIONS))
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_an_operation_keeps_to_the_document(operations, phone, number, mode):
    operation = operations[number]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case):
        case.call_and_validate(headers=authorization(operation, phone))

    try:
        holds()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "nothing can be wrong with what takes nothing"


def test_every_operation_is_tried(operations):
    assert len(operations) == OPERATIONS, "raise OPERATIONS: the document has grown"
    assert {f"{one.method.upper()} {one.path}" for one in operations} == tried_here()


def tried_here():
    """Return the operations of the document that are tried here."""
    paths = {path: methods for path, methods in openapi()["paths"].items() if not path.startswith(ELSEWHERE)}
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} - {f"GET {DOCUMENT}"}


def authorization(operation, phone):
    """Return the header that the operation asks for."""
    names = [name for one in operation.definition.raw.get("security", []) for name in one]
    tokens = {"send": phone.send_token, "read": phone.read_token}
    plain = {"Accept-Encoding": "identity"}
    return plain | {"Authorization": f"Bearer {tokens[names[0]]}"} if names else plain
