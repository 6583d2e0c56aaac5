"""A prepared template filled with content: the parts of a finished document, checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count
from pyexpat import ExpatError
from typing import Any

import jinja2

from pipeline.content import Properties, Rich, field_names, rich_texts
from pipeline.diagnostics import address
from pipeline.docx.contents import with_contents
from pipeline.docx.controls import Controls, Label
from pipeline.docx.notes import FOOTNOTES, footnotes_part
from pipeline.docx.package import DOCUMENT, EMPTY_RELS, Parts, rels_name, with_relationships
from pipeline.docx.part_text import CLOSE, MARK, OPEN, R, check_well_formed, escaped_attribute, words_in
from pipeline.docx.place import Placer, Printed, link_id, lost, told
from pipeline.docx.properties import APP, CORE, app_part, core_part
from pipeline.docx.template import NUMBERING, Template
from pipeline.docx.xml import parsed, w
from pipeline.errors import LostText, TemplateFault
from pipeline.markup import Blocks, Words

_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*"')


def fill(
    template: Template,
    content: Any,
    note: Callable[[str], Blocks | None],
    properties: Properties,
    *,
    controls: bool = True,
    label: Label = address,
) -> Parts:
    """Return the parts of the document that `template` makes of `content`.

    `content` is a NamedTuple whose fields are the template's names: plan texts (`Rich`), derived words (`str`),
    tuples of such NamedTuples. `note` gives the text of the note with a label, or None. With `controls` each text
    stands in a content control with its path, which a person sees under the name that `label` gives it.

    Raises:
        TemplateFault: a tag cannot be printed.
        LostText: a text of the plan would be missing, printed twice, or lack the text of a note.
    """
    placer = Placer(template, note, Controls(label) if controls else None)
    parts = dict(template.parts)
    once: Counter[int] = Counter()
    for name, program in sorted(template.programs.items(), key=lambda item: item[0] != DOCUMENT):
        text, printed = _merged(template, name, program, content, placer)
        texts = [value for value in printed if isinstance(value, Rich)]
        once.update(map(id, texts))
        text = _finished(text, template) if name == DOCUMENT else text
        _check_well_formed(template, text)
        _check_order(text, texts)
        text = placer.controls.written(text) if placer.controls and name == DOCUMENT else text
        if OPEN in text or CLOSE in text:
            raise LostText(f"mallen {template.name}: en markering blev kvar i dokumentet; bygget avbryts")
        parts[name] = text.encode()
    for value in rich_texts(content):
        if once[id(value)] != 1:
            raise (
                lost(value)
                if not once[id(value)]
                else LostText(f"mallen {template.name} skriver texten {address(value.path)} {once[id(value)]} gånger")
            )
    parts[FOOTNOTES] = footnotes_part(placer.notes)
    _check_notes(parts[FOOTNOTES], placer)
    _add_lists(parts, placer)
    _add_links(parts, placer)
    parts[CORE] = core_part(properties)
    parts[APP] = app_part(properties)
    return parts


def _merged(
    template: Template, part: str, program: jinja2.Template, content: Any, placer: Placer
) -> tuple[str, list[Printed]]:
    """Return a part's text with everything in its place, and what was printed, in order."""
    placed: list[tuple[int, Any]] = []
    names = {name: getattr(content, name) for name in field_names(type(content))}
    try:
        text = program.render(names, _placed=placed)
        printed = [(number, told(template.slots[number], value, template)) for number, value in placed]
    except jinja2.UndefinedError as error:
        raise TemplateFault(
            f"mallen {template.name}: ett namn i {part} finns inte i planen ({error}); "
            "kör `handlingsplan template check` så visas stället"
        ) from error
    except jinja2.exceptions.SecurityError as error:
        raise TemplateFault(f"mallen {template.name}: en tagg i {part} försöker köra kod ({error})") from error
    order = [printed[int(mark)][1] for mark in MARK.findall(text)]
    return placer.placed(text, printed), order


def _check_well_formed(template: Template, text: str) -> None:
    try:
        check_well_formed(text.encode())
    except ExpatError as error:
        raise TemplateFault(
            f"mallen {template.name}: resultatet är inte giltig XML ({error}); kör `handlingsplan template check`"
        ) from error


def _check_order(text: str, texts: Iterable[Rich]) -> None:
    """Raise LostText unless every plan text is read back, in order, from the finished part."""
    whole = words_in(text)
    place = 0
    for value in texts:
        for block in value.blocks:
            for inline in block.inlines:
                if type(inline) is Words:
                    words = inline.text
                    if "\n" in words or "\t" in words:
                        words = words.replace("\n", "").replace("\t", "")
                    at = whole.find(words, place)
                    if at < 0:
                        raise lost(value)
                    place = at + len(words)


def _check_notes(part: bytes, placer: Placer) -> None:
    if len(placer.notes) != len(placer.cited):
        raise LostText("en not saknar sin hänvisning; bygget avbryts")
    _check_order(part.decode(), (Rich(("kallor", label), placer.note(label) or ()) for label in placer.cited))


def _finished(text: str, template: Template) -> str:
    """Return a document with what merging leaves mended, and its contents written."""
    if "docPr" in text:
        numbers = count(1)
        text = _DRAWING.sub(lambda match: f'{match[1]}{next(numbers)}"', text)
    for end in ("</w:tcPr>", "</w:tbl>", "<w:tc>"):  # a cell ends in a paragraph
        text = text.replace(f"{end}</w:tc>", f"{end}<w:p/></w:tc>")
    return with_contents(text, template.contents, template.styles)


def _add_lists(parts: Parts, placer: Placer) -> None:
    """Give each numbered list an instance of its own that begins at its own number."""
    if not placer.lists:
        return
    numbering = parts[NUMBERING].decode()
    root = parsed(parts[NUMBERING])
    abstract = {
        str(num.get(w("numId"))): str(num.find(w("abstractNumId")).get(w("val")))  # type: ignore[union-attr]
        for num in root.findall(w("num"))
    }
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract[base]}"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (base, level, start) in enumerate(placer.lists, placer.template.first_list)
    )
    place = numbering.find("<w:numIdMacAtCleanup")
    place = place if place >= 0 else numbering.rindex("</w:numbering>")
    parts[NUMBERING] = (numbering[:place] + instances + numbering[place:]).encode()


def _add_links(parts: Parts, placer: Placer) -> None:
    for part, targets in placer.links.items():
        entries = [
            f'<Relationship Id="{link_id(number)}" Type="{R}/hyperlink" Target="{escaped_attribute(target)}" '
            'TargetMode="External"/>'
            for number, target in enumerate(targets, 1)
        ]
        parts[rels_name(part)] = with_relationships(parts.get(rels_name(part), EMPTY_RELS), entries)
