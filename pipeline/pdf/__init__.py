"""A PDF of LibreOffice's made whole: what PDF/UA-1 and PDF/A-2b ask and LibreOffice leaves out.

7.4 leaves out more than 25.2, and neither leaves out all that the other does.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.pdf.identity import Identity, identified, identity
from pipeline.pdf.reading import BrokenPdf, Heading, headings, opened, strangers, without_author

if TYPE_CHECKING:
    from pipeline.content import Properties


def repaired(data: bytes, properties: Properties, made_of: str, date: str | None) -> bytes:
    """Return a PDF of LibreOffice's that keeps PDF/UA-1 and PDF/A-2b, and says of itself what `properties` says.

    `made_of` is a SHA-256 of what it was made from: with a digest of all the bytes it becomes the file's
    identifier, from which `identity` reads it. `date` is ISO, or None for a file without a date.

    Raises:
        BrokenPdf: it cannot be read.
    """
    import pikepdf

    from pipeline.pdf.metadata import write_metadata
    from pipeline.pdf.structure import mend_structure, unambiguous_ends

    with opened(data) as pdf:
        mend_structure(pdf)
        pdf.Root.Lang = pikepdf.String("sv-SE")
        write_metadata(pdf, properties, date)
        unambiguous_ends(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,  # they are; qpdf would otherwise undo `unambiguous_ends`
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return identified(out.getvalue(), made_of)


__all__ = ["BrokenPdf", "Heading", "Identity", "headings", "identity", "repaired", "strangers", "without_author"]
