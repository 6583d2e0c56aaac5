"""Two versions of one text, brought together paragraph by paragraph when they have changed different ones."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from difflib import SequenceMatcher
from typing import Any

from pipeline.markup import parse
from pipeline.markup_text import canonical

_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
Hunk = tuple[int, int, list[str]]  # the paragraphs of the base from and up to, and what stands there instead


def together(base: Any, one: Any, other: Any) -> str | None:
    """Return `base` with the changes of both `one` and `other`; None where they meet, or where these are no texts.

    A list is one paragraph. What is put in beside what the other has changed counts as meeting: its place is a guess.
    """
    if not all(isinstance(text, str) and text.strip() for text in (base, one, other)):
        return None
    old = _paragraphs(base)
    mine, theirs = list(_hunks(old, _paragraphs(one))), list(_hunks(old, _paragraphs(other)))
    theirs = [hunk for hunk in theirs if hunk not in mine]
    if any(_meet(a, b) for a in mine for b in theirs):
        return None
    for start, end, new in sorted((*mine, *theirs), reverse=True, key=lambda hunk: hunk[:2]):
        old[start:end] = new
    text = "\n\n".join(old)
    return f"{text}\n" if "\n" in text else text


def _paragraphs(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text.strip("\n")) if part.strip()]


def _said(paragraph: str) -> Hashable:
    """Return what a paragraph says, however its lines are broken."""
    return canonical(parse(paragraph))


def _hunks(old: list[str], new: list[str]) -> Iterator[Hunk]:
    matcher = SequenceMatcher(None, [_said(p) for p in old], [_said(p) for p in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and j - i == m - k:
            yield from ((i + n, i + n + 1, [new[k + n]]) for n in range(j - i))
        elif kind != "equal":
            yield (i, j, new[k:m])


def _meet(one: Hunk, other: Hunk) -> bool:
    """Return whether two changes touch the same paragraph, or stand side by side without being one for one."""
    for_one = all(end - start == len(new) == 1 for start, end, new in (one, other))
    if for_one:
        return one[0] == other[0]
    return one[0] <= other[1] and other[0] <= one[1]
