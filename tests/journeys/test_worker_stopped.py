"""The browser stops the service worker between two events: the app opens, saves and delivers all the same."""

import json
from uuid import UUID

import pytest

from app.visits.queries import find_visit
from tests.journeys import steps
from tests.journeys.bare_browser import BareBrowser

START = "(it, id) => it.startVisit(id).then((one) => one.id)"
TYPE_PIN = """(() => {
  const field = document.querySelector("#unlock-pin");
  if (!field) return false;
  field.value = %s;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("lock-screen button[type=submit]").click();
  return true;
})()"""


@pytest.fixture
def bare(living_phone):
    """The phone of an officer who has everything downloaded, opened by nobody's hand but the browser's own."""
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    living_phone.close()
    browser = BareBrowser(living_phone.folder)
    yield browser
    browser.close()


def in_app(browser, module, function, argument=None):
    return browser.evaluate(f"({steps.WITH_MODULE % function})({json.dumps([module, argument])})")


def unlock(browser):
    browser.wait_for(TYPE_PIN % json.dumps(steps.PIN))
    browser.wait_for("!document.querySelector('lock-screen')")


def unsent(browser):
    return in_app(browser, "core/vault.js", "async (it) => [await it.countUnsent(), await it.countFilesToSend()]")


def test_a_worker_that_was_stopped_wakes_without_a_network_and_what_was_saved_arrives_once(bare, server):
    app = f"{server.url}/app/"
    bare.goto(app)
    unlock(bare)
    visit = next(one for one in in_app(bare, "core/rows.js", "(it) => it.all('visit')") if one["status"] == "planned")
    server.stop()

    bare.stop_worker()
    saved = in_app(bare, "visits/commands.js", START, visit["id"])
    bare.goto("about:blank")
    bare.goto(app)
    bare.wait_worker("running")  # it opened the app from what it keeps
    unlock(bare)
    assert unsent(bare) == [1, 0]

    bare.stop_worker()
    server.start()
    bare.tell_network_is_back(server.url)
    bare.wait_worker("running")
    bare.until(lambda: unsent(bare) == [0, 0])
    assert server.statuses([saved]) == ["applied"]
    assert server.ask(lambda: find_visit(UUID(visit["id"])).started_at)
