"""Forms of the office's work on a dossier: they turn strings into commands and decide nothing."""

from app.dossiers.forms.base import DossierForm
from app.dossiers.forms.handing import CounterForm
from app.dossiers.forms.states import (
    ApologyForm,
    PaymentForm,
    ReceivedForm,
    RefusalForm,
    StatusForm,
    StopForm,
    SupplementForm,
    WithdrawalForm,
)
from app.dossiers.forms.work import (
    CodeForm,
    CorrectionForm,
    DeliveryForm,
    ResultForm,
    ReturnVisitForm,
    TakeInForm,
)

__all__ = [
    "ApologyForm",
    "CodeForm",
    "CorrectionForm",
    "CounterForm",
    "DeliveryForm",
    "DossierForm",
    "PaymentForm",
    "ReceivedForm",
    "RefusalForm",
    "ResultForm",
    "ReturnVisitForm",
    "StatusForm",
    "StopForm",
    "SupplementForm",
    "TakeInForm",
    "WithdrawalForm",
]
