"""A plan carried from last year, or from the plans of the boards that were merged; and the city's file likewise."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path as File

from pipeline.city import City
from pipeline.diagnostics import has_errors
from pipeline.documents.renewal_list import Renewed, content, properties
from pipeline.docx.fill import fill
from pipeline.docx.provenance import Provenance, stamped
from pipeline.dossier import Dossier, drafted, open_dossier
from pipeline.errors import UsageFault
from pipeline.layout import CITY_NAME, TEMPLATES, shown, templates_of
from pipeline.model import validated
from pipeline.renewal.checklist import checklist
from pipeline.renewal.city_year import next_city
from pipeline.renewal.draft import Draft
from pipeline.renewal.merging import merged
from pipeline.renewal.restructuring import restructured
from pipeline.renewal.rolling import judged, rolled, with_head, with_lost_comments
from pipeline.source import read_source
from pipeline.verbs.jobs import digest_of, prepared, tool
from pipeline.verbs.new import FaultyGround, NewPlan, check_year, ground, structure_for, write
from pipeline.verbs.paths import plan_files
from pipeline.words import counted, joined

CHECKLIST_NAME = "att-fornya"


def renew(board: str, year: int, root: File, sources: Sequence[File]) -> NewPlan:
    """Write the plan of `board` for `year`, carried over from the plans that `sources` speak of, and its checklist.

    Raises:
        UsageFault: a source is not an earlier plan of the board or of one that it succeeded, or the plans follow
            different structures.
        FaultyGround: an old plan has errors in how it is written.
        Unreadable, Refused: see `ground`; a file that lends its values cannot be edited either.
    """
    file, boards, city = ground(board, year, root)
    old = tuple(_opened(path, board, year, root) for path in sources)
    _fit_together(old)
    drafts = [(dossier, rolled(dossier, board, city)) for dossier in old]
    draft = merged(drafts[0], drafts[1:], boards[board], city)
    draft = restructured(draft, type(old[0].plan), structure_for(boards[board], year), boards[board], city)
    draft = judged(draft, city, old)
    came_from = joined([f"{_name(dossier)} {dossier.plan.ar}" for dossier in old])
    doc = with_head(draft.marked(), came_from)
    dossier, faults = drafted(doc, city, boards)
    if dossier is None:
        raise FaultyGround(f"{shown(file)}: inte gjord, planen går inte att föra över till årets struktur", faults)
    renewed = Renewed(dossier, came_from, draft.done)
    paper, plain = file.with_name(f"{CHECKLIST_NAME}.docx"), file.with_name(f"{CHECKLIST_NAME}.txt")
    printed = _printed(renewed, file.resolve().parent)  # before anything is written: a template may be broken
    write(file, with_lost_comments(doc.text, draft, old))
    write(plain, checklist(content(renewed)))
    write(paper, printed)
    return NewPlan(file, (paper, plain), _lines(file, paper, draft))


def _printed(renewed: Renewed, board: File) -> bytes:
    """Return the bytes of the list in Word, in the house's template, or in the program's own."""
    beside = templates_of(board) / f"{CHECKLIST_NAME}.docx"
    template = beside if beside.is_file() else File(__file__).resolve().parents[2] / TEMPLATES / beside.name
    digest = digest_of(template)
    parts = fill(prepared(template, digest), content(renewed), lambda _: None, properties(renewed), controls=False)
    plan = hashlib.sha256(renewed.dossier.source.text.encode()).hexdigest()
    return stamped(parts, Provenance(plan, digest, tool()))


def _lines(file: File, paper: File, draft: Draft) -> tuple[str, ...]:
    return (
        f"{counted(len(draft.reasons), 'sak', 'saker')} ska ses över. Var och en är märkt med `# förnya` i planen, och "
        f"{shown(paper)} är listan att skriva ut.",
        "Ta bort en `# förnya` när saken är klar. Så länge planen är ett utkast går den att bygga; till samråd går den "
        "inte förrän alla är borta.",
        f"`handlingsplan validate {shown(file.parent)}` säger vad som är kvar.",
    )


def _name(dossier: Dossier) -> str:
    return dossier.board.namn if dossier.board else dossier.plan.namnd


def _opened(path: File, board: str, year: int, root: File) -> Dossier:
    """Return the one plan that a path speaks of: a file, a folder, or `2023/kungsholmen` under the plans."""
    if path.name == CITY_NAME:
        raise UsageFault(f"{shown(path)}: är stadens fil för året, inte en plan; ange nämndens mapp")
    files = plan_files([path if path.exists() or not (root / path).exists() else root / path])
    if len(files) != 1:
        raise UsageFault(f"{shown(path)}: där finns {len(files)} planer; ange en, och upprepa --from för fler")
    dossier, faults = open_dossier(files[0], shown(files[0]))
    if dossier is None or has_errors(faults):
        raise FaultyGround(f"{shown(files[0])}: har fel som måste rättas innan planen kan föras över", faults)
    plan = dossier.plan
    if plan.ar >= year:
        raise UsageFault(f"{shown(files[0])}: planen gäller {plan.ar} och kan inte föras över till {year}")
    if plan.namnd != board and board not in _successors(plan.namnd, dossier):
        raise UsageFault(
            f"{shown(files[0])}: planen är {plan.namnd}s, och {board} har inte tagit över efter den nämnden; bara "
            "nämndens egen plan och planer från nämnder som den har efterträtt kan föras över"
        )
    return dossier


def _successors(board: str, dossier: Dossier) -> list[str]:
    found: list[str] = []
    while (after := dossier.boards[board].eftertradare if board in dossier.boards else None) and after not in found:
        found.append(after)
        board = after
    return found


def _fit_together(old: Sequence[Dossier]) -> None:
    if len({dossier.plan.struktur for dossier in old}) > 1:
        kinds = joined([f"{dossier.source.file} följer {dossier.plan.struktur}" for dossier in old])
        raise UsageFault(f"planerna har olika struktur och går inte att slå ihop: {kinds}")
    if len({(dossier.plan.namnd, dossier.plan.ar) for dossier in old}) < len(old):
        raise UsageFault("samma plan är angiven två gånger med --from; ange varje plan en gång")
    if len({dossier.plan.ar for dossier in old}) > 1:
        raise UsageFault("planerna gäller olika år; slå ihop planer för samma år")
    if len(old) > 1 and len({dossier.plan.namnd for dossier in old}) < len(old):
        raise UsageFault("två av planerna är samma nämnds; ange en plan för varje nämnd")


def new_city(year: int, root: File) -> NewPlan:
    """Write the city's file for `year` with the texts and sources of the latest year before, to be confirmed.

    Raises:
        UsageFault: there is no earlier year.
        FaultyGround: the earlier file has errors.
        Refused: the year has its file.
    """
    check_year(year)
    years = sorted(int(f.name) for f in root.iterdir() if f.name.isdigit() and (f / CITY_NAME).is_file())
    earlier = [y for y in years if y < year]
    if not earlier:
        raise UsageFault(f"{shown(root)}: ingen {CITY_NAME} för ett år före {year} finns att utgå från")
    before = root / str(earlier[-1]) / CITY_NAME
    doc, faults = read_source(before, shown(before))
    city, told = validated(City, doc, doc.values) if doc else (None, [])
    if doc is None or city is None or has_errors([*faults, *told]):
        raise FaultyGround(f"{shown(before)}: har fel som måste rättas först", [*faults, *told])
    draft = next_city(doc, city, year)
    file = root / str(year) / CITY_NAME
    write(file, draft.marked().text)
    return NewPlan(
        file,
        (),
        (
            f"Texterna och källorna är från {earlier[-1]}, och målen är tomma. {len(draft.reasons)} ställen är märkta "
            "med `# förnya`; ta bort märket när stadsledningskontoret har bekräftat.",
            "En ändring i filen slår igenom i alla nämnders planer för året.",
        ),
    )
