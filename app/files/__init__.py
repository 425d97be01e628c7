"""Resumable uploads, a store addressed by content, and images made safe to show."""
