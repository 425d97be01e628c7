"""What the office does meanwhile: plans, replans, decides. Each deed takes what it finds in the tables."""

from sqlalchemy import select

from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.dossiers.models import Dossier
from app.requests.commands import AcceptRequest, CancelRequest
from app.requests.models import ServiceRequest, Status
from app.sync.commands import ResolveReview
from app.visits.commands import ChangeTeam, ConfirmVisit, MoveVisit, PlanVisit, ReassignVisit, UnplanVisit
from app.visits.models import Half, Visit
from tests.machine import custody, money, steps
from tests.machine import round as post
from tests.machine.work import pick
from tests.machine.world import SECOND_WARD, coming_saturday, open_shift
from tests.make import WARD


def plan(world, n):
    """A waiting request gets its place, with a result to bring back where there is one."""
    request = find(ServiceRequest, n, ServiceRequest.status.in_([Status.WAITING, Status.ACCEPTED]))
    if request is None:
        return
    ward, team = request.ward, pick(world.teams[request.ward], n)
    dossier = find(Dossier, n, Dossier.ward == ward)
    purposes = [{"kind": "collect"}] + ([{"kind": "return", "dossier_id": dossier.id}] if dossier and n % 2 else [])
    planned = PlanVisit(
        visit_id=new_id(),
        request_id=request.id,
        citizen_id=request.citizen_id,
        team_id=team,
        date=coming_saturday(),
        half=Half.MORNING,
        purposes=purposes,
    )
    accepted = AcceptRequest(request_id=request.id)
    open_shift(team, ward)
    act(world, ward, accepted)
    act(world, ward, planned)


def reassign(world, n):
    """Another team makes the visit."""
    visit = find(Visit, n, Visit.unplanned_at.is_(None))
    if visit:
        ward, visit_id, team = visit.ward, visit.id, pick(world.teams[visit.ward], n // 3)
        open_shift(team, ward)
        act(world, ward, ReassignVisit(visit_id=visit_id, team_id=team))


def move(world, n):
    """The visit goes to another half-day."""
    visit = find(Visit, n, Visit.unplanned_at.is_(None))
    if visit:
        ward, visit_id, team = visit.ward, visit.id, pick(world.teams[visit.ward], n)
        open_shift(team, ward)
        act(world, ward, MoveVisit(visit_id=visit_id, team_id=team, date=coming_saturday(), half=Half.MORNING))


def confirm(world, n):
    """The household agrees."""
    visit = find(Visit, n, Visit.unplanned_at.is_(None))
    if visit:
        act(world, visit.ward, ConfirmVisit(visit_id=visit.id, told_by="điện thoại"))


def unplan(world, n):
    """The visit is taken out of the plan."""
    visit = find(Visit, n, Visit.unplanned_at.is_(None))
    if visit:
        act(world, visit.ward, UnplanVisit(visit_id=visit.id, reason="thử"))


def cancel(world, n):
    """Nobody needs to come any more."""
    request = find(ServiceRequest, n)
    if request:
        act(world, request.ward, CancelRequest(request_id=request.id, reason="thử"))


def change_team(world, n):
    """A team of one becomes a team of nobody, or gets its officer back."""
    ward = pick((WARD, SECOND_WARD), n // 4)
    place = n % len(world.teams[ward])
    officer = world.officers(ward)[place]
    members = [] if n % 3 == 0 else [officer.id]
    act(world, ward, ChangeTeam(team_id=world.teams[ward][place], name=f"Đội {place}", member_ids=members))


def discard(world, n):
    """A person decides that this shall not happen."""
    resolve(world, n, "discard")


def apply(world, n):
    """A person decides that this shall happen after all."""
    resolve(world, n, "apply_as_is")


def resolve(world, n, resolution):
    """Close one open review item."""
    item = find(ReviewItem, n, ReviewItem.resolved_at.is_(None))
    if item:
        act(world, item.ward, ResolveReview(review_id=item.id, resolution=resolution, reason="thử"))


def post_result(world, n):
    """A result is listed for the post."""
    post.list_for_post(world, n, act)


def sign(world, n):
    """A list for the post is counted and signed at the centre."""
    post.sign_for_centre(world, n, act)


def count_money(world, n):
    """Fees are looked after."""
    money.settle_money(world, n, act)


def move_paper(world, n):
    """An original changes hands at the desk, is made good, or is to be fetched by a colleague."""
    pick((custody.hand_at_desk, custody.hand_at_desk, custody.settle_paper, custody.take_over), n)(world, n // 4, act)


def step_on(world, n):
    """A dossier moves on, or an officer gets a pad."""
    if n % 8 == 7:
        steps.lease_pad(world, n // 8, act)
    else:
        steps.step(world, n, act)


DEEDS = [plan, plan, plan, reassign, reassign, move, confirm, unplan, cancel, change_team, discard, apply]
DEEDS += [post_result, post_result, sign, sign, count_money, move_paper, move_paper, step_on, step_on]


def anything(world, n):
    """One deed, whichever the number says."""
    pick(DEEDS, n)(world, n // 2)


def find(model, n, *conditions):
    """Return one row, the n-th in order of id."""
    return pick(session.scalars(select(model).where(*conditions).order_by(model.id)).all(), n)


def act(world, ward, command):
    """Send a command as the ward's coordinator would from a page; a refusal is an answer."""
    return execute(command, actor=world.coordinator(ward).actor)
