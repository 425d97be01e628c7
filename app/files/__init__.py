"""Resumable uploads, a store addressed by content, and images made safe to show."""

from app.files import by_hand as by_hand  # declares who keeps what comes on a stick
