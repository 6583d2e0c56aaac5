"""Where the entries of a list without ids are by now: found by what they say, for a number says only their place."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from difflib import SequenceMatcher
from typing import Any

from pipeline.diagnostics import Path, item
from pipeline.source import SourceDoc

GONE = "[borttagen]"
Frozen = Callable[[Any], Hashable]


def present_path(current: SourceDoc, base: SourceDoc, path: Path, frozen: Frozen) -> Path:
    """Return a path of `base` with each number of an entry as it is in `current`; GONE for one that is not there."""
    out: Path = ()
    for depth, step in enumerate(path):
        number = step.strip("[]")
        if not step.startswith("[") or not number.isdigit():
            out += (step,)
            continue
        then, now = base.value(path[:depth]), current.value(out)
        lists = isinstance(then, list) and isinstance(now, list)
        if not lists or int(number) >= len(then) or _has_ids(then):
            out += (step,)
            continue
        place = _places(then, now, frozen).get(int(number))
        out += (GONE if place is None else item(place),)
    return out


def _has_ids(entries: list[Any]) -> bool:
    return any(isinstance(entry, dict) and "id" in entry for entry in entries)


def _places(then: list[Any], now: list[Any], frozen: Frozen) -> dict[int, int]:
    """Return the place in `now` of each entry of `then` that is there: the same one, or one changed where it stood."""
    matcher = SequenceMatcher(None, [frozen(v) for v in then], [frozen(v) for v in now], autojunk=False)
    found: dict[int, int] = {}
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and j - i == m - k):
            found |= {i + n: k + n for n in range(j - i)}
    return found
