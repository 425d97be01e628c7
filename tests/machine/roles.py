"""What each role's phone does, by role; `round.py` has the post's, `money.py` the fees."""

from tests.machine import round as post
from tests.machine.custody import bring_in, pass_on, report_paper
from tests.machine.money import take_fee
from tests.machine.steps import ask, issue, receive, refuse, settle, withdraw
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
LAW = (pass_on, bring_in, issue, report_paper, ask, receive, refuse, withdraw, settle)
WORK = {
    "officer": (*OFFICER, add_files, add_files, hand_over, post.sign, take_fee, *LAW, *LAW[:3]),
    "leader": (register, register, pin, correct, lease),
    "coordinator": (register, correct, lease, post.sign, post.pick_up, post.bring_back, pass_on, ask, receive),
    "director": (),
    "postal": (*post.ROUND, lease, pass_on, report_paper),
}
