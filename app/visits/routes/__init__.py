"""The coordinator's desk: the board of a weekend, teams and shifts, skills."""

from flask_babel import lazy_gettext as _l

from app.accounts.navigation import Link
from app.core.roles import Role
from app.visits.routes import (
    abilities,
    board,
    board_answers,
    board_map,
    plans,
    standing_down,
    teams,
    visit_page,
    weights,
)

blueprints = [
    abilities.blueprint,
    board.blueprint,
    board_answers.blueprint,
    board_map.blueprint,
    plans.blueprint,
    teams.blueprint,
    standing_down.blueprint,
    visit_page.blueprint,
    weights.blueprint,
]
NAVIGATION = [
    Link(_l("Bàn điều phối"), "/office/board", frozenset({Role.COORDINATOR}), 10),
    Link(_l("Đội và ca"), "/office/teams", frozenset({Role.COORDINATOR, Role.ADMIN}), 60),
    Link(_l("Năng lực cán bộ"), "/office/skills", frozenset({Role.COORDINATOR, Role.ADMIN}), 61),
    Link(_l("Điểm ưu tiên"), "/office/weights", frozenset({Role.COORDINATOR, Role.DIRECTOR}), 62),
]
