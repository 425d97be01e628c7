"""The wards, people and plans that bad luck happens to. Made once, copied for every run."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.core.clock import Clock, now, today
from app.core.commands import Actor, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.core.worker import run_duties
from app.visits import rules
from app.visits.commands import SetShift
from app.visits.models import Half
from tests.make import WARD, done, make_user
from tests.make_dossiers import make_procedure
from tests.make_places import make_neighbourhood, make_post_office, make_ward
from tests.make_visits import make_team

SECOND_WARD = "08500"
START = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)
"""Thursday morning in Vietnam: the Saturday to come is planned."""
STEP = timedelta(minutes=1)


@dataclass(frozen=True)
class Person:
    """A member of staff, without a row behind it."""

    id: UUID
    role: str
    ward: str

    @property
    def actor(self):
        """The same person as the author of a command on a page."""
        return Actor(id=self.id, role=Role(self.role), ward=self.ward)


@dataclass
class World:
    """Ids by name; nothing here changes once it is made."""

    people: dict[str, Person] = field(default_factory=dict)
    areas: dict[str, list[UUID]] = field(default_factory=dict)
    teams: dict[str, list[UUID]] = field(default_factory=dict)
    procedure_id: UUID | None = None
    post_office_id: UUID | None = None

    def coordinator(self, ward=WARD):
        """Who plans in this ward."""
        return next(p for p in self.people.values() if p.role == Role.COORDINATOR and p.ward == ward)

    def officers(self, ward=WARD):
        """Who goes to the homes."""
        return [p for p in self.people.values() if p.role == Role.OFFICER and p.ward == ward]


def make_world():
    """Two wards: one with two teams, a leader, a coordinator and a postal worker, one with an officer and a desk."""
    Clock.fixed = START
    world = World()
    make_ward(WARD)
    make_ward(SECOND_WARD)
    for ward in (WARD, SECOND_WARD):
        world.areas[ward] = [make_neighbourhood(ward=ward).id for _ in range(2)]
    _hire(world, "coordinator", Role.COORDINATOR)
    _hire(world, "leader", Role.LEADER, areas=world.areas[WARD][:1])
    _hire(world, "director", Role.DIRECTOR)
    for name in ("officer-1", "officer-2"):
        _form_team(world, _hire(world, name, Role.OFFICER))
    _hire(world, "far-coordinator", Role.COORDINATOR, ward=SECOND_WARD)
    _form_team(world, _hire(world, "far-officer", Role.OFFICER, ward=SECOND_WARD))
    world.post_office_id = make_post_office().id
    _hire(world, "postal", Role.POSTAL, post_office_id=world.post_office_id)
    world.procedure_id = make_procedure().id
    run_duties(minute=0)  # the calendar is declared once, not in every run
    return world


def _hire(world, name, role, *, ward=WARD, areas=(), post_office_id=None):
    user = make_user(role, name=name, ward=ward, areas=areas, post_office_id=post_office_id)
    world.people[name] = Person(user.id, str(role), ward)
    return user


def _form_team(world, user):
    world.teams.setdefault(user.ward, []).append(make_team(user, name=user.full_name, ward=user.ward).id)


def tick(step=STEP):
    """Let time pass."""
    Clock.fixed = now() + step


def coming_saturday():
    """Return the Saturday that is planned now."""
    return rules.weekend_of(today() + timedelta(days=7))[0]


def open_shift(team_id, ward):
    """Let the team work all of the coming Saturday morning."""
    command = SetShift(
        shift_id=new_id(),
        team_id=team_id,
        date=coming_saturday(),
        half=Half.MORNING,
        capacity_minutes=rules.minutes_of(Half.MORNING),
    )
    done(execute(command, actor=system_actor(ward)))
