"""The tables of dossiers, and their rows as phones store them."""

from app.dossiers.models.copies import FormCopy
from app.dossiers.models.custody import CustodyPaper, CustodyTransfer, PaperIncident
from app.dossiers.models.dossier import Dossier
from app.dossiers.models.money import CashHandIn, FeeAccount
from app.dossiers.models.papers import FormLayout, RegisterPrint
from app.dossiers.models.parts import DossierComponent, DossierFile, DossierSignature
from app.dossiers.models.progress import (
    Apology,
    Correction,
    FeePayment,
    HomeReceipt,
    PaymentDuty,
    StatusChange,
    Supplement,
    SupplementReceived,
)
from app.dossiers.models.result import HandOver, Result
from app.dossiers.models.waits import CustodyWait

__all__ = [
    "Apology",
    "CashHandIn",
    "Correction",
    "CustodyPaper",
    "CustodyTransfer",
    "CustodyWait",
    "Dossier",
    "DossierComponent",
    "DossierFile",
    "DossierSignature",
    "FeeAccount",
    "FeePayment",
    "FormCopy",
    "FormLayout",
    "HandOver",
    "HomeReceipt",
    "PaperIncident",
    "PaymentDuty",
    "RegisterPrint",
    "Result",
    "StatusChange",
    "Supplement",
    "SupplementReceived",
]
