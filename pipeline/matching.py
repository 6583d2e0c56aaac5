"""Which headings of a document are which of those that are wanted: likeness, and one alignment in order.

The document's headings are candidates: what is styled or only looks like a heading, and two neighbours taken
together. The wanted ones are targets, in order. One dynamic programme finds the chain of pairs that is likest as a
whole and crosses nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# What stands before a heading and is no word of it: `1.2`, `3)`, `IV.`, `b)`, `Kapitel 4`, `§ 2`.
_NUMBER = re.compile(
    r"^\s*(?:(?:kapitel|avsnitt|del|§)\s*)?(?:\d+(?:\.\d+)*[.):]?|[ivx]{1,5}[.)]|[a-zåäö][.)])[\s\t]+", re.I
)
_CONTINUED = re.compile(r"\(?\bforts(?:ättning|\.)?\)?|\b(?:19|20)\d\d\b", re.I)
_NO_LETTER = re.compile(r"[\s:.,;/()–—\-‐‑_*]+")
LEAST = 68.0  # per cent of likeness below which two headings have nothing to do with each other
SURE = 90.0
_SKIPPED = 1.5  # what a target that is left out costs
_OUT_OF_ORDER = 85.0


@dataclass(frozen=True)
class Candidate:
    """What may be a heading: the blocks `start` to `end` (exclusive) and their words.

    `weight` is how much it looks like one, 0 to 1; `level` the outline's, if it has one.
    """

    start: int
    end: int
    words: str
    weight: float = 1.0
    level: int | None = None


@dataclass(frozen=True)
class Target:
    """A heading that is wanted, its level, and other ways in which people write it."""

    words: str
    level: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A candidate and the number of its target; `certainty` is in per cent. `moved` when it stands out of order."""

    candidate: Candidate
    target: int
    certainty: int
    moved: bool = False


@lru_cache(maxsize=4096)
def heading_words(text: str) -> str:
    """Return what two ways of writing one heading have in common: no number, year, hyphen sign or case."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("&", " och ")
    text = _CONTINUED.sub(" ", _NUMBER.sub("", text))
    return _NO_LETTER.sub(" ", text).strip().casefold()


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how like two headings are, in per cent."""
    from rapidfuzz import fuzz

    a, b = heading_words(one), heading_words(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    whole = fuzz.ratio(a, b)
    found = max(whole, 0.95 * fuzz.token_sort_ratio(a, b))
    if min(len(a), len(b)) >= 8 and max(len(a), len(b)) <= 4 * min(len(a), len(b)):
        found = max(found, 0.9 * fuzz.partial_ratio(a, b))
    return float(min(found, 99.0))


def nearest_of(words: str, target: Target) -> float:
    """Return the likeness of a heading to a target in the way of writing that is nearest; another way counts less."""
    return max([likeness(words, target.words), *(0.94 * likeness(words, other) for other in target.others)])


def align(candidates: Sequence[Candidate], targets: Sequence[Target]) -> list[Match]:
    """Return the pairs of candidates and targets, in the document's order.

    Pairs in the order of the targets come from one alignment of the whole; a candidate that is left over and is
    nearly certain of a target that is left over is `moved`.
    """
    ordered = sorted(candidates, key=lambda c: (c.start, c.end))
    chain = _chain(ordered, targets)
    taken = {target for _, target in chain}
    matches = [Match(c, t, round(nearest_of(c.words, targets[t]))) for c, t in chain]
    for candidate in ordered:
        if any(candidate.start < m.candidate.end and m.candidate.start < candidate.end for m in matches):
            continue
        free = [(nearest_of(candidate.words, target), n) for n, target in enumerate(targets) if n not in taken]
        best = max(free, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
        if best[0] * (0.6 + 0.4 * candidate.weight) >= _OUT_OF_ORDER:
            taken.add(best[1])
            matches.append(Match(candidate, best[1], round(best[0]), moved=True))
    return sorted(matches, key=lambda m: m.candidate.start)


@dataclass(frozen=True)
class _State:
    """The best way to have come to a pair: the candidate's end, the target, the worth so far and the pair before."""

    end: int
    target: int
    worth: float
    before: _State | None = None
    candidate: Candidate | None = None


def _chain(candidates: Sequence[Candidate], targets: Sequence[Target]) -> list[tuple[Candidate, int]]:
    best: dict[int, _State] = {-1: _State(0, -1, 0.0)}  # by target, of those that end before the candidate at hand
    waiting: list[_State] = []
    for candidate in candidates:
        for done in [s for s in waiting if s.end <= candidate.start]:
            waiting.remove(done)
            if done.target not in best or best[done.target].worth < done.worth:
                best[done.target] = done
        for number, target in enumerate(targets):
            worth = _worth(candidate, target)
            if worth is None:
                continue
            before = max(
                (s for s in best.values() if s.target < number),
                key=lambda s: s.worth - _SKIPPED * (number - s.target - 1),
            )
            skipped = _SKIPPED * (number - before.target - 1)
            waiting.append(_State(candidate.end, number, before.worth + worth - skipped, before, candidate))
    state: _State | None = max([*best.values(), *waiting], key=lambda s: s.worth)
    chain = []
    while state is not None and state.candidate is not None:
        chain.append((state.candidate, state.target))
        state = state.before
    return chain[::-1]


def _worth(candidate: Candidate, target: Target) -> float | None:
    """Return what pairing a candidate with a target is worth, None when they are not alike."""
    like = nearest_of(candidate.words, target)
    if like < LEAST:
        return None
    level = 0.0
    if candidate.level is not None:
        level = 4.0 if candidate.level == target.level else -2.0
    joined = 0.1 * len(candidate.words) if candidate.end - candidate.start > 1 else 0.0
    return like * (0.6 + 0.4 * candidate.weight) + level + min(joined, 3.0) - 40.0
