"""Both sides count and sign the manifest; when they agree, everything on it is with the post."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.dossiers.commands.custody import Hands, let_papers_move
from app.dossiers.models.shapes import Name, Sha256
from app.postal import rules
from app.postal.commands.holding import FIELD, await_named, flag_other_office, take_over
from app.postal.models import Manifest, ManifestSignature
from app.postal.models.words import ManifestState, Side, Standing
from app.postal.queries import get_manifest, signature_of


class SignManifest(Command):
    """I have counted so many envelopes and sign for my side."""

    type: ClassVar[str] = "postal.sign_manifest"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    manifest_id: UUID
    side: Side
    count: Annotated[int, Field(ge=0, le=999)]
    signature_file: Sha256 | None = None
    name: Name


@handles(SignManifest)
def sign_manifest(command: SignManifest, context: Context) -> None:
    manifest = get_manifest(command.manifest_id, ward=context.ward)
    flags = rules.flags_of_signature(manifest, command.side, command.count)
    signature = ManifestSignature(
        side=command.side,
        name=command.name,
        count=command.count,
        signature_file=command.signature_file,
        at=context.at,
        by_id=context.actor.id,
        command_id=context.command_id,
        standing=Standing.BESIDE if manifest.signature_of(command.side) else Standing.IN_FORCE,
    )
    manifest.signatures.append(signature)
    for flag in flags:
        context.flag(flag, side=command.side, counted=command.count, listed=len(manifest.items))
    flag_other_office(context, manifest.post_office_id)
    await_named(context, manifest, [command.signature_file])
    context.record(f"signed-by-{command.side}", manifest)
    if rules.is_agreed(manifest):
        _pass_on(context, manifest)


def _pass_on(context: Context, manifest: Manifest) -> None:
    """The legal moment: from now on the post answers for every envelope of the list."""
    manifest.state = ManifestState.SIGNED
    manifest.signed_at = context.at
    context.record("signed", manifest)
    giver, taker = manifest.signature_of(Side.CENTRE), manifest.signature_of(Side.POST)
    files = [side.signature_file for side in (giver, taker) if side is not None and side.signature_file]
    hands = Hands(
        given_by=giver.name if giver else None,
        taken_by=taker.name if taker else "",
        signature_files=tuple(files) if len(files) == len(Side) else (),
    )
    for item in manifest.items:
        take_over(context, item, hands)


@when_accepted(SignManifest)
def accept_signature(command: SignManifest, context: Context) -> None:
    """A person has looked at the counts: this signature is the one that counts, whatever its number."""
    let_papers_move(context)
    manifest = get_manifest(command.manifest_id, ward=context.ward)
    signature = signature_of(context.command_id)
    earlier = manifest.signature_of(command.side)
    if signature is not None and earlier is not None and earlier is not signature:
        earlier.standing, signature.standing = Standing.BESIDE, Standing.IN_FORCE
        context.record(f"signed-by-{command.side}", manifest)
    if manifest.state == ManifestState.OPEN and all(manifest.signature_of(side) for side in Side):
        _pass_on(context, manifest)
