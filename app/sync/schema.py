"""What a client needs to know: every command, every entity kind, every code's words; and OpenAPI."""

from functools import cache
from typing import Any

from app.core.commands import all_commands, all_kinds
from app.core.errors import all_reasons, command_text
from app.sync.shapes import (
    BATCH,
    EnrolRequest,
    EntitiesRequest,
    ManifestRequest,
    PushRequest,
    SealedRequest,
    ShareRequest,
)

BASE = "/api/sync/v1"
PROTOCOL = [1, 1]
"""The range of protocol versions that this server speaks."""


@cache
def schema() -> dict[str, Any]:
    """Return the machine-readable contract: commands with their args, entities with their bodies."""
    return {
        "protocol": PROTOCOL,
        "commands": {
            command.type: {
                "v": command.v,
                "roles": sorted(command.allowed),
                "offline": command.offline,
                "fact": command.fact,
                "words": {locale: command_text(command.type, locale) for locale in ("vi", "en")},
                "args": command.model_json_schema(by_alias=True),
            }
            for command in all_commands()
        },
        "entities": {kind: snapshot.model_json_schema() for kind, snapshot in all_kinds().items()},
        "reasons": {code: {"vi": vi, "en": en} for code, (vi, en) in sorted(all_reasons().items())},
    }


ERROR = {
    "type": "object",
    "required": ["error", "message", "details"],
    "properties": {
        "error": {"type": "string"},
        "message": {"type": "object", "properties": {"vi": {"type": "string"}, "en": {"type": "string"}}},
        "details": {"type": "object"},
        "device": {"type": "string", "enum": ["suspended", "revoked", "wipe"]},
    },
}


def _answers(*codes: int, ok: str = "200") -> dict[str, Any]:
    error = {"schema": {"$ref": "#/components/schemas/Error"}}
    problem = {"description": "refused", "content": {"application/json": error}}
    good = {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {ok: good, **{str(code): problem for code in codes}}


def _get(
    summary: str, token: str | None, *parameters: dict[str, Any], codes: tuple[int, ...] = (401, 403)
) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": summary, "responses": _answers(*codes), "parameters": list(parameters)}
    operation["security"] = [{token: []}] if token else []
    return {"get": operation}


def _post(
    summary: str, token: str | None, body: dict[str, Any], codes: tuple[int, ...], ok: str = "200"
) -> dict[str, Any]:
    operation = {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": _answers(*codes, ok=ok),
        "security": [{token: []}] if token else [],
    }
    return {"post": operation}


def _query(name: str, kind: str, *, required: bool = False) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": LARGEST} if kind == "integer" else WARD
    return {"name": name, "in": "query", "required": required, "schema": shape}


TOLD = {
    "unsent": "How many commands wait on the phone.",
    "oldest": "When the oldest of them was made.",
    "free": "Bytes of room left for the app.",
    "persisted": "1 when the browser promised to keep the store, else 0.",
    "standalone": "1 when the app is installed, else 0.",
    "lock": "How the store is locked: H, S or P.",
}


def _told() -> list[dict[str, Any]]:
    """What a phone may tell about itself; what cannot be read is passed over, so any text is allowed but NUL."""
    return [
        {"name": name, "in": "query", "required": False, "description": about, "schema": TEXT}
        for name, about in TOLD.items()
    ]


LARGEST = 10**16 - 1
"""Sixteen digits: what the phone's numbers hold too."""
TEXT = {"type": "string", "pattern": "^[^\\x00]*$"}
WARD = {"type": "string", "pattern": "^[0-9]{5}$"}


@cache
def openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the whole API."""

    shapes: dict[str, Any] = {}
    for shape in (PushRequest, SealedRequest):
        written = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes |= written.pop("$defs", {}) | {shape.__name__: written}
    about = f"Phone and server. At most {BATCH} commands a push."
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tận Nhà", "version": "1", "description": about},
        "paths": {f"{BASE}/{path}": operation for path, operation in _operations().items()}
        | _files()
        | {"/api/receipt-keys": _get("Device keys whose signatures count on home receipts.", None, codes=())}
        | {"/api/openapi.json": _get("This document.", None, codes=())},
        "components": {
            "schemas": {"Error": ERROR, **shapes},
            "securitySchemes": {name: {"type": "http", "scheme": "bearer"} for name in ("send", "read")},
        },
    }


def _operations() -> dict[str, Any]:
    push_body = {"$ref": "#/components/schemas/PushRequest"}
    pages = [
        _query("ward", "string", required=True),
        _query("cursor", "integer"),
        _query("until", "integer"),
        _query("limit", "integer"),
        _query("scope_epoch", "integer", required=True),
        _query("protocol", "integer"),
    ]
    devices = _post("Enrol a phone with a one-time code.", None, EnrolRequest.model_json_schema(), (400, 503))
    share = ShareRequest.model_json_schema()
    seen = (400, 401, 403, 404, 426)
    manifest = _post("What this person may see.", "read", ManifestRequest.model_json_schema(), seen)
    return {
        "devices": devices,
        "hello": _get("Where the server stands.", "send", *_told(), codes=(400, 401, 403)),
        "push": _post("Commands up.", "send", push_body, (400, 401, 403, 409, 413, 429, 503)),
        "receipts": _get(
            "Answers and decisions; the read token brings reasons.",
            "send",
            _query("after", "integer"),
            codes=(400, 401, 403),
        ),
        "pull": _get(
            'Snapshots down; while there is more, `Link: <…>; rel="next"` in the head leads to the next page.',
            "read",
            *pages,
            codes=(400, 401, 403, 404, 409, 426),
        ),
        "manifest": manifest,
        "entities": _post("Snapshots by id.", "read", EntitiesRequest.model_json_schema(), (400, 401, 403, 426)),
        "files/needed": _get("Hashes the server still waits for.", "send"),
        "sealing-key": _get("The public key to seal to now.", None, codes=()),
        "erased": _post("Nothing of this person is left on this phone.", "send", {"type": "object"}, (400, 401)),
        "sealed": _post(
            "Sealed commands of any author.",
            "send",
            {"$ref": "#/components/schemas/SealedRequest"},
            (400, 401, 413, 429, 503),
        ),
        "vault-shares": _post("Half of a vault's key, made.", "read", share, (400, 401, 403, 409), ok="201"),
        "vault-shares/release": _post(
            "The same, for a proven PIN; ten wrong proofs end it.", "send", share, (400, 401, 403, 404, 409)
        ),
        "schema": _get("Commands, entities, words.", None, codes=()),
    }


def _files() -> dict[str, Any]:
    """Uploads speak tus 1.0; whoever knows that protocol needs its headers and codes, not ours."""
    sha = {"name": "sha256", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
    upload = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    seen = _get(
        "Bytes, for those who see what uses them.", "read", sha, _query("variant", "string"), codes=(401, 403, 404)
    )
    return {
        "/api/uploads": {
            "options": _tus("What this server's tus can do.", 204, for_everybody=True),
            "post": _tus(
                "Announce a file: Upload-Length, Upload-Metadata with sha256 and type.", 201, 400, 401, 403, 413, 422
            ),
        },
        "/api/uploads/{id}": {
            "parameters": [upload],
            "head": _tus("How much has arrived: Upload-Offset.", 200, 401, 403, 404, 410),
            "patch": _tus(
                "Bytes from Upload-Offset on; 460 when the whole is not what was promised.", 204, 409, 410, 460
            ),
            "delete": _tus("Give it up.", 204, 401, 403, 404),
        },
        "/api/files/{sha256}": seen,
        f"{BASE}/enrol-codes": _post("A one-time code for whoever is signed in at this browser.", None, {}, (401, 403)),
    }


def _tus(summary: str, done: int, *codes: int, for_everybody: bool = False) -> dict[str, Any]:
    return {
        "summary": summary,
        "responses": {str(done): {"description": "done"}} | {str(code): {"description": "refused"} for code in codes},
        "security": [] if for_everybody else [{"send": []}],
    }
