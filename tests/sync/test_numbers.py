"""Leases and their ends: years, lost and cloned phones, a restored server, a pad that somebody lost."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from app.accounts.commands import SetActive
from app.core.clock import VN
from app.core.db import migrating, session
from app.core.ids import new_id
from app.core.installation import begin_generation
from app.core.ledger import blocks_of, faults, sums
from app.core.numbers import LedgerEntry, NumberLease, NumberSeries, is_receipt_number, receipt_number
from app.core.records import ReviewItem
from app.core.roles import Role
from app.dossiers.queries import get_dossier
from app.sync.commands import LeaseNumbers, ReportFork, SettleNumbers, VoidNumbers
from app.sync.duties import settle_numbers
from app.sync.queries import find_device
from tests.make import SYSTEM, WARD, done, make_coordinator, make_officer, make_user, set_status
from tests.make_dossiers import SATURDAY, make_dossier, phone_sends, receipt_for
from tests.page import check_page, text
from tests.phone import Phone


def lease_args(count=5, **more):
    return {"lease_id": str(new_id()), "kind": "receipt", "count": count} | more


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def phone(client, officer):
    return Phone(client, officer)


def codes_of(phone, **more):
    args = lease_args(**more)
    result = phone.send("sync.lease_numbers", args)
    assert result["status"] == "applied", result
    return session.get(NumberLease, UUID(args["lease_id"])).codes


def states():
    return {block.lease.codes[0]: dict(block.counts) for block in blocks_of(WARD)}


def test_a_new_year_expires_what_was_not_issued_and_begins_at_one(phone, clock):
    clock(datetime(2026, 12, 31, 23, 0, tzinfo=VN))
    old = codes_of(phone)
    clock(datetime(2027, 1, 1, 0, 30, tzinfo=VN))
    settle_numbers()
    new = codes_of(phone)

    assert states() == {old[0]: {"expired": 5}, new[0]: {"leased": 5}}
    assert new[0] == receipt_number(WARD, 2027, 1)
    phone.pull()
    assert [block["year"] for block in phone.bodies("number_lease").values()] == [2027]


def test_next_years_numbers_can_be_had_in_december_only(phone, clock):
    clock(datetime(2026, 11, 30, 12, 0, tzinfo=VN))
    early = phone.send("sync.lease_numbers", lease_args(year=2027))
    clock(datetime(2026, 12, 1, 12, 0, tzinfo=VN))
    codes = codes_of(phone, year=2027)
    past = phone.send("sync.lease_numbers", lease_args(year=2025))

    assert [early["code"], past["code"]] == ["year-not-open", "year-not-open"]
    assert codes[0] == receipt_number(WARD, 2027, 1)
    assert all(is_receipt_number(code) for code in codes)


def test_the_numbers_of_a_lost_phone_are_void_and_what_it_had_given_stays_given(app, officer, phone):
    codes = codes_of(phone)
    dossier = make_dossier(officer)
    done(phone_sends(officer, receipt_for(dossier, codes[0]), device=phone.device_id))
    set_status(find_device(phone.device_id).id, "revoked")

    settle_numbers()
    settle_numbers()

    assert states() == {codes[0]: {"issued": 1, "voided": 4}}
    assert list(faults(WARD)) == []


@pytest.mark.parametrize(("late", "flags"), [(False, []), (True, ["number-voided"])])
def test_what_a_lost_phone_gave_before_is_only_late_and_after_is_asked_about(app, officer, phone, late, flags, clock):
    codes = codes_of(phone)
    dossier = make_dossier(officer)
    clock(SATURDAY + timedelta(hours=1))
    set_status(find_device(phone.device_id).id, "wipe")
    settle_numbers()
    given_at = SATURDAY + timedelta(hours=2 if late else 0)
    clock(SATURDAY + timedelta(hours=5))

    receipt = phone_sends(officer, receipt_for(dossier, codes[1]), device=phone.device_id, at=given_at)

    assert (receipt.status, receipt.flags) == ("applied", flags)
    assert states()[codes[0]] == {"issued": 1, "voided": 4}
    assert get_dossier(dossier.id).receipt.number == codes[1]


def test_a_suspended_phone_keeps_its_numbers_and_an_ended_account_does_not(act, phone):
    codes = codes_of(phone)
    set_status(find_device(phone.device_id).id, "suspended")
    settle_numbers()
    assert states()[codes[0]] == {"leased": 5}

    done(act(SYSTEM, SetActive(user_id=UUID(phone.user_id), is_active=False, reason="nghỉ")))
    settle_numbers()
    assert states()[codes[0]] == {"voided": 5}


def test_a_cloned_phone_loses_its_numbers_and_a_person_is_asked_once(phone):
    codes = codes_of(phone)
    for _ in range(2):
        answer = phone.push(phone.make("sync.lease_numbers", lease_args(), seq=1))
        assert (answer.status_code, answer.json["error"]) == (409, "seq-fork")

    assert states()[codes[0]] == {"voided": 5}
    (item,) = session.scalars(select(ReviewItem)).all()
    assert (item.reason, item.code, str(item.author_id)) == ("gap", "seq-fork", phone.user_id)
    assert item.details == {"seq": 1, "last_seq": 1}


def test_a_restored_server_never_repeats_a_number(app, officer, phone, clock):
    before = codes_of(phone)
    begin_generation()
    after = codes_of(Phone(phone.client, officer))

    assert not set(before) & set(after)
    assert int(after[0][-7:-1]) > 400_000


def test_two_restores_of_one_backup_meet_nowhere(app, phone, officer, clock):
    """Found by the property: the step from what the backup remembered was the same both times."""
    clock(datetime(2026, 12, 20, 8, 0, tzinfo=VN))
    begin_generation()
    kept = codes_of(Phone(phone.client, officer))
    after = []
    for hours in (1, 9):
        clock(datetime(2026, 12, 20, 8 + hours, 0, tzinfo=VN))
        begin_generation()
        after.append(codes_of(Phone(phone.client, officer)))
        with migrating():
            forgotten = select(NumberLease.id).where(NumberLease.leased_at > datetime(2026, 12, 20, 8, 30, tzinfo=VN))
            session.execute(delete(LedgerEntry).where(LedgerEntry.lease_id.in_(forgotten)))
            session.execute(delete(NumberLease).where(NumberLease.id.in_(forgotten)))
            session.execute(update(NumberSeries).values(last=int(kept[-1][-7:-1])))
            session.commit()

    assert not set(after[0]) & set(after[1])


def test_what_was_given_before_a_restore_is_no_ones_fault(app, officer, clock):
    clock(SATURDAY + timedelta(days=1))
    dossier = make_dossier(officer)
    begin_generation()
    lost = receipt_number(WARD, 2026, 77)

    earlier = phone_sends(officer, receipt_for(dossier, lost), at=SATURDAY)
    later = phone_sends(
        officer, receipt_for(make_dossier(officer), receipt_number(WARD, 2026, 78)), at=SATURDAY + timedelta(days=2)
    )

    assert earlier.flags == []
    assert "number-not-leased" in later.flags


def test_a_series_steps_over_numbers_that_were_seen(app, officer, phone):
    seen = receipt_number(WARD, datetime.now(VN).year, 3)
    done(phone_sends(officer, receipt_for(make_dossier(officer), seen)))

    codes = codes_of(phone)

    assert seen not in codes
    assert codes[0].endswith(receipt_number(WARD, datetime.now(VN).year, 4)[-7:])


def test_a_lost_pad_is_voided_once_with_a_reason(app, act):
    coordinator = make_coordinator()
    name, pad = new_id(), new_id()
    done(act(coordinator, LeaseNumbers(lease_id=pad, kind="receipt", count=3, medium="paper")))
    void = VoidNumbers(lease_id=pad, reason="Rơi xuống hồ")

    first, again = act(coordinator, void, id=name), act(coordinator, void, id=name)

    assert (first.status, again.is_duplicate) == ("applied", True)
    assert sums(blocks_of(WARD)) == {"voided": 3}
    assert act(coordinator, void).code == "lease-ended"
    assert act(coordinator, VoidNumbers(lease_id=new_id(), reason="x")).code == "unknown-number-lease"
    assert act(coordinator, VoidNumbers(lease_id=pad, reason=" ")).code in {
        "lease-ended",
        "reason-needed",
        "invalid-shape",
    }


def test_voiding_needs_a_reason(app, act):
    coordinator, pad = make_coordinator(), new_id()
    done(act(coordinator, LeaseNumbers(lease_id=pad, kind="receipt", count=1, medium="paper")))

    assert act(coordinator, VoidNumbers(lease_id=pad, reason="")).code == "reason-needed"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
def test_only_the_desk_voids_and_only_the_server_settles(app, act, role):
    person = make_user(role)
    assert act(person, VoidNumbers(lease_id=new_id(), reason="x")).code == "not-permitted"
    assert act(person, SettleNumbers()).code == "not-permitted"
    assert act(person, ReportFork(device_id="x", seq=1, last_seq=1)).code == "not-permitted"


def test_a_fork_of_an_unknown_phone_is_refused(app, act):
    assert act(SYSTEM, ReportFork(device_id="nobody", seq=1, last_seq=1)).code == "device-unknown"


def test_settling_again_changes_nothing(act, phone):
    codes_of(phone)
    name = new_id()
    assert [act(SYSTEM, SettleNumbers(), id=name).status for _ in range(2)] == ["applied", "applied"]
    assert sums(blocks_of(WARD)) == {"leased": 5}


def test_the_command_line_accounts_for_every_number(app, officer, phone):
    codes = codes_of(phone)
    done(phone_sends(officer, receipt_for(make_dossier(officer), codes[0]), device=phone.device_id))
    run = app.test_cli_runner().invoke

    whole = run(args=["receipts", "ledger"])

    assert whole.exit_code == 0
    assert "receipts leased 5 = issued 1 + voided 0 + expired 0 + leased 4" in whole.output


def test_the_command_line_finds_what_does_not_add_up(app, phone):
    codes = codes_of(phone)
    run = app.test_cli_runner().invoke
    with migrating():
        session.execute(delete(LedgerEntry).where(LedgerEntry.key == codes[0]))
        session.execute(
            update(LedgerEntry).where(LedgerEntry.key == codes[1]).values(state="issued", issued_to="dossier:x")
        )
        session.commit()

    broken = run(args=["receipts", "ledger"])

    assert broken.exit_code == 1
    assert "has no line of its own" in broken.stderr
    assert f"{codes[1]} stands as issued, and there is no such receipt" in broken.stderr


def test_the_office_sees_whose_numbers_are_out_and_voids_a_lost_pad(app, act, officer, phone, sign_in):
    codes = codes_of(phone)
    done(phone_sends(officer, receipt_for(make_dossier(officer), codes[0]), device=phone.device_id))
    coordinator, pad = make_coordinator(), new_id()
    done(act(coordinator, LeaseNumbers(lease_id=pad, kind="receipt", count=3, medium="paper")))
    browser = sign_in(coordinator)

    for language in ("vi", "en"):
        page = check_page(browser.get(f"/office/numbers?lang={language}"))
        assert officer.full_name in text(page.one("tbody"))
        assert codes[0] in text(page.one("tbody"))
    told = {"command_id": str(new_id()), "reason": "Rơi xuống hồ"}
    assert browser.post(f"/office/numbers/{pad}/void", data=told).status_code == 302

    page = text(check_page(browser.get("/office/numbers?lang=vi")).one("main"))
    assert "Rơi xuống hồ" in page
    assert "không số nào cấp hai lần" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"reason": "Rơi xuống hồ", "command_id": "không phải mã"}, "Đã huỷ các số còn lại"),
        ({"command_id": str(new_id()), "reason": ""}, "Hãy ghi lý do"),
        ({"reason": "x" * 5000}, "Hãy ghi lý do"),
    ],
)
def test_a_reason_is_asked_for_and_no_id_is_needed(act, sign_in, told, words):
    coordinator, pad = make_coordinator(), new_id()
    done(act(coordinator, LeaseNumbers(lease_id=pad, kind="receipt", count=3, medium="paper")))
    browser = sign_in(coordinator)

    assert browser.post(f"/office/numbers/{pad}/void", data=told).status_code == 302

    assert words in text(check_page(browser.get("/office/numbers")).one("body"))
