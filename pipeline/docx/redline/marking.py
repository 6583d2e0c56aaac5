"""What a person would mark in a paragraph: words, not letters, and no confetti."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.docx.redline.atoms import Atom, Line
from pipeline.docx.redline.matching import gaps, matches

_LONG = 6  # words: what is kept and this long stays whole, however much is changed around it
_KEPT = 0.3  # of the letters: a paragraph of which less is kept is written anew


@dataclass(slots=True)
class Span:
    """A stretch of a paragraph: kept (the same atoms on both sides), or old atoms that gave way to new ones."""

    kept: bool
    old: list[Atom] = field(default_factory=list)
    new: list[Atom] = field(default_factory=list)

    def letters(self) -> int:
        """Return how much is marked here, or kept."""
        return max(_letters(self.old), _letters(self.new))


def _letters(atoms: Sequence[Atom]) -> int:
    return sum(len(atom.text) for atom in atoms if not atom.is_blank)


def marked(old: Line, new: Line) -> list[Span]:
    """Return the stretches that lead from one paragraph's content to another's, in order."""
    here, there = old.atoms(), new.atoms()
    found = matches([a.key for a in here], [a.key for a in there], lambda i: _worth(here[i]))
    spans: list[Span] = []
    at_old = at_new = 0
    for i, j in (*found, (len(here), len(there))):
        if at_old < i or at_new < j:
            spans.append(Span(False, here[at_old:i], there[at_new:j]))
        if i < len(here) and j < len(there):
            if not spans or not spans[-1].kept:
                spans.append(Span(True))
            spans[-1].old.append(here[i])
            spans[-1].new.append(there[j])
        at_old, at_new = i + 1, j + 1
    return _whole_when_rewritten(_without_confetti(_notes_kept(spans)))


def _worth(atom: Atom) -> float:
    return 0.1 if atom.is_blank else 1.0 + len(atom.text) if atom.text else 4.0


def _without_confetti(spans: list[Span]) -> list[Span]:
    """Return spans without the little that happens to be the same between changes."""
    whole: list[Span] = []
    for span in spans:
        whole.append(span)
        while len(whole) > 2 and not span.kept and _is_island(whole[-2], whole[-3], whole[-1]):
            whole[-3:] = [_one(whole[-3:])]
    return _written_anew(whole)


def _written_anew(spans: list[Span]) -> list[Span]:
    """Return one change for all between the first and the last, when they are several and little is kept."""
    kept = [span for span in spans if span.kept]
    letters = _one(spans).letters()
    if len(spans) - len(kept) < 2 or sum(map(Span.letters, kept)) >= _KEPT * letters:
        return spans
    first, last = int(spans[0].kept), len(spans) - int(spans[-1].kept)
    if not all(_is_text(span) for span in spans[first:last] if span.kept):
        return spans
    return [*spans[:first], _one(spans[first:last]), *spans[last:]]


def _whole_when_rewritten(spans: list[Span]) -> list[Span]:
    """Return spans in which a full stop does not stay alone when all words before it have gone."""
    if any(span.kept and (not _is_text(span) or _words(span)) for span in spans) or all(span.kept for span in spans):
        return spans
    return [_one(spans)]


def _words(span: Span) -> int:
    return sum(any(letter.isalnum() for letter in atom.text) for atom in span.old)


def _one(spans: Sequence[Span]) -> Span:
    """Return all of several spans as one change."""
    return Span(False, [a for span in spans for a in span.old], [a for span in spans for a in span.new])


def _is_text(span: Span) -> bool:
    return all(atom.text for atom in span.old)


def _is_island(island: Span, left: Span, right: Span) -> bool:
    """Return whether what is kept is no more than what is changed on either side of it."""
    if not _is_text(island):
        return False
    words = _words(island)
    around = min(left.letters(), right.letters())
    return words == 0 or (words < _LONG and island.letters() <= around)


def _notes_kept(spans: list[Span]) -> list[Span]:
    """Return spans in which two notes at one place are one reference, whose text has changed.

    LibreOffice pairs references and texts by their order, so a deleted one beside an inserted one is a risk.
    """
    return [piece for span in spans for piece in (_parted(span) if not span.kept else [span])]


def _parted(span: Span) -> Iterator[Span]:
    here = [i for i, atom in enumerate(span.old) if atom.note]
    there = [j for j, atom in enumerate(span.new) if atom.note]
    pairs = list(zip(here, there, strict=False))
    ends = (len(span.old), len(span.new))
    between = {(end, last): (start, first) for start, end, first, last in gaps(pairs, 0, ends[0], 0, ends[1])}
    for i, j in (*pairs, ends):
        if (i, j) in between:
            start, first = between[i, j]
            yield Span(False, span.old[start:i], span.new[first:j])
        if (i, j) != ends:
            yield Span(True, [span.old[i]], [span.new[j]])
