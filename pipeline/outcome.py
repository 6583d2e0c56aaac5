"""What became of a plan: the outcome of every activity through the year, and the grade of its goals.

`uppfoljning.yaml` grows with the year: tertialrapport 1, tertialrapport 2, verksamhetsberättelse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, Field, field_validator, model_validator

from pipeline.decisions import Step
from pipeline.diagnostics import Path, item
from pipeline.model import Key, Line, Model, Text, YesNo
from pipeline.plan import literal_paths, printed_texts, walk

Grade = Literal["helt", "delvis", "ej"]
Period = Literal["tertialrapport 1", "tertialrapport 2", "verksamhetsberättelse"]
PERIODS: tuple[Period, ...] = ("tertialrapport 1", "tertialrapport 2", "verksamhetsberättelse")
FIELDS: dict[Period, str] = {"tertialrapport 1": "t1", "tertialrapport 2": "t2", "verksamhetsberättelse": "ar"}
State = Literal["ej påbörjad", "pågår", "genomförd", "delvis genomförd", "ej genomförd", "avbruten"]
_GRADE = "helt, delvis eller ej"


class Report(Model):
    """How far an activity had come at one of the year's three reports."""

    status: State = Field(
        title="Status", description="ej påbörjad, pågår, genomförd, delvis genomförd, ej genomförd eller avbruten"
    )
    kommentar: Text | None = Field(None, title="Kommentar", description="Vad som har gjorts, eller varför inte.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return {"status": value} if isinstance(value, str) else value


class Outcome(Model):
    """What became of one activity. `id` is the plan's; nothing else of the plan is typed again."""

    id: Key = Field(title="Id", description="Aktivitetens id i planen, till exempel F1.")
    t1: Report | None = Field(None, title="Tertialrapport 1", description="Läget efter första tertialet.")
    t2: Report | None = Field(None, title="Tertialrapport 2", description="Läget efter andra tertialet.")
    ar: Report | None = Field(None, title="Verksamhetsberättelse", description="Årets utfall.")
    avvikelse: Text | None = Field(None, title="Avvikelse", description="Vad som blev annorlunda än planerat.")
    fortsatter: YesNo | None = Field(None, title="Fortsätter nästa år", description="ja eller nej")

    def at(self, period: Period) -> Report | None:
        """Return what was told at one of the year's three reports, or None."""
        found = getattr(self, FIELDS[period])
        assert found is None or isinstance(found, Report)
        return found


class Divided(Model):
    """An outcome by sex, for indicators that count individuals."""

    kvinnor: Line = Field(title="Kvinnor", description="Utfallet för kvinnor eller flickor.")
    man: Line = Field(title="Män", description="Utfallet för män eller pojkar.")


class Indicator(Model):
    """A measure with its target for the year and its outcome."""

    namn: Line = Field(title="Indikator", description="Som i verksamhetsplanen.")
    arsmal: Line | None = Field(None, title="Årsmål", description="Till exempel 90 procent.")
    utfall: Line | None = Field(None, title="Utfall", description="Till exempel 84 procent.")
    konsuppdelat: Divided | None = Field(None, title="Könsuppdelat utfall", description="När individer räknas.")
    individer: YesNo = Field(False, title="Räknar individer", description="ja, om utfallet ska delas upp på kön.")
    bedomning: Grade | None = Field(None, title="Bedömning", description=_GRADE)
    kommentar: Text | None = Field(None, title="Kommentar", description="Krävs när årsmålet inte är helt uppfyllt.")


class PartialGoal(Model):
    """One of the board's own goals under the council's."""

    namn: Line = Field(title="Nämndmål", description="Som i verksamhetsplanen.")
    bedomning: Grade | None = Field(None, title="Bedömning", description=_GRADE)
    kommentar: Text | None = Field(None, title="Kommentar", description="Krävs när målet inte är helt uppfyllt.")


class GoalOutcome(Model):
    """The board's grade of one of the council's goals, and what it stands on."""

    nummer: Line = Field(title="Nummer", description="Som i planen. Ordalydelsen hämtas från årets stad.yaml.")
    bedomning: Grade | None = Field(None, title="Bedömning", description=_GRADE)
    kommentar: Text | None = Field(None, title="Kommentar", description="Krävs när målet inte är helt uppfyllt.")
    delmal: tuple[PartialGoal, ...] = Field((), title="Nämndmål", description="Nämndens egna mål under målet.")
    indikatorer: tuple[Indicator, ...] = Field((), title="Indikatorer", description="Med årsmål och utfall.")

    @field_validator("delmal", "indikatorer", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value


class Outcomes(Model):
    """One board's follow-up of one year's plan."""

    exempeldata: Line | None = Field(
        None, title="Exempeldata", description="Skrivs på varje sida i påhittade uppföljningar."
    )
    rapport: Period = Field(
        "verksamhetsberättelse",
        title="Rapport",
        description="Hur långt året har kommit: tertialrapport 1, tertialrapport 2 eller verksamhetsberättelse.",
    )
    beslutad: Step = Field(Step(), title="Nämndens beslut", description="När nämnden behandlade rapporten.")
    mal: tuple[GoalOutcome, ...] = Field((), title="Mål", description="Bedömningen av kommunfullmäktiges mål.")
    lagesbild: Text | None = Field(None, title="Lägesbild", description="Vad som har ändrats i lägesbilden under året.")
    aktiviteter: tuple[Outcome, ...] = Field((), title="Aktiviteter", description="En post för varje aktivitet.")

    @field_validator("beslutad", mode="before")
    @classmethod
    def _not_yet(cls, value: object) -> object:
        return {} if value is None else value

    @field_validator("mal", "aktiviteter", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value

    def outcomes(self) -> Iterator[tuple[Path, Outcome]]:
        """Yield each outcome with its path, as the file has them; a repeated id gives way to its number."""
        seen: set[str] = set()
        for number, outcome in enumerate(self.aktiviteter):
            yield ("aktiviteter", item(number if outcome.id in seen else outcome.id)), outcome
            seen.add(outcome.id)

    def of(self, activity: str) -> Outcome | None:
        """Return the outcome of the activity with that id, or None."""
        return next((outcome for outcome in self.aktiviteter if outcome.id == activity), None)

    @cached_property
    def walked(self) -> Sequence[tuple[Path, BaseModel]]:
        """Return the follow-up and every model inside it, with paths."""
        return tuple(walk(self))

    @cached_property
    def printed(self) -> Sequence[tuple[Path, str]]:
        """Return every sentence that is printed, with its path; grades and numbers are not."""
        return tuple(printed_texts(self.walked, frozenset(("lagesbild",))))

    @cached_property
    def literal(self) -> frozenset[Path]:
        """Return the paths of the texts that are printed as they are written."""
        return literal_paths(self.walked, self.printed)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every sentence that is printed, with its path."""
        yield from self.printed
