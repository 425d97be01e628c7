"""Builders of the catalogue: one small confirmed procedure, or the shipped fifty."""

from app.catalogue.commands import ImportProcedure
from app.catalogue.facts import (
    AtHome,
    Case,
    Channel,
    ChannelFacts,
    Confidence,
    Fee,
    HomeVisit,
    LimitUnit,
    Paper,
    PaperKind,
    ProcedureFacts,
    TimeLimit,
    Trust,
)
from app.catalogue.queries import procedure_version
from app.catalogue.shipped import load_procedures
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.scope import SHARED_WARD
from tests.make import done

CATALOGUE = system_actor(SHARED_WARD)
CONFIRMED = Confidence(code=Trust.CONFIRMED, name=Trust.CONFIRMED, papers=Trust.CONFIRMED, at_home=Trust.CONFIRMED)
BY_ANOTHER = Case(
    key="c1",
    name="Nhờ người khác",
    papers=(Paper(key="c1-p1", kind=PaperKind.HAND_IN, name="Giấy ủy quyền", originals=1),),
)
FORM = Paper(key="p1", kind=PaperKind.HAND_IN, name="Tờ khai", originals=1)


def make_limit(n=2, unit=LimitUnit.WORKING_DAYS, trust=Trust.CONFIRMED):
    """Return a limit of two working days."""
    return TimeLimit(text=f"{n} ngày làm việc", n=n, unit=unit, trust=trust)


def make_fee(amount=8000, trust=Trust.CONFIRMED, per="bản"):
    """Return a fee in đồng."""
    return Fee(text=f"{amount}/{per}", amount=amount, per=per, trust=trust)


def make_facts(code="2.000635", *, limit=None, fee=None, way=AtHome.COLLECT, papers=(FORM,), **values):
    """Return the facts of a confirmed procedure."""
    given = {
        "code": code,
        "name": "Cấp bản sao Trích lục hộ tịch",
        "plain_name": "Bản sao trích lục",
        "at_home": HomeVisit(way=way, reason="Vì thế", minutes=15, minutes_trust=Trust.ASSUMED),
        "channels": (ChannelFacts(channel=Channel.DIRECT, limit=limit or make_limit(), fee=fee or make_fee()),),
        "cases": (Case(key="all", papers=tuple(papers)),),
        "source": "Cổng Dịch vụ công",
        "confidence": CONFIRMED,
    }
    return ProcedureFacts(**(given | values))


def make_procedure(code="2.000635", **values):
    """Return a procedure that was imported; offered when its facts are confirmed."""
    procedure_id = new_id()
    done(execute(ImportProcedure(procedure_id=procedure_id, facts=make_facts(code, **values)), actor=CATALOGUE))
    return procedure_version(procedure_id)


def make_catalogue():
    """Bring the shipped procedures in."""
    return load_procedures(CATALOGUE)
