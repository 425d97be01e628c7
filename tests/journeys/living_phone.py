"""A phone whose store outlives its browser, so that the browser can be killed and opened again."""

import os
import signal
import time
from pathlib import Path

from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE
from tests.journeys.hour import live_then

DYING_S = 20


class LivingPhone:
    """`open()` gives a page, `kill()` ends every process of the browser without a warning."""

    def __init__(self, driver, folder, url):
        self.driver, self.folder, self.url = driver, folder, url
        self.context = None

    def open(self, *, offline=False):
        """Start the browser on this phone's folder."""
        for leftover in self.folder.glob("Singleton*"):
            leftover.unlink()
        self.context = self.driver.chromium.launch_persistent_context(
            self.folder, executable_path=CHROMIUM, headless=True, args=FLAGS, viewport=PHONE, base_url=self.url,
            locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", permissions=["camera"], offline=offline,
        )  # fmt: skip
        live_then(self.context)
        self.context.set_default_timeout(30_000)
        return self.context.pages[0]

    def processes(self):
        """Return the browser's own processes: those that were started on this folder."""
        return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if self._is_mine(entry)]

    def _is_mine(self, entry):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return f"--user-data-dir={self.folder}".encode() in words

    def kill(self):
        """Let the battery fall out: SIGKILL, nobody can tidy up."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + DYING_S
        while self.processes():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        self.context = None

    def close(self):
        """End in order."""
        if self.context is not None:
            self.context.close()
        self.context = None
