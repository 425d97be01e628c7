"""The demo ward's staff: one coordinator, director and admin, nine officers in three teams, 94 leaders, the post."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from app.accounts.commands import AddUser, hash_password
from app.accounts.queries import find_user_by_name, staff_of
from app.core.clock import today
from app.core.commands import Actor, Command, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.demo.people import full_name, phone
from app.places.models import Neighbourhood
from app.places.queries import neighbourhoods_of, post_offices_of
from app.visits.commands import AddTeam, SetShift
from app.visits.models import Half
from app.visits.rules import minutes_of, weekend_of

PASSWORD = "demo-tan-nha"  # noqa: S105 - printed by `make run`; demo data only
TEAMS = ("Đội Sông Đà", "Đội Thịnh Lang", "Đội Quỳnh Lâm")
OFFICERS_IN_A_TEAM = 3
WEEKENDS_BEFORE, WEEKENDS_AFTER = 2, 6

SIGN_INS = (
    ("dieuphoi", "Điều phối viên · coordinator"),
    ("canbo1", "Cán bộ đi nhà · officer"),
    ("totruong14", "Tổ trưởng Tổ 14 · neighbourhood leader"),
    ("buudien", "Nhân viên bưu điện · post"),
    ("giamdoc", "Giám đốc · director"),
    ("quantri", "Quản trị · admin"),
)


@dataclass
class Town:
    """The ward with its people at work, as the scenes need it."""

    ward: str
    random: Random
    coordinator: Actor
    officers: list[Actor]
    teams: list[UUID]
    neighbourhoods: list[Neighbourhood] = field(default_factory=list)
    post_office_id: UUID | None = None
    postman: Actor | None = None

    def team_officer(self, team: int) -> Actor:
        """Return the first officer of a team."""
        return self.officers[team * OFFICERS_IN_A_TEAM]


class DemoError(RuntimeError):
    """A demo command was refused: the demo is out of step with the product."""


def do(command: Command, actor: Actor, *, ward: str | None = None) -> None:
    """Carry out a command that must succeed."""
    receipt = execute(command, actor=actor, ward=ward)
    if not receipt.is_applied:
        raise DemoError(f"{command.type}: {receipt.code} {receipt.details}")


def add_staff(ward: str, random: Random, *, prefix: str = "", password: str = PASSWORD) -> Town:
    """Add everybody who works here, the teams, and their half-days before and after today."""
    password_hash = hash_password(password)
    places = neighbourhoods_of(ward)
    office = post_offices_of(ward)[0]

    def add(username: str, role: Role, *, badge: str = "", **more: object) -> Actor:
        name = full_name(random, female=random.random() < 0.5)
        command = AddUser(
            user_id=new_id(),
            username=prefix + username,
            full_name=name,
            role=role,
            badge=badge,
            phone=phone(random),
            password_hash=password_hash,
            **more,  # type: ignore[arg-type]  # areas or post office
        )
        do(command, system_actor(ward))
        user = find_user_by_name(prefix + username)
        if user is None:
            raise DemoError(prefix + username)
        return user.as_actor()

    coordinator = add("dieuphoi", Role.COORDINATOR)
    add("giamdoc", Role.DIRECTOR)
    add("quantri", Role.ADMIN)
    officers = [add(f"canbo{n}", Role.OFFICER, badge=f"HB-{n:02d}") for n in range(1, 10)]
    postman = add("buudien", Role.POSTAL, post_office_id=office.id)
    for number, place in enumerate(places, start=1):
        add(f"totruong{number}", Role.LEADER, neighbourhood_ids=[place.id])
    teams = add_teams(ward, officers)
    return Town(ward, random, coordinator, officers, teams, neighbourhoods_of(ward), office.id, postman)


def add_teams(ward: str, officers: list[Actor]) -> list[UUID]:
    """Put the officers into teams."""
    teams = []
    for number, name in enumerate(TEAMS):
        members = officers[number * OFFICERS_IN_A_TEAM : (number + 1) * OFFICERS_IN_A_TEAM]
        team_id = new_id()
        do(AddTeam(team_id=team_id, name=name, member_ids=tuple(m.id for m in members if m.id)), system_actor(ward))
        teams.append(team_id)
    return teams


def add_shifts(town: Town) -> None:
    """Let every team work on every half-day of the weekends round today."""
    saturday = coming_saturday()
    for week in range(-WEEKENDS_BEFORE, WEEKENDS_AFTER + 1):
        for team_id in town.teams:
            for day in weekend_of(saturday + timedelta(weeks=week)):
                for half in Half:
                    command = SetShift(
                        shift_id=new_id(), team_id=team_id, date=day, half=half, capacity_minutes=minutes_of(half)
                    )
                    do(command, system_actor(town.ward))


def coming_saturday() -> date:
    """Return this weekend's Saturday on a weekend, else the next one."""
    return weekend_of(today())[0]


def is_seeded(ward: str) -> bool:
    """Say whether somebody works here already."""
    return bool(staff_of(ward))
