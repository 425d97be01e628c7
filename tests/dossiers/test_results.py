"""The result at the office: attached once, sent on its way."""

import pytest

from app.core.ids import new_id
from app.dossiers.commands import (
    AttachResult,
    ChooseDelivery,
    Withdraw,
)
from app.dossiers.queries import get_dossier, work_list
from tests.make import WARD, done
from tests.make_dossiers import (
    handing,
    make_dossier,
    make_result,
)

CODE = "G09.20-20260609-0092637"


@pytest.fixture
def dossier(officer):
    """Taken in a moment ago, and nothing else."""
    return make_dossier(officer)


def result_for(dossier, **values):
    args = {"dossier_id": dossier.id, "result_id": new_id(), "papers": [{"name": "Bản sao", "count": 1}]}
    return AttachResult(**(args | values))


def test_a_result_is_attached_and_waits_for_its_way(act, coordinator, dossier):
    done(act(coordinator, result_for(dossier, code="KQ.G15.000342")))

    kept = get_dossier(dossier.id)
    assert (kept.status, kept.result.state, kept.result.code) == (9, "ready", "KQ.G15.000342")
    assert [found.id for found in work_list(WARD, text="KQ.G15.000342")] == [dossier.id]


def test_who_decided_is_one_of_the_dossier_s_five_persons(act, coordinator, dossier):
    done(act(coordinator, result_for(dossier, decided_by="Phó Chủ tịch Hà Văn Ký")))

    roles = get_dossier(dossier.id).snapshot().roles
    assert (roles.decider.name, roles.owner.name) == ("Phó Chủ tịch Hà Văn Ký", "Bùi Văn Thử")
    assert [found.id for found in work_list(WARD, text="van ky")] == [dossier.id]


def test_there_is_one_result(act, coordinator, dossier, officer):
    known = make_result(dossier)

    assert act(coordinator, result_for(dossier)).code == "result-already-attached"
    assert act(coordinator, result_for(make_dossier(officer), result_id=known.id)).code == "result-id-used"


def test_a_withdrawn_dossier_gets_no_result(act, coordinator, dossier):
    done(act(coordinator, Withdraw(dossier_id=dossier.id, asked_by="Bùi Thị Con", reason="rút")))

    assert act(coordinator, result_for(dossier)).code == "dossier-ended"


def test_the_post_needs_an_address(act, coordinator, dossier):
    refused = act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="post"))
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="post", address="Số nhà 12, tổ 14")))

    delivery = get_dossier(dossier.id).snapshot().delivery
    assert refused.code == "address-required"
    assert (delivery.way, delivery.address) == ("post", "Số nhà 12, tổ 14")


def test_what_was_handed_over_is_not_sent_again(act, coordinator, officer, dossier):
    result = make_result(dossier)
    done(act(officer, handing(dossier, result)))

    assert act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="home")).code == "result-not-here"
