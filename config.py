"""Settings: all of them, read from the environment here and nowhere else."""

import base64
import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
PUSH_HOSTS = ("fcm.googleapis.com", "*.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com")
"""The push services of today's browsers."""

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""A private key of this curve is a number from 1 to one less than this."""


def _kept_secret(folder: Path) -> str:
    """Return the installation's secret, made once and kept beside the data."""
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()


def push_key(given: str, secret: str) -> str:
    """Return the private key of web push: the one that is set, else one that follows from the secret; empty for none.

    So every machine of an installation has the same without being told, and a backup brings it back.
    """
    if given:
        return "" if given == "off" else given
    drawn = int.from_bytes(hashlib.sha512(f"web push: {secret}".encode()).digest())
    return base64.urlsafe_b64encode((drawn % (P256_ORDER - 1) + 1).to_bytes(32)).rstrip(b"=").decode()


def from_environment() -> dict[str, Any]:
    """Return Flask's configuration for this process."""
    data_dir = Path(os.environ.get("DATA_DIR", "var")).resolve()
    secret = os.environ.get("SECRET_KEY") or _kept_secret(data_dir)
    https = os.environ.get("HTTPS", "0") == "1"
    return {
        "DATA_DIR": data_dir,
        "SECRET_KEY": secret,
        "SQLALCHEMY_DATABASE_URI": os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'tan-nha.db'}",
        "HTTPS": https,
        "STAFF_COOKIE": "__Host-phien" if https else "phien",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-form" if https else "form",
        "MAX_CONTENT_LENGTH": 16 * MEGABYTE,
        "APP_MIN": int(os.environ.get("APP_MIN", "1")),
        "WARD": os.environ.get("WARD", "04795"),
        "HOTLINE": os.environ.get("HOTLINE", "0218 3800 000"),
        "BACKUP_URL": os.environ.get("BACKUP_URL", ""),
        "FILES_URL": os.environ.get("FILES_URL", ""),
        "TRAVEL_DETOUR": float(os.environ.get("TRAVEL_DETOUR", "1.35")),
        "TRAVEL_KMH": float(os.environ.get("TRAVEL_KMH", "25")),
        "TRAVEL_MINUTES": int(os.environ.get("TRAVEL_MINUTES", "10")),
        "PIN_SLACK_MINUTES": int(os.environ.get("PIN_SLACK_MINUTES", "15")),
        "PLAN_TRIES": int(os.environ.get("PLAN_TRIES", "0")),
        "OSRM_URL": os.environ.get("OSRM_URL", ""),
        "TILES_URL": os.environ.get("TILES_URL", ""),
        "TILES_CREDIT": os.environ.get("TILES_CREDIT", ""),
        "GEOCODER_URL": os.environ.get("GEOCODER_URL", ""),
        "VAPID_PRIVATE_KEY": push_key(os.environ.get("VAPID_PRIVATE_KEY", ""), secret),
        "VAPID_SUBJECT": os.environ.get("VAPID_SUBJECT", ""),
        "PUSH_HOSTS": tuple(os.environ.get("PUSH_HOSTS", "").split()) or PUSH_HOSTS,
        "RATELIMIT_STORAGE_URI": os.environ.get("RATELIMIT_STORAGE_URI", "memory://"),
        "DEMO": os.environ.get("DEMO", "0") == "1",
        "WTF_CSRF_TIME_LIMIT": None,
    }
