"""What each role's phone does, by role; `round.py` has the post's, `money.py` the fees."""

from tests.machine import round as post
from tests.machine.money import take_fee
from tests.machine.work import (
    add_files,
    close,
    correct,
    hand_over,
    lease,
    paper,
    pin,
    record,
    refused,
    register,
    start,
    unknown_visit,
)

OFFICER = (pin, correct, start, close, record, record, paper, lease, refused, unknown_visit, register)
WORK = {
    "officer": (*OFFICER, add_files, add_files, hand_over, post.sign, take_fee),
    "leader": (register, register, pin, correct, lease),
    "coordinator": (register, correct, lease, post.sign, post.pick_up, post.bring_back),
    "director": (),
    "postal": (*post.ROUND, lease),
}
