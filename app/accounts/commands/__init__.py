"""What is done about staff (`staff`), about one phone (`devices`), and about a phone that is lost (`lost`)."""

from app.accounts.commands.devices import NameDevice, ResumeDevice, RevokeDevice, SuspendDevice, WipeDevice
from app.accounts.commands.lost import ReportLostPhone, SettleBreach
from app.accounts.commands.staff import ADMINS, AddUser, SetActive, SetAreas, SetPassword, hash_password

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
    "SettleBreach",
    "SuspendDevice",
    "WipeDevice",
    "hash_password",
]
