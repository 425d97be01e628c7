"""Mode S: half of a key is made once and given out for a proven PIN; ten wrong proofs end it."""

import pytest

from app.accounts.commands import SetActive
from app.accounts.vault_models import VaultShare
from app.accounts.vaults import MOST_SHARES, MOST_WRONG
from app.core.db import session
from app.core.ids import new_id
from tests.make import done, make_officer, make_user
from tests.phone import Phone

RIGHT, WRONG = "r" * 43, "w" * 43


@pytest.fixture
def phone(app, client):
    return Phone(client, make_officer())


def ask(phone, path, token, share_id, proof):
    headers = phone.headers(token)
    return phone.client.post(f"/api/sync/v1/{path}", json={"share_id": str(share_id), "proof": proof}, headers=headers)


def make(phone, share_id, proof=RIGHT):
    return ask(phone, "vault-shares", phone.read_token, share_id, proof)


def release(phone, share_id, proof=RIGHT):
    return ask(phone, "vault-shares/release", phone.send_token, share_id, proof)


def test_the_right_proof_gets_the_same_share_for_ever(phone):
    share_id = new_id()
    made = make(phone, share_id)

    assert made.status_code == 201
    assert len(bytes.fromhex(made.json["share"])) == 32
    assert release(phone, share_id).json == made.json
    assert make(phone, share_id).json == made.json, "a lost answer may be asked for again"
    assert make(phone, new_id()).json != made.json


def test_ten_wrong_proofs_end_it_and_the_right_one_starts_the_count_anew(phone):
    share_id = new_id()
    make(phone, share_id)

    for left in range(MOST_WRONG - 1, 0, -1):
        answer = release(phone, share_id, WRONG)
        assert (answer.status_code, answer.json["error"], answer.json["details"]) == (409, "pin-wrong", {"left": left})
    assert release(phone, share_id).status_code == 200
    for _ in range(MOST_WRONG):
        assert release(phone, share_id, WRONG).json["error"] == "pin-wrong"

    locked = release(phone, share_id)
    assert (locked.status_code, locked.json["error"], locked.json["details"]) == (409, "share-locked", {"left": 0})


def test_wrong_proofs_count_for_the_phone_not_for_one_share(phone):
    first, second = new_id(), new_id()
    make(phone, first)
    make(phone, second)

    for share_id in [first, second] * 5:
        release(phone, share_id, WRONG)

    assert release(phone, first).json["error"] == release(phone, second).json["error"] == "share-locked"


def test_a_new_pin_that_opened_ends_the_old_one(phone):
    old, new = new_id(), new_id()
    make(phone, old)
    make(phone, new, "n" * 43)
    assert release(phone, old).status_code == 200, "until then both open"

    assert release(phone, new, "n" * 43).status_code == 200

    assert release(phone, old).json["error"] == "unknown-vault-share"


def test_a_locked_phone_makes_none_and_another_phone_gets_none(phone, client):
    share_id, other = new_id(), Phone(client, make_user("officer"))
    make(phone, share_id)

    assert ask(phone, "vault-shares", phone.send_token, new_id(), RIGHT).status_code == 401
    assert release(other, share_id).json["error"] == "unknown-vault-share"
    assert make(other, share_id).json["error"] == "share-taken"
    assert make(phone, share_id, WRONG).json["error"] == "share-taken"


def test_an_ended_account_opens_nothing(phone, act):
    share_id = new_id()
    make(phone, share_id)
    done(act(make_user("admin"), SetActive(user_id=phone.user_id, is_active=False, reason="đã nghỉ")))

    answer = release(phone, share_id)

    assert (answer.status_code, answer.json["device"]) == (403, "suspended")


def test_what_is_no_proof_is_not_looked_at(phone):
    assert make(phone, new_id(), "short").json["error"] == "not-ours"
    assert release(phone, "nothing").json["error"] == "not-ours"


def test_shares_that_never_opened_do_not_pile_up(phone):
    ids = [new_id() for _ in range(MOST_SHARES + 5)]
    for share_id in ids:
        make(phone, share_id)

    assert session.query(VaultShare).count() == MOST_SHARES
    assert release(phone, ids[-1]).status_code == 200
