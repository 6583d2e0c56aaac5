"""The documents that plans give rise to: what each is made of, and where it goes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as File
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.documents import BY_SLUG
from pipeline.documents.document import DocumentType
from pipeline.docx.provenance import Provenance
from pipeline.errors import TemplateFault, Unreadable, UsageFault, unread
from pipeline.layout import CITY_NAME, PLAN_NAME, shared_files, shown, templates_of
from pipeline.verbs.outputs import target
from pipeline.words import joined, meant

if TYPE_CHECKING:
    from pipeline.docx.template import Template


@dataclass(frozen=True, slots=True)  # a batch of thousands holds them all
class Job:
    """One document to build: what it is made of and where it goes."""

    plan: File
    document: DocumentType
    template: File
    target: File
    provenance: Provenance


def document_type(slug: str) -> DocumentType:
    """Return the document type with a slug.

    Raises:
        UsageFault: there is none.
    """
    if slug not in BY_SLUG:
        known = joined(list(BY_SLUG), "eller")
        raise UsageFault(f"dokumenttypen {slug} finns inte{meant(slug, BY_SLUG)}; skriv {known}")
    return BY_SLUG[slug]


def job_of(plan: File, document: DocumentType, out: File, digest: Callable[[File], str]) -> Job | None:
    """Return the job of making a document of a plan, or None when its definitions are not all there.

    `digest` gives a file's SHA-256.

    Raises:
        Unreadable: the plan, what else the document is made of, a shared file or the template cannot be read.
        Refused, Unwritable: see `target`.
    """
    board = plan.resolve().parent
    definition = hashlib.sha256(digest(plan).encode())  # first: a folder without rights is told of here
    if not all(map(File.exists, made_of(plan, document))):
        return None
    for file in (*shared_files(board), *made_of(plan, document), *_last_years(plan, document)):
        definition.update(digest(file).encode())
    template = templates_of(board) / f"{document.slug}.docx"
    provenance = Provenance(definition.hexdigest(), digest(template), tool())
    return Job(plan, document, template, target(out, board, document.slug), provenance)


def made_of(plan: File, document: DocumentType) -> list[File]:
    """Return the definitions beside a plan that a document is also made of."""
    return [plan.with_name(name) for name in document.needs if name != PLAN_NAME]


def _last_years(plan: File, document: DocumentType) -> list[File]:
    """Return last year's files that a document which looks back is made of: the board's own plan, or else all plans.

    A new board's predecessors are known to the register alone, which a build with nothing to do does not read.
    """
    board = plan.resolve().parent
    year = board.parent.name
    if not _looks_back(plan, document.looks_back) or not year.isdigit():
        return []
    last = board.parent.with_name(str(int(year) - 1))
    own = last / board.name / PLAN_NAME
    found = [own] if own.is_file() else sorted(last.glob(f"*/{PLAN_NAME}"))
    return [*found, *(file for file in (last / CITY_NAME,) if file.is_file())]


def _looks_back(plan: File, when: bool | str) -> bool:
    """Return whether a document of a plan looks back; that a key may be there is enough, and seen without YAML."""
    return when if isinstance(when, bool) else re.search(rf"(?m)^[^#\n]*{when}".encode(), plan.read_bytes()) is not None


def digests() -> Callable[[File], str]:
    """Return what gives a file's SHA-256, as it was when first asked for: a year's files are the same for every board.

    Of a large batch the last thousand are remembered. What comes back raises Unreadable when the file cannot be read.
    """
    return lru_cache(maxsize=1000)(digest_of)


def digest_of(file: File) -> str:
    """Return a file's SHA-256.

    Raises:
        Unreadable: it cannot be read.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise Unreadable(f"{shown(file)}: filen går inte att läsa: {unread(error)}") from error


@cache
def tool() -> str:
    """Return the version, and a digest of the program itself: a changed program makes other documents."""
    root = File(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for file in sorted(file for kind in ("py", "css", "js") for file in root.rglob(f"*.{kind}")):
        whole.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{__version__} ({whole.hexdigest()[:12]})"


@cache
def prepared(template: File, _digest: str) -> Template:
    """Return a template that `template check` has nothing grave to say of; one with another digest is another.

    Raises:
        TemplateFault: it has.
    """
    from pipeline.diagnostics import stopping
    from pipeline.verbs.template_check import tried

    ready, told = tried(template)
    grave = stopping(told)
    if grave:
        more = f" (och {len(grave) - 1} till; kör `handlingsplan template check {shown(template)}`)"
        sentence = f"{shown(template)}: {grave[0].message}; {grave[0].remedy}"
        raise TemplateFault(sentence + more * (len(grave) > 1))
    assert ready is not None, "what cannot be filled has something grave"
    return ready
