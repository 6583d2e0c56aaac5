"""A Word file as its parts, read safely and written always in the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path as File

from pipeline.errors import Unreadable, unread

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

# What an honest file never reaches; a plan with ten thousand rows unpacks to some 30 MB, a picture seldom to 20.
MAX_PACKED = 200_000_000
MAX_UNPACKED = 200_000_000
MAX_PART = 80_000_000
MAX_ENTRIES = 5_000
MAX_RATIO = 250  # XML of many equal rows packs 60 times; a bomb a thousand
MAX_TAGS = 4_000_000
MAX_PARAGRAPHS = 150_000
_SMALL = 2_000_000  # below this a ratio says nothing
_CHUNK = 1_000_000
_LONGEST_NAME = 300
_RUN_ON_OPENING = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "control")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_KINDS = (
    (b"%PDF", "är en PDF"),
    (b"{\\rtf", "är en RTF-fil"),
    (b"<!DOCTYPE html", "är en webbsida"),
    (b"<html", "är en webbsida"),
    (b"<?xml", "är en XML-fil"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "öppna den i Word och spara den som Word-dokument (.docx)"


class NotWord(ValueError):
    """Bytes that cannot be used as a Word document; the text says in Swedish what they are and what to do."""


def read_parts(file: File) -> Parts:
    """Return the parts of a Word file by name.

    Raises:
        Unreadable: not there, not a Word file (.docx), damaged, or made to do harm.
    """
    try:
        size = file.stat().st_size
        if size > MAX_PACKED:
            raise Unreadable(f"{file}: filen är {size // 1_000_000} MB, mer än {MAX_PACKED // 1_000_000} MB som läses")
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file}: filen går inte att läsa: {unread(error)}") from error
    try:
        return parts_of(data)
    except NotWord as error:
        raise Unreadable(f"{file}: {error}") from error


def parts_of(data: bytes) -> Parts:
    """Return the parts in the bytes of a Word file, unpacked within bounds whatever the file says of itself.

    Raises:
        NotWord: not a Word document, damaged, or made to do harm.
    """
    if not data.startswith(b"PK"):
        raise NotWord(_what_it_is(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise NotWord(f"är inte en Word-fil (.docx), eller är skadad; {_SAVE}") from error
    _check_kind(parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, part)
    return parts


def _unpacked(archive: zipfile.ZipFile) -> Parts:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise NotWord(f"innehåller {len(entries)} delar, fler än något Word-dokument har; filen läses inte")
    parts: Parts = {}
    left = MAX_UNPACKED
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or len(name) > _LONGEST_NAME:
            raise NotWord(f"har en del som vill lägga sig utanför filen (`{name[:60]}`); filen läses inte")
        if entry.flag_bits & 1:
            raise NotWord("är skyddad med lösenord; ta bort lösenordet i Word och spara om filen")
        if name in parts:
            raise NotWord(f"har två delar med samma namn (`{name[:60]}`); {_SAVE}")
        parts[name] = _read(archive, entry, left)
        left -= len(parts[name])
    return parts


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Return a part, read in pieces: what the archive says of its size is not believed."""
    most = min(MAX_PART, left)
    if entry.filename.endswith((".xml", ".rels")):  # an empty picture packs well, a text never so
        most = min(most, max(_SMALL, MAX_RATIO * entry.compress_size))
    chunks, size = [], 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise NotWord("packas upp till orimligt mycket; en sådan fil är skadad eller gjord för att göra skada")
            chunks.append(chunk)
    return b"".join(chunks)


def _what_it_is(data: bytes) -> str:
    """Return what a file is that is no zip, and what to do."""
    if not data.strip():
        return f"är tom, inte en Word-fil (.docx); {_SAVE}"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "är skyddad med lösenord; ta bort lösenordet i Word och spara om filen"
        return f"är inte en Word-fil (.docx) utan i ett äldre Office-format (.doc); {_SAVE}"
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    what = next((what for begins, what in _KINDS if head.lower().startswith(begins.lower())), "")
    if what == "är en PDF":
        return f"{what}, inte en Word-fil (.docx); be om Word-filen som den gjordes av"
    return f"{what}, inte en Word-fil (.docx); {_SAVE}" if what else f"är inte en Word-fil (.docx); {_SAVE}"


def _check_kind(parts: Parts) -> None:
    """Return if the parts are a Word document without macros.

    Raises:
        NotWord: they are not.
    """
    kind = parts.get("mimetype", b"")
    declared = parts.get(CONTENT_TYPES, b"")
    if b"opendocument" in kind:
        raise NotWord(f"är en OpenDocument-fil (.odt), inte en Word-fil (.docx); {_SAVE}")
    if b"macroEnabled" in declared or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise NotWord(f"har makron, som inte får följa med; {_SAVE}, utan makron")
    if DOCUMENT not in parts or _WORD_TYPE not in declared:
        for folder, what in (("xl/", "ett Excel-ark"), ("ppt/", "en PowerPoint-presentation")):
            if any(name.startswith(folder) for name in parts) and DOCUMENT not in parts:
                raise NotWord(f"är {what}, inte en Word-fil (.docx)")
        template = " utan en Word-mall" if b"wordprocessingml.template" in declared else ""
        raise NotWord(f"är inte en Word-fil (.docx){template}, eller är skadad; {_SAVE}")


def _check_xml(name: str, part: bytes) -> None:
    """Return if a part can be read without harm: no declared entities, no bottomless nesting, nothing to fetch.

    Raises:
        NotWord: it cannot.
    """
    if not part.strip() and name != DOCUMENT:
        return  # some programs leave an empty part behind
    from lxml import etree  # a build with nothing to do never comes here

    if any("<!DOCTYPE".encode(code) in part for code in ("utf-8", "utf-16-le", "utf-16-be")):
        raise NotWord(
            "har en del med en egen dokumenttyp, som Word aldrig skriver; filen kan vara gjord för att göra skada"
        )
    if part.count(b"<") > MAX_TAGS:
        raise NotWord("har fler element än något Word-dokument; filen läses inte")
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise NotWord("är kapslad djupare än något Word-dokument; filen läses inte") from error
        if "huge text" in str(error).lower() or "too long" in str(error).lower():
            raise NotWord("har ett enda stycke på miljontals tecken; filen läses inte") from error
        raise NotWord(f"är skadad (delen {name} går inte att läsa); {_SAVE}") from error
    if name.endswith(".rels"):
        _check_fetched(part)
    elif name == DOCUMENT and float(str(root.xpath("count(//*[local-name() = 'p'])"))) > MAX_PARAGRAPHS:
        raise NotWord(f"har fler än {MAX_PARAGRAPHS} stycken, fler än någon plan; filen läses inte")


def _check_fetched(rels: bytes) -> None:
    """Return if Word would fetch nothing that acts from the net when the file is opened.

    Raises:
        NotWord: it would. A picture by a link is no such thing, nor a template on the writer's own disk.
    """
    for match in _RELATIONSHIP.finditer(rels):
        found = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', match[0].decode("utf-8", "replace")))
        kind, target = found.get("Type", "").rpartition("/")[2], found.get("Target", "").strip()
        remote = re.match(r"(?:https?|ftp|mhtml):", target, re.I) is not None
        if found.get("TargetMode") == "External" and kind in _RUN_ON_OPENING and remote:
            raise NotWord(
                f"hämtar {_FETCHES[kind]} från {target[:80]} när den öppnas; ta bort kopplingen i Word "
                "(Arkiv > Info > Redigera länkar till filer) och spara om filen"
            )


_FETCHES = {
    "attachedTemplate": "en mall",
    "oleObject": "ett objekt",
    "frame": "en ram",
    "subDocument": "ett deldokument",
    "aFChunk": "en text",
    "control": "ett program",
}


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
