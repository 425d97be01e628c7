"""Where the machine plays: one application, and a database that is put back to the made world for every run."""

import os
import shutil

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app import create_app
from app.core.clock import Clock
from app.core.db import session
from app.core.installation import begin_generation
from app.upkeep.ward_key import make_key
from tests.conftest import settings as app_settings
from tests.machine.copies import copies_of, let_go
from tests.machine.luck import Luck
from tests.machine.world import make_world

SEED = int(os.environ.get("SEED", "20261122"))
"""The same luck every time, unless somebody asks for another."""


class Stage:
    """The application and the way back to the beginning."""

    def __init__(self, databases, folder):
        self.copies, self.url = copies_of(databases), databases.fresh()
        self.databases = databases
        self.data, self.at_first, self.shelf = (folder / name for name in ("machine", "at-first", "shelf"))
        self.data.mkdir()
        self.app = create_app(app_settings(self.data, self.url) | {"BACKUP_URL": str(self.shelf)})
        self.context = self.app.app_context()
        self.context.push()
        begin_generation()
        self.key = folder / "stick.txt"
        make_key(self.key, replace=False)
        self.world = make_world()
        self.beginning = self.copies.take(self.url)
        shutil.copytree(self.data, self.at_first)

    def begin(self):
        """Everything is as it was when the world was made."""
        self.copies.put_back(self.beginning, self.url)
        for folder in (self.data, self.shelf):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.at_first, self.data)

    def flask(self, *words):
        """Type a command on this machine while server and worker are stopped; return what came of it."""
        let_go()
        done = self.app.test_cli_runner().invoke(args=list(words))
        let_go()
        return done

    def lose_machine(self):
        """The machine is dead; another one stands in its place, and nothing is on it."""
        self.copies.wreck(self.url)
        shutil.rmtree(self.data)
        self.data.mkdir()

    def end(self):
        """Leave nothing behind."""
        Clock.fixed = None
        let_go()
        self.context.pop()
        self.copies.drop(self.beginning)
        self.databases.drop(self.url)


def play(stage, *, examples, steps, shrink=False):
    """Run the machine; the seed is printed so that the same luck can be had again."""
    print(f"SEED={SEED}")  # noqa: T201 - so that a failure can be played again
    machine = type("Luck", (Luck,), {"stage": stage})
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.normal,
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(seed(SEED)(machine), settings=how, _min_steps=steps)
    session.rollback()
