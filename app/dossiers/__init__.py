"""Dossiers: what was taken at the door, who holds each original, the receipt, the result and its hand-over."""
