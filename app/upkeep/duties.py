"""What upkeep does by the clock."""

from app.core.worker import every
from app.upkeep import checkpoints
from app.upkeep.taking import back_up

QUARTER = 15
BACK_UP = "upkeep.back_up"


@every(QUARTER, name="upkeep.add_checkpoint")
def add_checkpoint() -> None:
    """Sign the day's checkpoint as soon as the worker runs on that day; before the backup takes it along."""
    checkpoints.write_todays()


@every(QUARTER, name=BACK_UP)
def back_up_now() -> None:
    """Take a backup; a refusal is noted, and the page for admins says it."""
    back_up()
