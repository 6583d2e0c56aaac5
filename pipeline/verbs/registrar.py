"""The registrar's package: a board's papers for a meeting, numbered and named, with a list that has their checksums."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as File
from typing import NamedTuple
from xml.sax.saxutils import escape

from pipeline import words
from pipeline.docx.package import packed, parts_of
from pipeline.docx.properties import CORE
from pipeline.dossier import Dossier
from pipeline.errors import Refused, Unreadable, Unwritable, unread, unwritten
from pipeline.layout import shown
from pipeline.pdf import BrokenPdf, strangers, without_author
from pipeline.verbs.outputs import inside, put_all

FOLDER = "registrator"
IN_PACKAGE = ("handlingsplan", "tjansteutlatande")  # the annual report is another case, at another meeting
LIST, SUMS = "Innehall.txt", "SHA256SUMS"
_LONGEST = 110  # letters of a file's name; a path in a records system may be 255, and the folder's name counts
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Enclosure(NamedTuple):
    """One paper of the package: what it is (`Bilaga 1`, or nothing), its title, how its file ends, and its bytes."""

    label: str
    title: str
    suffix: str
    data: bytes

    @property
    def name(self) -> str:
        """Return its file's name."""
        return plain_name(" - ".join(part for part in (self.label, self.title) if part), self.suffix)


def plain_name(title: str, suffix: str = "") -> str:
    """Return a file name of letters that every records system takes: ASCII, no signs, not too long.

    >>> plain_name("Bilaga 1 – Nämndens ”läge”: §&/", ".pdf")
    'Bilaga 1 - Namndens lage.pdf'
    """
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", title)
    replaced = "".join(_LETTERS.get(sign, sign) for sign in dashed)
    letters = "".join(s for s in unicodedata.normalize("NFKD", replaced) if not unicodedata.combining(s))
    kept = " ".join(re.sub(r"[^A-Za-z0-9 .,()_-]", " ", letters).split())
    room = _LONGEST - len(suffix)
    if len(kept) > room:
        kept = kept[: room + 1].rpartition(" ")[0] or kept[:room]
    kept = re.sub(r"^[^A-Za-z0-9(]+", "", kept).rstrip(" .,-_") or "handling"
    return (f"_{kept}" if kept.partition(".")[0].strip().upper() in _RESERVED else kept) + suffix


_LETTERS = {"æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "þ": "th"}
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))}


def package(board: File, out: File, dossier: Dossier, pdfs: Mapping[str, File], text: str | None) -> File | None:
    """Make a board's package anew in its folder under `out`; return its zip, or None when it was as it should be.

    `board` is the folder of its definitions. `pdfs` are its published papers by their document types, the plan's
    among them. `text` is for the meeting's web page. Files of ours that do not belong any more are taken away.

    Raises:
        Refused: somebody has changed or added a file in the package, or an enclosure would publish what it may not.
        Unreadable: an enclosure, or the package that is there, cannot be read.
        Unwritable: see `put_all`.
    """
    home = inside(out, out / board.parent.name / board.name / FOLDER)
    name = plain_name(" ".join((_meeting(dossier) or "Utan motesdag", _board(dossier))))
    enclosures = list(_enclosures(board, dossier, pdfs, text))
    files = {enclosure.name: enclosure.data for enclosure in enclosures}
    assert len(files) == len(enclosures), "numbers make the names different"
    sums = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    files[LIST] = _list(dossier, enclosures, sums).encode()
    sums[LIST] = hashlib.sha256(files[LIST]).hexdigest()
    files[SUMS] = "".join(f"{digest}  {file}\n" for file, digest in sorted(sums.items())).encode()
    archive = home / f"{name}.zip"
    wanted = {home / name / file: data for file, data in files.items()} | {archive: _zipped(name, files)}
    before = _before(home)
    _refuse_strangers(before, wanted)
    if before == wanted:
        return None
    # The sums last: until then, what was there before is known by the old ones.
    put_all({file: data for file, data in wanted.items() if before.get(file) != data})
    _take_away(home, set(before) - set(wanted))
    return archive


def _board(dossier: Dossier) -> str:
    assert dossier.board is not None, "an unknown board is an error, and errors stop the publishing"
    return dossier.board.title


def _meeting(dossier: Dossier) -> str | None:
    """Return the day of the meeting: the case's, else that of the board's decision."""
    case = dossier.case
    return (case.mote.datum if case else None) or dossier.plan.beslut.namnd.datum


def _enclosures(board: File, dossier: Dossier, pdfs: Mapping[str, File], text: str | None) -> Iterator[Enclosure]:
    """Yield the papers: with a case its submission and then the enclosures, the plan first; else the plan alone."""
    title = f"Handlingsplan mot våldsbejakande extremism {dossier.plan.ar} - {_board(dossier)}"
    case = dossier.case if "tjansteutlatande" in pdfs else None
    plan = _bytes(pdfs["handlingsplan"])
    if case is None:
        yield Enclosure("", title, ".pdf", plan)
        return
    yield Enclosure("Tjänsteutlåtande", title, ".pdf", _bytes(pdfs["tjansteutlatande"]))
    yield Enclosure("Bilaga 1", title, ".pdf", plan)
    for number, attachment in enumerate(case.bilagor, 2):
        if attachment.fil:
            file = board / attachment.fil
            data = _without_people(file, _bytes(file), dossier)
            yield Enclosure(f"Bilaga {number}", attachment.titel, file.suffix.lower(), data)
    if text is not None:
        yield Enclosure("", "Text till mötets webbsida", ".txt", text.encode())


def _bytes(file: File) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{shown(file)}: filen går inte att läsa: {unread(error)}") from error


def _without_people(file: File, data: bytes, dossier: Dossier) -> bytes:
    """Return an enclosure without the name of who wrote it in its properties; other kinds than Word and PDF as it is.

    Raises:
        Refused: it holds comments, tracked changes or other things that may not be published.
    """
    assert dossier.board is not None, "an unknown board is an error, and errors stop the publishing"
    found: list[str] = []
    if file.suffix.lower() == ".docx":
        try:
            parts = parts_of(data)
        except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise Refused(f"{shown(file)}: är inte en Word-fil, eller är skadad; spara om den i Word") from error
        body = b"".join(part for name, part in parts.items() if name.startswith("word/") and name.endswith(".xml"))
        found += ["kommentarer"] * bool(re.search(rb"<w:comment[ >]", body))
        found += ["spårade ändringar"] * bool(re.search(rb"<w:(ins|del|moveFrom|moveTo|[a-zA-Z]+Change)[ >]", body))
        named = re.compile(rb"(<(dc:creator|cp:lastModifiedBy)>)[^<]*(?=</)")
        core = named.sub(rb"\1" + escape(dossier.board.office).encode(), parts.get(CORE, b""))
        data = packed({**parts, CORE: core}) if core != parts.get(CORE, b"") else data
    elif file.suffix.lower() == ".pdf":
        try:
            found += strangers(data)
            data = without_author(data)
        except BrokenPdf as error:
            raise Refused(f"{shown(file)}: går inte att läsa som PDF; spara om den") from error
    if found:
        raise Refused(f"{shown(file)}: bilagan har {words.joined(found)}, som inte får publiceras; ta bort dem i filen")
    return data


def _list(dossier: Dossier, enclosures: Sequence[Enclosure], sums: Mapping[str, str]) -> str:
    """Return the list that goes with the package: whose it is, and each file with its size and checksum."""
    meeting = _meeting(dossier)
    dnr = (dossier.case.registered if dossier.case else ()) or dossier.plan.beslut.namnd.registered
    head = (
        ("Ärende", f"Handlingsplan mot våldsbejakande extremism {dossier.plan.ar}"),
        ("Nämnd", _board(dossier)),
        ("Möte", words.written_date(meeting) if meeting else "inte angivet"),
        ("Dnr", words.joined(dnr) or "inte angivet"),
        ("Obs", dossier.plan.exempeldata or ""),
    )
    lines = [f"{f'{label}:':<8}{value}" for label, value in head if value]
    for enclosure in enclosures:
        size = f"{len(enclosure.data):,}".replace(",", " ")
        lines += [
            "",
            ": ".join(part for part in (enclosure.label, enclosure.title) if part),
            f"  Fil:     {enclosure.name}",
            f"  Storlek: {size} byte",
            f"  SHA-256: {sums[enclosure.name]}",
        ]
    bare = [(n, a) for n, a in enumerate(dossier.case.bilagor, 2) if not a.fil] if dossier.case else []
    for number, attachment in bare if len(enclosures) > 1 else ():
        lines += ["", f"Bilaga {number}: {attachment.titel}", "  Fil:     finns inte här och läggs till för hand"]
    lines += ["", f"Kontrollera filerna med: sha256sum -c {SUMS}", ""]
    return "\n".join(lines)


def _zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the package's folder, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{file}", _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[file])
    return out.getvalue()


def _before(home: File) -> dict[File, bytes]:
    """Return the files that lie in the packages' folder."""
    try:
        return {file: file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file()}
    except OSError as error:
        raise Unreadable(f"{shown(home)}: mappen går inte att läsa: {unread(error)}") from error


def _refuse_strangers(before: Mapping[File, bytes], wanted: Mapping[File, bytes]) -> None:
    """Raise Refused if a file is not as a package of ours left it, or was put there by somebody else."""
    for file, data in before.items():
        if data == wanted.get(file) or file.name == SUMS:
            continue
        sums = before.get(file.parent / SUMS, b"").decode("utf-8", "replace")
        if not (_is_summed(file.name, data, sums) or (file.suffix == ".zip" and _is_package(file.stem, data))):
            raise Refused(
                f"{shown(file)}: filen är ändrad eller ditlagd för hand, och registrators paket görs inte om; "
                "flytta den, eller ta bort hela mappen, och kör kommandot igen"
            )


def _is_summed(name: str, data: bytes, sums: str) -> bool:
    return f"{hashlib.sha256(data).hexdigest()}  {name}\n" in sums


def _is_package(name: str, data: bytes) -> bool:
    """Return whether a zip is one of ours, with what we put in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {entry.rpartition("/")[2]: archive.read(entry) for entry in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        return False
    sums = files.get(SUMS, b"").decode("utf-8", "replace")
    summed = all(_is_summed(file, content, sums) for file, content in files.items() if file != SUMS)
    return summed and data == _zipped(name, files)


def _take_away(home: File, files: set[File]) -> None:
    try:
        for file in files:
            file.unlink()
        for folder in sorted((f for f in home.iterdir() if f.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise Unwritable(f"{shown(home)}: en gammal fil går inte att ta bort: {unwritten(error)}") from error
