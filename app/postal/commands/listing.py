"""The centre lists results for the post: one envelope for each dossier, on one manifest."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from app.citizens.queries import find_citizen
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Rejected, Unknown
from app.core.roles import Role
from app.dossiers.models import CustodyPaper, Dossier
from app.dossiers.models.shapes import Shape
from app.dossiers.queries import get_dossier, papers_of
from app.places.queries import get_post_office
from app.postal import rules
from app.postal.codes import PostalCode
from app.postal.models import Manifest, PostalItem
from app.postal.models.words import Direction, ItemState, ManifestState
from app.postal.queries import find_item, find_manifest, items_of_dossier, next_serial


class Listed(Shape):
    """One line of the list: this dossier's result in this envelope, under this slip number if it has one."""

    item_id: UUID
    dossier_id: UUID
    code: PostalCode | None = None


class MakeManifest(Command):
    """Send these results by post: here is the list for both sides to count and sign."""

    type: ClassVar[str] = "postal.make_manifest"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    manifest_id: UUID
    post_office_id: UUID
    items: Annotated[tuple[Listed, ...], Field(max_length=200)]


@handles(MakeManifest)
def make_manifest(command: MakeManifest, context: Context) -> None:
    office = get_post_office(command.post_office_id)
    if office.ward != context.ward:
        raise Unknown("post_office", office.id)
    rules.check_some(len(command.items))
    if find_manifest(command.manifest_id) is not None:
        raise Rejected("manifest-id-used")
    year = context.at.astimezone(VN).year
    manifest = Manifest(
        id=command.manifest_id,
        ward=context.ward,
        year=year,
        serial=next_serial(context.ward, year),
        post_office_id=office.id,
        state=ManifestState.OPEN,
        made_at=context.at,
        made_by=context.actor.id,
    )
    context.add(manifest)
    for line in command.items:
        _list(context, manifest, line)
    context.record("made", manifest)


def _list(context: Context, manifest: Manifest, line: Listed) -> None:
    dossier = get_dossier(line.dossier_id, ward=context.ward)
    result = dossier.result
    rules.check_listable(delivery_way=dossier.delivery_way, result_state=result.state if result else None)
    rules.check_not_listed(items_of_dossier(dossier.id))
    if find_item(line.item_id) is not None:
        raise Conflict("item-id-used")
    at_centre = [paper for paper in papers_of(dossier.id) if paper.holder_kind == "centre"]
    item = PostalItem(
        id=line.item_id,
        ward=context.ward,
        dossier_id=dossier.id,
        post_office_id=manifest.post_office_id,
        direction=Direction.DELIVER,
        code=line.code,
        papers=_papers(result.papers if result else [], at_centre),
        custody_papers=[str(paper.id) for paper in at_centre],
        state=ItemState.LISTED,
        **_addressee(dossier),
    )
    manifest.items.append(item)
    context.record("listed", item)


def _papers(results: list[dict[str, Any]], originals: list[CustodyPaper]) -> list[dict[str, Any]]:
    """The result's papers and the originals that go home with them."""
    return [{"name": paper["name"], "count": paper["count"]} for paper in results] + [
        {"name": paper.name, "count": paper.count} for paper in originals
    ]


def _addressee(dossier: Dossier) -> dict[str, str | None]:
    """Name, address, phone: all that the post may know."""
    citizen = find_citizen(dossier.citizen_id)
    people = [dossier.roles.get("owner") or {}, dossier.roles.get("submitter") or {}]
    phones = [person.get("phone") for person in people] + [citizen.phone if citizen else None]
    address = dossier.delivery_address or (citizen.address if citizen else "")
    if not address:
        raise Rejected("address-required")
    return {
        "to_name": dossier.owner_name,
        "to_address": address,
        "to_phone": next((phone for phone in phones if phone), None),
    }
