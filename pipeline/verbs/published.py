"""One published paper: where its Word file and its PDF lie, whether they are current, and what protects them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

from pipeline.docx.provenance import Provenance, read_provenance
from pipeline.errors import Refused, Unreadable, unread
from pipeline.layout import shown
from pipeline.pdf import identity
from pipeline.verbs.outputs import is_current, put_all, refuse_to_overwrite
from pipeline.verbs.typesetting import Printed

FOLDER = "publicerat"


@dataclass(frozen=True)
class Paper:
    """A document to publish: the Word file that a build makes of it, and what it is made from."""

    built: File
    provenance: Provenance

    @property
    def word(self) -> File:
        """Return where the Word file with page numbers goes."""
        return self.built.parent / FOLDER / self.built.name

    @property
    def pdf(self) -> File:
        """Return where the PDF goes."""
        return self.word.with_suffix(".pdf")

    def is_published(self) -> bool:
        """Return whether both files are what publishing would give, untouched.

        Raises:
            Unreadable: one is there and cannot be read.
        """
        data = _read(self.pdf)
        said = identity(data) if data is not None else None
        is_ours = said is not None and said.untouched and self.provenance.digest.startswith(said.made_of)
        return is_ours and is_current(self.word, self.provenance)

    def refuse_unpublished_edits(self) -> None:
        """Raise Refused if the built Word file has been changed by hand: what it says would not be published."""
        try:
            found = read_provenance(self.built)
        except OSError as error:
            raise Unreadable(f"{shown(self.built)}: filen går inte att läsa: {unread(error)}") from error
        if found is not None and found.provenance is not None and found.edited:
            name = shown(self.built)
            raise Refused(
                f"{name}: någon har ändrat filen i Word, och ändringarna skulle inte komma med i det publicerade; "
                f"hämta hem dem med `handlingsplan pull {name}`, eller kasta dem med `handlingsplan build --force`"
            )

    def refuse_to_overwrite(self) -> None:
        """Raise Refused if a person has changed a published file, or it is not ours."""
        refuse_to_overwrite(self.word)
        data = _read(self.pdf)
        said = identity(data) if data is not None else None
        if data is not None and (said is None or not said.untouched):
            what = "någon har ändrat filen sedan den publicerades" if said else "filen är inte publicerad härifrån"
            raise Refused(
                f"{shown(self.pdf)}: {what}, och den skrivs inte över; "
                "flytta den, eller publicera med --force om den inte behövs"
            )

    def write(self, printed: Printed, *, force: bool) -> None:
        """Write both files, so that no fault leaves one new and one old.

        What a kill between the two leaves is neither current nor anybody's edit: the next publishing makes both.

        Raises:
            Refused: see `refuse_to_overwrite`; not with `force`.
            Unwritable: see `put_all`.
        """
        if not force:
            self.refuse_to_overwrite()
        put_all({self.word: printed.word, self.pdf: printed.pdf})


def _read(file: File) -> bytes | None:
    """Return what a file holds, None if there is none.

    Raises:
        Unreadable: it is there and cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(f"{shown(file)}: filen går inte att läsa: {unread(error)}") from error
