"""What happens to dossiers, one module for each thing; importing this package registers every handler."""

import app.dossiers.commands.reactions  # noqa: F401 - registers what follows from other features
from app.dossiers.commands.corrections import CorrectFact
from app.dossiers.commands.custody import TransferCustody
from app.dossiers.commands.endings import Refuse, Withdraw
from app.dossiers.commands.exporting import ExportList, ExportPackets
from app.dossiers.commands.handing import HandOverResult
from app.dossiers.commands.incidents import ReportPaper, SettlePaper
from app.dossiers.commands.layouts import ConfirmLayout
from app.dossiers.commands.money import ConfirmPayment, HandInCash, SetFeeAccount, TakeFee
from app.dossiers.commands.office import Apologise, AskPayment, ChangeStatus, LinkCode, Stop
from app.dossiers.commands.printing import PrintForm, PrintRegister
from app.dossiers.commands.receipt import IssueReceipt, SignDossier
from app.dossiers.commands.results import AttachResult, ChooseDelivery
from app.dossiers.commands.settling import SettleAtDoor
from app.dossiers.commands.supplement import AskSupplement, ReceiveSupplement
from app.dossiers.commands.taking import AddFiles, RecordDossier

__all__ = [
    "AddFiles",
    "Apologise",
    "AskPayment",
    "AskSupplement",
    "AttachResult",
    "ChangeStatus",
    "ChooseDelivery",
    "ConfirmLayout",
    "ConfirmPayment",
    "CorrectFact",
    "ExportList",
    "ExportPackets",
    "HandInCash",
    "HandOverResult",
    "IssueReceipt",
    "LinkCode",
    "PrintForm",
    "PrintRegister",
    "ReceiveSupplement",
    "RecordDossier",
    "Refuse",
    "ReportPaper",
    "SetFeeAccount",
    "SettleAtDoor",
    "SettlePaper",
    "SignDossier",
    "Stop",
    "TakeFee",
    "TransferCustody",
    "Withdraw",
]
