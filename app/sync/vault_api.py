"""/api/sync/v1/vault-shares: half of the key of a vault in mode S, made once and given out for a proven PIN."""

from flask import Blueprint, Response

from app.accounts.tokens import TokenRefused, require_read_token, require_send_token
from app.accounts.vaults import make_share, release_share
from app.core.changes import canonical
from app.sync import wire
from app.sync.shapes import ShareRequest

blueprint = Blueprint("vault_api", __name__)
wire.answer_errors(blueprint)

BASE = "/api/sync/v1"


@blueprint.post(f"{BASE}/vault-shares")
def new_share() -> Response:
    """A share for a vault that is getting its PIN."""
    caller = require_read_token()
    asked = wire.read_body(ShareRequest)
    share = make_share(caller.enrolment.id, asked.share_id, asked.proof)
    return wire.answer_json(canonical({"share": share}), 201)


@blueprint.post(f"{BASE}/vault-shares/release")
def released_share() -> Response:
    """The share of a locked vault. It says nothing about anybody, so the token that a locked phone has is enough."""
    caller = require_send_token()
    if not caller.user.is_active:
        raise TokenRefused(403, "device-not-active", "suspended")
    asked = wire.read_body(ShareRequest)
    return wire.answer_json(canonical({"share": release_share(caller.enrolment.id, asked.share_id, asked.proof)}))
