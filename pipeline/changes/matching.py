"""Which part of the old plan is which of the new: by id first, and by likeness where ids differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pipeline.change import Kind, Place
from pipeline.changes.outline import KEYLESS, SECTIONS, Part
from pipeline.diagnostics import address
from pipeline.words import sharing

_ALIKE = 0.6  # share of words in common from which two parts with different ids are taken for one
_SHARED = _ALIKE / (2 - _ALIKE)  # what part of its words the one then has in common with the other, at least
_HEADINGS_ALIKE = 80  # likewise for two headings, of 100, by letters


@dataclass(frozen=True, eq=False)
class Node:
    """A part where it stands in its plan."""

    part: Part
    place: Place
    parent: Node | None

    @cached_property
    def words(self) -> list[str]:
        """Return the words by which its likeness to another is judged."""
        texts = (block.text for f in self.part.fields.values() for block in f.value.told)
        return " ".join(texts).lower().split()


@dataclass(frozen=True)
class Pair:
    """A part as it was and as it is; `likeness` in per cent where their ids differ."""

    old: Node
    new: Node
    likeness: int | None = None


def nodes(part: Part) -> list[Node]:
    """Return a plan's parts in the document's order, the plan itself first."""
    found: list[Node] = []

    def visit(part: Part, parent: Node | None, row: str, index: int, chapter: str) -> None:
        within = parent.part.name if parent else ""
        above = parent.part.path if parent else ()
        place = Place(part.path, part.key, part.name, chapter, within, above, row, index, len(found))
        node = Node(part, place, parent)
        found.append(node)
        for name, parts in part.parts.items():
            for number, child in enumerate(parts):
                begins = parent is None and name == SECTIONS
                visit(child, node, name, number, child.name if begins else chapter)

    visit(part, None, "", 0, "")
    return found


class _Matching:
    """Pairs found so far, and what has none yet."""

    def __init__(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        self.old, self.new = list(old), list(new)
        self.pairs: list[Pair] = []
        self.partner: dict[Node, Node] = {}

    def pair(self, old: Node, new: Node, likeness: int | None = None) -> None:
        """Note that two parts are one."""
        self.pairs.append(Pair(old, new, likeness))
        self.partner[old], self.partner[new] = new, old

    def free(self, side: Iterable[Node], kind: Kind) -> Iterator[Node]:
        """Yield the parts of a kind that have no partner."""
        return (node for node in side if node.part.kind is kind and node not in self.partner)

    def by(self, kind: Kind, old_key: Callable[[Node], Hashable], new_key: Callable[[Node], Hashable]) -> None:
        """Pair parts with equal keys, the first with the first; a key of None is no key."""
        waiting: dict[Hashable, list[Node]] = defaultdict(list)
        for node in self.free(self.old, kind):
            if old_key(node) is not None:
                waiting[old_key(node)].append(node)
        for node in list(self.free(self.new, kind)):
            key = new_key(node)
            if waiting.get(key):
                self.pair(waiting[key].pop(0), node)

    def by_likeness(
        self,
        kind: Kind,
        near: Callable[[Sequence[Node], Sequence[Node]], Iterable[tuple[Node, Node]]],
        likeness: Callable[[Node, Node], float],
    ) -> None:
        """Pair what is alike, the most alike first; only pairs that `near` gives can be."""
        scored = []
        for old, new in near(list(self.free(self.old, kind)), list(self.free(self.new, kind))):
            score = likeness(old, new)
            if score >= _ALIKE:
                # Names of both, in an order of their own, so that old and new can change places.
                scored.append((-score, sorted((address(old.place.path), address(new.place.path))), old, new))
        for score, _, old, new in sorted(scored, key=lambda entry: entry[:2]):
            if old not in self.partner and new not in self.partner:
                self.pair(old, new, round(-score * 100))


def matched(old: Part, new: Part, *, same_structure: bool) -> tuple[list[Pair], list[Node], list[Node]]:
    """Return the pairs, the old plan's parts that are gone, and the new plan's that have come."""
    matching = _Matching(nodes(old), nodes(new))
    matching.pair(matching.old[0], matching.new[0])
    _match_sections(matching, same_structure=same_structure)
    for kind in Kind:
        if kind in (Kind.PLAN, Kind.SECTION):
            continue
        matching.by(kind, lambda n: (_partner_of(matching, n.parent), n.place.row, _key(n)), _inside)
        matching.by(kind, _only(matching.free(matching.old, kind)), _only(matching.free(matching.new, kind)))
        matching.by_likeness(kind, _sharing_words, _likeness)
    gone = [node for node in matching.old if node not in matching.partner]
    return matching.pairs, gone, [node for node in matching.new if node not in matching.partner]


def _key(node: Node) -> str:
    """Return what a part is called first of all: its id, or its words where it has none."""
    return node.part.former[0].casefold() if node.part.kind in KEYLESS else node.part.key


def _inside(node: Node) -> Hashable:
    return (node.parent, node.place.row, _key(node))


def _partner_of(matching: _Matching, node: Node | None) -> Node | None:
    return matching.partner.get(node) if node else None


def _only(side: Iterable[Node]) -> Callable[[Node], Hashable]:
    """Return the function that gives a part's key if no other in `side` has it, else None."""
    counted = Counter(map(_key, side))
    return lambda node: _key(node) if counted[_key(node)] == 1 else None


def _sharing_words(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    found = sharing([node.words for node in old], [node.words for node in new], _SHARED)
    return ((one, new[n]) for one, numbers in zip(old, found, strict=True) for n in numbers)


def _likeness(old: Node, new: Node) -> float:
    return Indel.normalized_similarity(old.words, new.words, score_cutoff=_ALIKE)


def _match_sections(matching: _Matching, *, same_structure: bool) -> None:
    """Pair chapters and sections: by declared former names, by address, by heading, by likeness."""
    if not same_structure:
        for old in list(matching.free(matching.old, Kind.SECTION)):
            for new in list(matching.free(matching.new, Kind.SECTION)):
                if old not in matching.partner and (_was(new, old) or _was(old, new)):
                    matching.pair(old, new)
    matching.by(Kind.SECTION, lambda n: n.place.path, lambda n: n.place.path)
    if not same_structure:
        matching.by(Kind.SECTION, _heading, _heading)
        matching.by_likeness(Kind.SECTION, product, _sections_alike)


def _was(later: Node, earlier: Node) -> bool:
    """Return whether the structure of `later` says that it was called what `earlier` is."""
    path = earlier.place.path
    return any(former in (path[-1], address(path)) for former in later.part.former)


def _heading(node: Node) -> str | None:
    return node.part.name.casefold() or None


def _sections_alike(old: Node, new: Node) -> float:
    headings = fuzz.ratio(old.part.name.casefold(), new.part.name.casefold())
    by_heading = headings / 100 if old.part.name and headings >= _HEADINGS_ALIKE else 0.0
    return max(by_heading, _likeness(old, new))
