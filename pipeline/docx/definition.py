"""The definition that a document was made from, carried along in the document itself.

A person's edits are told against it, also when the files of the plan have gone on since. It survives LibreOffice,
which drops the tags of content controls, and a document whose controls a person has deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.diagnostics import Path, address
from pipeline.docx.controls import tag_of
from pipeline.docx.package import DOCUMENT, EMPTY_RELS, Parts, rels_name, with_part, with_relationships
from pipeline.docx.part_text import DECLARATION, R, escaped, escaped_attribute
from pipeline.docx.xml import parsed

NAMESPACE = "urn:handlingsplan:definition:1"
PART = "customXml/handlingsplan.xml"
_PROPERTIES = "customXml/handlingsplanProps.xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_ID = "{6D0B1E5C-2F1B-4C1E-9C57-0E6B7C1F2A01}"


@dataclass(frozen=True)
class Definition:
    """What a document was made from: the kind of document, its files by name, and the paths behind hashed tags.

    Names are those in a tree of plans: `2023/kungsholmen/handlingsplan.yaml`, `2023/stad.yaml`, `namnder.yaml`.
    """

    document: str
    files: Mapping[str, str]
    tags: Mapping[str, str]
    template: str = ""
    selection: str = ""  # whose rows alone the document holds


def with_definition(
    parts: Parts,
    document: str,
    template: str,
    files: Mapping[str, str],
    paths: Iterable[Path],
    selection: str = "",
) -> Parts:
    """Return `parts` with the definition in a part of its own.

    `document` is the document type's slug, `template` the digest of its template, `paths` are those of its texts.
    A document that holds only a `selection` of the rows says whose they are.
    """
    tags = {tag: address(path) for path in paths if (tag := tag_of(path)).startswith("#")}
    entries = [_file(name, text) for name, text in files.items()]
    entries += [f'<tagg namn="{tag}">{escaped(path)}</tagg>' for tag, path in sorted(tags.items())]
    about = f'dokument="{escaped_attribute(document)}" mall="{template}"'
    about += f' urval="{escaped_attribute(selection)}"' if selection else ""
    data = f'{DECLARATION}<definition xmlns="{NAMESPACE}" {about}>{"".join(entries)}</definition>'.encode()
    parts = with_part(parts, PART, data, "application/xml")
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{_ITEM_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    parts = with_part(parts, _PROPERTIES, properties.encode(), kind)
    for part, identifier, relation, target in (
        (DOCUMENT, "rIdHpDefinition", "customXml", f"../{PART}"),
        (PART, "rId1", "customXmlProps", _PROPERTIES.removeprefix("customXml/")),
    ):
        entry = f'<Relationship Id="{identifier}" Type="{R}/{relation}" Target="{target}"/>'
        parts[rels_name(part)] = with_relationships(parts.get(rels_name(part), EMPTY_RELS), [entry])
    return parts


@lru_cache(maxsize=16)  # the city's files go along with every board's plan
def _file(name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f'<fil namn="{escaped_attribute(name)}" sha256="{digest}">{escaped(text).replace(chr(13), "&#13;")}</fil>'


def read_definition(parts: Parts) -> Definition | None:
    """Return the definition that a document carries, whatever its part is called; None if it has none that is whole."""
    for name in sorted(parts):
        if not name.startswith("customXml/") or not name.endswith(".xml") or NAMESPACE.encode() not in parts[name]:
            continue
        try:
            root = parsed(parts[name])
        except etree.XMLSyntaxError:
            continue
        if root.tag != f"{{{NAMESPACE}}}definition":
            continue
        files = {str(file.get("namn")): file.text or "" for file in root.findall(f"{{{NAMESPACE}}}fil")}
        sound = all(
            hashlib.sha256((file.text or "").encode()).hexdigest() == file.get("sha256")
            for file in root.findall(f"{{{NAMESPACE}}}fil")
        )
        if files and sound:
            tags = {str(tag.get("namn")): tag.text or "" for tag in root.findall(f"{{{NAMESPACE}}}tagg")}
            return Definition(str(root.get("dokument")), files, tags, str(root.get("mall")), root.get("urval", ""))
    return None
