"""Bytes in by tus, bytes out by hash.

OPTIONS, POST           /api/uploads            what we speak; announce a file
HEAD, PATCH, DELETE     /api/uploads/<id>       how far; the next piece; forget it
GET                     /api/sync/v1/files/needed   hashes still awaited from this phone
GET                     /api/files/<sha256>     the bytes, for those who see what uses them
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ClientDisconnected

from app.accounts.tokens import Caller, TokenRefused, find_caller
from app.core.brought import MAX_FILE
from app.core.clock import now
from app.core.errors import reason_text
from app.files import rules, tus, uploads
from app.files.models import Upload
from app.files.queries import needed_from
from app.files.serving import serve
from app.files.store import current_store
from app.files.uploads import Sender

blueprint = Blueprint("files", __name__)

Route = Callable[..., ResponseReturnValue]


def answers_refusals(route: Route) -> Route:
    """Turn a TusRefusal into the API's error shape, with the headers that the protocol wants."""

    @wraps(route)
    def answered(**arguments: UUID) -> ResponseReturnValue:
        try:
            return route(**arguments)
        except tus.TusRefusal as refusal:
            return _refusal(refusal)

    return answered


def _refusal(refusal: tus.TusRefusal) -> Response:
    response = _error(refusal.status, refusal.code)
    response.headers["Tus-Resumable"] = tus.VERSION
    if refusal.status == 412:
        response.headers["Tus-Version"] = tus.VERSION
    if refusal.status == 429:
        response.headers["Retry-After"] = "3600"
    return response


def _error(status: int, code: str, **more: str) -> Response:
    message = {locale: reason_text(code, locale) for locale in ("vi", "en")}
    response = jsonify({"error": code, "message": message, "details": {}} | more)
    response.status_code = status
    return response


@blueprint.errorhandler(TokenRefused)
def refuse_token(refused: TokenRefused) -> ResponseReturnValue:
    more = {"device": refused.device} if refused.device else {}
    return _error(refused.status, refused.code, **more)


def _caller() -> Caller:
    """The phone behind the send token. A suspended or revoked one goes on delivering what it holds."""
    caller = find_caller("send")
    if caller is None:
        raise TokenRefused(401, "token-not-valid")
    return caller


def _sender() -> Sender:
    caller = _caller()
    return Sender(enrolment_id=caller.enrolment.id, ward=caller.user.ward)


def _answer(status: int, **headers: str | int) -> Response:
    response = Response(status=status)
    response.headers["Tus-Resumable"] = tus.VERSION
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = str(value)
    return response


def _headers() -> dict[str, str]:
    """The request's headers under their usual spelling."""
    return dict(request.headers.items())


def _received() -> tuple[bytes, bool]:
    """Return the request's body and whether it is whole; a cut connection leaves what came before.

    In small parts: the one that a silent phone interrupts is lost.
    """
    parts: list[bytes] = []
    try:
        while part := request.stream.read(4_096):
            parts.append(part)
    except ClientDisconnected:
        return b"".join(parts), False
    return b"".join(parts), True


def _take_piece(upload: Upload) -> int:
    piece, is_whole = _received()
    checksum = request.headers.get("Upload-Checksum")
    if checksum is not None and not is_whole:
        raise tus.TusRefusal(tus.WRONG_BYTES, "tus-checksum-wrong")
    tus.check_checksum(checksum, piece)
    return uploads.add_piece(current_store(), upload, piece)


@blueprint.route("/api/uploads", methods=["OPTIONS"], provide_automatic_options=False)
def what_we_speak() -> ResponseReturnValue:
    return _answer(
        204,
        Tus_Version=tus.VERSION,
        Tus_Extension=tus.EXTENSIONS,
        Tus_Max_Size=MAX_FILE,
        Tus_Checksum_Algorithm=",".join(tus.ALGORITHMS),
    )


@blueprint.post("/api/uploads")
@answers_refusals
def announce() -> ResponseReturnValue:
    sender = _sender()
    tus.check_version(_headers())
    creation = tus.read_creation(_headers(), max_length=MAX_FILE, media_types=rules.IMAGE_TYPES)
    has_piece = bool(request.content_length) or "chunked" in request.headers.get("Transfer-Encoding", "")
    if has_piece:
        tus.check_piece_type(_headers())
    upload = uploads.begin(sender, creation, now())
    upload_id, expires_at = upload.id, upload.expires_at
    offset = _take_piece(upload) if has_piece or creation.length == 0 else 0
    return _answer(
        201,
        Location=f"/api/uploads/{upload_id}",
        Upload_Offset=offset,
        Upload_Expires=tus.http_date(expires_at),
    )


@blueprint.route("/api/uploads/<uuid:upload_id>", methods=["HEAD", "PATCH", "DELETE", "POST"])
@answers_refusals
def one_upload(upload_id: UUID) -> ResponseReturnValue:
    sender = _sender()
    tus.check_version(_headers())
    upload = uploads.get(sender, upload_id, now())
    method = request.method
    if method == "POST":  # for clients behind something that lets only GET and POST pass
        method = request.headers.get("X-HTTP-Method-Override", "")
    if method not in _METHODS:
        raise tus.TusRefusal(405, "tus-method")
    return _METHODS[method](upload)


def _tell_offset(upload: Upload) -> Response:
    return _answer(
        200,
        Upload_Offset=upload.offset,
        Upload_Length=upload.length,
        Upload_Metadata=upload.request_metadata,
        Upload_Expires=tus.http_date(upload.expires_at),
        Cache_Control="no-store",
    )


def _continue(upload: Upload) -> Response:
    tus.check_piece_type(_headers())
    tus.check_offset(announced=tus.read_number(_headers(), "Upload-Offset"), stored=upload.offset)
    expires_at = upload.expires_at
    offset = _take_piece(upload)
    return _answer(204, Upload_Offset=offset, Upload_Expires=tus.http_date(expires_at))


def _forget(upload: Upload) -> Response:
    uploads.terminate(current_store(), upload)
    return _answer(204)


_METHODS: dict[str, Callable[[Upload], Response]] = {"HEAD": _tell_offset, "PATCH": _continue, "DELETE": _forget}


@blueprint.get("/api/sync/v1/files/needed")
def needed() -> ResponseReturnValue:
    return jsonify({"needed": needed_from(_caller().enrolment.id)})


@blueprint.get("/api/files/<string(length=64):sha256>")
def file(sha256: str) -> ResponseReturnValue:
    return serve(sha256, request.args.get("variant"))
