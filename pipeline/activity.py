"""One row of an activity table: what is done, who answers for it, when, and where its outcome is told."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from pipeline import words
from pipeline.markup import Blocks, literal, parse
from pipeline.model import Key, Line, Model, Text, When, Year, fault


class Responsible(Model):
    """A function that answers for an activity, never a person; `enhet` is its unit or department."""

    funktion: Line = Field(title="Funktion", description="Till exempel Enhetschef. Aldrig ett personnamn.")
    enhet: Line | None = Field(None, title="Enhet", description="Enheten eller avdelningen.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return {"funktion": value} if isinstance(value, str) else value

    @property
    def label(self) -> str:
        """Return `Enhetschef, familjeenheten`."""
        return f"{self.funktion}, {self.enhet}" if self.enhet else self.funktion


class Schedule(Model):
    """When an activity happens."""

    typ: Literal["engång", "period", "återkommande", "löpande", "vid behov"] = Field(
        title="Typ", description="engång, period, återkommande, löpande eller vid behov"
    )
    datum: When | None = Field(None, title="Datum", description="För engång: ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ.")
    fran: When | None = Field(None, title="Från", description="För period.")
    till: When | None = Field(None, title="Till", description="För period.")
    frekvens: Line | None = Field(None, title="Frekvens", description="Till exempel 4 gånger per år.")
    sedan: When | None = Field(None, title="Sedan", description="För löpande: när det började.")
    anmarkning: Line | None = Field(None, title="Anmärkning", description="Något att tillägga, fritt skrivet.")

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Schedule:
        needs = {"engång": ("datum",), "period": ("fran", "till"), "återkommande": ("frekvens",)}
        missing = [name for name in needs.get(self.typ, ()) if getattr(self, name) is None]
        if missing:
            names = words.joined([f"`{name}`" for name in missing])
            raise fault(f"en tidplan av typen {self.typ} behöver {names}", f"lägg till {names} i tidplanen")
        allowed = {*needs.get(self.typ, ()), "typ", "anmarkning", "frekvens"}
        allowed |= {"sedan"} if self.typ in ("löpande", "återkommande") else set()
        alien = [n for n in type(self).model_fields if n not in allowed and getattr(self, n) is not None]
        if alien:
            names = words.joined([f"`{name}`" for name in alien])
            raise fault(
                f"en tidplan av typen {self.typ} kan inte ha {names}", "byt typ, eller ta bort det som inte hör dit"
            )
        if self.fran and self.till and self.fran[: len(self.till)] > self.till[: len(self.fran)]:
            raise fault(f"perioden slutar {self.till}, före sin början {self.fran}", "byt plats på `fran` och `till`")
        return self

    @property
    def label(self) -> str:
        """Return the schedule as a table cell has it: `Återkommande, 4 gånger per år`."""
        match self.typ:
            case "engång":
                text = words.capitalised(words.written_date(self.datum or ""))
            case "period" if self.fran == self.till and len(self.fran or "") == 4:
                text = f"Under {self.fran}"
            case "period":
                text = (
                    f"{words.capitalised(words.written_date(self.fran or ''))} – {words.written_date(self.till or '')}"
                )
            case _:
                text = words.capitalised(self.typ)
        text += f", {self.frekvens}" if self.frekvens else ""
        text += f" sedan {words.written_date(self.sedan)}" if self.sedan else ""
        return text + (f", {self.anmarkning}" if self.anmarkning else "")


class FollowUp(Model):
    """Where an activity's outcome is told. Its year is the plan's unless said otherwise."""

    dokument: Line | None = Field(None, title="Dokument", description="Oftast verksamhetsberättelse.")
    niva: Line | None = Field(None, title="Nivå", description="Vems dokument: förvaltningens eller en enhets.")
    ar: Year | None = Field(None, title="År", description="Bara om det inte är planens år.")
    metod: Text | None = Field(None, title="Metod", description="Hur det följs upp, om det inte är i ett dokument.")
    anmarkning: Line | None = Field(None, title="Anmärkning", description="Något att tillägga.")

    @model_validator(mode="after")
    def _says_where_or_how(self) -> FollowUp:
        if self.dokument is None and not (self.metod or "").strip():
            raise fault("uppföljningen säger varken dokument eller metod", "lägg till `dokument` eller `metod`")
        if self.dokument is None and (self.niva or self.ar):
            raise fault(
                "uppföljningen har `niva` eller `ar` men inget `dokument`", "lägg till `dokument`, eller ta bort dem"
            )
        return self

    def blocks(self, year: int) -> Blocks:
        """Return the follow-up as a table cell has it, for a plan of `year`."""
        where = words.capitalised(self.dokument or "") and f"{words.capitalised(self.dokument or '')} {self.ar or year}"
        lines = literal(where + (f", {self.niva}" if where and self.niva else ""))
        return lines + (parse(self.metod) if self.metod else ()) + literal(self.anmarkning or "")


Environment = Literal["högerextremism", "vänsterextremism", "islamism"]


class Activity(Model):
    """One row of an activity table. `id` stays the same from year to year."""

    id: Key = Field(title="Id", description="Till exempel F1. Behålls år från år.")
    aktivitet: Text = Field(title="Aktivitet", description="Vad som görs, så att det går att följa upp.")
    ansvarig: tuple[Responsible, ...] = Field(
        title="Ansvarig enhetschef", description="En eller flera funktioner med enhet.", min_length=1
    )
    tidplan: Schedule = Field(title="Tidplan", description="När det görs.")
    uppfoljning: FollowUp = Field(title="Uppföljning", description="Var resultatet redovisas.")
    syfte: Text | None = Field(None, title="Syfte", description="Vad aktiviteten ska leda till.")
    forvantad_effekt: Text | None = Field(None, title="Förväntad effekt", description="Vilken skillnad den ska göra.")
    matt: Text | None = Field(None, title="Mått", description="Vad som räknas eller mäts, gärna med målvärde.")
    miljoer: tuple[Environment, ...] = Field((), title="Miljöer", description="Vilka av de tre miljöerna den gäller.")

    @field_validator("aktivitet")
    @classmethod
    def _says_what_is_done(cls, value: str) -> str:
        if not value.strip():
            raise fault("`aktivitet` är tom", "skriv vad som görs, så att det går att följa upp")
        return value

    status: Literal["planerad", "pågår", "genomförd", "avbruten"] | None = Field(
        None, title="Status", description="planerad, pågår, genomförd eller avbruten"
    )
