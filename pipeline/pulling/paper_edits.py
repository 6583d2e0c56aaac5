"""What a person has changed in a paper, as edits of the case or the follow-up that it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pipeline.diagnostics import Path, address
from pipeline.docx.reading import Place
from pipeline.from_word import fields
from pipeline.from_word.texts import words_of
from pipeline.markup import Blocks
from pipeline.pulling.edits import Edit, Found
from pipeline.pulling.paper_reading import PaperReader
from pipeline.pulling.papers import UNCLEAR, Paper
from pipeline.pulling.slots import Grid, Slot, plain, slots_in
from pipeline.pulling.tables import RowFound
from pipeline.source import SourceDoc

_NO_PLACE = Place()
_AFTER = "stycket står efter ord som mallen skriver, och kommer före dem när dokumentet byggs"


class PaperComparison:
    """A paper as it was printed, and as the file says it now."""

    def __init__(
        self,
        paper: Paper,
        source: SourceDoc,
        borrowed: Mapping[Path, str],
        before: PaperReader,
        after: PaperReader,
        written: Any,
    ) -> None:
        self.paper, self.source, self.borrowed, self.written = paper, source, borrowed, written
        self.before, self.after = before, after
        left = Counter(u.words for u in before.found.unplaced)
        self.found = Found()
        for one in after.found.unplaced:
            left[one.words] -= 1
            if left[one.words] < 0:
                self.found.unplaced.append(one)

    def run(self) -> Found:
        """Return the edits, in the order of the paper, and what is left."""
        gone = dict(self._gone())
        was, now = self.before.found.texts, self.after.found.texts
        for path in dict.fromkeys((*was, *now)):
            inside = any(path[: len(one)] == one for one in gone)
            if (
                not inside
                and not any(step.startswith("[+") for step in path)
                and was.get(path, ()) != now.get(path, ())
            ):
                self._text(path, now.get(path, ()))
        for path, words in gone.items():
            self.found.edits.append(Edit("remove", path, old=words))
        for whole, rows in self.after.found.rows.items():
            self._added(whole, rows)
            self._ordered(whole, rows)
        self._fixed(gone)
        self.found.edits = whole_values(self.source, self.found.edits, self.paper)
        return self.found

    def _gone(self) -> Iterator[tuple[Path, str]]:
        """Yield the entries that are no longer in the file, with their words."""
        for whole, rows in self.before.found.rows.items():
            kept = {row.step for row in self.after.found.rows.get(whole, ())}
            for row in rows:
                if row.step not in kept:
                    yield (*whole, row.step or ""), row.words
        heads = {path[:2]: blocks for path, blocks in self.before.found.texts.items() if path[0] in self.paper.groups}
        for path, blocks in heads.items():
            if not any(other[:2] == path for other in self.after.found.texts):
                yield path, words_of(blocks)

    def _place(self, path: Path) -> Place:
        return self.after.found.places.get(path, _NO_PLACE)

    def _text(self, path: Path, new: Blocks) -> None:
        values = self.paper.read(path, new, self.written) if new else [(path, None)]
        if values is UNCLEAR:
            self.found.leave(
                words_of(new), self._place(path), f"det är inte klart hur orden ska skrivas i `{address(path)}`"
            )
            return
        borrowed = self.borrowed.get(path)
        remarks = [f"stadens text `{borrowed}` byts mot nämndens egen" if borrowed else ""]
        remarks += [_AFTER if path in self.after.late else ""]
        for where, value in values or ():
            self._value(where, value, "; ".join(filter(None, remarks)))

    def _value(self, path: Path, value: Any, remark: str) -> None:
        old, place = self.source.value(path), self._place(path)
        value = _as_before(old, value)
        if value == old:
            return
        if value is None and self.paper.is_required(path):
            self.found.edits.append(Edit("set", path, "", old, place, remark=remark))
        elif value is None:
            self.found.edits.append(Edit("remove", path, old=old, place=place, remark=remark))
        else:
            text = isinstance(value, str) and self.paper.many(path)
            unlike = text and not fields.markup_is(value, self.paper.unwrapped(path, self.after.found.texts[path]))
            form = "formen gick inte att föra över helt; jämför med Word-filen" if unlike else ""
            remark = "; ".join(filter(None, (remark, form)))
            self.found.edits.append(Edit("set", path, value, old, place, remark=remark))

    def _added(self, whole: Path, rows: Sequence[RowFound]) -> None:
        after: str | None = None
        for row in rows:
            if row.step is not None:
                after = row.step
                continue
            value = self._new(whole, row)
            late = any(path[: len(whole) + 1] == (*whole, row.typed_id) for path in self.after.late)
            remark = "posten står bland ord som mallen skriver; jämför platsen när dokumentet är byggt" if late else ""
            if value:
                self.found.edits.append(Edit("add", whole, value, place=row.place, after=after, remark=remark))

    def _new(self, whole: Path, row: RowFound) -> Any:
        """Return a new entry as YAML has it: its one value, or a group of them."""
        at, value = len(whole) + 1, dict[str, Any]()
        for path, blocks in self.after.found.texts.items():
            if path[:at] != (*whole, row.typed_id) or not blocks:
                continue
            read = self.paper.read(path, blocks, self.written)
            if read is UNCLEAR:
                self.found.leave(words_of(blocks), row.place, f"det är inte klart hur orden ska skrivas i `{path[-1]}`")
                continue
            for where, found in read or ():
                if len(where) == at:
                    return found
                if found is not None:
                    _put(value, where[at:], found)
        return value

    def _ordered(self, whole: Path, rows: Sequence[RowFound]) -> None:
        kept = [row.step for row in rows if row.step]
        before = [row.step for row in self.before.found.rows.get(whole, ()) if row.step in kept]
        known = [step for step in kept if step in before]
        if before == known:
            return
        closed = {piece.path for piece in self.after.pieces if isinstance(piece, Grid) and not piece.open}
        if whole not in closed:
            self.found.edits.append(Edit("order", whole, known, old=before))
        else:
            order = ", ".join(step.strip("[]") for step in known if step)
            self.found.leave(order, _NO_PLACE, "raderna står i planens ordning; ändra ordningen i handlingsplanen")

    def _fixed(self, gone: Collection[Path]) -> None:
        """Leave what was changed or taken away of what the paper has from elsewhere."""
        for slot, row in _with_rows(self.after.pieces):
            was, now = self.before.said.get(slot.number), self.after.said.get(slot.number)
            if slot.own or was is None or row in gone:
                continue
            why = self.paper.elsewhere(slot)
            if now is not None and plain(now[0]) != plain(was[0]):
                self.found.leave(now[0], now[1], f"ändrat från ”{was[0]}”; {why}")
            elif now is None and not row and not self._goes_with(slot):
                self.found.leave(was[0], _NO_PLACE, f"borttaget i filen; {why}")

    def _goes_with(self, slot: Slot) -> bool:
        """Return whether a heading has gone together with all that stood under it."""
        if slot.level is None:
            return False
        pieces = list(self.after.pieces)
        start = next(n for n, piece in enumerate(pieces) if isinstance(piece, Slot) and piece.number == slot.number)
        under = []
        for piece in pieces[start + 1 :]:
            if isinstance(piece, Slot) and piece.level is not None and piece.level <= slot.level:
                break
            under.append(piece)
        texts = {one.path for one in slots_in(under) if one.own}
        return bool(texts) and not any(self.after.found.texts.get(path) for path in texts)


def _with_rows(pieces: Sequence[Slot | Grid]) -> Iterator[tuple[Slot, Path]]:
    """Yield every slot with the path of the row that it stands in, () outside tables."""
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece, ()
        else:
            yield from ((slot, (*piece.path, row.step)) for row in piece.rows for slot in row.slots)


def whole_values(source: SourceDoc, edits: Sequence[Edit], paper: Paper) -> list[Edit]:
    """Return edits in which what is written in a short form is one value: `t1: pågår`, `forslag: en enda punkt`."""
    out: list[Edit] = []
    short: dict[Path, list[Edit]] = {}
    for edit in edits:
        inner = edit.path if edit.kind in ("set", "remove") else (*edit.path, "[0]")
        at = next((inner[:n] for n in range(1, len(inner)) if isinstance(source.value(inner[:n]), str)), None)
        if at is None:
            out.append(edit)
        else:
            short.setdefault(at, []).append(edit)
    for path, own in short.items():
        old = source.value(path)
        value: Any = [old] if own[0].path[len(path) : len(path) + 1] in ((), ("[0]",)) else paper.long_form(old)
        for edit in own:
            value = _with_edit(value, edit, edit.path[len(path) :])
        place = next((edit.place for edit in own if edit.place != _NO_PLACE), _NO_PLACE)
        value = paper.short_form(value)
        out.append(Edit("set", path, value, old, place) if value else Edit("remove", path, old=old, place=place))
    return out


def _with_edit(value: Any, edit: Edit, inside: Path) -> Any:
    if isinstance(value, list):
        if edit.kind == "add":
            return [*value, edit.value] if edit.after else [edit.value, *value]
        if edit.kind == "order":
            return value
        return [*([edit.value] if edit.kind == "set" else []), *value[1:]]
    return {k: v for k, v in {**value, inside[0]: edit.value}.items() if v is not None}


def _as_before(old: Any, value: Any) -> Any:
    """Return a value in the form that the definition has it in: one dnr is a word there, or a list of one."""
    if isinstance(old, dict) and isinstance(value, dict):
        return {key: _as_before(old.get(key), inner) for key, inner in value.items()}
    return value[0] if isinstance(old, str) and isinstance(value, list) and len(value) == 1 else value


def _put(value: dict[str, Any], path: Path, found: Any) -> None:
    for step in path[:-1]:
        value = value.setdefault(step, {})
    value[path[-1]] = found
