"""The register of boards: the forms of their names, when they exist and what comes after them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints, field_validator, model_validator

from pipeline import words
from pipeline.diagnostics import Diagnostic
from pipeline.model import Day, Line, Model, Slug, fault, validated
from pipeline.source import SourceDoc


class Board(Model):
    """One nämnd. A stadsdelsnämnd has an area; a facknämnd has none."""

    typ: Literal["stadsdelsnämnd", "facknämnd"]
    namn: Line
    namnd: Line = Field(description="Som i löpande text: Kungsholmens stadsdelsnämnd, socialnämnden.")
    forvaltning: Line
    attributiv: Line | None = None
    omrade: Line | None = None
    preposition: Literal["i", "på"] | None = None
    fran: Day | None = None
    till: Day | None = None
    eftertradare: Slug | None = None
    dnr_monster: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="Reguljärt uttryck för nämndens diarienummer, om det skiljer sig från det vanliga."
    )

    @field_validator("dnr_monster")
    @classmethod
    def _is_a_pattern(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise fault(
                f"`dnr_monster` är `{value}`, som inte är ett reguljärt uttryck ({error})", "rätta eller ta bort det"
            ) from None
        return value

    @model_validator(mode="after")
    def _forms_agree(self) -> Board:
        if self.typ == "facknämnd":
            return self
        if not (self.attributiv and self.omrade and self.preposition):
            raise fault(
                "en stadsdelsnämnd behöver `attributiv`, `omrade` och `preposition`", "lägg till det som saknas"
            )
        for name, form, last in (
            ("namnd", self.namnd, "stadsdelsnämnd"),
            ("forvaltning", self.forvaltning, "stadsdelsförvaltning"),
            ("omrade", self.omrade, "stadsdelsområde"),
        ):
            if form != f"{self.attributiv} {last}":
                raise fault(
                    f"`{name}` är `{form}`, men attributivet `{self.attributiv}` ger `{self.attributiv} {last}`",
                    "rätta det som är fel av de två",
                )
        return self

    @property
    def title(self) -> str:
        """Return the board's name as a heading has it, with a capital."""
        return words.capitalised(self.namnd)

    @property
    def office(self) -> str:
        """Return the office's name with a capital."""
        return words.capitalised(self.forvaltning)

    @property
    def genitive(self) -> str:
        """Return `Kungsholmens stadsdelsnämnds`, `socialnämndens`."""
        return words.genitive(self.namnd)

    @property
    def located(self) -> str:
        """Return `på Kungsholmen`, `i Bromma`; a facknämnd is located nowhere: its name."""
        return f"{self.preposition} {self.namn}" if self.preposition else self.namnd

    def existed(self, day: str) -> bool:
        """Return whether the board existed on an ISO date."""
        return (self.fran or "") <= day <= (self.till or "9999")

    def was_in_office(self, year: int) -> bool:
        """Return whether the board existed on any day of a year."""
        return self.existed(f"{year}-01-01") or f"{year}" in ((self.fran or "")[:4], (self.till or "")[:4])


class Register(RootModel[dict[Slug, Board]]):
    """All boards, by id."""


def read_register(doc: SourceDoc) -> tuple[Mapping[str, Board], list[Diagnostic]]:
    """Return the boards by id, and the faults of the register."""
    model, faults = validated(Register, doc, doc.values)
    return (model.root if model else {}), faults
