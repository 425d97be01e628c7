"""/api/sync/v1/sealed, /sealing-key, /erased: work that its phone cannot read any more, and the end of a phone."""

from flask import Blueprint, Response

from app.accounts.current import find_current_user
from app.accounts.tokens import TokenRefused, find_caller
from app.core.changes import canonical
from app.core.clock import now
from app.core.installation import generation
from app.core.roles import Role
from app.core.sealing_keys import current_public_key
from app.core.worker import nudge
from app.sync import wire
from app.sync.sealed import Carrier, Kept, deliver
from app.sync.shapes import Anything, SealedRequest

blueprint = Blueprint("sealed_api", __name__)
wire.answer_errors(blueprint)

BASE = "/api/sync/v1"


@blueprint.get(f"{BASE}/sealing-key")
def sealing_key() -> Response:
    """The public key that phones seal to now."""
    return wire.answer_json(canonical(current_public_key()))


@blueprint.post(f"{BASE}/sealed")
def take_sealed() -> Response:
    """Sealed commands of any author, any number of times, from whoever has or had a place here."""
    carrier = _carrier()
    kept = deliver(wire.read_body(SealedRequest), carrier)
    nudge()
    answer = {
        "generation": generation(),
        "server_time": now().isoformat(),
        "results": [_result_of(one) for one in kept],
    }
    return wire.answer_json(canonical(answer))


@blueprint.post(f"{BASE}/erased")
def erased() -> Response:
    """Nothing of this person is left on the phone and nobody else's: the browser forgets the rest."""
    if find_caller("send") is None:
        raise TokenRefused(401, "token-not-valid")
    wire.read_body(Anything)
    response = wire.answer_json(canonical({"server_time": now().isoformat()}))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _carrier() -> Carrier:
    """A phone of any standing, suspended and revoked too, or somebody signed in at a browser."""
    caller = find_caller("send") or find_caller("read")
    if caller is not None:
        return Carrier(caller.user.ward, caller.role, caller.enrolment.id)
    user = find_current_user()
    if user is None:
        raise TokenRefused(401, "token-not-valid")
    return Carrier(user.ward, Role(user.role))


def _result_of(kept: Kept) -> dict[str, str | bool | None]:
    """Ids and states, no content: whoever delivers may be a stranger to the work."""
    record = kept.record
    name = str(record.command_id) if record.command_id else None
    return {"id": name, "status": record.status, "dup": kept.is_duplicate}
