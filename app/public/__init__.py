"""The citizen's pages: booking, following, privacy. They work without JavaScript and write only by commands."""

from app.public.limits import init_app

__all__ = ["init_app"]
