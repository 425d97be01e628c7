"""`flask backup` and `flask restore` as a person types them: over what is there, or on an empty machine."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.world import tick

UNTIL_RESTORED = timedelta(hours=12)


class Backups:
    """`dups_then` is what phones had been told when the newest backup was taken."""

    dups_then = None

    @rule()
    def back_up(self):
        """The worker's quarter of an hour has come."""
        tick()
        done = self.stage.flask("backup")
        assert done.exit_code == 0, done.output
        self.dups_then = set(self.dups)

    @precondition(lambda self: self.dups_then is not None)
    @rule(is_dead=st.booleans())
    def restore(self, is_dead):
        """The server comes back as it was at the newest backup; phones know more than it does."""
        tick(UNTIL_RESTORED)
        before = self.stored_commands()
        self.note_codes()
        if is_dead:
            self.stage.lose_machine()
        done = self.stage.flask("restore", str(self.stage.shelf), "--key", str(self.stage.key), "--yes")
        assert done.exit_code == 0, done.output
        self.dups.intersection_update(self.dups_then)
        self.vanished |= before - self.stored_commands()
