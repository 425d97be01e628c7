"""What changes a person's rights, and what happens to phones; the state machine says when."""

from app.accounts.commands import SetActive, SetAreas
from app.accounts.models import ACTIVE, SUSPENDED
from app.accounts.queries import find_enrolment
from app.core.commands import system_actor
from app.core.execute import execute
from tests.machine.device import Device
from tests.machine.work import pick
from tests.make import WARD, set_status

MOST_PHONES = 8


class Accidents:
    """Each takes the numbers that luck has drawn."""

    def grant(self, n, is_on):
        """The leader's neighbourhoods change: none, one, the other, both."""
        areas = self.stage.world.areas[WARD]
        chosen = [area for place, area in enumerate(areas) if n >> place & 1]
        leader = self.stage.world.people["leader"]
        execute(SetAreas(user_id=leader.id, neighbourhood_ids=chosen), actor=system_actor(WARD))

    def end_account(self, n, is_on):
        """An account ends, or works again."""
        device = pick(self.devices, n)
        execute(SetActive(user_id=device.user, is_active=is_on, reason="thử"), actor=system_actor(device.ward))

    def suspend(self, n, is_on):
        """A phone may not push or read for a while."""
        enrolment = self.enrolment_of(pick(self.devices, n))
        if enrolment and find_enrolment(enrolment).status in {ACTIVE, SUSPENDED}:
            set_status(enrolment, ACTIVE if is_on else SUSPENDED)

    def clone(self, n):
        """Somebody restores a phone's backup onto a second phone."""
        if len(self.devices) < MOST_PHONES:
            self.devices.append(pick(self.devices, n).clone(self.client))

    def second_phone(self, n):
        """A person enrols one more phone."""
        if len(self.devices) < MOST_PHONES:
            person = self.stage.world.people[pick(("officer-1", "leader", "postal"), n)]
            self.devices.append(Device(self.client, person, self.dups))

    def lose_storage(self, n):
        """The browser evicts a phone's store."""
        pick(self.devices, n).lose_storage()

    def dig_up(self, n):
        """What was lost is found in the journal."""
        pick(self.devices, n).dig_up()

    def upgrade(self, n):
        """An old app may push and not pull; a new one starts from what is stored."""
        device = pick(self.devices, n)
        device.protocol = 1 - device.protocol
        self.devices[self.devices.index(device)] = device.clone(self.client)
