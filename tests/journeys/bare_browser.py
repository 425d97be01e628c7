"""Chromium without a driver: nobody listens in the service worker, so the browser ends and wakes it as on a phone.

A driver attaches itself to every worker, which keeps it alive, and hangs when it is stopped. Here only the page is
spoken to, by the DevTools protocol over the browser's pipe: JSON, each message ended by a zero byte.
https://chromedevtools.github.io/devtools-protocol/
"""

import json
import os
import select
import subprocess
import time

from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.hour import clock_then

PATIENCE_S = 90
OVER_PIPE = 'read="$1" write="$2"; shift 2; eval "exec \\"\\$@\\" 3<&$read 4>&$write"'
"""Chromium reads what it is told from descriptor 3 and answers on 4."""


class BareBrowser:
    """`goto()` and `evaluate()` work the page, `worker()` tells how the service worker is, `stop_worker()` ends it."""

    def __init__(self, folder):
        heard, self.to_browser = os.pipe()
        self.from_browser, said = os.pipe()
        words = [*FLAGS, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={folder}", "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", OVER_PIPE, "bash", str(heard), str(said), CHROMIUM, *words],
            pass_fds=(heard, said), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(heard)
        os.close(said)
        self.read, self.asked, self.workers, self.page = b"", 0, {}, None
        page = self._page()
        self.page = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "ServiceWorker"):
            self.send(f"{domain}.enable")
        self.send("Page.addScriptToEvaluateOnNewDocument", source=clock_then())

    def _page(self):
        found = self.until(lambda: [t for t in self.send("Target.getTargets")["targetInfos"] if t["type"] == "page"])
        return found[0]["targetId"]

    def send(self, method, **params):
        """Ask the page, or the browser while there is no page; return what it answers."""
        self.asked += 1
        asked = {"id": self.asked, "method": method, "params": params} | ({"sessionId": self.page} if self.page else {})
        os.write(self.to_browser, json.dumps(asked).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE_S
        while True:
            answer = self._next(deadline)
            if answer.get("id") == asked["id"]:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _next(self, deadline):
        """Return the next message; what became of a worker is kept."""
        while b"\0" not in self.read:
            assert select.select([self.from_browser], [], [], max(deadline - time.monotonic(), 0))[0], "no answer"
            self.read += os.read(self.from_browser, 1 << 16)
        message, self.read = self.read.split(b"\0", 1)
        told = json.loads(message)
        if told.get("method") == "ServiceWorker.workerVersionUpdated":
            self.workers |= {one["versionId"]: one for one in told["params"]["versions"]}
        return told

    @staticmethod
    def until(ask):
        """Ask until there is something; return it."""
        deadline = time.monotonic() + PATIENCE_S
        while not (found := ask()):
            assert time.monotonic() < deadline, "it did not come about"
            time.sleep(0.2)
        return found

    def goto(self, url):
        """Open this address and wait for the whole page."""
        self.send("Page.navigate", url=url)
        self.wait_for(f"location.href === {json.dumps(url)} && document.readyState === 'complete'")

    def evaluate(self, expression):
        """Return what an expression, or what it promises, comes to on the page."""
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, expression):
        """Wait until this is true on the page; return its value."""
        return self.until(lambda: self.evaluate(expression))

    def worker(self):
        """Return the service worker that serves the page; its `runningStatus` says whether it runs or is stopped."""
        self.send("Runtime.evaluate", expression="0")  # whatever was told meanwhile is read
        (active,) = [one for one in self.workers.values() if one["status"] == "activated"]
        return active

    def wait_worker(self, status):
        """Wait until the service worker is `running` or `stopped`."""
        self.until(lambda: self.worker()["runningStatus"] == status)

    def stop_worker(self):
        """End the service worker between two events, as the browser does to save memory."""
        self.send("ServiceWorker.stopAllWorkers")
        self.wait_worker("stopped")

    def tell_network_is_back(self, origin):
        """Send the service worker the event that it asked for, of the network that is there again."""
        registration = self.worker()["registrationId"]
        event = {"origin": origin, "registrationId": registration, "tag": "outbox", "lastChance": False}
        self.send("ServiceWorker.dispatchSyncEvent", **event)

    def close(self):
        """End in order."""
        self.page = None
        self.send("Browser.close")
        self.process.wait(timeout=30)
        os.close(self.to_browser)
        os.close(self.from_browser)
