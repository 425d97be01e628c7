"""Pages that take more than others: a view says how much, before anything reads the form."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., object])


def takes(largest: int, *, allowed: Callable[[], bool]) -> Callable[[View], View]:
    """Let this view take bodies of so many bytes from whom `allowed` says; their files lie on the disk while read."""

    def mark(view: View) -> View:
        view.largest_body = (largest, allowed)  # type: ignore[attr-defined]  # read below
        return view

    return mark


def init_app(app: Flask) -> None:
    """Register before whatever looks into a form."""
    app.before_request(widen)


def widen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest, allowed = getattr(view, "largest_body", (None, None))
    if allowed is not None and allowed():
        request.max_content_length = largest
