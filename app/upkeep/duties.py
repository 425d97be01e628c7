"""What upkeep does by the clock."""

from app.core.worker import every
from app.upkeep import checkpoints

QUARTER = 15


@every(QUARTER, name="upkeep.checkpoint")
def write_checkpoint() -> None:
    """Sign the day's checkpoint as soon as the worker runs on that day."""
    checkpoints.write_todays()
