"""The board-ready action plan: everything that its template prints, with nothing left to compute in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline import words
from pipeline.activity import Activity
from pipeline.board import Board
from pipeline.content import NOTHING, Properties, Rich
from pipeline.decisions import Status, Step
from pipeline.diagnostics import Path, item
from pipeline.documents.change_table import Appendix, appendix, sample_appendix
from pipeline.documents.document import Maker
from pipeline.documents.samples import one, two
from pipeline.dossier import Dossier
from pipeline.markup import Blocks, literal, parse
from pipeline.plan import ActionPlan, Environments, FreeSection, PictureSource, fields_by_name, is_part

TITLE = "Handlingsplan mot våldsbejakande extremism"
DRAFT = "Utkast – ej beslutad"
NOT_GIVEN = "Inte angiven"
STATUS_WORDS: Mapping[Status, str] = {
    "utkast": "Utkast",
    "samråd": "Under samråd",
    "nämndbehandlad": "Beslutad av nämnden, ännu inte godkänd av kommunstyrelsen",
    "godkänd": "Godkänd av kommunstyrelsen",
}


class Labelled(NamedTuple):
    """A text after a word that says what it is."""

    etikett: str
    text: Rich


class Assessment(NamedTuple):
    """The assessment of one of the three environments."""

    namn: str
    bedomning: Rich


class PictureSourceRow(NamedTuple):
    """One source of the lägesbild."""

    namn: Rich
    slag: str
    period: Rich | str


class Goal(NamedTuple):
    """One of the council's goals: its number is the plan's, its wording the year's."""

    nummer: Rich
    text: str


class ActivityRow(NamedTuple):
    """One row of an activity table; `tillagg` is what the four columns have no place for."""

    id: Rich
    aktivitet: Rich
    tillagg: tuple[Labelled, ...]
    ansvarig: tuple[Rich, ...]
    tidplan: Rich
    uppfoljning: Rich


class Part(NamedTuple):
    """One headed or unheaded piece of the plan, in the document's order. `niva` is 0 when it has no heading."""

    niva: int = 0
    rubrik: Rich = NOTHING
    text: Rich | None = None
    miljoer: tuple[Assessment, ...] = ()
    kallor: tuple[PictureSourceRow, ...] = ()
    mal: tuple[Goal, ...] = ()
    aktiviteter: tuple[ActivityRow, ...] = ()


class ActionPlanContent(NamedTuple):
    """The names that `templates/handlingsplan.docx` may use. `utkast` and `exempeldata` may be empty."""

    titel: str
    namnd: str
    forvaltning: str
    ar: str
    utkast: str
    exempeldata: str
    uppgifter: tuple[Labelled, ...]
    delar: tuple[Part, ...]
    bilagor: tuple[Appendix, ...]


def content(dossier: Dossier) -> ActionPlanContent:
    """Return what the action plan prints; `dossier` has no errors."""
    plan, board = dossier.plan, _board(dossier)
    return ActionPlanContent(
        titel=TITLE,
        namnd=board.title,
        forvaltning=board.office,
        ar=str(plan.ar),
        utkast=DRAFT if is_draft(plan) else "",
        exempeldata=plan.exempeldata or "",
        uppgifter=tuple(_cover(plan)),
        delar=tuple(
            part for name, info in plan.chapters() for part in _parts(dossier, (name,), info, getattr(plan, name), 1)
        ),
        bilagor=tuple(filter(None, [appendix(dossier) if plan.andringar_som_bilaga else None])),
    )


def properties(dossier: Dossier) -> Properties:
    """Return the document's properties; its date is that of the last decision, if there is one."""
    plan, board = dossier.plan, _board(dossier)
    return Properties(
        title=f"{TITLE} {plan.ar} – {board.title}",
        subject=f"{words.capitalised(board.genitive)} plan för {plan.ar}",
        author=board.office,
        keywords=("handlingsplan", "våldsbejakande extremism", board.namn, str(plan.ar)),
        status=DRAFT if is_draft(plan) else STATUS_WORDS[plan.status],
        date=plan.beslut.kommunstyrelsen.datum or plan.beslut.namnd.datum,
    )


def is_draft(plan: ActionPlan) -> bool:
    """Return whether no board has decided on the plan yet."""
    return plan.status in ("utkast", "samråd")


def _board(dossier: Dossier) -> Board:
    assert dossier.board is not None, "an unknown board is an error, and errors stop the build"
    return dossier.board


def _cover(plan: ActionPlan) -> Iterator[Labelled]:
    yield Labelled("Status", Rich(("status",), literal(STATUS_WORDS[plan.status])))
    for number, party in enumerate(plan.beslut.samrad):
        text = party.part + (f", {words.written_date(party.datum)}" if party.datum else "")
        yield Labelled("Samråd", Rich(("beslut", "samrad", item(number)), literal(words.capitalised(text))))
    for name, label, step in (
        ("namnd", "Nämndens beslut", plan.beslut.namnd),
        ("kommunstyrelsen", "Kommunstyrelsens godkännande", plan.beslut.kommunstyrelsen),
    ):
        if _taken(step):
            yield Labelled(label, Rich(("beslut", name), literal(_taken(step))))
    if plan.samordnare:
        yield Labelled("Lokal samordnare", Rich(("samordnare",), literal(words.capitalised(plan.samordnare))))


def _taken(step: Step) -> str:
    """Return a decision as the cover has it: `16 februari 2023, § 7, dnr EXE 2023/12`; "" when nothing is known."""
    day = words.written_date(step.datum) if step.datum else ""
    return ", ".join(p for p in (day, step.paragraf or "", f"dnr {words.joined(step.dnr)}" if step.dnr else "") if p)


def _parts(dossier: Dossier, path: Path, info: FieldInfo, value: Any, level: int) -> Iterator[Part]:
    """Yield a part of the plan and the parts inside it, in declared order."""
    heading = info.title or ""
    levelled: dict[str, Any] = {"niva": level, "rubrik": _plain(path, "rubrik", heading)} if heading else {}
    if isinstance(value, Environments):
        rows = tuple(_assessments(path, value))
        yield Part(**levelled, miljoer=rows)
    elif isinstance(value, BaseModel):
        yield from _section(dossier, path, levelled, value, level)
    elif value and path[-1] == "mal":
        goals = ((item(n), number, dossier.city.goal(number)) for n, number in enumerate(value))
        yield Part(mal=tuple(Goal(_plain(path, key, number), goal.text if goal else "") for key, number, goal in goals))
    elif value:
        yield from _rows(dossier.plan, path, levelled, value, level)


def _section(dossier: Dossier, path: Path, levelled: dict[str, Any], value: BaseModel, level: int) -> Iterator[Part]:
    text = getattr(value, "text", None)
    yield Part(**levelled, text=_text(path, "text", text))
    for name, info in fields_by_name(type(value)).items():
        if is_part(info) or name == "egna_avsnitt":
            yield from _parts(dossier, (*path, name), info, getattr(value, name), level + 1)


def _rows(plan: ActionPlan, path: Path, levelled: dict[str, Any], value: tuple[Any, ...], level: int) -> Iterator[Part]:
    keyed = [((*path, item(getattr(entry, "id", number))), entry) for number, entry in enumerate(value)]
    if isinstance(value[0], Activity):
        yield Part(**levelled, aktiviteter=tuple(_activity(p, activity, plan.ar) for p, activity in keyed))
    elif isinstance(value[0], PictureSource):
        yield Part(**levelled, kallor=tuple(_source_row(p, source) for p, source in keyed))
    elif isinstance(value[0], FreeSection):
        for p, section in keyed:
            yield Part(level, _plain(p, "rubrik", section.rubrik), _text(p, "text", section.text))


def _activity(path: Path, activity: Activity, year: int) -> ActivityRow:
    return ActivityRow(
        id=_plain(path, "id", activity.id),
        aktivitet=Rich((*path, "aktivitet"), parse(activity.aktivitet)),
        tillagg=tuple(_additions(path, activity)),
        ansvarig=tuple(_plain((*path, "ansvarig"), item(n), who.label) for n, who in enumerate(activity.ansvarig)),
        tidplan=_plain(path, "tidplan", activity.tidplan.label),
        uppfoljning=Rich((*path, "uppfoljning"), activity.uppfoljning.blocks(year)),
    )


def _additions(path: Path, activity: Activity) -> Iterator[Labelled]:
    read: Callable[[str], Blocks]
    for name, text, read in (
        ("syfte", activity.syfte, parse),
        ("forvantad_effekt", activity.forvantad_effekt, parse),
        ("matt", activity.matt, parse),
        ("miljoer", words.joined(activity.miljoer), literal),
        ("status", activity.status, literal),
    ):
        if text:
            yield Labelled(fields_by_name(Activity)[name].title or name, Rich((*path, name), read(text)))


def _assessments(path: Path, environments: Environments) -> Iterator[Assessment]:
    for name, info in fields_by_name(Environments).items():
        yield Assessment(info.title or name, Rich((*path, name), parse(getattr(environments, name))))


def _source_row(path: Path, source: PictureSource) -> PictureSourceRow:
    period = _plain(path, "period", source.period) if source.period else NOT_GIVEN
    return PictureSourceRow(_capitalised(path, "namn", source.namn), words.capitalised(source.typ), period)


def _text(path: Path, name: str, text: str | None) -> Rich | None:
    return Rich((*path, name), parse(text)) if text else None


def _plain(path: Path, name: str, text: str) -> Rich:
    return Rich((*path, name), literal(text))


def _capitalised(path: Path, name: str, text: str) -> Rich:
    return _plain(path, name, words.capitalised(text))


def only_rows_of(content: ActionPlanContent, responsible: str) -> ActionPlanContent:
    """Return `content` with nothing but the activities that a function or a unit answers for, and their headings."""
    kept: list[Part] = []
    chapter: Part | None = None
    for part in content.delar:
        chapter = part._replace(text=None) if part.niva == 1 else chapter
        rows = tuple(row for row in part.aktiviteter if answers_for(row, responsible))
        if rows:
            if chapter is not None and part.niva != 1:
                kept.append(chapter)
            chapter = None
            kept.append(part._replace(aktiviteter=rows, text=None))
    return content._replace(delar=tuple(kept), bilagor=())


def answers_for(row: ActivityRow, responsible: str) -> bool:
    """Return whether one of those who answer for a row has `responsible` in the name of function or unit."""
    return any(words.normalised(responsible).lower() in who.text.lower() for who in row.ansvarig)


def sample() -> ActionPlanContent:
    """Return content with a part of every level and every kind, texts of two paragraphs and all that may be absent."""

    def row(number: int) -> ActivityRow:
        more = (Labelled("Syfte", two(f"syfte {number}")),) * (number == 1)
        who = (one(f"ansvarig {number}"), one(f"annan {number}"))
        told = two(f"uppföljning {number}")
        return ActivityRow(one(f"id {number}"), two(f"rad {number}"), more, who, one(f"tid {number}"), told)

    parts = [Part(level, one(f"rubrik {level}"), two(f"text {level}")) for level in (1, 2, 3, 1)]
    parts.append(Part(miljoer=tuple(Assessment(f"miljö {n}", two(f"bedömning {n}")) for n in (1, 2))))
    parts.append(Part(kallor=tuple(PictureSourceRow(one(f"källa {n}"), "slag", one(f"period {n}")) for n in (1, 2))))
    parts.append(Part(aktiviteter=(row(1), row(2))))
    parts.append(Part(text=two("utan rubrik"), mal=tuple(Goal(one(f"mål {n}"), "lydelse") for n in (1, 2))))
    facts = tuple(Labelled("uppgift", one(f"uppgift {n}")) for n in (1, 2))
    return ActionPlanContent(
        *("titel", "nämnd", "förvaltning", "2023", DRAFT, NOT_GIVEN), facts, tuple(parts), (sample_appendix(),)
    )


ACTION_PLAN = Maker(ActionPlanContent, content, properties, sample, every_page=("utkast", "exempeldata"))
