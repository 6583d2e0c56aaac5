"""A Word file that would do harm, or is none, is refused with a sentence, within bounded memory and time."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from word_files import p, word_file, word_parts

from pipeline.docx.package import NotWord, packed, parts_of, read_parts
from pipeline.errors import Unreadable

MEMORY = 900_000_000  # bytes of address space; python with lxml takes some 150 MB of it
SECONDS = 30
DOCUMENT = "word/document.xml"


def with_parts(**changed: bytes) -> bytes:
    """Return a Word file in which parts are put in place of others, `/` written as `__`."""
    return packed({**word_parts(p("Text")), **{name.replace("__", "/"): data for name, data in changed.items()}})


def deflated(entries: dict[str, bytes]) -> bytes:
    """Return a zip of entries, packed as tightly as it goes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def related(kind: str, target: str) -> bytes:
    """Return a Word file with a relationship that leads out of it."""
    parts = word_parts(p("Text"))
    rels = "word/_rels/document.xml.rels"
    entry = f'<Relationship Id="ut" Type="x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", entry.encode())
    return packed(parts)


def declared(old: bytes, new: bytes) -> bytes:
    """Return a Word file whose content types say something else."""
    parts = word_parts(p("Text"))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(old, new)
    return packed(parts)


def nested(depth: int) -> bytes:
    """Return a document part with tables inside tables."""
    opened, closed = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    return word_parts(opened + p("x") + closed)[DOCUMENT]


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
)
WIDE = ENTITIES.decode().replace("1.0", '1.0" encoding="utf-16', 1)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = word_file(p("Text"))

HOSTILE = {
    "pdf": (b"%PDF-1.7\n%abc", "är en PDF"),
    "rtf": (b"{\\rtf1\\ansi Text}", "är en RTF-fil"),
    "webbsida": (b"<!DOCTYPE html><html></html>", "är en webbsida"),
    "doc": (OLE, "äldre Office-format"),
    "krypterad": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100), "skyddad med lösenord"),
    "tom": (b"", "är tom"),
    "brus": (b"\x00\x01\x02" * 99, "är inte en Word-fil"),
    "odt": (deflated({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "excel": (deflated({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "Excel-ark"),
    "avhuggen": (WORD[: len(WORD) // 2], "skadad"),
    "trasig xml": (with_parts(word__document=b""), ""),
    "makron": (declared(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"), "makron"),
    "vba": (with_parts(**{"word__vbaProject.bin": b"x"}), "makron"),
    "mall": (declared(b"wordprocessingml.document.main", b"wordprocessingml.template.main"), "Word-mall"),
    "utanför": (with_parts(**{"..__..__etc__passwd": b"x"}), "utanför filen"),
    "rot": (with_parts(__etc__passwd=b"x"), "utanför filen"),
    "många delar": (deflated({f"word/{n}.xml": b"" for n in range(6_000)}), "6000 delar"),
    "entiteter": (with_parts(**{"word__document.xml": ENTITIES}), "dokumenttyp"),
    "entiteter i utf-16": (
        with_parts(
            **{"word__styles.xml": ENTITIES.decode().replace("1.0", '1.0" encoding="utf-16', 1).encode("utf-16")}
        ),
        "dokumenttyp",
    ),
    "djup": (with_parts(**{"word__document.xml": nested(5_000)}), "kapslad"),
    "oläslig del": (with_parts(**{"word__document.xml": b"<w:document"}), "skadad"),
    "mall utifrån": (related("attachedTemplate", "https://exempel.invalid/x.dotm"), "en mall från https://exempel"),
    "objekt utifrån": (related("oleObject", "http://exempel.invalid/x"), "ett objekt från"),
    "bomb": (deflated({**word_parts(p("x")), "word/media.xml": bytes(60_000_000)}), "orimligt mycket"),
    "stor bild": (deflated({**word_parts(p("x")), "word/media/a.bmp": bytes(150_000_000)}), "orimligt mycket"),
}
del HOSTILE["trasig xml"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name: str):
    """What the file is, or would do, is said; no part of it is used."""
    data, told = HOSTILE[name]

    with pytest.raises(NotWord, match=told):
        parts_of(data)


@pytest.mark.parametrize("cut", range(0, len(WORD), 997))
def test_a_file_cut_anywhere_is_refused(cut: int):
    """A file that was cut in transit is never taken for a whole one."""
    with pytest.raises(NotWord):
        parts_of(WORD[:cut])


@pytest.mark.parametrize("target", ["file:///C:/Users/exempel/Normal.dotm", "Normal.dotm"])
def test_a_template_on_the_writers_own_disk_is_no_harm(target: str):
    """Word writes where the template lay; nothing is fetched, and the file is read."""
    assert DOCUMENT in parts_of(related("attachedTemplate", target))


def test_a_picture_by_a_link_is_no_harm():
    """A picture from the web is told of by the check, and the text is read without fetching it."""
    assert DOCUMENT in parts_of(related("image", "https://exempel.invalid/bild.png"))


def test_a_size_that_lies_is_not_believed(tmp_path: Path):
    """An archive that says a part is ten bytes, and holds more, is refused or read as far as its bounds."""
    data = deflated({**word_parts(p("x")), "word/big.xml": b" " * 50_000_000})
    size = (50_000_000).to_bytes(4, "little")
    lying = data.replace(size, (10).to_bytes(4, "little"))
    assert lying != data
    file = tmp_path / "plan.docx"
    file.write_bytes(lying)

    with pytest.raises(Unreadable):
        read_parts(file)


def bounded() -> None:
    """Give the process little memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def letters(count: int) -> bytes:
    """Return a Word file with one paragraph of one letter, packed in pieces so that the test itself stays small."""
    parts = word_parts(p("@"))
    before, after = parts[DOCUMENT].split(b"@")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            if name != DOCUMENT:
                archive.writestr(name, data)
        with archive.open(DOCUMENT, "w", force_zip64=True) as stream:
            stream.write(before)
            for _ in range(count // 1_000_000):
                stream.write(b"a" * 1_000_000)
            stream.write(after)
    return buffer.getvalue()


@pytest.mark.parametrize("millions", [12, 500])
def test_500_megabytes_of_one_letter(tmp_path: Path, millions: int):
    """A file that unpacks to half a gigabyte is refused before it is unpacked, and so is one endless paragraph."""
    told = refused_within_bounds(tmp_path, letters(millions * 1_000_000))
    assert "orimligt mycket" in told or "miljontals tecken" in told


@pytest.mark.parametrize(("number", "told"), [(5_000_000, "fler element"), (160_000, "fler än 150000 stycken")])
def test_millions_of_empty_paragraphs(tmp_path: Path, number: int, told: str):
    """Many small things are as heavy as one large one, and are counted before they are read."""
    parts = word_parts("@")
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"@", b"<w:p/>" * number)
    assert told in refused_within_bounds(tmp_path, packed(parts))


def refused_within_bounds(tmp_path: Path, data: bytes) -> str:
    """Return what a process with little memory and time says when it refuses a file."""
    file = tmp_path / "plan.docx"
    file.write_bytes(data)
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.docx.package import read_parts\n"
        "from pipeline.errors import Unreadable\n"
        "try:\n    read_parts(Path(sys.argv[1]))\nexcept Unreadable as e:\n    sys.exit(str(e))\n"
    )
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=bounded, check=False)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr
