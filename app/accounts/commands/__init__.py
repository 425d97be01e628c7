"""What is done about staff (`staff`), about one phone (`devices`), about a phone that is lost
(`lost`), and how phones protect what they keep (`vault_modes`)."""

from app.accounts.commands.devices import NameDevice, ResumeDevice, RevokeDevice, SuspendDevice, WipeDevice
from app.accounts.commands.lost import ReportLostPhone, SettleBreach
from app.accounts.commands.staff import ADMINS, AddUser, SetActive, SetAreas, SetPassword, hash_password
from app.accounts.commands.vault_modes import SetVaultModes

__all__ = [
    "ADMINS",
    "AddUser",
    "NameDevice",
    "ReportLostPhone",
    "ResumeDevice",
    "RevokeDevice",
    "SetActive",
    "SetAreas",
    "SetPassword",
    "SetVaultModes",
    "SettleBreach",
    "SuspendDevice",
    "WipeDevice",
    "hash_password",
]
