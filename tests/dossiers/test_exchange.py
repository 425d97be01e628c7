"""Towards the provincial system: packets in its field names, what is still to be typed, each taking written down."""

import json

import pytest

from app.citizens.queries import find_citizen
from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import ExportPackets, LinkCode
from app.dossiers.packet import packet_of
from app.dossiers.queries import get_dossier
from tests.dossiers.desk import page_of, posted
from tests.make import done, make_user
from tests.make_dossiers import make_dossier

CODE = "G09.20-20261122-0000001"


def exported(dossier):
    return [change.what for change in changes_of("dossier", dossier.id)].count("packet-exported")


def test_a_packet_keeps_submitter_and_owner_apart(desk, dossier):
    packet = packet_of(dossier)

    assert (packet["MaHoSo"], packet["SoGiayTiepNhanTaiNha"]) == (None, dossier.receipt.number)
    assert (packet["MaTTHC"], packet["TrangThaiHoSo"], packet["KenhThucHien"]) == ("2.000635", 1, 1)
    assert packet["TinhTrangThanhToan"] == 1
    people = packet["NguoiNop"]
    assert (people["TenNguoiNop"], people["TenChuHs"], people["MaXa"]) == ("Bùi Thị Con", "Bùi Văn Thử", "04795")
    assert [line["Ten"] for line in packet["ThanhPhanHoSo"]] == ["Tờ khai", "Giấy tờ tùy thân"]
    assert [step["TrangThai"] for step in packet["TienTrinh"]] == [1]


def test_a_number_is_told_only_of_whose_card_was_seen(dossier):
    citizen = find_citizen(dossier.citizen_id)
    people = packet_of(dossier)["NguoiNop"]

    assert people["SoDinhDanh"] is None
    assert people["SoDinhDanhChuHs"] in {None, citizen.identity_number}


def test_the_list_gives_all_packets_and_writes_down_who_took_them(desk, dossier, coordinator):
    page = page_of(desk.get("/office/still-to-type"))
    assert dossier.owner_name in page

    answer = posted(desk, "/office/still-to-type/packets")

    assert [packet["SoGiayTiepNhanTaiNha"] for packet in json.loads(answer.data)] == [dossier.receipt.number]
    assert 'filename="goi-ho-so-' in answer.headers["Content-Disposition"]
    assert exported(dossier) == 1


def test_what_has_a_code_is_typed(act, desk, dossier, coordinator):
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code=CODE)))

    page = page_of(desk.get("/office/still-to-type?lang=en"))

    assert "Nothing is left to type" in page
    assert posted(desk, "/office/still-to-type/packets").status_code == 302
    assert packet_of(get_dossier(dossier.id))["MaHoSo"] == CODE


def test_taking_the_same_packets_again_is_one_line_in_the_log(act, coordinator, dossier):
    command, name = ExportPackets(dossier_ids=(dossier.id,)), new_id()

    for _ in range(2):
        done(act(coordinator, command, id=name))

    assert exported(dossier) == 1


def test_unknown_dossiers_leave_nothing_in_the_log(act, coordinator, dossier):
    receipt = act(coordinator, ExportPackets(dossier_ids=(dossier.id, new_id())))

    assert (receipt.status, receipt.code) == ("rejected", "unknown-dossier")
    assert exported(dossier) == 0


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
def test_only_the_desk_takes_packets(act, officer, role):
    dossier = make_dossier(officer)

    assert act(make_user(role), ExportPackets(dossier_ids=(dossier.id,))).code == "not-permitted"
