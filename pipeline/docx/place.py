"""The plan's text, written where the template's tags were, in the look of the tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from jinja2 import Undefined
from lxml import etree

from pipeline.content import Rich
from pipeline.diagnostics import Path, address
from pipeline.docx.controls import END, Controls, without_signs
from pipeline.docx.notes import FOOTNOTES
from pipeline.docx.package import DOCUMENT
from pipeline.docx.part_text import MARK, escaped_attribute, text_element
from pipeline.docx.styles import LIST_STYLES
from pipeline.docx.template import Slot, Template
from pipeline.docx.xml import element, inner, w
from pipeline.errors import LostText, TemplateFault
from pipeline.markup import Block, Blocks, Break, Inline, NoteMark, Words, literal

Printed = Rich | str
_LINE_OR_TAB = re.compile(r"([\n\t])")


class Placer:
    """What one document needs while its text is put in place: notes, links and lists, in order."""

    def __init__(
        self, template: Template, note: Callable[[str], Blocks | None], controls: Controls | None = None
    ) -> None:
        self.template = template
        self.styles = template.styles
        self.note = note
        self.controls = controls
        self.notes: list[str] = []
        self.cited: list[str] = []
        self.links: dict[str, list[str]] = {}
        self.lists: list[tuple[str, int, int]] = []
        self.around = [slot.around for slot in template.slots]

    def placed(self, text: str, printed: Sequence[tuple[int, Printed]]) -> str:
        """Return a part's text with its markers replaced: marker n by `printed[n]`, a slot's number and a value."""
        pieces = MARK.split(text)
        paths: list[Path | None] = [None] * len(pieces)
        for place in range(1, len(pieces), 2):
            number, value = printed[int(pieces[place])]
            slot = self.template.slots[number]
            words = _plain(value)
            if isinstance(value, Rich):
                paths[place] = value.path
            if words is None or slot.kind == "attribute":
                pieces[place] = self.written(slot, value)
            else:  # nearly all texts
                before, opened, closed, after = self.around[number]
                control, end = self._control(slot, value)
                pieces[place] = f"{before}{control}{opened}{text_element(words)}{closed}{end}{after}"
        if self.controls is None:
            return without_signs("".join(pieces))
        return "".join(self.controls.with_rows(pieces, paths))

    def _control(self, slot: Slot, value: Printed) -> tuple[str, str]:
        """Return what opens and closes a control for a text in its slot; nothing for words that are not the plan's."""
        if self.controls is None or not isinstance(value, Rich) or not value.path or slot.part != DOCUMENT:
            return "", ""
        return self.controls.opened(value.path), END

    def written(self, slot: Slot, value: Printed) -> str:
        """Return the XML that a value becomes in its slot."""
        if slot.kind == "attribute":
            return escaped_attribute(value.text if isinstance(value, Rich) else value)
        if isinstance(value, str):
            return self.written(slot, Rich((), literal(value))) if value else ""
        paragraphs = self._paragraphs(value.blocks, slot)
        looks = [look for look, _ in paragraphs]
        runs = [self._controlled(slot, value, runs) for _, runs in paragraphs]
        if slot.kind == "block":
            return "".join(f"<w:p>{look}{run}</w:p>" for look, run in zip(looks, runs, strict=True))
        if not paragraphs:
            return ""
        # Further paragraphs of the text follow the one that the tag stands in, in its look.
        first_is_item = value.blocks[0].kind != "paragraph"
        opening = f"</w:p><w:p>{looks[0]}" if first_is_item else ""
        return opening + runs[0] + "".join(f"</w:p><w:p>{p}{run}" for p, run in zip(looks[1:], runs[1:], strict=True))

    def _controlled(self, slot: Slot, value: Printed, runs: str) -> str:
        control, end = self._control(slot, value)
        return f"{control}{runs}{end}"

    def _paragraphs(self, blocks: Blocks, slot: Slot) -> list[tuple[str, str]]:
        """Return the properties and the runs of each paragraph."""
        numbers: dict[int, int] = {}
        return [
            (self._paragraph_properties(block, slot, numbers), self._runs(block.inlines, slot.run_properties, slot))
            for block in blocks
        ]

    def _paragraph_properties(self, block: Block, slot: Slot, numbers: dict[int, int]) -> str:
        if block.kind == "paragraph":
            return slot.paragraph_properties
        kind = "continued" if block.continued else block.kind
        style = self.styles.list_style(kind, block.level)
        if style is None:
            raise TemplateFault(
                f"mallen {self.template.name} saknar formatmallen {LIST_STYLES[kind]}, som texten behöver; "
                "lägg till den i Word"
            )
        numbering = ""
        if kind == "number" and style in self.styles.numberings:
            if block.list_number not in numbers:
                base, level = self.styles.numberings[style]
                numbers[block.list_number] = self.template.first_list + len(self.lists)
                self.lists.append((base, int(level), block.start))
            level = self.styles.numberings[style][1]
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbers[block.list_number]}"/></w:numPr>'
        return f'<w:pPr><w:pStyle w:val="{style}"/>{numbering}</w:pPr>'

    def _runs(self, inlines: Sequence[Inline], look: str, slot: Slot) -> str:
        out = []
        after_note = False
        for inline in inlines:
            if isinstance(inline, Words):
                if inline.bold or inline.italic or inline.href:
                    out.append(self._formed(inline, look, slot.part))
                else:
                    out.append(_words(inline.text, look))
            elif isinstance(inline, Break):
                out.append(f"<w:r>{look}<w:br/></w:r>")
            else:
                if after_note:
                    out.append(self._reference(_BETWEEN_NOTES))
                out.append(self._note(inline, slot))
            after_note = isinstance(inline, NoteMark)
        return "".join(out)

    def _formed(self, inline: Words, look: str, part: str) -> str:
        style = self.styles.id("character", "hyperlink") if inline.href else None
        runs = _words(inline.text, _with(look, inline.bold, inline.italic, style))
        if inline.href is None:
            return runs
        targets = self.links.setdefault(part, [])
        if inline.href not in targets:
            targets.append(inline.href)
        number = targets.index(inline.href) + 1
        tip = escaped_attribute(inline.href)
        return f'<w:hyperlink r:id="{link_id(number)}" w:tooltip="{tip}" w:history="1">{runs}</w:hyperlink>'

    def _note(self, mark: NoteMark, slot: Slot) -> str:
        if slot.part != DOCUMENT:
            raise TemplateFault(
                f"mallen {self.template.name}: {{{{ {slot.expression} }}}} står där noter inte kan stå ({slot.part})"
            )
        text = self.note(mark.label)
        if text is None:
            raise LostText(f"noten [^{mark.label}] har ingen källa; lägg till den under `kallor`")
        self.cited.append(mark.label)
        self.notes.append(self._note_text(text))
        return self._reference(f'<w:footnoteReference w:id="{len(self.notes)}"/>')

    def _reference(self, content: str) -> str:
        """Return a run in the look of a note's reference."""
        style = self.styles.id("character", "footnote reference")
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{content}</w:r>'

    def _note_text(self, blocks: Blocks) -> str:
        style = self.styles.id("paragraph", "footnote text")
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        slot = Slot("block", FOOTNOTES, "not", properties)
        mark = self._reference("<w:footnoteRef/>")
        mark += f"<w:r>{text_element(' ')}</w:r>"
        paragraphs = self._paragraphs(blocks, slot) or [(properties, "")]
        return "".join(
            f"<w:p>{look}{mark if number == 0 else ''}{runs}</w:p>" for number, (look, runs) in enumerate(paragraphs)
        )


def link_id(number: int) -> str:
    """Return the relationship id of a part's link number `number`, from 1."""
    return f"rIdHpLank{number}"


def _plain(value: Printed) -> str | None:
    """Return the words of a value that is one run without form; None for any other, and for none at all."""
    if isinstance(value, str):
        words = value
    elif len(value.blocks) == 1 and len(value.blocks[0].inlines) == 1:
        block = value.blocks[0]
        inline = block.inlines[0]
        if block.kind != "paragraph" or not isinstance(inline, Words) or inline[1:] != _NO_FORM:
            return None
        words = inline.text
    else:
        return None
    return words if words and "\n" not in words and "\t" not in words else None


_NO_FORM = Words("")[1:]
_BETWEEN_NOTES = text_element(", ")  # or notes 6 and 7 would read 67


def told(slot: Slot, value: object, template: Template) -> Printed:
    """Return a value that can be printed; plan text, derived text or a number.

    Raises:
        TemplateFault: the tag gives nothing, a yes or no, or a group.
    """
    if isinstance(value, Rich | str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    what = (
        "ett okänt namn" if isinstance(value, Undefined) else "ingenting" if value is None else "en grupp eller lista"
    )
    raise TemplateFault(
        f"mallen {template.name}: taggen {{{{ {slot.expression} }}}} ger {what} i stället för text; "
        "kör `handlingsplan template check`"
    )


def lost(value: Rich) -> LostText:
    """Return the fault of a text that would be missing."""
    return LostText(f"texten {address(value.path)} skulle saknas i dokumentet; bygget avbryts")


def _words(text: str, look: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{look}{text_element(text)}</w:r>" if text else ""
    pieces = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return f"<w:r>{look}" + "".join(
        pieces.get(piece) or text_element(piece)
        for piece in _LINE_OR_TAB.split(text)
        if piece
    ) + "</w:r>"  # fmt: skip


# The order of CT_RPr up to what emphasis and links add.
_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs")


@lru_cache(maxsize=1000)
def _with(look: str, bold: bool, italic: bool, style: str | None) -> str:
    """Return run properties with emphasis or a character style added, in the schema's order."""
    properties = element(look or "<w:rPr/>")
    wanted = {"b": bold, "bCs": bold, "i": italic, "iCs": italic, "rStyle": style is not None}
    for name, on in wanted.items():
        if not on:
            continue
        for old in properties.findall(w(name)):
            properties.remove(old)
        etree.SubElement(properties, w(name), {w("val"): style} if name == "rStyle" and style else {})
    rank = {w(name): number for number, name in enumerate(_ORDER)}
    properties[:] = sorted(properties, key=lambda child: rank.get(str(child.tag), len(rank)))
    return inner(properties)
