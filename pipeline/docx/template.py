"""A docxtpl template, prepared once and filled many times.

docxtpl's own `patch_xml` joins split tags and lifts `{%p %}` and `{%tr %}` out of their paragraphs and rows.
Every `{{ tag }}` then becomes a numbered slot that remembers its paragraph's and its run's properties; Jinja
only moves markers, and `place` writes the text in the look of the tag. Nothing is shared between fillings.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any, Literal

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from pipeline.content import field_names
from pipeline.docx import notes, properties
from pipeline.docx.contents import Contents, taken_out
from pipeline.docx.controls import ROW, ROW_END, declared
from pipeline.docx.package import DOCUMENT, Parts, read_parts
from pipeline.docx.part_text import CLOSE, DECLARATION, MARK, OPEN, W
from pipeline.docx.styles import Styles, completed, read_styles
from pipeline.docx.xml import inner, parsed, w
from pipeline.errors import TemplateFault

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
RUNNING = re.compile(r"word/(header|footer)\d*\.xml")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the template prints something. Properties are XML, "" where the tag has none."""

    kind: Literal["block", "inline", "attribute"]
    part: str
    expression: str
    paragraph_properties: str = ""
    run_properties: str = ""

    @property
    def around(self) -> tuple[str, str, str, str]:
        """Return the XML that opens a paragraph here, opens a run, closes it, and closes the paragraph."""
        opened = f"<w:r>{self.run_properties}"
        if self.kind == "block":
            return f"<w:p>{self.paragraph_properties}", opened, "</w:r>", "</w:p>"
        return "", opened, "</w:r>", ""


@dataclass(frozen=True)
class Template:
    """A prepared template.

    `parts` are those that no filling changes; `programs` give the others, by part; `digest` is the file's
    SHA-256; `first_list` is the first free number of a list instance.
    """

    name: str
    digest: str
    parts: Parts
    programs: Mapping[str, jinja2.Template]
    slots: tuple[Slot, ...]
    styles: Styles
    contents: Contents | None
    first_list: int


def prepare(file: File) -> Template:
    """Return a template that is ready to be filled.

    Raises:
        Unreadable: not there, or not a Word file.
        TemplateFault: its tags do not fit together.
    """
    parts = read_parts(file)
    if STYLES not in parts:
        raise TemplateFault(f"mallen {file.name} har inga formatmallar; spara om den i Word")
    parts[STYLES] = completed(parts[STYLES])
    parts = notes.prepared(properties.prepared(parts))
    styles = read_styles(parsed(parts[STYLES]))
    slots: list[Slot] = []
    programs = {}
    contents = None
    patch = DocxTemplate(file).patch_xml
    for name in sorted(parts):
        if name != DOCUMENT and not RUNNING.fullmatch(name):
            continue
        root = parsed(parts[name])
        if name == DOCUMENT:
            contents = taken_out(root)
        _strip_bookmarks(root)
        text = patch(etree.tostring(root, encoding="unicode"))
        if name == DOCUMENT or TAG.search(text):
            programs[name] = _program(file.name, name, text, slots)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    static = {name: data for name, data in parts.items() if name not in programs}
    lists = [int(n) for n in re.findall(rb'<w:num [^>]*w:numId="(\d+)"', static.get(NUMBERING, b""))]
    return Template(file.name, digest, static, programs, tuple(slots), styles, contents, max(lists, default=0) + 1)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of content, which is nearly all that a template asks for."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return getattr(obj, attribute) if attribute in field_names(type(obj)) else super().getattr(obj, attribute)


@jinja2.pass_context
def _marker(context: Any, value: Any, number: int) -> str:
    """Return the marker of a printed value, and remember the value and its slot for this filling."""
    placed = context.parent["_placed"]
    placed.append((number, value))
    return f"{OPEN}{len(placed) - 1}{CLOSE}"


def environment() -> ImmutableSandboxedEnvironment:
    """Return the only Jinja environment: sandboxed, strict about names, without functions.

    Nothing is escaped here, because nothing but markers is printed: every tag is a slot.
    """
    sandbox = _Sandbox(undefined=jinja2.StrictUndefined, cache_size=0)
    sandbox.globals.clear()
    sandbox.filters["slot"] = _marker
    return sandbox


def _program(file: str, part: str, text: str, slots: list[Slot]) -> jinja2.Template:
    """Return the compiled program of a part whose docxtpl tags are patched; its slots go to `slots`."""
    tags: list[str] = []

    def hidden(match: re.Match[str]) -> str:
        tags.append(match[0])
        return f"{OPEN}{len(tags) - 1}{CLOSE}"

    try:
        root = parsed(TAG.sub(hidden, text))
        source = _slotted(root, tags, part, slots)
        return environment().from_string(DECLARATION + source)
    except (etree.XMLSyntaxError, jinja2.TemplateSyntaxError) as error:
        raise TemplateFault(
            f"mallen {file}: taggarna går inte ihop ({error}); kör `handlingsplan template check` så visas stället"
        ) from error


def _slotted(root: etree._Element, tags: list[str], part: str, slots: list[Slot]) -> str:
    """Return a part as Jinja source in which each printing tag is a slot."""

    def slot(number: int, **about: Any) -> None:
        expression = tags[number][2:-2].strip().strip("-+").strip()
        tags[number] = f"{{{{ ({expression})|slot({len(slots)}) }}}}"
        slots.append(Slot(part=part, expression=expression, **about))

    for element in root.iter():
        for value in element.attrib.values() if isinstance(element.tag, str) else ():
            for number in MARK.findall(str(value)):
                slot(int(number), kind="attribute")
    for paragraph in list(root.iter(w("p"))):
        texts = [t for t in paragraph.iter(w("t")) if OPEN in (t.text or "")]
        if not texts:
            continue
        properties_of = inner(paragraph.find(w("pPr")))
        alone = MARK.fullmatch("".join(t.text or "" for t in paragraph.iter(w("t"))).strip())
        if alone and tags[int(alone[1])].startswith("{{") and _only_text(paragraph):
            run = texts[0].getparent()
            assert run is not None
            slot(
                int(alone[1]),
                kind="block",
                paragraph_properties=properties_of,
                run_properties=inner(run.find(w("rPr"))),
            )
            _replace(paragraph, alone[0])
            continue
        for text in texts:
            _split(text.getparent(), tags, slot, properties_of)
    _mark_rows(root)
    source = etree.tostring(root, encoding="unicode")
    return MARK.sub(lambda match: tags[int(match[1])], declared(source) if part == DOCUMENT else source)


def _mark_rows(root: etree._Element) -> None:
    """Put a sign before and after each innermost row that prints something."""
    for row in list(root.iter(w("tr"))):
        if row.find(f".//{w('tr')}") is None and any(OPEN in str(text) for text in row.itertext()):
            _text_before(row, ROW)
            row.tail = ROW_END + (row.tail or "")


def _strip_bookmarks(root: etree._Element) -> None:
    """Take the template's bookmarks away: a loop would repeat them."""
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        _replace(mark, "")


def _only_text(paragraph: etree._Element) -> bool:
    harmless = {w("pPr"), w("proofErr")}
    runs = [child for child in paragraph if child.tag not in harmless]
    return all(run.tag == w("r") and all(c.tag in (w("rPr"), w("t")) for c in run) for run in runs)


def _split(run: etree._Element | None, tags: list[str], slot: Any, paragraph_properties: str) -> None:
    """Replace a run by runs around its tags, so that a tag stands where a run could."""
    if run is None or run.getparent() is None:
        return
    look = run.find(w("rPr"))
    pieces: list[etree._Element | str] = []
    for child in run:
        if child is look:
            continue
        if child.tag != w("t") or OPEN not in (child.text or ""):
            pieces.append(_run(look, child))
            continue
        for number, piece in enumerate(MARK.split(child.text or "")):
            if number % 2:
                if tags[int(piece)].startswith("{{"):
                    slot(
                        int(piece),
                        kind="inline",
                        paragraph_properties=paragraph_properties,
                        run_properties=inner(look),
                    )
                pieces.append(f"{OPEN}{piece}{CLOSE}")
            elif piece:
                text = etree.Element(w("t"))
                text.text = piece
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                pieces.append(_run(look, text))
    for piece in pieces:
        if isinstance(piece, str):
            _text_before(run, piece)
        else:
            run.addprevious(piece)
    _replace(run, "")


def _run(look: etree._Element | None, child: etree._Element) -> etree._Element:
    run = etree.Element(w("r"), nsmap={"w": W})
    if look is not None:
        run.append(copy.deepcopy(look))
    run.append(copy.deepcopy(child))
    return run


def _text_before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _replace(element: etree._Element, text: str) -> None:
    """Put `text` in the place of `element`, and keep what follows it."""
    parent = element.getparent()
    assert parent is not None
    _text_before(element, text + (element.tail or ""))
    parent.remove(element)
