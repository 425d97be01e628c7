"""The tables of the post, and their rows as phones store them."""

from app.postal.models.correction import PostalCorrection
from app.postal.models.item import PostalAttempt, PostalDelivery, PostalItem
from app.postal.models.manifest import Manifest, ManifestSignature

__all__ = ["Manifest", "ManifestSignature", "PostalAttempt", "PostalCorrection", "PostalDelivery", "PostalItem"]
