"""What is wrong in a Word file: the rules for definitions, asked of the plan in it, and the rules for Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from pipeline import yaml_text
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, Finding, Path, Severity
from pipeline.docx.definition import Definition, read_definition
from pipeline.docx.package import read_parts
from pipeline.docx.reading import NOWHERE, Document, Place, Table, paragraphs_of, read_document, shown
from pipeline.dossier import Dossier
from pipeline.errors import Unreadable, UsageFault
from pipeline.handwritten.model import Draft
from pipeline.handwritten.slots import slots
from pipeline.handwritten.texts import plain
from pipeline.layout import CITY_NAME, PLAN_NAME
from pipeline.layout import shown as shown_name
from pipeline.model import validated
from pipeline.rules import RULES
from pipeline.source import SourceDoc, parse_source
from pipeline.verbs.importing import check_size, drafted
from pipeline.verbs.known import Known, known_to, root_of
from pipeline.word_rules import WORD_RULES, Reading
from pipeline.yaml_faults import unreadable

# What a Word file has its own rules for, or cannot have: notes hold together in Word, there is no YAML, no last year.
_NOT_ASKED = {"F205", "K101", "K102", "S206", "T105", "T109"}
_COLUMNS = {"ansvarig": "ansvarig", "tidplan": "tidplan", "uppfoljning": "uppföljning", "aktivitet": "aktivitet"}
_CALLED = {
    "aktiviteter": "tabellen med aktiviteter",
    "mal": "kommunfullmäktiges mål",
    "kallor": "underlaget",
    "miljoer": "bedömningen av miljöerna",
    "uppfoljning": "uppföljning",
    "matt": "mått",
    "text": "texten",
    "forvantad_effekt": "förväntad effekt",
    "namnd": "nämnden",
    "ar": "året",
    "niva": "nivå",
}
_NAMED = re.compile(r"\baktivitet(?:en)? ([^\s,.:;]+)")
_LATEST = 2023  # the year that a plan is held against when nothing says another


@dataclass(frozen=True)
class Said:
    """What the user says of a Word file that it does not say itself."""

    year: int | None = None
    board: str | None = None
    structure: str | None = None


def validate_word(files: Sequence[File], said: Said) -> list[Diagnostic]:
    """Return what is wrong in Word files, file by file; one that cannot be read stops no other.

    Raises:
        UsageFault: the board or the structure that was asked for does not exist.
    """
    told: list[Diagnostic] = []
    for file in files:
        try:
            told += check_word(file, said)
        except Unreadable as error:
            told.append(unreadable(error))
    return told


def check_word(file: File, said: Said = Said()) -> list[Diagnostic]:  # frozen, so nobody changes it
    """Return what is wrong in a Word file, in the document's order.

    Raises:
        Unreadable: it is not there, no Word file, or made to do harm.
        UsageFault: the board or the structure that was asked for does not exist.
    """
    parts = read_parts(file)
    document = read_document(parts)
    check_size(document, file)
    definition = read_definition(parts)
    said = _with_definition(said, definition)
    known = known_to(definition, file, said.board)

    def draft_for(year: int | None) -> Draft:
        return drafted(document, file, year=year, board=said.board, structure=said.structure, known=known)

    assumed = None
    try:
        draft = draft_for(said.year)
    except UsageFault:  # of the year, else the second try says so again
        assumed = _newest(file)
        draft = draft_for(assumed)
    told = list(_Check(file, Reading(document, draft, assumed), known).diagnostics())
    return sorted(dict.fromkeys(told), key=lambda d: d.sort_key)


def _with_definition(said: Said, definition: Definition | None) -> Said:
    """Return what is said of the file, by the user or else by the definition that it carries."""
    text = next((t for n, t in definition.files.items() if n.endswith(PLAN_NAME)), "") if definition else ""
    doc, _ = parse_source(text.encode(), PLAN_NAME) if text else (None, [])
    head = doc.values if doc is not None and isinstance(doc.values, dict) else {}
    year = str(head.get("ar", ""))
    return Said(
        said.year or (int(year) if re.fullmatch(r"(19|20)\d\d", year) else None),
        said.board or _known(head.get("namnd")),
        said.structure or _known(head.get("struktur")),
    )


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _newest(file: File) -> int:
    root = root_of(file)
    years = [int(f.parent.name) for f in root.glob(f"*/{CITY_NAME}") if f.parent.name.isdigit()] if root else []
    return max(years, default=_LATEST)


class _Check:
    """Asks the rules, and finds the places in Word of what they answer."""

    def __init__(self, file: File, reading: Reading, known: Known) -> None:
        self._name = shown_name(file)
        self._reading, self._draft, self._document = reading, reading.draft, reading.document
        year = self._draft.cover.year or _LATEST
        self._city = known.city(year)
        self._order = {place: n for n, place in enumerate(_places(self._document), 1)}
        self._first: dict[object, Place] = {}
        for place in self._order:
            self._first.setdefault((*place[:3], place.story), place)
        headings = {slot.path[-1]: f"”{slot.heading}”" for slot in slots(self._draft.structure)}
        self._called = {**headings, **_CALLED}
        doc, _ = parse_source(yaml_text.written(self._draft.values).encode(), self._name)
        assert doc is not None, "what we wrote can be read"
        self._doc: SourceDoc = doc
        self._dossier, self._faults = _dossier(doc, self._draft, self._city or City(ar=year), known)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what both catalogues find, each thing once."""
        told: set[Path] = set()
        for word_rule in WORD_RULES:
            for found in word_rule.check(self._reading):
                told.add(found.path)
                yield self._told(word_rule.severity, word_rule.code, found.message, found.remedy, found.place)
        told.discard(())
        faulty = {fault.path for fault in self._faults}
        for fault in self._faults:
            if not self._is_told(fault.path, told):
                yield self._fault(fault)
        if self._draft.cover.board is None:
            yield self._told(
                *(Severity.ERROR, "S205", "dokumentet säger inte vilken nämnd planen gäller, eller en okänd nämnd"),
                *("skriv nämndens namn först i dokumentet, eller ange den med --namnd", NOWHERE),
            )
        if self._dossier is not None:
            yield from self._findings(self._dossier, told | faulty)

    def _findings(self, dossier: Dossier, told: set[Path]) -> Iterator[Diagnostic]:
        for rule in RULES:
            if rule.code in _NOT_ASKED or (rule.code == "S205" and self._draft.cover.board is None):
                continue
            for found in rule.check(dossier):
                if found.file == PLAN_NAME and not self._is_told(found.path, told) and not self._is_unknowable(found):
                    remedy = rule.section("Åtgärd:") if "`" in found.remedy else found.remedy
                    place = self._place(found.path, self._words(found))
                    message, remedy = self._in_words(found.message), self._in_words(plain(remedy))
                    yield self._told(rule.severity, rule.code, message, remedy, place)

    def _is_told(self, path: Path, told: set[Path]) -> bool:
        return bool(path) and any(path[: len(known)] == known for known in told)

    def _is_unknowable(self, found: Finding) -> bool:
        """Return whether a finding only follows from our not having what the city issued for the year."""
        return self._city is None and (found.path[-1:] == ("mal",) or found.path[-2:-1] == ("mal",))

    def _words(self, found: Finding) -> str:
        text = self._doc.value(found.path)
        return text[slice(*found.words)] if found.words and isinstance(text, str) else ""

    def _fault(self, fault: Diagnostic) -> Diagnostic:
        """Return a fault of the draft's form as it is told of a Word file."""
        name = fault.path[-1] if fault.path else ""
        if fault.code == "S101":  # its path is already that of what is missing
            name = fault.path[-1]
        message, remedy = self._in_words(fault.message), self._in_words(fault.remedy)
        if "aktiviteter" in fault.path and name in _COLUMNS:
            message = f"aktiviteten har ingen {_COLUMNS[name]}"
            remedy = "fyll i cellen; utan uppgiften går raden inte att följa upp"
        return self._told(fault.severity, fault.code, message, remedy, self._place(fault.path, ""))

    def _in_words(self, message: str) -> str:
        """Return a message with fields called by their names, and without ids that stand nowhere in the file."""
        message = re.sub(r"`([^`]+)`", lambda m: self._called.get(m[1], f"”{m[1]}”"), message)
        invented = self._draft.invented
        first, *_ = [m[1] for m in _NAMED.finditer(message)] or [""]

        def called(match: re.Match[str]) -> str:
            if match[1] not in invented:
                return match[0]
            return "aktiviteten" if match[1] == first else "en annan aktivitet"

        return _NAMED.sub(called, message)

    def _place(self, path: Path, concerned: str) -> Place:
        """Return where in Word the value at `path` stands, and the words of it that are concerned."""
        wanted = plain(concerned)
        for length in range(len(path), 0, -1):
            blocks = self._draft.came_from.get(path[:length], ())
            paragraphs = [p for p in paragraphs_of(blocks) if p.text.strip()]
            hit = next((p for p in paragraphs if wanted and wanted in plain(p.text)), None)
            hit = hit or (paragraphs[0] if paragraphs else None)
            if hit is not None:
                place = self._draft.places.get(path[:length], hit.place)
                base = hit.place if wanted or not place.row else place
                return base._replace(words=shown(concerned)) if wanted else base
            if path[:length] in self._draft.places:
                return self._draft.places[path[:length]]
        return NOWHERE

    def _told(self, severity: Severity, code: str, message: str, remedy: str, place: Place) -> Diagnostic:
        where = self._order.get(place) or self._order.get(self._nearest(place), 0)
        return Diagnostic(self._name, None, severity, code, message, remedy, place=place.told, order=where)

    def _nearest(self, place: Place) -> Place:
        """Return the first place of the document under the same heading, in the same row."""
        return self._first.get((*place[:3], place.story), NOWHERE) if place != NOWHERE else NOWHERE


def _dossier(doc: SourceDoc, draft: Draft, city: City, known: Known) -> tuple[Dossier | None, list[Diagnostic]]:
    """Return the dossier of a draft that lies in no tree, and its faults."""
    borrowed: dict[Path, str] = {}

    def whole(value: object, path: Path) -> object:
        if isinstance(value, dict) and set(value) == {"stad"}:
            borrowed[path] = value["stad"]
            return city.texter[value["stad"]]
        if isinstance(value, dict):
            return {key: whole(inner, (*path, key)) for key, inner in value.items()}
        return value

    plan, faults = validated(draft.structure, doc, whole(doc.values, ()))
    return (Dossier(doc, plan, city, known.boards, borrowed) if plan else None), faults


def _places(document: Document) -> Iterator[Place]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield block.place
            for row in block.rows:
                yield row.place
                yield from (p.place for cell in row.cells for p in paragraphs_of(cell.blocks))
        else:
            yield from (p.place for p in paragraphs_of((block,)))
