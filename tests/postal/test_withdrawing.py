"""A result given otherwise while its envelope was still on an open list: the list is shorter, nobody looks for it."""

import pytest

from app.core.changes import changes_of
from app.dossiers.queries import get_dossier
from app.postal.queries import get_item, get_manifest
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import handing
from tests.make_places import make_post_office
from tests.make_postal import HOUR, MONDAY, delivering, listing, make_manifest, make_posted_dossier, signing


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def two(office):
    """Return an open list of two envelopes, and both dossiers."""
    dossiers = [make_posted_dossier(), make_posted_dossier()]
    return make_manifest(office, *dossiers, signed=False), dossiers


def item_of(manifest, dossier):
    return next(item for item in manifest.items if item.dossier_id == dossier.id)


def give(act, coordinator, dossier):
    done(act(coordinator, handing(dossier, get_dossier(dossier.id).result), at=MONDAY + HOUR))


def test_what_was_given_at_the_counter_leaves_the_open_list(act, coordinator, two):
    manifest, (given, other) = two
    envelope = item_of(manifest, given).id

    give(act, coordinator, given)
    signed = [act(coordinator, signing(manifest, side, count=1), at=MONDAY + 2 * HOUR) for side in ("centre", "post")]

    manifest = get_manifest(manifest.id, ward=WARD)
    assert [receipt.flags for receipt in signed] == [[], []]
    assert ([item.dossier_id for item in manifest.items], manifest.state) == ([other.id], "signed")
    assert (get_item(envelope, ward=WARD).state, get_item(envelope, ward=WARD).manifest_id) == ("withdrawn", None)
    assert get_dossier(given.id).result.state == "handed-over"
    assert [c.what for c in changes_of("postal_item", envelope)] == ["listed", "withdrawn"]
    assert "item-withdrawn" in [c.what for c in changes_of("manifest", manifest.id)]


def test_whoever_counted_before_is_told_that_the_list_has_changed(act, coordinator, two):
    manifest, (given, _) = two
    done(act(coordinator, signing(manifest, "centre"), at=MONDAY))
    give(act, coordinator, given)

    late = act(coordinator, signing(manifest, "post", count=2), at=MONDAY + 2 * HOUR)

    assert (late.flags, get_manifest(manifest.id, ward=WARD).state) == (["manifest-count-differs"], "open")


def test_an_envelope_that_the_post_has_stays_with_the_post(act, office):
    """The officer's report comes late: it lies beside, and a person looks."""
    dossier = make_posted_dossier()
    manifest = make_manifest(office, dossier)

    late = act(make_officer(), handing(dossier, get_dossier(dossier.id).result), at=MONDAY + HOUR)

    assert late.flags == ["result-elsewhere"]
    assert item_of(get_manifest(manifest.id, ward=WARD), dossier).state == "with-post"


def test_a_withdrawn_envelope_that_reached_a_door_is_looked_at_and_can_be_listed_no_more(act, coordinator, office, two):
    manifest, (given, _) = two
    envelope = item_of(manifest, given)
    give(act, coordinator, given)

    delivered = act(coordinator, delivering(envelope), at=MONDAY + 2 * HOUR)
    again = act(coordinator, listing(office, given))

    assert delivered.flags == ["item-already-withdrawn"]
    assert (get_item(envelope.id, ward=WARD).state, again.code) == ("withdrawn", "result-not-here")
