"""Footnotes: one part, built after all else, in the order in which the text refers to them.

LibreOffice pairs the n-th reference with the n-th note, so ids and file order ascend together, and no note
is without a reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.docx.package import DOCUMENT, EMPTY_RELS, Parts, rels_name, with_part, with_relationship
from pipeline.docx.part_text import DECLARATION, R, W

FOOTNOTES = "word/footnotes.xml"
_SETTINGS = "word/settings.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_HEAD = f'{DECLARATION}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">' + "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_PROPERTIES = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
# What stands before w:footnotePr in CT_Settings ends here; it goes before the first of these.
_AFTER = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator docId"
)


def prepared(parts: Parts) -> Parts:
    """Return a template's parts with an empty footnotes part, declared and related, in place of any of its own."""
    parts = with_part(parts, FOOTNOTES, footnotes_part([]), _TYPE)
    parts = with_relationship(parts, DOCUMENT, "rIdHpNoter", f"{R}/footnotes", "footnotes.xml")
    parts[rels_name(FOOTNOTES)] = EMPTY_RELS
    settings = parts.get(_SETTINGS, b"").decode()
    if settings and "<w:footnotePr" not in settings:
        first = re.search(rf"<(?:w|m|w14|w15):(?:{_AFTER.replace(' ', '|')})\b|</w:settings>", settings)
        place = first.start() if first else len(settings)
        parts[_SETTINGS] = (settings[:place] + _PROPERTIES + settings[place:]).encode()
    return parts


def footnotes_part(notes: Sequence[str]) -> bytes:
    """Return the part that holds `notes`, each the XML of its paragraphs; they are numbered from 1."""
    body = "".join(f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(notes, 1))
    return f"{_HEAD}{body}</w:footnotes>".encode()
