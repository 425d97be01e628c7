"""The link by which a household answers on its own phone: it names one visit and nothing else."""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def opinion_path(visit_id: UUID) -> str:
    """Return the address of the opinion page of this visit, to be printed or sent."""
    return f"/y-kien/{_serializer().dumps(visit_id.hex)}"


def visit_of_token(token: str) -> UUID | None:
    """Return the visit that a link names, None for a link that is not ours."""
    try:
        return UUID(_serializer().loads(token))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="opinion")
