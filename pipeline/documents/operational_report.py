"""The excerpt of the verksamhetsberättelse: what became of the plan, for Word and for ILS-webb."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pipeline import words
from pipeline.activity import Activity
from pipeline.content import Properties, Rich, Shown
from pipeline.diagnostics import Path, item
from pipeline.documents.document import Maker
from pipeline.documents.plain_text import plain_text
from pipeline.documents.samples import one, two
from pipeline.dossier import Dossier
from pipeline.markup import literal, parse
from pipeline.outcome import FIELDS, PERIODS, GoalOutcome, Grade, Indicator, Outcome, Outcomes, PartialGoal, Report

TITLE = "Uppföljning av handlingsplan mot våldsbejakande extremism"
DRAFT = "Utkast – ej beslutad"
_STATES = ("genomförd", "delvis genomförd", "ej genomförd", "pågår", "ej påbörjad", "avbruten")  # as they are counted
NOT_GIVEN = "Inte angivet"
NOT_YET = "Inte bedömt än"
GRADES: dict[Grade, str] = {
    "helt": "Uppfyllt helt",
    "delvis": "Uppfyllt delvis",
    "ej": "Ej uppfyllt",
}
GOES_ON: dict[bool | None, str] = {True: "Ja", False: "Nej"}
_EARLIER = {"t1": "Tertialrapport 1", "t2": "Tertialrapport 2"}


class Partial(NamedTuple):
    """One of the board's own goals. `text` is its comment."""

    namn: Rich
    bedomning: Shown
    kommentar: Rich | None


class Divided(NamedTuple):
    """An outcome for one sex."""

    kon: str
    utfall: Rich


class Measured(NamedTuple):
    """One indicator."""

    namn: Rich
    arsmal: Rich
    utfall: Rich
    konsuppdelat: tuple[Divided, ...]
    bedomning: Shown
    kommentar: Rich | None


class Goal(NamedTuple):
    """One of the council's goals: its number is the follow-up's, its wording the year's."""

    nummer: Rich
    text: str
    bedomning: Shown
    kommentar: Rich | None
    delmal: tuple[Partial, ...]
    indikatorer: tuple[Measured, ...]


class Earlier(NamedTuple):
    """What an earlier report of the year said of an activity."""

    rapport: str
    status: Shown
    kommentar: Rich | None


class Row(NamedTuple):
    """One activity and what became of it."""

    id: str
    aktivitet: Rich
    tidplan: str
    status: Shown
    kommentar: Rich | None
    avvikelse: Rich | None
    tidigare: tuple[Earlier, ...]
    fortsatter: Shown


class Chapter(NamedTuple):
    """The activities of one chapter of the plan."""

    rubrik: str
    aktiviteter: tuple[Row, ...]


class OperationalReportContent(NamedTuple):
    """The names that `templates/verksamhetsberattelse.docx` may use. `utkast`, `beslut` may be empty."""

    titel: str
    rapport: str
    namnd: str
    forvaltning: str
    ar: str
    utkast: str
    exempeldata: str
    beslut: Shown | str
    antal: str
    mal: tuple[Goal, ...]
    lagesbild: Rich | None
    kapitel: tuple[Chapter, ...]


def content(dossier: Dossier) -> OperationalReportContent:
    """Return what the excerpt prints; `dossier` has a follow-up, and neither has errors."""
    plan, outcomes = dossier.plan, _outcomes(dossier)
    assert dossier.board is not None, "an unknown board is an error, and errors stop the build"
    return OperationalReportContent(
        titel=TITLE,
        rapport=f"{words.capitalised(outcomes.rapport)} {plan.ar}",
        namnd=dossier.board.title,
        forvaltning=dossier.board.office,
        ar=str(plan.ar),
        utkast="" if outcomes.beslutad.datum else DRAFT,
        exempeldata=outcomes.exempeldata or plan.exempeldata or "",
        beslut=_shown(("beslutad",), decided) if (decided := _decided(outcomes)) else "",
        antal=_count(outcomes),
        mal=tuple(_goal(dossier, number, goal) for number, goal in enumerate(outcomes.mal)),
        lagesbild=_text(("lagesbild",), outcomes.lagesbild),
        kapitel=tuple(
            Chapter(heading, tuple(row for _, row in rows))
            for heading, rows in groupby(_rows(dossier), key=lambda pair: pair[0])
        ),
    )


def properties(dossier: Dossier) -> Properties:
    """Return the document's properties; its date is that of the board's decision on the report."""
    plan, outcomes = dossier.plan, _outcomes(dossier)
    assert dossier.board is not None, "an unknown board is an error, and errors stop the build"
    board = dossier.board
    return Properties(
        title=f"{TITLE} {plan.ar} – {board.title}",
        subject=f"Underlag till {outcomes.rapport} {plan.ar}",
        author=board.office,
        keywords=(outcomes.rapport, "handlingsplan", "våldsbejakande extremism", board.namn, str(plan.ar)),
        status="Beslutad av nämnden" if outcomes.beslutad.datum else DRAFT,
        date=outcomes.beslutad.datum,
    )


def text(printed: OperationalReportContent) -> str:
    """Return the text for ILS-webb: one block for each field that has a value, under a line that says which it is."""
    blocks = [f"{printed.titel} {printed.ar}\n{printed.rapport}, {printed.namnd}", printed.utkast, printed.exempeldata]
    blocks += [_block(where, found) for where, found in _fields(printed) if found not in ("", NOT_GIVEN, NOT_YET)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _block(where: str, found: str) -> str:
    return f"=== {where} ===\n{found}"


def _fields(printed: OperationalReportContent) -> Iterator[tuple[str, str]]:
    for goal in printed.mal:
        about = f"Mål {plain_text(goal.nummer)} {goal.text}".rstrip()
        yield f"{about}: bedömning", plain_text(goal.bedomning)
        yield f"{about}: kommentar", plain_text(goal.kommentar)
        for part in goal.delmal:
            about = f"Nämndmål {plain_text(part.namn)}"
            yield f"{about}: bedömning", plain_text(part.bedomning)
            yield f"{about}: kommentar", plain_text(part.kommentar)
        for measure in goal.indikatorer:
            about = f"Indikator {plain_text(measure.namn)}"
            yield f"{about}: årsmål", plain_text(measure.arsmal)
            yield f"{about}: utfall", plain_text(measure.utfall)
            for divided in measure.konsuppdelat:
                yield f"{about}: utfall {divided.kon.lower()}", plain_text(divided.utfall)
            yield f"{about}: bedömning", plain_text(measure.bedomning)
            yield f"{about}: kommentar", plain_text(measure.kommentar)
    yield "Lägesbild: vad som har ändrats", plain_text(printed.lagesbild)
    for row in (row for chapter in printed.kapitel for row in chapter.aktiviteter):
        about = f"Aktivitet {row.id}"
        yield about, plain_text(row.aktivitet)
        yield f"{about}: tidplan", row.tidplan
        yield f"{about}: status", plain_text(row.status)
        yield f"{about}: kommentar", plain_text(row.kommentar)
        yield f"{about}: avvikelse", plain_text(row.avvikelse)
        yield f"{about}: fortsätter nästa år", plain_text(row.fortsatter)


def _outcomes(dossier: Dossier) -> Outcomes:
    assert dossier.outcomes is not None, "the paper is built only where there is a follow-up"
    return dossier.outcomes


def _decided(outcomes: Outcomes) -> str:
    """Return the board's decision on the report: `15 februari 2024, § 5, dnr EXE 2024/3`; "" before there is one."""
    step = outcomes.beslutad
    if not step.datum:
        return ""
    numbers = f"dnr {words.joined(step.registered)}" if step.registered else ""
    return ", ".join(filter(None, (words.written_date(step.datum), step.paragraf, numbers)))


def _count(outcomes: Outcomes) -> str:
    """Return how many activities there are of each state at the report: `4 aktiviteter: 2 genomförda och …`."""
    told = [report.status for outcome in outcomes.aktiviteter if (report := outcome.at(outcomes.rapport))]
    if not told:
        return ""
    counts = ((state, told.count(state)) for state in _STATES if state in told)
    kinds = words.joined([f"{number} {_plural(state, number)}" for state, number in counts])
    return f"{words.counted(len(told), 'aktivitet', 'aktiviteter')}: {kinds}."


def _plural(state: str, number: int) -> str:
    return (
        state
        if number == 1 or state == "pågår"
        else state.replace("ad", "ade")
        if state == "ej påbörjad"
        else ("avbrutna" if state == "avbruten" else state + "a")
    )


def _goal(dossier: Dossier, number: int, goal: GoalOutcome) -> Goal:
    path = ("mal", item(number))
    known = dossier.city.goal(goal.nummer)
    return Goal(
        nummer=Rich((*path, "nummer"), literal(goal.nummer)),
        text=known.text if known else "",
        bedomning=_graded(path, goal.bedomning),
        kommentar=_text((*path, "kommentar"), goal.kommentar),
        delmal=tuple(_partial((*path, "delmal", item(n)), part) for n, part in enumerate(goal.delmal)),
        indikatorer=tuple(_measured((*path, "indikatorer", item(n)), i) for n, i in enumerate(goal.indikatorer)),
    )


def _graded(path: Path, grade: Grade | None) -> Shown:
    return _shown((*path, "bedomning"), GRADES[grade] if grade else NOT_YET)


def _partial(path: Path, part: PartialGoal) -> Partial:
    return Partial(_line((*path, "namn"), part.namn), _graded(path, part.bedomning), _comment(path, part.kommentar))


def _measured(path: Path, indicator: Indicator) -> Measured:
    by_sex = indicator.konsuppdelat
    divided = (("kvinnor", "Kvinnor", by_sex.kvinnor), ("man", "Män", by_sex.man)) if by_sex else ()
    return Measured(
        namn=_line((*path, "namn"), indicator.namn),
        arsmal=_line((*path, "arsmal"), indicator.arsmal or NOT_GIVEN),
        utfall=_line((*path, "utfall"), indicator.utfall or NOT_GIVEN),
        konsuppdelat=tuple(Divided(sex, _line((*path, "konsuppdelat", name), found)) for name, sex, found in divided),
        bedomning=_graded(path, indicator.bedomning),
        kommentar=_comment(path, indicator.kommentar),
    )


def _rows(dossier: Dossier) -> Iterator[tuple[str, Row]]:
    """Yield each activity of the plan that has an outcome, in the plan's order, with its chapter's heading."""
    outcomes = _outcomes(dossier)
    for path, activity in dossier.plan.activities():
        outcome = outcomes.of(activity.id)
        if outcome:
            yield dossier.plan.heading(path), _row(path, activity, outcome, outcomes)


def _row(plan_path: Path, activity: Activity, outcome: Outcome, outcomes: Outcomes) -> Row:
    path = ("aktiviteter", item(activity.id))
    now = outcome.at(outcomes.rapport)
    reached = PERIODS.index(outcomes.rapport)
    at = (*path, FIELDS[outcomes.rapport])
    earlier = ((name, getattr(outcome, name)) for name in list(_EARLIER)[:reached])
    return Row(
        id=activity.id,
        aktivitet=Rich((*plan_path, "aktivitet"), parse(activity.aktivitet)),
        tidplan=activity.tidplan.label,
        status=_shown((*at, "status"), now.status if now else NOT_GIVEN),
        kommentar=_told(at, now),
        avvikelse=_text((*path, "avvikelse"), outcome.avvikelse),
        tidigare=tuple(
            Earlier(_EARLIER[name], _shown((*path, name, "status"), report.status), _told((*path, name), report))
            for name, report in earlier
            if report
        ),
        fortsatter=_shown((*path, "fortsatter"), GOES_ON.get(outcome.fortsatter, NOT_GIVEN)),
    )


def _told(path: Path, report: Report | None) -> Rich | None:
    return _comment(path, report.kommentar) if report else None


def _comment(path: Path, text: str | None) -> Rich | None:
    return _text((*path, "kommentar"), text)


def _text(path: Path, text: str | None) -> Rich | None:
    return Rich(path, parse(text)) if text and text.strip() else None


def _line(path: Path, text: str) -> Rich:
    return Rich(path, literal(text))


def _shown(path: Path, text: str) -> Shown:
    return Shown(path, literal(words.capitalised(text)))


def sample() -> OperationalReportContent:
    """Return content with two of everything, texts of two paragraphs and all that may be absent."""

    def row(n: int) -> Row:
        earlier = tuple(
            Earlier(f"rapport {n}{m}", _shown(("status",), "Pågår"), two(f"tidigare {n}{m}")) for m in (1, 2)
        )
        told = (two(f"kommentar {n}"), two(f"avvikelse {n}"))
        status, goes_on = _shown(("status",), "Genomförd"), _shown(("fortsatter",), "Ja")
        return Row(f"F{n}", two(f"aktivitet {n}"), "Löpande", status, *told, earlier, goes_on)

    grade = _graded((), "helt")

    def goal(n: int) -> Goal:
        parts = tuple(Partial(one(f"delmål {n}{m}"), grade, two(f"delmålets {n}{m}")) for m in (1, 2))
        sexes = (Divided("Kvinnor", one(f"kvinnor {n}")), Divided("Män", one(f"män {n}")))
        told = (one(f"årsmål {n}"), one(f"utfall {n}"), sexes, grade, two(f"indikatorns {n}"))
        return Goal(one(f"nummer {n}"), "lydelse", grade, two(f"målets {n}"), parts, (Measured(one(f"i {n}"), *told),))

    head = (TITLE, "Verksamhetsberättelse 2023", "nämnd", "förvaltning", "2023", DRAFT, "exempel", "beslut", "antal")
    chapters = tuple(Chapter(f"kapitel {n}", (row(n), row(n + 2))) for n in (1, 2))
    return OperationalReportContent(*head, (goal(1), goal(2)), two("lägesbild"), chapters)


OPERATIONAL_REPORT = Maker(
    OperationalReportContent,
    content,
    properties,
    sample,
    every_page=("utkast", "exempeldata"),
    has_contents=False,
    text=text,
    named_after=Outcomes,
)
