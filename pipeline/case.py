"""The case before the board: what the tjänsteutlåtande says that the plan does not know (`arende.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import BaseModel, Field, field_validator

from pipeline.decisions import registered
from pipeline.diagnostics import Path
from pipeline.model import Day, Key, Line, Model, Text, YesNo
from pipeline.plan import literal_paths, printed_texts, walk


class CaseOfficer(Model):
    """Who handles the case: a function with its unit and telephone, never a person."""

    funktion: Line = Field(title="Handläggare", description="En funktion, till exempel utredare. Aldrig ett namn.")
    enhet: Line | None = Field(None, title="Enhet", description="Avdelningen eller staben.")
    telefon: Line | None = Field(None, title="Telefon", description="Till exempel 08-508 00 000.")


class Meeting(Model):
    """When the board treats the case, and its number on the agenda."""

    datum: Day | None = Field(None, title="Mötesdag", description="ÅÅÅÅ-MM-DD. Behövs inte när planen har den.")
    punkt: Line | None = Field(None, title="Punkt", description="Ärendets nummer på föredragningslistan.")


class Attachment(Model):
    """A paper that goes with the case, after the plan. `fil` lies beside `arende.yaml`."""

    titel: Line = Field(title="Titel", description="Som den står i listan, utan ordet bilaga och utan nummer.")
    fil: Line | None = Field(
        None,
        title="Fil",
        description="Filens namn, om den ligger i samma mapp.",
        max_length=120,
        pattern=r"^[^/\\.][^/\\]*$",
    )


class Case(Model):
    """One board's case of one year. What the plan knows is never typed again; what stands twice must agree."""

    exempeldata: Line | None = Field(None, title="Exempeldata", description="Skrivs på varje sida i påhittade ärenden.")
    dnr: tuple[Line, ...] = Field((), title="Diarienummer", description="Ett eller flera. Annars gäller planens.")
    datum: Day | None = Field(None, title="Datum", description="Tjänsteutlåtandets dag, ÅÅÅÅ-MM-DD.")
    handlaggare: CaseOfficer | None = Field(None, title="Handläggare", description="En funktion, aldrig en person.")
    mote: Meeting = Field(Meeting(), title="Möte", description="När nämnden behandlar ärendet.")
    till: Line | None = Field(None, title="Till", description="Behövs bara om det inte är nämnden själv.")
    forslag: tuple[Text, ...] = Field(
        (), title="Förslag till beslut", description="Beslutspunkter utöver dem som alltid är desamma."
    )
    omedelbar_justering: YesNo = Field(
        False, title="Omedelbar justering", description="ja, om paragrafen ska justeras omedelbart."
    )
    sammanfattning: Text = Field(title="Sammanfattning", description="Några meningar. Visas också på mötets webbsida.")
    avsnitt: dict[Key, Text] = Field(
        {}, title="Avsnitt", description="Texten i vart och ett av de avsnitt som årets stad.yaml räknar upp."
    )
    underskrift: tuple[Line, ...] = Field((), title="Underskrift", description="Funktioner, aldrig personer.")
    bilagor: tuple[Attachment, ...] = Field((), title="Bilagor", description="Utöver planen, som är bilaga 1.")

    @field_validator("dnr", "forslag", "underskrift", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value or ()

    @field_validator("mote", "avsnitt", mode="before")
    @classmethod
    def _not_yet(cls, value: object) -> object:
        return {} if value is None else value

    @field_validator("bilagor", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value

    @property
    def registered(self) -> tuple[str, ...]:
        """Return the dnr that have been given; `Dnr tilldelas senare` is none."""
        return registered(self.dnr)

    @cached_property
    def walked(self) -> Sequence[tuple[Path, BaseModel]]:
        """Return the case and every model inside it, with paths."""
        return tuple(walk(self))

    @cached_property
    def printed(self) -> Sequence[tuple[Path, str]]:
        """Return every sentence that is printed, with its path; numbers, days and names of files are not."""
        return tuple(printed_texts(self.walked, _AT_ROOT))

    @cached_property
    def literal(self) -> frozenset[Path]:
        """Return the paths of the texts that are printed as they are written."""
        return literal_paths(self.walked, self.printed)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every sentence that is printed, with its path."""
        yield from self.printed


_AT_ROOT = frozenset(("till", "forslag", "sammanfattning", "avsnitt", "underskrift"))
