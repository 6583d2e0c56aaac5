"""Document properties, by code: docxtpl escapes some twice and leaves out the rest."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pyexpat import ExpatError, ParserCreate
from typing import TYPE_CHECKING

from pipeline.docx.package import Parts, with_part, with_relationship
from pipeline.docx.part_text import DECLARATION, R, escaped

if TYPE_CHECKING:
    from pipeline.content import Properties

CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006"


def prepared(parts: Parts) -> Parts:
    """Return a template's parts with empty property parts, declared and related; its own are replaced."""
    for name, kind, relation in (
        (CORE, "vnd.openxmlformats-package.core-properties", f"{_PACKAGE}/relationships/metadata/core-properties"),
        (APP, "vnd.openxmlformats-officedocument.extended-properties", f"{R}/extended-properties"),
        (CUSTOM, "vnd.openxmlformats-officedocument.custom-properties", f"{R}/custom-properties"),
    ):
        parts = with_part(parts, name, b"", f"application/{kind}+xml")
        parts = with_relationship(parts, "", f"rIdHp{name[9:12].title()}", relation, name)
    return parts


def core_part(properties: Properties) -> bytes:
    """Return docProps/core.xml."""
    dated = ""
    if properties.date:
        stamp = f"{properties.date}T00:00:00Z"
        dated = "".join(
            f'<dcterms:{n} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{n}>' for n in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title)}</dc:title><dc:subject>{escaped(properties.subject)}</dc:subject>"
        f"<dc:creator>{escaped(properties.author)}</dc:creator>"
        f"<cp:keywords>{escaped(', '.join(properties.keywords))}</cp:keywords>"
        f"<cp:lastModifiedBy>{escaped(properties.author)}</cp:lastModifiedBy>{dated}"
        f"<cp:contentStatus>{escaped(properties.status)}</cp:contentStatus><dc:language>sv-SE</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def app_part(properties: Properties) -> bytes:
    """Return docProps/app.xml."""
    return (
        f'{DECLARATION}<Properties xmlns="{_EXTENDED}/extended-properties"><Application>Handlingsplan</Application>'
        f"<Company>{escaped(properties.author)}</Company></Properties>"
    ).encode()


def custom_part(values: Mapping[str, str]) -> bytes:
    """Return docProps/custom.xml with `values` as text properties, in their order."""
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_EXTENDED}/custom-properties" xmlns:vt="{_EXTENDED}/docPropsVTypes">'
        f"{entries}</Properties>"
    ).encode()


def custom_values(data: bytes) -> dict[str, str]:
    """Return the text properties in docProps/custom.xml; nothing from a part that is not one.

    Raises:
        ExpatError: the part is not well formed.
    """
    values: dict[str, str] = {}
    names: list[str] = []

    def opened(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            names.append(attributes.get("name", ""))

    def letters(text: str) -> None:
        if names:
            values[names[-1]] = values.get(names[-1], "") + text

    parser = ParserCreate()
    parser.StartElementHandler = opened
    parser.CharacterDataHandler = letters
    parser.Parse(data, True)
    return values


def core_values(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return what docProps/core.xml says, by the names of its elements without prefix: `creator`, `created`.

    A part that is not there or not well formed says nothing.
    """
    values: dict[str, str] = {}
    names: list[str] = []

    def opened(tag: str, _: dict[str, str]) -> None:
        names.append(tag.rpartition(":")[2])

    def letters(text: str) -> None:
        values[names[-1]] = values.get(names[-1], "") + text

    parser = ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: names.pop()
    parser.CharacterDataHandler = letters
    with suppress(ExpatError):
        parser.Parse(parts.get(CORE, b"<x/>"), True)
    return {name: text.strip() for name, text in values.items() if text.strip()}
