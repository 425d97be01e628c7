"""The board's map as data: where people wait, where teams go, from the ward's own records. It needs no map server.

GET /office/board/map
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from app.accounts.current import current_user, staff
from app.citizens.models import Citizen
from app.core.clock import now, today
from app.core.roles import Role
from app.places.models import Neighbourhood
from app.places.queries import find_ward, neighbourhoods_of
from app.places.ways import ways_of
from app.visits.board import Board, LaneView, board_of
from app.visits.routes.asked import asked_weekend
from app.visits.timelines import spot_of
from app.visits.times_words import where_words
from app.web.formats import half_day
from app.web.headers import allow_images_from

blueprint = Blueprint("board_map", __name__)


@blueprint.get("/office/board/map")
@staff(Role.COORDINATOR)
def map_page() -> ResponseReturnValue:
    """Everything that is drawn, in the order of the list beside it."""
    ward = current_user().ward
    board = board_of(ward, asked_weekend(), now(), today())
    here = find_ward(ward)
    return jsonify(
        {
            "centre": [here.lat, here.lon] if here else None,
            "areas": [_area(area) for area in neighbourhoods_of(ward)],
            "rivers": [{"line": river.line, "bridges": river.bridges} for river in ways_of(ward).rivers],
            "waiting": [_point(card.citizen, card.neighbourhood) for card in board.waiting],
            "routes": [_route(view) for view in _gone_to(board)],
            "tiles": {"url": tiles, "credit": current_app.config["TILES_CREDIT"]} if (tiles := tiles_url()) else None,
        }
    )


def _gone_to(board: Board) -> list[LaneView]:
    return [view for view in board.lanes if view.cards]


def _area(area: Neighbourhood) -> dict[str, Any]:
    return {"name": area.label, "at": [area.lat, area.lon], "radius": area.radius_m}


def _point(citizen: Citizen, area: Neighbourhood) -> dict[str, Any]:
    spot = spot_of(citizen, area)
    return {
        "name": citizen.full_name,
        "at": [spot.lat, spot.lon],
        "radius": spot.radius_m,
        "where": f"{area.label}. {where_words(citizen)}",
    }


def _route(view: LaneView) -> dict[str, Any]:
    return {
        "name": f"{view.team.name}, {half_day(view.lane.on, view.lane.half)}",
        "half_day": f"{view.lane.on.isoformat()}/{view.lane.half.value}",
        "stops": [_point(card.citizen, card.neighbourhood) for card in view.cards],
    }


def tiles_url() -> str:
    """Return the address of tiles, with {z}, {x} and {y} in it; empty: the map draws what it knows itself."""
    return str(current_app.config.get("TILES_URL", ""))


def allow_tiles(response: Response) -> Response:
    """Let this one page load pictures from the tile server of the settings, if there is one."""
    if url := tiles_url():
        place = urlsplit(url)
        allow_images_from(response, f"{place.scheme}://{place.netloc}")
    return response
