"""Which paragraph of a Word file is which heading of the structure: by its control, else by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline import matching


@dataclass(frozen=True)
class Candidate:
    """A paragraph that may be a heading; `known` is the number of the heading that its control names, if any."""

    text: str
    level: int | None = None
    known: int | None = None


@dataclass(frozen=True)
class Match:
    """A candidate and a heading by number, how certain it is that they are the same (0 to 1), and how it was seen."""

    candidate: int
    heading: int
    certainty: float
    how: str


def normal(text: str) -> str:
    """Return a paragraph as it is compared with the template's: no signs, small letters."""
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("\u00ad", "").lower()).split())


def aligned(candidates: Sequence[Candidate], headings: Sequence[tuple[str, int]]) -> list[Match]:
    """Return the matches of candidates with headings (text and level), each used once, in the document's order.

    A control says which heading its paragraph is. Between two such, and everywhere in a file that has none, the words
    and the order decide.
    """
    sure: dict[int, int] = {}
    for number, candidate in enumerate(candidates):
        if candidate.known is not None and candidate.known not in sure.values():
            sure[number] = candidate.known
    found = [Match(number, heading, 1.0, "innehållskontroll") for number, heading in sure.items()]
    free = [n for n in range(len(headings)) if n not in sure.values()]
    loose = [n for n, c in enumerate(candidates) if n not in sure and c.known is None]
    for low, high, before, after in _gaps(sure, len(candidates), len(headings)):
        inside = [n for n in loose if low < n < high]
        wanted = [n for n in free if before < n < after] if before < after else []
        found += _by_words(candidates, headings, inside, wanted)
    # A heading that was moved out of its gap is found by its very words.
    taken = {m.candidate for m in found}, {m.heading for m in found}
    for number in [n for n in loose if n not in taken[0]]:
        text = normal(candidates[number].text)
        heading = next((h for h in free if h not in taken[1] and text and normal(headings[h][0]) == text), None)
        if heading is not None:
            found.append(Match(number, heading, 0.9, "samma rubrik på ett annat ställe"))
            taken[1].add(heading)
    return sorted(found, key=lambda match: match.candidate)


def _gaps(sure: dict[int, int], candidates: int, headings: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the candidates and headings (exclusive on both sides) between each two that are sure."""
    edges = [(-1, -1), *sorted(sure.items()), (candidates, headings)]
    for (low, before), (high, after) in pairwise(edges):
        yield low, high, before, after


def _by_words(
    candidates: Sequence[Candidate], headings: Sequence[tuple[str, int]], inside: Sequence[int], wanted: Sequence[int]
) -> list[Match]:
    if not inside or not wanted:
        return []
    told = [matching.Candidate(n, n + 1, candidates[n].text, 1.0, candidates[n].level) for n in inside]
    targets = [matching.Target(*headings[n]) for n in wanted]
    out = []
    for match in matching.align(told, targets):
        heading = wanted[match.target]
        same = normal(candidates[match.candidate.start].text) == normal(headings[heading][0])
        certainty = 0.95 if same else round(0.9 * match.certainty / 100, 2)
        out.append(Match(match.candidate.start, heading, certainty, "samma rubrik" if same else "liknande rubrik"))
    return out
