"""The tags of a template, paragraph by paragraph: what docxtpl would misread, and a source whose lines are paragraphs.

docxtpl prints a tag with one brace as it stands, deletes the text beside a `{%p %}` and says `unknown tag 'tr'` of a
row's tag outside a table. Here each of these has its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.diagnostics import Severity
from pipeline.docx.contents import taken_out
from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.template import RUNNING, TAG
from pipeline.docx.xml import parsed, w

_PREFIX = re.compile(r"^(\{%-?|\{\{-?)(p|tr|tc|r)\s")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{\s*[a-zåäö_][\wåäö]*(?:\.[\wåäö]+)*\s*\}")
_BLOCK = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(end)?(if|for|elif|else)\b")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Place:
    """A paragraph of a template: its part, its number from 1 in that part and its text."""

    part: str
    number: int
    text: str

    def __str__(self) -> str:
        """Return the place as a person finds it: `stycke 12 (”{{ d.text }}”)`."""
        text = self.text if len(self.text) <= 60 else self.text[:57] + "…"
        where = "" if self.part == DOCUMENT else ("sidhuvudet, " if "header" in self.part else "sidfoten, ")
        return f"{where}stycke {self.number}" + (f" (”{text}”)" if text else "")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a template: one sentence and a remedy, and where, when it has a place."""

    code: str
    severity: Severity
    message: str
    remedy: str
    place: Place | None = None


@dataclass(frozen=True)
class TaggedPart:
    """The paragraphs of a part, and its tags as Jinja source, one line for each paragraph."""

    places: tuple[Place, ...]
    source: str


def tagged_parts(parts: Parts) -> Iterator[tuple[TaggedPart, list[Fault]]]:
    """Yield each part that may hold tags, with what docxtpl would misread in it."""
    for name in sorted(parts, key=lambda name: (name != DOCUMENT, name)):
        if name == DOCUMENT or RUNNING.fullmatch(name):
            root = parsed(parts[name])
            taken_out(root)  # what Word has written into the contents is not the designer's
            yield _tagged(name, root)


def _tagged(part: str, root: etree._Element) -> tuple[TaggedPart, list[Fault]]:
    places: list[Place] = []
    faults: list[Fault] = []
    lines = []
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        text = "".join(t.text or "" for t in paragraph.iter(w("t")))
        place = Place(part, number, text.strip())
        places.append(place)
        faults += _misread(place, paragraph)
        lines.append(" ".join(_plain(tag) for tag in TAG.findall(text)))
    return TaggedPart(tuple(places), "\n".join(line.replace("\n", " ") for line in lines)), faults


def _plain(tag: str) -> str:
    return _PREFIX.sub(r"\1 ", tag).translate(_QUOTES)


def _misread(place: Place, paragraph: etree._Element) -> Iterator[Fault]:
    """Yield what docxtpl would misread in one paragraph."""
    error = Severity.ERROR
    tags = TAG.findall(place.text)
    outside = TAG.sub("", place.text)
    for match in _STRAY.finditer(outside):
        yield Fault(
            *("M201", error, f"`{match[0]}` är en trasig tagg och skulle stå kvar i dokumentet"),
            *("skriv `{{ namn }}` eller `{% … %}` med båda klamrarna, på båda sidor", place),
        )
    for tag in tags:
        if tag.startswith("{%") and not _BLOCK.match(tag):
            yield Fault(
                *("M205", error, f"`{tag}` kan inte användas: mallen ska bara skriva ut, inte räkna eller slå ihop"),
                *("använd {{ … }}, {% if %} och {% for %}", place),
            )
    for run in paragraph.iter(w("r")):
        holder = run.getparent()
        inside = "".join(t.text or "" for t in run.iter(w("t")))
        if "{{" in inside and holder is not None and holder.tag != w("p"):
            yield Fault(
                *("M206", error, "en tagg står inuti en länk eller en innehållskontroll, där en text inte får plats"),
                *("ta bort länken eller kontrollen runt taggen", place),
            )
    kinds = [match[2] for match in map(_PREFIX.match, tags) if match]
    printing = [tag for tag in tags if tag.startswith("{{") and _PREFIX.match(tag)]
    if printing:
        yield Fault("M202", error, f"`{printing[0]}` har ett prefix som inte behövs", "skriv bara {{ namn }}", place)
    elif "tr" in kinds and not _in_row(paragraph):
        yield Fault(
            *("M203", error, "en {%tr %}-tagg står utanför en tabell"),
            *("flytta den till en egen tabellrad, eller skriv {%p %} i stället", place),
        )
    elif kinds and (len(tags) > 1 or outside.strip()):
        yield Fault(
            *("M202", error, f"taggen `{tags[0]}` delar stycke med annat, som skulle försvinna"),
            *("ge varje {%p %}- och {%tr %}-tagg ett eget stycke", place),
        )
    elif not kinds and _unbalanced(tags):
        yield Fault(
            *("M202", error, "en {% %}-tagg börjar i stycket men slutar i ett annat"),
            *("skriv {%p … %} i egna stycken runt det som villkoret eller slingan gäller", place),
        )
    if "tr" in kinds and _in_row(paragraph) and _others_in_row(paragraph):
        yield Fault(
            *("M203", error, "en {%tr %}-tagg delar rad med annat, som skulle försvinna"),
            *("ge taggen en egen rad, som tas bort när dokumentet byggs", place),
        )


def _unbalanced(tags: list[str]) -> bool:
    depth = 0
    for match in filter(None, map(_BLOCK.match, tags)):
        if match[1]:
            depth -= 1
        elif match[2] in ("if", "for"):
            depth += 1
        elif depth == 0:
            return True
        if depth < 0:
            return True
    return depth != 0


def _in_row(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(w("tr")), None) is not None


def _others_in_row(paragraph: etree._Element) -> bool:
    row = next(paragraph.iterancestors(w("tr")))
    return any((t.text or "").strip() for p in row.iter(w("p")) if p is not paragraph for t in p.iter(w("t")))
