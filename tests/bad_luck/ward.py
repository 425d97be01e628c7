"""A small ward for days of bad luck: two teams with visits, a leader, and a desk that goes on working meanwhile."""

from random import Random

from app.accounts.devices import make_code
from app.core.clock import today
from app.core.execute import execute
from app.core.ids import new_id
from app.dossiers.commands import AttachResult
from app.dossiers.queries import work_list
from app.requests.commands import AcceptRequest
from app.requests.queries import requests_on_the_list
from app.visits.commands import ReassignVisit
from app.visits.models import Half
from app.visits.queries import teams, visits_between
from tests.bad_luck.oracle import count_effects
from tests.make import WARD, make_coordinator, make_leader, make_officer
from tests.make_catalogue import CONFIRMED
from tests.make_dossiers import make_procedure
from tests.make_places import make_neighbourhood
from tests.make_visits import make_accepted_request, make_shift, make_team, make_visit, next_saturday

VISITS = 6
"""Of each team; more than a half-day holds in earnest, but days of bad luck are long."""


class Ward:
    """Its people by the names of their phones, and the desk."""

    def __init__(self):
        place = make_neighbourhood()
        make_procedure(confidence=CONFIRMED)
        self.desk = make_coordinator()
        officers = [make_officer(name="Nguyễn Thị Một"), make_officer(name="Trần Văn Hai")]
        self.people = dict(zip(("officer-1", "officer-2"), officers, strict=True))
        self.people["leader"] = make_leader(place.id)
        for number, officer in enumerate(officers, start=1):
            self._give_visits(make_team(officer, name=f"Đội {number}"), place)
        self.before = count_effects()

    def _give_visits(self, team, place):
        for half in Half:
            make_shift(team, half=half)
        for number in range(VISITS):
            request = make_accepted_request(coordinator=self.desk, neighbourhood_id=place.id)
            half = list(Half)[number % 2]
            make_visit(team=team, request=request, coordinator=self.desk, half=half)

    def phones(self, *names):
        """Return what each named phone is told; `officer-1` and `officer-1b` are two phones of one person."""
        return [self._phone(name) for name in names]

    def _phone(self, name):
        user = self.user_of(name)
        return {"name": name, "role": user.role, "code": make_code(user.id)}

    def user_of(self, name):
        """Return whose phone this is."""
        return self.people[name.removesuffix("b")]

    def work_at_the_desk(self, throw):
        """Do one of the things that a desk does; `throw` decides which and to what."""
        random = Random(throw)
        for act in random.sample([self._accept, self._reassign, self._bring_result], 3):
            if act(random):
                return

    def _accept(self, random):
        waiting = [request for request in requests_on_the_list(WARD) if request.status == "waiting"]
        return waiting and self._do(AcceptRequest(request_id=random.choice(waiting).id))

    def _reassign(self, random):
        open_visits = [visit for visit in visits_between(WARD, today(), next_saturday()) if visit.status == "planned"]
        if not open_visits:
            return False
        visit = random.choice(open_visits)
        other = next(team for team in teams(WARD) if team.id != visit.team_id)
        return self._do(ReassignVisit(visit_id=visit.id, team_id=other.id))

    def _bring_result(self, random):
        waiting = [row for row in work_list(WARD) if row.result is None]
        if not waiting:
            return False
        papers = [{"name": "Bản sao trích lục", "count": 1}]
        return self._do(AttachResult(dossier_id=random.choice(waiting).id, result_id=new_id(), papers=papers))

    def _do(self, command):
        return execute(command, actor=self.desk.as_actor()).is_applied
