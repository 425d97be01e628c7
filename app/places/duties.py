"""What the clock makes places do: phones hear when settings or the list of rivers have changed."""

from app.core.commands import system_actor
from app.core.execute import execute
from app.core.worker import every
from app.places.commands import TellWays
from app.places.queries import wards


@every(60, name="places.tell_ways")
def tell_ways() -> None:
    for code in [ward.code for ward in wards()]:
        execute(TellWays(), actor=system_actor(code))
