"""What A and B of a comparison name when they are no plans: other definitions, and Word files that carry none.

A case, a follow-up, the city's year and the register are compared as outlines; a Word file without a definition line
by line. What git hands over is a copy in a folder of its own, and is read as what it is a copy of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from pipeline.board import Register, read_register
from pipeline.case import Case
from pipeline.change import ChangeSet, Edition
from pipeline.changes import differing
from pipeline.changes.definition import definition_outline
from pipeline.changes.lines import differing_lines
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.docx.definition import read_definition
from pipeline.docx.package import read_parts
from pipeline.docx.read import lines
from pipeline.dossier.modelling import modelled
from pipeline.errors import Unreadable, UsageFault, unread
from pipeline.layout import CASE_NAME, CITY_NAME, OUTCOMES_NAME, PLANS, REGISTER_NAME
from pipeline.model import validated
from pipeline.outcome import Outcomes
from pipeline.source import parse_source
from pipeline.verbs.revisions import EMPTY, blob

NOTHING = "/dev/null"  # what git hands over in the place of a file that is not there
WORD, TEXT = ".docx", ".txt"
MODELS: dict[str, Any] = {CASE_NAME: Case, OUTCOMES_NAME: Outcomes, CITY_NAME: City, REGISTER_NAME: Register}
_CALLED = {
    CASE_NAME: "Ärendet",
    OUTCOMES_NAME: "Uppföljningen",
    CITY_NAME: "Stadens texter och mål",
    REGISTER_NAME: "Registret över nämnder",
    WORD: "Word-dokument",
    TEXT: "Text",
}
_CARRIED = {"tjansteutlatande": CASE_NAME, "verksamhetsberattelse": OUTCOMES_NAME}  # by the document's slug


@dataclass(frozen=True)
class _Text:
    """A definition's text, what stands beside it, and where it lies: `beside` gives a file two steps away, or None."""

    data: bytes
    year: str
    board: str
    beside: Callable[[str], bytes | None]


def kind_of(name: str, place: File | None = None) -> str | None:
    """Return the name of the definition that a side is, `.docx` or `.txt` for what carries none; None for a plan.

    Raises:
        Unreadable: it is the nothing that git hands over.
        UsageFault: it is a web page.
    """
    if name == NOTHING:
        raise Unreadable(f"{place or name}: {EMPTY}")
    base = (place.name if place is not None else name.replace("\\", "/").rpartition("/")[2].rpartition(":")[2]).lower()
    if base in MODELS:
        return base
    if base.endswith(".html"):
        raise UsageFault(f"{place or name}: webbsidan jämförs inte; dess tabeller står också i Word-dokumentet bredvid")
    file = File(name)
    if base.endswith(TEXT):
        return TEXT
    if file.suffix.lower() != WORD or not file.is_file():
        return None
    definition = read_definition(read_parts(file))
    if definition is None:
        return WORD
    return _CARRIED.get(definition.document)


def compare_others(
    kinds: tuple[str | None, str | None], names: tuple[str, str], place: File | None
) -> tuple[ChangeSet | None, list[Diagnostic]]:
    """Return what differs between two definitions of a kind, or two Word files, or the faults that hide it.

    Raises:
        UsageFault: they are of two kinds.
        Unreadable: one of them is not there, or empty.
    """
    if kinds[0] != kinds[1]:
        told = [
            f"{name} är {_CALLED[kind].lower() if kind else 'en plan'}" for name, kind in zip(names, kinds, strict=True)
        ]
        raise UsageFault(f"{told[0]}, men {told[1]}; jämför två av samma slag")
    kind = kinds[0]
    assert kind is not None, "two plans are compared as plans"
    if kind in (WORD, TEXT):
        old, new = (_lines(kind, name, place) for name in names)
        editions = [Edition(name, _CALLED[kind], None) for name in names]
        return ChangeSet(editions[0], editions[1], differing_lines(old, new)), []
    sides = [_opened(kind, name, place) for name in names]
    grave = [fault for _, _, faults in sides for fault in faults if fault.severity is Severity.ERROR]
    if grave:
        return None, list(dict.fromkeys(grave))
    changes = differing(*(outline for outline, _, _ in sides))
    return ChangeSet(sides[0][1], sides[1][1], changes), []


def _lines(kind: str, name: str, place: File | None) -> list[str]:
    if kind == WORD:
        return list(lines(read_parts(File(name))))
    return [line for line in _read(File(name), place).decode("utf-8", "replace").splitlines() if line.strip()]


def _read(file: File, place: File | None) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file}: går inte att läsa: {unread(error)}") from error
    if not data.strip():
        raise Unreadable(f"{place or file}: {EMPTY}")
    return data


def _opened(kind: str, name: str, place: File | None) -> tuple[Any, Edition, list[Diagnostic]]:
    """Return a definition as an outline, what it is called, and its faults."""
    text = _text(kind, name, place)
    doc, faults = parse_source(text.data, name)
    city = _city(text)
    model, borrowed, told = (None, {}, []) if doc is None else modelled(MODELS[kind], doc, city)
    faults = [*faults, *told]
    if model is None:
        return None, Edition(name, "", None), faults
    year = int(text.year) if text.year.isdigit() else None
    called = _CALLED[kind]
    if kind in (CASE_NAME, OUTCOMES_NAME):
        register, _ = parse_source(text.beside(REGISTER_NAME) or b"", REGISTER_NAME)
        boards = read_register(register)[0] if register else {}
        called = f"{called}: {boards[text.board].title if text.board in boards else text.board}".rstrip(": ")
    if kind == CITY_NAME:
        year = model.ar
    if kind == REGISTER_NAME:
        year = None
    headings = {section.id: section.rubrik for section in city.arende.avsnitt}
    return definition_outline(model, borrowed, headings), Edition(name, called, year), faults


def _city(text: _Text) -> City:
    doc, _ = parse_source(text.beside(CITY_NAME) or b"", CITY_NAME)
    model, _ = validated(City, doc, doc.values) if doc and isinstance(doc.values, dict) else (None, [])
    return model or City(ar=int(text.year) if text.year.isdigit() and len(text.year) == 4 else 2000)


def _text(kind: str, name: str, place: File | None) -> _Text:
    """Return the text that a name speaks of: a file's, a git revision's, or the one that a Word file carries."""
    file = next((f for f in (File(name), PLANS / name) if f.is_file()), None)
    if file is None and ":" in name and not File(name).exists():
        data, path, beside = blob(name)
        folders = path.split("/")[:-1]
        return _Text(data, *_home(folders), beside)
    if file is None:
        raise Unreadable(f"{name}: finns inte; ange en fil, eller en version i git (HEAD~3:plans/2023/{CITY_NAME})")
    if file.suffix.lower() == WORD:
        definition = read_definition(read_parts(file))
        assert definition is not None, "its kind was found in it"
        path = next(path for path in definition.files if path.endswith(f"/{kind}"))
        texts = {path.rpartition("/")[2]: text.encode() for path, text in list(definition.files.items())[::-1]}
        return _Text(texts[kind], *_home(path.split("/")[:-1]), texts.get)
    data = _read(file, place)
    home = (place or file).resolve().parent
    return _Text(data, home.parent.name, home.name, lambda wanted: _near(home, wanted))


def _home(folders: list[str]) -> tuple[str, str]:
    year, board = ["", "", *folders][-2:]
    return year, board


def _near(home: File, wanted: str) -> bytes | None:
    """Return the file of a name in a board's folder, its year's or the tree's; None if it is in none of them."""
    found = next((f for f in (home / wanted, home.parent / wanted, home.parent.parent / wanted) if f.is_file()), None)
    return found.read_bytes() if found else None
