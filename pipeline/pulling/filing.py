"""Which slot each paragraph of an edited paper belongs to: by its control, its words, its label, or its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.diagnostics import Path
from pipeline.docx.reading import Paragraph
from pipeline.pulling.slots import Slot, plain, shape_of
from pipeline.pulling.structure import path_of

_SAME_WORDS = 60  # per cent of likeness at which a paragraph is taken for one with other words
_SAME_LABEL = 85
_SHORT = 12  # letters: of so few, likeness says nothing


@dataclass(frozen=True)
class Filed:
    """Where a paragraph belongs: the number of its slot in the zone; None for nowhere. `new` begins a new entry."""

    slot: int | None
    new: bool = False
    certainty: float = 1.0
    how: str = ""
    late: bool = False  # it stands after words of the template's that the text cannot come after


def filed(
    slots: Sequence[Slot],
    paragraphs: Sequence[Paragraph],
    tags: Mapping[str, str],
    strange: Collection[int] = (),
    *,
    headed: bool = False,
) -> list[Filed]:
    """Return where each of `paragraphs` belongs among `slots`; those in `strange` are headings that nobody knows.

    In a zone that is `headed` the first paragraph is known to be the heading that is the first slot.
    """
    filing = _Filing(slots, paragraphs, tags, strange)
    if headed:
        filing.found[0] = Filed(0, how="rubriken")
        filing.left[0].clear()
    return filing.run()


class _Filing:
    def __init__(
        self, slots: Sequence[Slot], paragraphs: Sequence[Paragraph], tags: Mapping[str, str], strange: Collection[int]
    ) -> None:
        self.slots, self.paragraphs, self.tags, self.strange = slots, paragraphs, tags, strange
        self.said = [plain(paragraph.text) for paragraph in paragraphs]
        self.left = [list(slot.lines) for slot in slots]
        self.found: list[Filed | None] = [None] * len(paragraphs)
        self.held: set[int] = set()  # slots whose control is in the file

    def run(self) -> list[Filed]:
        self._by_control()
        self._by_words()
        self._by_label()
        self._by_likeness()
        self._by_place()
        return [one or Filed(None) for one in self.found]

    def _set(self, number: int, slot: int, certainty: float, how: str) -> None:
        self.found[number] = Filed(slot, certainty=certainty, how=how)
        line = self.said[number]
        if line in self.left[slot]:
            self.left[slot].remove(line)

    def _filled(self) -> set[int]:
        return {one.slot for one in self.found if one is not None and one.slot is not None and not one.new}

    def _by_control(self) -> None:
        places = {slot.path: number for number, slot in enumerate(self.slots) if slot.path}
        for number, paragraph in enumerate(self.paragraphs):
            paths: list[Path] = [path_of(s.control.tag, self.tags) for s in paragraph.spans if s.control.tag]
            slot = next((places[path] for path in paths if path in places), None)
            if slot is not None and self.found[number] is None:
                self._set(number, slot, 1.0, "innehållskontroll")
                self.held.add(slot)

    def _by_words(self) -> None:
        after = 0
        for number, said in enumerate(self.said):
            one = self.found[number]
            if one is not None:
                after = one.slot or 0
                continue
            same = [slot for slot, lines in enumerate(self.left) if said in lines]
            if same:
                after = min(same, key=lambda slot: (slot < after, abs(slot - after)))
                self._set(number, after, 0.95, "samma ord")

    def _by_label(self) -> None:
        """File what stands after a known label; the very label goes before one that is only like it."""
        for least in (100, _SAME_LABEL):
            for number, paragraph in enumerate(self.paragraphs):
                if self.found[number] is not None:
                    continue
                free = [n for n, slot in enumerate(self.slots) if slot.named and n not in self._filled()]
                scores = {slot: _label_likeness(paragraph.text, self.slots[slot].label) for slot in free}
                best = max(scores, key=lambda slot: scores[slot], default=None)
                if best is not None and scores[best] >= least:
                    self._set(number, best, 0.9, "ordet framför")

    def _by_likeness(self) -> None:
        """File paragraphs whose words are like those of a line between their neighbours' slots, the likest first."""
        pairs: list[tuple[float, int, int, str]] = []
        for number, said in enumerate(self.said):
            if self.found[number] is not None or number in self.strange:
                continue
            low, high = self._gap(number)
            for slot in range(max(low, 0), min(high + 1, len(self.slots))):
                for line in self.left[slot] if slot not in self.held else ():
                    if min(len(line), len(said)) >= _SHORT and (score := fuzz.ratio(line, said)) >= _SAME_WORDS:
                        pairs.append((score, number, slot, line))
        for score, number, slot, line in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
            low, high = self._gap(number)
            if self.found[number] is None and line in self.left[slot] and low <= slot <= high:
                self._set(number, slot, round(score / 100, 2), "liknande ord")
                self.left[slot].remove(line)

    def _gap(self, number: int) -> tuple[int, int]:
        """Return the slots of a paragraph's nearest neighbours that have one, -1 and past the last without any."""
        end = len(self.slots)
        before = (one.slot for one in reversed(self.found[:number]) if one and one.slot is not None)
        after = (one.slot for one in self.found[number + 1 :] if one and one.slot is not None)
        low, high = next(before, -1), next(after, end)
        return (low, high) if low <= high else (low, end)

    def _by_place(self) -> None:
        stray = False
        for number in range(len(self.paragraphs)):
            if self.found[number] is not None:
                stray = False
            elif number in self.strange:
                stray = True
            elif not stray:
                self.found[number] = self._beside(number)

    def _beside(self, number: int) -> Filed | None:
        """Return where a paragraph that nothing else tells of belongs by what stands round it."""
        low, high = self._gap(number)
        shape = shape_of(self.paragraphs[number])
        free = self._free(low, high)

        def takes(slot: int) -> bool:
            return not self.slots[slot].entry or self.slots[slot].shape == shape

        rewritten = next((s for s in free if self.slots[s].lines and not self.slots[s].entry), None)
        if rewritten is not None:
            return Filed(rewritten, certainty=0.6, how="platsen")
        if low >= 0:
            slot = self.slots[low]
            if slot.entry and slot.shape == shape:
                return Filed(low, new=True)
            if slot.many:
                return Filed(low, certainty=0.9, how="platsen")
        absent = next((slot for slot in free if takes(slot)), None)
        if absent is not None:
            return Filed(absent, new=bool(self.slots[absent].entry), certainty=0.9, how="platsen")
        if high < len(self.slots) and self.slots[high].own:
            slot = self.slots[high]
            if slot.entry and slot.shape == shape:
                return Filed(high, new=True)
            if slot.many and not slot.entry and not slot.named:
                return Filed(high, certainty=0.9, how="platsen")
        return self._elsewhere(high, shape)

    def _free(self, low: int, high: int) -> list[int]:
        """Return the empty slots that a paragraph after `low` can be in, up to one that begins with other words."""
        filled, out = self._filled(), list[int]()
        for number in range(low + 1, min(high, len(self.slots))):
            slot = self.slots[number]
            if number in filled:
                continue
            if not slot.own or slot.named:
                break
            if not slot.flag:
                out.append(number)
        return out

    def _elsewhere(self, high: int, shape: tuple[str, int]) -> Filed | None:
        """Return the list or the text of the zone that takes a paragraph which stands among the template's words."""
        listed = [n for n, slot in enumerate(self.slots) if slot.entry and slot.shape == shape]
        if listed:
            return Filed(listed[0], new=True, late=True)
        running = [n for n, slot in enumerate(self.slots) if slot.own and slot.many and not slot.entry]
        if running and high == len(self.slots):
            return Filed(running[-1], late=True, certainty=0.9, how="platsen")
        return None


def _label_likeness(text: str, label: str) -> float:
    """Return how like the beginning of a paragraph is to a label, up to the sign that ends it."""
    sign = label.rstrip(" ")[-1:]
    if sign not in ("\t", ":") or sign not in text:
        return 100.0 if plain(label) and plain(text).startswith(plain(label) + " ") else 0.0
    wanted, found = plain(label.rpartition(sign)[0]), plain(text.partition(sign)[0])
    return 100.0 if wanted == found else min(fuzz.ratio(wanted.lower(), found.lower()), 99.0)
