"""The list of what must be renewed, as text for any printer."""

from __future__ import annotations

import textwrap

from pipeline.documents.renewal_list import RenewalListContent

_WIDTH = 78


def checklist(content: RenewalListContent) -> str:
    """Return the list as text: boxes to tick, what has been done already, and the steps that are left."""
    lines = [
        f"{content.titel} för {content.ar}".upper(),
        content.namnd + (f" – {content.exempeldata}" if content.exempeldata else ""),
        "",
        *_filled(content.inledning),
    ]
    for chapter in content.kapitel:
        lines += _headed(chapter.rubrik)
        lines += [line for row in chapter.rader for line in _filled(f"{row.vad}: {row.varfor.text}", "[ ] ")]
    if content.gjort:
        lines += _headed("Det här är redan gjort")
        lines += [line for sentence in content.gjort for line in _filled(sentence, "  - ")]
    lines += _headed("Innan planen är klar")
    lines += [line for step in content.steg for line in _filled(step[1:].strip(), "[ ] ")]
    return "\n".join(lines) + "\n"


def _headed(heading: str) -> list[str]:
    return ["", heading, "-" * len(heading)]


def _filled(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
