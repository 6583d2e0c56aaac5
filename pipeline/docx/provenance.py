"""What a built file was made from, in the file itself; so that a person's edits are never overwritten."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path as File
from pyexpat import ExpatError

from pipeline.docx.package import Parts, packed
from pipeline.docx.properties import CUSTOM, custom_part, custom_values

_PREFIX = "handlingsplan."


@dataclass(frozen=True, slots=True)
class Provenance:
    """SHA-256 of the definitions and of the template, and the tool's version."""

    definition: str
    template: str
    tool: str

    @property
    def digest(self) -> str:
        """Return one SHA-256 of all three."""
        return hashlib.sha256("\0".join((self.definition, self.template, self.tool)).encode()).hexdigest()


def stamped(parts: Parts, provenance: Provenance, text: str | None = None) -> bytes:
    """Return the bytes of a Word file that says what it was made from, and how it looked when it was built.

    `text` is what goes into the text file beside it, if there is one.
    """
    values = {f"{_PREFIX}{name}": value for name, value in asdict(provenance).items()}

    def custom(before: bytes) -> bytes:
        beside = {} if text is None else {f"{_PREFIX}text": hashlib.sha256(text.encode()).hexdigest()}
        return custom_part({**values, **beside, f"{_PREFIX}content": hashlib.sha256(before).hexdigest()})

    return packed(parts, (CUSTOM, custom))


@dataclass(frozen=True)
class Built:
    """What a file says of itself; `provenance` is None for one that we did not make.

    `text` is the SHA-256 of the text file that was written beside it, or the empty string.
    """

    provenance: Provenance | None
    edited: bool
    text: str = ""


def tool_of(parts: Parts) -> str:
    """Return the version of the program that built a file, `0.2.0`, as the file says itself, or the empty string."""
    try:
        return custom_values(parts.get(CUSTOM, b"<none/>")).get(f"{_PREFIX}tool", "").partition(" ")[0]
    except ExpatError:
        return ""


def read_provenance(file: File) -> Built | None:
    """Return what a file was made from and whether a person has changed it since; None if there is no file.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = archive.getinfo(CUSTOM)
            is_last = all(other.header_offset <= entry.header_offset for other in archive.infolist())
            values = custom_values(archive.read(entry))
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError, ExpatError):
        return Built(None, edited=True)
    found = {name.removeprefix(_PREFIX): value for name, value in values.items() if name.startswith(_PREFIX)}
    content, text = found.pop("content", ""), found.pop("text", "")
    if set(found) != set(Provenance.__dataclass_fields__):
        return Built(None, edited=True)
    # Any program that saves the file writes its parts anew, and so changes the bytes before this one.
    edited = not is_last or content != hashlib.sha256(data[: entry.header_offset]).hexdigest()
    return Built(Provenance(**found), edited, text)
