"""Which modes a ward allows, and half of a phone's key, given out against a proof of the PIN (docs/decisions/0042).

The phone proves the PIN without telling it. A wrong proof counts; after ten nobody is asked any more until
the person signs in and enrols the phone anew: a thief who copied the phone has ten tries, not a million.
"""

import hmac
import secrets
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.vault_models import DEFAULT, Mode, VaultModes, VaultShare
from app.core.changes import sha256
from app.core.clock import now
from app.core.db import bookkeeping, session
from app.core.errors import Conflict, Unknown

MOST_WRONG = 10
MOST_SHARES = 20


def make_share(enrolment_id: UUID, share_id: UUID, proof: str) -> str:
    """Return a fresh share; the same id and proof give the same one again. Raises Conflict `share-taken`."""
    with bookkeeping() as opened:
        known = opened.get(VaultShare, share_id)
        if known is not None:
            if known.enrolment_id != enrolment_id or not _proves(known, proof):
                raise Conflict("share-taken")
            return known.share
        _forget_oldest(opened, enrolment_id)
        made = VaultShare(
            id=share_id,
            enrolment_id=enrolment_id,
            share=secrets.token_hex(32),
            proof_hash=sha256(proof),
            wrong=0,
            made_at=now(),
        )
        opened.add(made)
        return made.share


def release_share(enrolment_id: UUID, share_id: UUID, proof: str) -> str:
    """Return the share. Raises Conflict `pin-wrong` or `share-locked`, Unknown for no share of this phone.

    The right PIN forgets older shares: a PIN that was changed opens nothing any more.
    """
    refusal = ""
    with bookkeeping() as opened:
        shares = _shares(opened, enrolment_id)
        asked = next((one for one in shares if one.id == share_id), None)
        if asked is None:
            raise Unknown("vault_share", share_id)
        wrong = max(one.wrong for one in shares)
        if wrong >= MOST_WRONG:
            refusal = "share-locked"
        elif not _proves(asked, proof):
            refusal = "pin-wrong"
            wrong += 1
            for one in shares:
                one.wrong = wrong
        else:
            _open(opened, shares, asked)
            return asked.share
    raise Conflict(refusal, left=max(0, MOST_WRONG - wrong))


def _shares(opened: Session, enrolment_id: UUID) -> list[VaultShare]:
    """Lock and return the shares of one phone, so that tries at the same moment count one by one."""
    query = select(VaultShare).where(VaultShare.enrolment_id == enrolment_id).order_by(VaultShare.made_at)
    return list(opened.scalars(query.with_for_update()))


def _proves(share: VaultShare, proof: str) -> bool:
    return hmac.compare_digest(share.proof_hash, sha256(proof))


def _open(opened: Session, shares: list[VaultShare], asked: VaultShare) -> None:
    for one in shares:
        one.wrong = 0
        if one.made_at < asked.made_at:
            opened.delete(one)


def _forget_oldest(opened: Session, enrolment_id: UUID) -> None:
    for one in _shares(opened, enrolment_id)[: -(MOST_SHARES - 1)]:
        opened.delete(one)


def find_vault_modes(ward: str) -> VaultModes | None:
    """Return the ward's choice, or None."""
    return session.scalars(select(VaultModes).where(VaultModes.ward == ward)).one_or_none()


def allowed_modes(ward: str) -> list[Mode]:
    """Return the modes that phones of this ward may use, the strongest first."""
    chosen = find_vault_modes(ward)
    return list(chosen.modes if chosen else DEFAULT)
