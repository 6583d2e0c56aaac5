"""The papers beside the plan whose edits come home, and what is each one's own: its file, its words, its borrowings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import BaseModel

from pipeline import words
from pipeline.case import Attachment, Case, CaseOfficer
from pipeline.content import Rich, field_names
from pipeline.diagnostics import Path, address
from pipeline.documents.board_submission import AT_ONCE, LATER
from pipeline.documents.operational_report import GOES_ON, GRADES, NOT_GIVEN, NOT_YET
from pipeline.dossier import Dossier
from pipeline.from_word import fields
from pipeline.from_word.texts import words_of
from pipeline.layout import CASE_NAME, OUTCOMES_NAME
from pipeline.markup import Block, Blocks
from pipeline.model import takes_markup
from pipeline.naming import field_at
from pipeline.outcome import (
    FIELDS,
    PERIODS,
    Divided,
    GoalOutcome,
    Indicator,
    Outcome,
    Outcomes,
    PartialGoal,
    Report,
    State,
)  # fmt: skip
from pipeline.pulling.slots import Slot, plain

UNCLEAR: Final = None
EMPTY = "⁂"  # stands in a rendering where the definition says nothing
Values = list[tuple[Path, Any]]
Written = Callable[[Blocks], str]


@dataclass(frozen=True)
class Paper:
    """One kind of paper. `texts` are the keys at the root whose texts take markup, `lists` those whose entries stand
    in the running text, `groups` those that have a heading each, `flags` those that are words which stand there or not.

    `full` gives a dossier in which nothing that may be absent is; `reads` the values that words stand for at a path,
    UNCLEAR when they are not plain. `origins` says, by the field of the content, where words stand that are not the
    paper's own.
    """

    slug: str
    name: str
    model: type[BaseModel]
    full: Callable[[Dossier], Dossier]
    reads: Callable[[Path, str], Values | None]
    origins: Mapping[str, str]
    tail: str = ""
    texts: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    def own(self, path: Path) -> bool:
        """Return whether a path leads into the paper's own file."""
        return path[0] in self.model.model_fields

    def many(self, path: Path) -> bool:
        """Return whether the text at a path may have several paragraphs."""
        info = field_at(self.model, path)
        return path[0] in self.texts or (info is not None and takes_markup(info))

    def is_required(self, path: Path) -> bool:
        """Return whether a definition must have something at a path."""
        info = field_at(self.model, path)
        return not path[-1].startswith("[") and path[:1] != ("avsnitt",) and info is not None and info.is_required()

    def read(self, path: Path, blocks: Blocks, written: Written) -> Values | None:
        """Return what a text says, by path, as YAML has it; UNCLEAR when it is not plain."""
        if self.many(path):
            return [(path, written(self.unwrapped(path, blocks)))]
        return self.reads(path, words_of(blocks))

    def unwrapped(self, path: Path, blocks: Blocks) -> Blocks:
        """Return a text as its definition has it: a point of the decision is an item of a list only in the paper."""
        if path[:1] != ("forslag",) or not blocks:
            return blocks
        first, *rest = blocks
        return (Block(first.inlines), *(_out_of_point(block) for block in rest))

    def elsewhere(self, slot: Slot) -> str:
        """Return where words stand that are not the paper's own."""
        if slot.path:
            return f"orden står i handlingsplanen (`{address(slot.path)}`); ändra där"
        parts = slot.origin.split(".")
        known = (self.origins.get(".".join(parts[:n])) for n in range(len(parts), 0, -1))
        return next(filter(None, known), "orden skrivs av mallen och kommer tillbaka när dokumentet byggs")

    def long_form(self, value: str) -> Any:
        """Return what a word alone stands for in a field that may also be a group."""
        return {"status": value}

    def short_form(self, value: Any) -> Any:
        """Return a value that a word alone can stand for as that word."""
        if isinstance(value, dict) and value.keys() == {"status"}:
            return value["status"]
        return value[0] if isinstance(value, list) and len(value) == 1 else value


def _out_of_point(block: Block) -> Block:
    if block.level == 0:
        return Block(block.inlines)
    return block._replace(level=block.level - 1)


def origin_of(content: Any) -> Callable[[str], str]:
    """Return the function that tells which field of `content` gave the words of a paragraph: `avsnitt.rubrik`."""
    said: list[tuple[str, str]] = []

    def walk(value: Any, name: str) -> None:
        if isinstance(value, str):
            said.append((plain(value), name))
        elif isinstance(value, Rich):
            said.extend((plain(block.text), name) for block in value.blocks if not value.path)
        elif field_names(type(value)):
            for field in field_names(type(value)):
                walk(getattr(value, field), f"{name}.{field}".lstrip("."))
        elif isinstance(value, tuple):
            for entry in value:
                walk(entry, name)

    walk(content, "")
    known = sorted((pair for pair in said if len(pair[0]) > 1), key=lambda pair: -len(pair[0]))
    return lambda text: next((name for words, name in known if words in text), "")


# The tjänsteutlåtande


def _full_case(dossier: Dossier) -> Dossier:
    """Return a dossier whose case says something of everything that the plan does not say for it."""
    case, plan = dossier.case, dossier.plan
    assert case is not None
    officer = case.handlaggare or CaseOfficer.model_construct(funktion=EMPTY, enhet=None, telefon=None)
    meeting = {"punkt": case.mote.punkt or EMPTY}
    if not (case.mote.datum or plan.beslut.namnd.datum):
        meeting["datum"] = EMPTY
    update = {
        "datum": case.datum or EMPTY,
        "handlaggare": officer.model_copy(update={"telefon": officer.telefon or EMPTY}),
        "till": case.till or EMPTY,
        "mote": case.mote.model_copy(update=meeting),
        "forslag": case.forslag or (EMPTY,),
        "omedelbar_justering": True,
        "avsnitt": {**{section.id: EMPTY for section in dossier.city.arende.avsnitt}, **case.avsnitt},
        "underskrift": case.underskrift or (EMPTY,),
        "bilagor": case.bilagor or (Attachment.model_construct(titel=EMPTY, fil=None),),
    }
    return _with(dossier, CASE_NAME, case.model_copy(update=update))


def _case_values(path: Path, text: str) -> Values | None:
    match path:
        case ("dnr",):
            numbers = [n for piece in text.split(", ") for n in piece.split(" och ") if n.strip()]
            return [(path, None if text == LATER else numbers)]
        case ("datum",) | ("mote", "datum"):
            day = fields.iso_date(text)
            return [(path, day)] if day and len(day) == len("2023-01-24") else UNCLEAR
        case ("handlaggare",):
            function, _, unit = text.partition(", ")
            return [((*path, "funktion"), function), ((*path, "enhet"), unit or None)]
        case ("omedelbar_justering",):
            return [(path, "ja")] if text.rstrip(".") == AT_ONCE.rstrip(".") else UNCLEAR
    return [(path, text)]


CASE = Paper(
    "tjansteutlatande",
    CASE_NAME,
    Case,
    _full_case,
    _case_values,
    {
        "titel": "titeln är ärendets, med planens år",
        "bilagor": "planen är alltid bilaga 1",
        "uppgifter": "uppgiften står i handlingsplanen (`beslut.namnd`); ändra där",
        "uppgifter.etikett": "ordet framför skrivs av programmet",
        "forslag": "punkten är densamma varje år och står i stad.yaml (`arende.beslut`); ändra där",
        "avsnitt.rubrik": "rubriken är stadens och står i stad.yaml (`arende.avsnitt`); ändra där",
        "avsnitt.samrad": "samrådet står i handlingsplanen (`beslut.samrad`); ändra där",
        "andringar": "förändringarna räknas fram ur årets och förra årets plan; ändra i handlingsplanen",
    },
    texts=frozenset(("forslag", "sammanfattning", "avsnitt")),
    lists=frozenset(("forslag", "underskrift", "bilagor")),
    flags=frozenset(("omedelbar_justering",)),
)


# The verksamhetsberättelse


def _full_report(dossier: Dossier) -> Dossier:
    """Return a dossier whose follow-up says something of everything."""
    outcomes = dossier.outcomes
    assert outcomes is not None
    known = {outcome.id: outcome for outcome in outcomes.aktiviteter}
    ids = [activity.id for _, activity in dossier.plan.activities()]
    update = {
        "beslutad": outcomes.beslutad
        if outcomes.beslutad.datum
        else outcomes.beslutad.model_copy(update={"datum": "2000"}),
        "mal": tuple(map(_full_goal, outcomes.mal)),
        "lagesbild": outcomes.lagesbild or EMPTY,
        "aktiviteter": tuple(_full_outcome(known.get(key) or Outcome.model_construct(id=key)) for key in ids),
    }
    return _with(dossier, OUTCOMES_NAME, outcomes.model_copy(update=update))


def _full_goal(goal: GoalOutcome) -> GoalOutcome:
    parts = goal.delmal or (PartialGoal.model_construct(namn=EMPTY, bedomning=None, kommentar=None),)
    indicators = goal.indikatorer or (Indicator.model_construct(namn=EMPTY),)
    return goal.model_copy(
        update={
            "kommentar": goal.kommentar or EMPTY,
            "delmal": tuple(part.model_copy(update={"kommentar": part.kommentar or EMPTY}) for part in parts),
            "indikatorer": tuple(map(_full_indicator, indicators)),
        }
    )


def _full_indicator(indicator: Indicator) -> Indicator:
    divided = indicator.konsuppdelat or Divided.model_construct(kvinnor=EMPTY, man=EMPTY)
    return indicator.model_copy(update={"kommentar": indicator.kommentar or EMPTY, "konsuppdelat": divided})


def _full_outcome(outcome: Outcome) -> Outcome:
    told = {
        name: (report := getattr(outcome, name) or Report.model_construct(status="pågår")).model_copy(
            update={"kommentar": report.kommentar or EMPTY}
        )
        for name in (FIELDS[period] for period in PERIODS)
    }
    return outcome.model_copy(update={**told, "avvikelse": outcome.avvikelse or EMPTY})


def _report_values(path: Path, text: str) -> Values | None:
    match path[-1]:
        case "beslutad":
            found = fields.decision(text)
            return UNCLEAR if found is None else [(path, found)]
        case "bedomning":
            return _word(path, text, {told: key for key, told in GRADES.items()} | {NOT_YET: None})
        case "fortsatter":
            return _word(path, text, {GOES_ON[True]: "ja", GOES_ON[False]: "nej", NOT_GIVEN: None})
        case "status":
            return _word(path, text, {state: state for state in State.__args__} | {NOT_GIVEN: None})  # type: ignore[attr-defined]
        case "arsmal" | "utfall" if text == NOT_GIVEN:
            return [(path, None)]
    return [(path, text)]


def _word(path: Path, text: str, known: Mapping[str, str | None]) -> Values | None:
    """Return what a word stands for, with or without a full stop and whatever its case."""
    by_form = {words.plainest(told): value for told, value in known.items()}
    said = words.plainest(text.rstrip(". "))
    return [(path, by_form[said])] if said in by_form else UNCLEAR


REPORT = Paper(
    "verksamhetsberattelse",
    OUTCOMES_NAME,
    Outcomes,
    _full_report,
    _report_values,
    {
        "rapport": "vilken rapport det är står i uppfoljning.yaml (`rapport`); ändra där",
        "antal": "antalen räknas fram ur aktiviteternas status",
        "kapitel": "orden om aktiviteten står i handlingsplanen; ändra där",
        "namnd": "nämndens namn står i namnder.yaml",
        "titel": "titeln är densamma varje år",
    },
    tail="målets ordalydelse står i stad.yaml (`mal`); ändra där",
    texts=frozenset(("lagesbild",)),
    groups=frozenset(("mal",)),
)

PAPERS: Mapping[str, Paper] = {paper.slug: paper for paper in (CASE, REPORT)}


def _with(dossier: Dossier, name: str, model: Case | Outcomes) -> Dossier:
    return replace(dossier, beside={**dossier.beside, name: replace(dossier.beside[name], model=model)})
