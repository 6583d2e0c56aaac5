"""What a person has changed, as edits of the definition: each with its path, its value and where it stood in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline import words
from pipeline.activity import Activity
from pipeline.diagnostics import Path, address, item
from pipeline.documents.action_plan import STATUS_WORDS
from pipeline.docx.reading import Place
from pipeline.dossier import Dossier
from pipeline.from_word import fields
from pipeline.from_word.texts import words_of
from pipeline.markup import Blocks
from pipeline.model import takes_markup
from pipeline.naming import field_at
from pipeline.plan import PictureSource
from pipeline.pulling.extract import Extracted, NewSection, Unplaced
from pipeline.pulling.structure import Section
from pipeline.pulling.tables import ADDITIONS, RowFound

_NO_PLACE = Place()


@dataclass(frozen=True)
class Edit:
    """One change of the definition.

    `set` gives the value at `path` anew; `add` puts an entry in the list at `path`, after the one that `after` names
    (None: first); `remove` takes what is at `path` away; `order` puts the entries of the list at `path` in the order
    of the steps in `value`; `move` puts the entry at `path` in the list at `value`, after the one that `after` names.
    """

    kind: Literal["set", "add", "remove", "order", "move"]
    path: Path
    value: Any = None
    old: Any = None
    place: Place = _NO_PLACE
    after: str | None = None
    remark: str = ""
    borrowed: str | None = None  # the city's text that it takes the place of

    @property
    def told(self) -> str:
        """Return the address that the edit concerns."""
        return address(self.path)


@dataclass
class Found:
    """The edits of one file, what of it could not be placed, and how certain each match of a heading was."""

    edits: list[Edit] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def leave(self, text: str, place: Place, why: str) -> None:
        """Note words that no path is for, if there are any."""
        if text.strip():
            self.unplaced.append(Unplaced(text, place, why))


class Comparison:
    """The plan as it was printed, and as the file says it now."""

    def __init__(
        self,
        dossier: Dossier,
        known: list[Section],
        before: Extracted,
        after: Extracted,
        written: Callable[[Blocks], str],
        *,
        partial: bool = False,
    ) -> None:
        self.dossier, self.plan = dossier, dossier.plan
        self.known, self.before, self.after = known, before, after
        self.text_of, self.partial = written, partial
        self.found = Found(unplaced=list(after.unplaced))
        self.models = dict(dossier.plan.walked)
        self.ids = {a.id for _, a in dossier.plan.activities()}

    def run(self) -> Found:
        """Return the edits, in the order of the plan."""
        for section in self.known:
            self._section(section)
        for path in self.before.texts | self.after.texts:
            if path[:1] in (("status",), ("samordnare",), ("beslut",)):
                self._fact(path)
        for number, new in enumerate(self.after.added):
            self._new_section(number, new)
        return self.found

    def written(self, blocks: Blocks) -> str:
        """Return a text as it is written in YAML; one of several lines ends in a line end."""
        return ended(self.text_of(blocks))

    def _add(self, kind: Any, path: Path, value: Any = None, **about: Any) -> None:
        about.setdefault("place", self.after.places.get(path, _NO_PLACE))
        if kind == "set":
            about.setdefault("old", self.dossier.source.value(path))
        self.found.edits.append(Edit(kind, path, value, **about))

    def _section(self, section: Section) -> None:
        was, now = section.path in self.before.sections, section.path in self.after.sections
        free = section.path[-1].startswith("[")
        if section.title and was and not now and not self._survives(section):
            if not self.partial:
                self._gone(section, free)
            return
        if section.title and now:
            self._heading(section, free)
        if now and not was and section.rows is None:
            blocks = self.after.texts.get(section.text or (), ())
            self._add("set", section.path, {"text": self.written(blocks)}, remark="avsnittet är nytt")
            return
        if section.text is not None:
            self._text(section.text)
        if section.environments is not None:
            for path in [p for p in self.before.texts | self.after.texts if p[:-1] == section.environments]:
                if path in self.after.texts:
                    self._text(path)
        if section.goals is not None:
            self._goals(section.goals)
        if section.rows is not None:
            self._rows(section, section.rows)

    def _survives(self, section: Section) -> bool:
        """Return whether something of a section is in the file though its heading is not."""
        texts = section.text is not None and bool(self.after.texts.get(section.text))
        return texts or (section.rows is not None and section.rows in self.after.rows)

    def _gone(self, section: Section, free: bool) -> None:
        title = section.title
        info = field_at(type(self.plan), section.path)
        if free or (info is not None and not info.is_required()):
            self._add("remove", section.path, old=self.dossier.source.value(section.path))
        else:
            self.found.leave(
                f"avsnittet ”{title}”",
                _NO_PLACE,
                "avsnittet finns inte i filen, men strukturen kräver det; det står kvar",
            )

    def _heading(self, section: Section, free: bool) -> None:
        path = (*section.path, "rubrik")
        old, new = words_of(self.before.texts.get(path, ())), words_of(self.after.texts.get(path, ()))
        if old == new or not old:
            return
        if free:
            self._add("set", path, new)
        else:
            why = f"rubriken ”{old}” hör till den gemensamma strukturen och kan inte ändras"
            self.found.leave(new, self.after.places.get(path, _NO_PLACE), why)

    def _text(self, path: Path) -> None:
        old, new = self.before.texts.get(path, ()), self.after.texts.get(path, ())
        if old == new or (self.partial and not new):
            return
        borrowed = self.dossier.borrowed.get(path)
        remark = f"stadens text `{borrowed}` byts mot nämndens egen" if borrowed else ""
        text = self.written(new)
        if not fields.markup_is(text, new):
            remark = "; ".join(filter(None, (remark, "formen gick inte att föra över helt; jämför med Word-filen")))
        self._add("set", path, text, remark=remark, borrowed=self.written(old) if borrowed else None)

    def _fact(self, path: Path) -> None:
        """Compare a fact of the first page."""
        old, new = words_of(self.before.texts.get(path, ())), words_of(self.after.texts.get(path, ()))
        if old == new or (self.partial and not new):
            return
        place = self.after.places.get(path, _NO_PLACE)
        value: Any = None
        if path == ("status",):
            value = next((key for key, told in STATUS_WORDS.items() if told.lower() == new.lower()), None)
        elif path == ("samordnare",):
            same_case = old[:1] == (self.plan.samordnare or "")[:1]
            value = (new if same_case else new[:1].lower() + new[1:]) or None
        elif path[:2] == ("beslut", "samrad"):
            number = int(path[2].strip("[]"))
            known = self.plan.beslut.samrad
            value = fields.consultation(new, known[number] if number < len(known) else None) if new else None
        elif len(path) == 2:
            value = fields.decision(new)
        if value is not None:
            self._add("set", path, value)
        elif not new:
            self.found.leave(
                old, place, f"uppgiften är borttagen på framsidan; ta bort `{address(path)}` om den inte gäller"
            )
        else:
            self.found.leave(new, place, f"det är inte klart hur orden ska skrivas i `{address(path)}`")

    def _goals(self, path: Path) -> None:
        old, new = self.before.goals.get(path, []), self.after.goals.get(path, [])
        if old != new and not (self.partial and not new):
            self._add("set", path, new)

    def _new_section(self, number: int, new: NewSection) -> None:
        taken = {str(getattr(s, "id", "")) for p, s in self.models.items() if p[:-1] == new.free}
        letters = "".join(c if c.isalnum() else "-" for c in words.plainest(new.title))
        stem = "-".join(filter(None, letters.split("-")))[:40] or "avsnitt"
        key = stem if stem not in taken else f"{stem}-{number + 2}"
        value = {"id": key, "rubrik": new.title, "text": self.written(new.blocks)}
        last = [p[-1] for p in self.models if p[:-1] == new.free]
        remark = f"”{new.title}” ser ut som en rubrik och har fått ett eget avsnitt" if new.made else ""
        self._add("add", new.free, value, place=new.place, after=last[-1] if last else None, remark=remark)

    def _rows(self, section: Section, rows: Path) -> None:
        old, new = self.before.rows.get(rows, []), self.after.rows.get(rows)
        gone = self.after.homes()
        old = [row for row in old if (*rows, row.step or "") not in gone]
        if new is None:
            if old and not self.partial:
                why = f"tabellen ”{section.title or 'Underlag'}” finns inte i filen; raderna står kvar i planen"
                self.found.leave(f"{len(old)} rader", _NO_PLACE, why)
            return
        known = {(*rows, row.step or ""): row for row in old} | self._known_elsewhere(new)
        for row in new:
            path = row.home or (*rows, row.step or "")
            if path in known:
                self._row(section, path, known[path], row)
        kept = [row.step for row in new if row.step]
        for row in old:
            if row.step not in kept and not self.partial:
                self._add("remove", (*rows, row.step or ""), old=row.words)
        for edit in self._added(section, rows, new):
            self.found.edits.append(edit)
        order = [row.step for row in old if row.step in kept]
        if order != kept:
            self._add("order", rows, kept, old=order)

    def _known_elsewhere(self, new: list[RowFound]) -> dict[Path, RowFound]:
        """Return the rows of other lists that some of `new` are, by path."""
        homes = [row.home for row in new if row.home]
        return {home: row for home in homes for row in self.before.rows[home[:-1]] if row.step == home[-1]}

    def _added(self, section: Section, rows: Path, new: list[RowFound]) -> Iterator[Edit]:
        after: str | None = None
        for row in new:
            if row.step is not None:
                after = row.step
                continue
            if row.home is not None:
                if not self.partial or row.home[:-1] in self.after.rows:  # whose own table is not there has not left it
                    yield Edit("move", row.home, rows, place=row.place, after=after)
                    after = row.home[-1]
                continue
            value = self._new_row(section, rows, row)
            yield Edit("add", rows, value, place=row.place, after=after)
            after = item(value["id"]) if "id" in value else after

    def _new_row(self, section: Section, rows: Path, row: RowFound) -> dict[str, Any]:
        value: dict[str, Any] = {}
        if section.row is Activity:
            value["id"] = self._new_id(rows, row.typed_id)
        for name in _ORDER.get(section.row, ()):
            blocks = row.cells.get(name, ())
            if blocks:
                found = self._cell((*rows, "[]"), name, blocks, row)
                if found is not None:
                    value[name] = found
        return value

    def _new_id(self, rows: Path, typed: str) -> str:
        taken = self.ids
        if typed and typed not in taken:
            self.ids = {*taken, typed}
            return typed
        own = [a.id for p, a in self.plan.activities() if p[:-1] == rows]
        prefix = (own[0] if own else rows[-2][:1].upper() + "0").rstrip("0123456789") or "A"
        numbers = [int(n) for i in taken if i.startswith(prefix) and (n := i.removeprefix(prefix)).isdigit()]
        made = f"{prefix}{max(numbers, default=0) + 1}"
        self.ids = {*taken, made}
        return made

    def _row(self, section: Section, path: Path, old: RowFound, new: RowFound) -> None:
        if new.typed_id and old.typed_id and new.typed_id != old.typed_id:
            self._add("set", (*path, "id"), new.typed_id, place=new.place)
        for name in [n for n in _ORDER.get(section.row, ()) if n in old.cells or n in new.cells]:
            was, now = old.cells.get(name, ()), new.cells.get(name, ())
            if was == now:
                continue
            if not now:
                info = field_at(type(self.plan), (*path, name))
                if info is None or info.is_required():
                    self._add("set", (*path, name), "", place=new.place)
                else:
                    self._add("remove", (*path, name), old=words_of(was), place=new.place)
                continue
            value = self._cell(path, name, now, new)
            if value is not None:
                self._add("set", (*path, name), value, place=new.place)

    def _cell(self, path: Path, name: str, blocks: Blocks, row: RowFound) -> Any:
        """Return what a cell says, as YAML has it; what is not plain is left, and None returned."""
        activity = self.models.get(path)
        base = activity if isinstance(activity, Activity) else None
        text = words_of(blocks)
        value: Any
        match name:
            case "ansvarig":
                lines = [line for block in blocks for line in block.text.split("\n") if line.strip()]
                value = [fields.responsible(line, base.ansvarig if base else ()) for line in lines]
                value = None if None in value else value
            case "tidplan":
                value = fields.schedule(text, base.tidplan if base else None)
                if value is None and base is None:
                    return {"anmarkning": text}  # its kind is for a person to say; validation asks for it
            case "uppfoljning":
                known = base.uppfoljning if base else None
                value = fields.follow_up(blocks, known, self.plan.ar, self.written)
            case "miljoer":
                value = fields.environments(text)
            case "status":
                value = text.lower() if text.lower() in ("planerad", "pågår", "genomförd", "avbruten") else None
            case "typ":
                value = text[:1].lower() + text[1:]
            case "period":
                value = None if text == "Inte angiven" else text
                return value
            case "namn":
                known_name = getattr(self.models.get(path), "namn", "")
                same_case = words.capitalised(known_name) != known_name
                value = text[:1].lower() + text[1:] if same_case else text
            case _:
                info = field_at(type(self.plan), (*path, name))
                value = self.written(blocks) if info is None or takes_markup(info) else text
        if value is None:
            self.found.leave(text, row.place, f"det är inte klart hur orden ska skrivas i `{name}`")
        return value


def ended(text: str) -> str:
    """Return a text as it is written in YAML; one of several lines ends in a line end."""
    return f"{text}\n" if "\n" in text else text


_ORDER: Mapping[Any, tuple[str, ...]] = {
    Activity: ("aktivitet", *ADDITIONS[:-1], "ansvarig", "tidplan", "uppfoljning", "status"),
    PictureSource: tuple(PictureSource.model_fields),
}
