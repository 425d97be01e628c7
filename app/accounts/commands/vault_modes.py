"""Which ways of protecting a phone's store the ward allows. The phone takes the strongest that it has."""

from typing import ClassVar
from uuid import UUID

from app.accounts.vault_models import STRONGEST_FIRST, Mode, VaultModes
from app.accounts.vaults import find_vault_modes
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role


class SetVaultModes(Command):
    """Phones of this ward may protect what they keep in these ways."""

    type: ClassVar[str] = "accounts.set_vault_modes"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.ADMIN, Role.SYSTEM})

    vault_modes_id: UUID
    """For the ward's first choice; later ones change that row."""
    modes: list[Mode]


@handles(SetVaultModes)
def set_vault_modes(command: SetVaultModes, context: Context) -> None:
    """Phones hear of it with the next pull; a vault changes its mode with its next PIN."""
    modes = [mode for mode in STRONGEST_FIRST if mode in command.modes]
    if not modes:
        raise Rejected("vault-modes-none")
    row = find_vault_modes(context.ward)
    if row is None:
        row = VaultModes(id=command.vault_modes_id, ward=context.ward, modes=modes)
        context.add(row)
    row.modes = modes
    context.record("modes-set", row)
