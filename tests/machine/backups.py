"""`flask backup` and `flask restore` as a person types them: over what is there, or on an empty machine."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.world import tick

UNTIL_RESTORED = timedelta(hours=12)


class Backups:
    """`taken` names each snapshot with what phones had been told by then."""

    taken = ()

    @rule()
    def back_up(self):
        """The worker's quarter of an hour has come."""
        tick()
        done = self.stage.flask("backup")
        assert done.exit_code == 0, done.output
        self.taken = (*self.taken, (done.output.split(":")[0], frozenset(self.dups)))

    @precondition(lambda self: self.taken)
    @rule(is_dead=st.booleans(), back=st.integers(0, 3))
    def restore(self, is_dead, back=0):
        """The server comes back as it was, mostly at the newest snapshot; phones know more than it does."""
        tick(UNTIL_RESTORED)
        before = self.stored_commands()
        self.note_codes()
        if is_dead:
            self.stage.lose_machine()
        stamp, dups_then = self.on_the_shelf()[-1 - back :][0]
        done = self.stage.flask("restore", str(self.stage.shelf), "--key", str(self.stage.key), "--yes", "--at", stamp)
        assert done.exit_code == 0, done.output
        self.dups.intersection_update(dups_then)
        self.vanished |= before - self.stored_commands()

    def on_the_shelf(self):
        """The snapshots that have not been thinned out."""
        return [one for one in self.taken if (self.stage.shelf / "snapshots" / one[0]).exists()]
