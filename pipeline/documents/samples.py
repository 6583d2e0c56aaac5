"""Texts that a template is tried on: one line, and a text of two paragraphs."""

from __future__ import annotations

from pipeline.content import Rich
from pipeline.markup import literal


def one(name: str) -> Rich:
    """Return a text of one line that holds `name`."""
    return Rich(("prov", name), literal(name))


def two(name: str) -> Rich:
    """Return a text of two paragraphs, each of which begins with `name`."""
    return Rich(("prov", name), literal(f"{name} ett") + literal(f"{name} två"))
