"""Fees at the door, and what the office does with them."""

from sqlalchemy import select

from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.dossiers.commands import ConfirmPayment, HandInCash, SetFeeAccount
from app.dossiers.models import FeePayment
from app.visits import rules
from tests.machine.work import parents, pick, seen
from tests.machine.world import coming_saturday
from tests.make import WARD

ACCOUNT = {"bank_bin": "970436", "bank_name": "Ngân hàng Thử", "account_number": "0011223344", "account_name": "THU"}


def take_fee(device, world, n):
    """The family pays, in cash or by transfer."""
    dossier = seen(device, "dossier", n)
    if dossier is None:
        return None
    args = {"dossier_id": dossier, "amount": 8000, "way": pick(("cash", "transfer"), n), "slip": "A1"}
    return device.save("dossiers.take_fee", args, **parents(device, dossier))


def settle_money(world, n, act):
    """The ward names its account; a transfer is seen; an officer hands in cash."""
    if n % 3 == 0:
        execute(SetFeeAccount(fee_account_id=new_id(), **ACCOUNT), actor=system_actor(WARD))
    paid = pick(session.scalars(select(FeePayment.dossier_id).order_by(FeePayment.dossier_id)).all(), n)
    if paid and n % 3 == 1:
        act(world, WARD, ConfirmPayment(dossier_id=paid))
    if n % 3 == 2:
        officer, weekend = pick(world.officers(), n), rules.weekend_of(coming_saturday())[0]
        cash = HandInCash(hand_in_id=new_id(), officer_id=officer.id, weekend=weekend, amount=8000, handed_by="Cán bộ")
        act(world, WARD, cash)
