"""A Word file as its parts, read safely and written always in the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path as File

from pipeline.errors import Unreadable, unread

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_UNPACKED = 200_000_000
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def read_parts(file: File) -> Parts:
    """Return the parts of a Word file by name.

    Raises:
        Unreadable: not there, not a Word file (.docx), or too large when unpacked.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file}: filen går inte att läsa: {unread(error)}") from error
    try:
        return parts_of(data)
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise Unreadable(f"{file}: är inte en Word-fil (.docx), eller är skadad; öppna och spara den i Word") from error


def parts_of(data: bytes) -> Parts:
    """Return the parts in the bytes of a Word file.

    Raises:
        zipfile.BadZipFile, ValueError: not a Word document.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
            raise ValueError("too large")
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if DOCUMENT not in parts or _WORD_TYPE not in parts.get(CONTENT_TYPES, b""):
        raise ValueError("not a Word document")
    return parts


def packed(parts: Mapping[str, bytes], last: tuple[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return the bytes of a Word file, the same for the same parts on any machine.

    Parts are sorted, dated 1980 and stored: what deflate gives depends on the version of zlib. `last` names a
    part that is made of all the bytes before it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            if last is None or name != last[0]:
                archive.writestr(_entry(name), parts[name])
        if last:
            archive.writestr(_entry(last[0]), last[1](buffer.getvalue()))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def with_part(parts: Parts, name: str, data: bytes, content_type: str) -> Parts:
    """Return `parts` with one more, declared in the content types."""
    declared = parts[CONTENT_TYPES]
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'.encode()
    declared = re.sub(rb'<Override[^>]*PartName="/' + re.escape(name.encode()) + rb'"[^>]*/>', b"", declared)
    return {**parts, name: data, CONTENT_TYPES: declared.replace(b"</Types>", override + b"</Types>")}


def rels_name(part: str) -> str:
    """Return the name of the relationships of `part`; of the package for ""."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


EMPTY_RELS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def with_relationships(rels: bytes, entries: list[str]) -> bytes:
    """Return relationships with further `<Relationship …/>` elements at their end."""
    if not entries:
        return rels
    opened = re.sub(rb"(<Relationships\b[^>]*?)/>\s*$", rb"\1></Relationships>", rels)
    return opened.replace(b"</Relationships>", "".join(entries).encode() + b"</Relationships>")


def with_relationship(parts: Parts, part: str, identifier: str, kind: str, target: str) -> Parts:
    """Return `parts` with a relationship of `part`, unless it already has one of that kind."""
    name = rels_name(part)
    rels = parts.get(name, EMPTY_RELS)
    if f'"{kind}"'.encode() in rels:
        return parts
    entry = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
    return {**parts, name: with_relationships(rels, [entry])}
