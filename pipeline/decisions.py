"""The steps that a plan takes on its way: samråd, the board's decision, kommunstyrelsen's approval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, field_validator

from pipeline.model import Day, Line, Model

STATUSES = ("utkast", "samråd", "nämndbehandlad", "godkänd")
Status = Literal["utkast", "samråd", "nämndbehandlad", "godkänd"]


def registered(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the dnr that have been given; `Dnr tilldelas senare` is none."""
    return tuple(number for number in numbers if not number.lower().rstrip(".").endswith("tilldelas senare"))


class Consultation(Model):
    """One party of the samråd and when it was held."""

    part: Line = Field(title="Part", description="En funktion eller myndighet, aldrig en person.")
    datum: Day | None = Field(None, title="Datum")


class Step(Model):
    """A decision of the board or of kommunstyrelsen."""

    datum: Day | None = Field(None, title="Datum", description="Beslutsdag, ÅÅÅÅ-MM-DD.")
    paragraf: Line | None = Field(None, title="Paragraf", description="Till exempel § 7.")
    dnr: tuple[Line, ...] = Field((), title="Diarienummer", description="Ett eller flera.")

    @field_validator("dnr", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value or ()

    @property
    def registered(self) -> tuple[str, ...]:
        """Return the dnr that have been given; `Dnr tilldelas senare` is none."""
        return registered(self.dnr)


class Decisions(Model):
    """The steps that a plan takes, filled in as they are taken."""

    samrad: tuple[Consultation, ...] = Field((), title="Samråd")
    namnd: Step = Field(Step(), title="Nämndens beslut")
    kommunstyrelsen: Step = Field(Step(), title="Kommunstyrelsens godkännande")

    @field_validator("namnd", "kommunstyrelsen", mode="before")
    @classmethod
    def _not_yet(cls, value: object) -> object:
        return {} if value is None else value
