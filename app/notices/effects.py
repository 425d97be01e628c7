"""Which changes people are told of, and the duty that sends what is queued.

Visits are read from the log's own snapshot: the feature that owns them is above this one.
"""

import json
from typing import Any

from app.core.changes import Change, find_state
from app.core.clock import now
from app.core.effects import effect
from app.core.scope import user_key
from app.core.worker import every
from app.notices.push import Message, Words, forget_silent, pass_on, public_key, send_one, tell
from app.notices.queries import due_notices

TRACKING_PAGE = "/tra-cuu"
OFFICER_PAGE = "/app/"


@effect("visit.started", name="notices.tell_household_started")
def tell_household_started(change: Change) -> None:
    """Whoever asked for news of this request hears that the officer has arrived."""
    visit = _snapshot(change)
    if visit.get("request_id") is None:
        return
    message = Message(
        kind="on-the-way",
        title=("Cán bộ đã đến", "The officer is here"),
        text=(
            "Hãy hỏi từ nhận diện in trên phiếu hẹn trước khi mở cửa.",
            "Ask for the word printed on your slip before you open the door.",
        ),
        path=TRACKING_PAGE,
        about=f"visit:{change.entity_id}",
        dedupe_key=f"started:{change.entity_id}",
    )
    tell(f"request:{visit['request_id']}", message, now())


@effect("visit.confirmed", name="notices.tell_household_confirmed")
def tell_household_confirmed(change: Change) -> None:
    """Whoever asked hears that the day stands and where to read what to have ready; papers stay behind the code."""
    visit = _snapshot(change)
    if visit.get("request_id") is None:
        return
    message = Message(
        kind="status",
        title=("Lượt hẹn đã chốt", "Your visit is confirmed"),
        text=(
            "Mở trang tra cứu để xem ngày, giờ và giấy tờ cần chuẩn bị.",
            "Open the tracking page for the day, the time and the papers to have ready.",
        ),
        path=TRACKING_PAGE,
        about=f"visit:{change.entity_id}",
        dedupe_key=f"confirmed:{change.entity_id}:{change.version}",
    )
    tell(f"request:{visit['request_id']}", message, now())


@effect("request.called-off", name="notices.tell_household_called_off")
def tell_household_called_off(change: Change) -> None:
    """Whoever asked hears at once that nobody comes; why and when instead stands behind the code, and we ring too."""
    message = Message(
        kind="status",
        title=("Lượt hẹn phải hoãn", "Your visit has to be put off"),
        text=(
            "Cán bộ không đến được buổi đã hẹn. Mở trang tra cứu để xem buổi mới, trung tâm cũng sẽ gọi.",
            "Nobody can come as agreed. Open the tracking page for the new day; the centre will ring you as well.",
        ),
        path=TRACKING_PAGE,
        about=f"request:{change.entity_id}",
        dedupe_key=f"called-off:{change.entity_id}:{change.version}",
    )
    tell(f"request:{change.entity_id}", message, now())


@effect("request.merged", name="notices.pass_on_subscriptions")
def pass_on_subscriptions(change: Change) -> None:
    """Whoever asked for news of a request hears of the one that is served in its place."""
    into = _snapshot(change).get("merged_into")
    if into is not None:
        pass_on(f"request:{change.entity_id}", f"request:{into}")


@effect("visit.planned", name="notices.tell_officers_planned")
def tell_officers_planned(change: Change) -> None:
    """The officers of a new visit hear that their plan has grown."""
    _tell_officers(change, ("Lịch thăm có thêm lượt mới", "A visit was added to your plan"))


@effect("visit.reassigned", name="notices.tell_officers_reassigned")
def tell_officers_reassigned(change: Change) -> None:
    """The new officers hear of a visit that was another team's."""
    _tell_officers(change, ("Lịch thăm vừa thay đổi", "Your plan of visits has changed"))


def _tell_officers(change: Change, title: Words) -> None:
    visit = _snapshot(change)
    message = Message(
        kind="roster",
        title=title,
        text=(
            "Mở ứng dụng khi có mạng để tải lịch về máy.",
            "Open the app where there is a network: the plan comes to your phone.",
        ),
        path=OFFICER_PAGE,
        about=f"roster:{visit.get('planned_on')}",
        dedupe_key=f"{change.kind}:{change.entity_id}:{change.version}",
    )
    for officer_id in visit.get("officer_ids", []):
        tell(user_key(officer_id), message, now())


def _snapshot(change: Change) -> dict[str, Any]:
    state = find_state(change.kind, change.entity_id)
    body: dict[str, Any] = json.loads(state.body) if state else {}
    return body


@every(1, name="notices.send_push")
def send_push() -> None:
    """Send what is due; without a key nothing was ever queued."""
    if public_key() is None:
        return
    moment = now()
    for notice_id in due_notices(moment):
        send_one(notice_id, moment)


@every(60, name="notices.forget_silent")
def forget_silent_browsers() -> None:
    """A push service tells of a browser that is gone only when something is sent to it: the clock forgets the rest."""
    forget_silent(now())
