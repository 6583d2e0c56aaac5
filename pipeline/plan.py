"""The frozen model of a plan: what every version of the common structure is made of.

Field names are the city's words; the same name is the YAML key, the template tag and the step of a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, Field, field_validator, model_validator
from pydantic.fields import FieldInfo

from pipeline import words
from pipeline.decisions import STATUSES, Decisions, Status
from pipeline.diagnostics import Path, item
from pipeline.markup import NOTE, Block, Blocks, Words, literal, parse
from pipeline.model import Key, Line, Model, Slug, Text, When, Year, fault


class Need(StrEnum):
    """How much the common structure wants a part."""

    REQUIRED = "krävs"  # an error when missing
    CORE = "kärna"  # a warning when missing
    OPTIONAL = "valfri"


def part(heading: str, need: Need, guidance: str, demand: str, common: str | None = None) -> Any:
    """Return a field that is a part of the document.

    Args:
        heading: as printed in the document; the empty string for a part that stands without one.
        need: required parts have no default.
        guidance: what the writer should put there, one or two sentences.
        demand: where the city asks for it.
        common: the name of the city's text for it in `stad.yaml`, if the city usually writes it.
    """
    extra = {"x-del": True, "x-behov": need.value, "x-grund": demand, "x-stad": common}
    default = ... if need is Need.REQUIRED else None
    return Field(default, title=heading, description=guidance, json_schema_extra=extra)  # type: ignore[arg-type]


def is_part(info: FieldInfo) -> bool:
    """Return whether a field was made by `part`."""
    return isinstance(info.json_schema_extra, dict) and bool(info.json_schema_extra.get("x-del"))


def need_of(info: FieldInfo) -> Need:
    """Return how much a part is wanted."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return Need(str(extra.get("x-behov", Need.OPTIONAL.value)))


def common_of(info: FieldInfo) -> str | None:
    """Return the name of the city's text for a part, or None."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return str(extra["x-stad"]) if extra.get("x-stad") else None


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
        if self.dokument is None and self.metod is None:
            raise fault("uppföljningen säger varken dokument eller metod", "lägg till `dokument` eller `metod`")
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
    status: Literal["planerad", "pågår", "genomförd", "avbruten"] | None = Field(
        None, title="Status", description="planerad, pågår, genomförd eller avbruten"
    )


class Environments(Model):
    """The assessment of each of the three environments."""

    hogerextremism: Text = Field(title="Högerextremism", description="Förekomst, eller: ingen förekomst.")
    vansterextremism: Text = Field(title="Vänsterextremism", description="Förekomst, eller: ingen förekomst.")
    islamism: Text = Field(title="Islamistisk extremism", description="Förekomst, eller: ingen förekomst.")


class PictureSource(Model):
    """What a lägesbild builds on."""

    typ: Literal["polis", "enkät", "nämnd", "klotterstatistik", "incidentrapportering", "annan"] = Field(
        title="Slag", description="polis, enkät, nämnd, klotterstatistik, incidentrapportering eller annan"
    )
    namn: Line = Field(title="Källa", description="Vem eller vad uppgifterna kommer från.")
    period: Line | None = Field(None, title="Period", description="Vilken tid uppgifterna gäller.")


class FreeSection(Model):
    """A section of the board's own, where the structure allows one."""

    id: Key = Field(title="Id", description="Kort och unikt i kapitlet.")
    rubrik: Line = Field(title="Rubrik", description="Avsnittets rubrik.")
    text: Text = Field(title="Text", description="Avsnittets text.")


class Section(Model):
    """A headed text."""

    text: Text = Field(title="Text", description="Avsnittets text.")


class Mapping(Section):
    """Kartläggning: the text and the list of what it builds on."""

    kallor: tuple[PictureSource, ...] = part(
        "", Need.CORE, "Lista underlagen: polis, egen enkät, andra nämnder, statistik.", "Stadens enkät"
    )

    @field_validator("kallor", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or ()


class Picture(Section):
    """Lokal lägesbild. Its heading is given by the structure."""

    miljoer: Environments = part(
        "",
        Need.REQUIRED,
        "Bedöm var och en av de tre miljöerna; finns den inte, skriv det.",
        "Riktlinjerna pekar ut tre miljöer",
    )
    kartlaggning: Mapping = part(
        "Kartläggning",
        Need.REQUIRED,
        "Berätta varifrån uppgifterna kommer och vilken tid de gäller.",
        "Gemensam struktur; enkät och samråd med polisen",
    )
    analys: Section = part(
        "Analys",
        Need.REQUIRED,
        "Vad betyder uppgifterna för området, och vad har ändrats sedan förra året?",
        "Planen utgår från lokala förhållanden",
    )
    egna_avsnitt: tuple[FreeSection, ...] = ()


class GoalFollowUp(Section):
    """Uppföljning: the text and the council's goals that the plan is followed up under."""

    mal: tuple[Line, ...] = part(
        "",
        Need.REQUIRED,
        'Ange numret på kommunfullmäktiges mål, till exempel "3.6". Ordalydelsen hämtas från året.',
        "Uppföljning i ordinarie styrning",
    )


class Source(Model):
    """A work, a law or an explanation that `[^id]` refers to."""

    forfattare: Line | None = Field(None, title="Författare")
    titel: Line | None = Field(None, title="Titel")
    ar: Year | None = Field(None, title="Utgivningsår")
    sida: Line | None = Field(None, title="Sida", description="Till exempel s. 49.")
    sfs: Line | None = Field(None, title="SFS-nummer", description="Till exempel 2001:453.", pattern=r"^\d{4}:\d{1,4}$")
    lagrum: Line | None = Field(None, title="Lagrum", description="Till exempel 2 kap. 1 §.")
    adress: Line | None = Field(None, title="Webbadress", pattern=r"^https?://\S+$")
    galler_till: Year | None = Field(None, title="Gäller till och med", description="Programmets sista år.")
    text: Text | None = Field(None, title="Text", description="En förklaring i stället för en källa.")
    ur: Key | None = Field(None, title="Ur", description="Id på en annan källa som den här är ett ställe i.")

    @model_validator(mode="after")
    def _says_something(self) -> Source:
        if not (self.titel or self.text or self.ur):
            raise fault("källan har varken titel, text eller `ur`", "lägg till `titel`")
        if NOTE.search(self.text or ""):
            raise fault("källans text hänvisar själv till en not", "skriv ut källan i texten i stället")
        return self

    def within(self, other: Source) -> Source:
        """Return this source with what it lacks taken from `other`."""
        return self.model_copy(
            update={n: getattr(other, n) for n in Source.model_fields if getattr(self, n) is None and n != "ur"}
        )

    @property
    def blocks(self) -> Blocks:
        """Return the note's text: author, *title*, year and page; title and number of a law; or the explanation."""
        if self.text:
            return parse(self.text)
        title = self.titel or ""
        if self.sfs:
            return literal(f"{words.capitalised((self.lagrum or '') + ' ' + title).strip()} ({self.sfs}).")
        before = f"{self.forfattare}, " if self.forfattare else ""
        year = f" ({self.ar})" if self.ar and str(self.ar) not in title else ""
        page = f", {self.sida}" if self.sida else ""
        named = Words(title, italic=not self.adress, href=self.adress)
        after = Words(f"{year}{page}" if page.endswith(".") else f"{year}{page}.")
        return (Block((Words(before), named, after) if before else (named, after)),)


class ActionPlan(Model):
    """What every plan has, whatever its structure. Subclasses add the chapters, in order."""

    structure_id: ClassVar[str]
    board_type: ClassVar[str]

    struktur: Line = Field(title="Struktur", description="Vilken version av den gemensamma strukturen planen följer.")
    namnd: Slug = Field(title="Nämnd", description="Nämndens id i namnder.yaml.")
    ar: Year = Field(title="År", description="Planens år.")
    status: Status = Field(title="Status", description="utkast, samråd, nämndbehandlad eller godkänd")
    exempeldata: Line | None = Field(None, title="Exempeldata", description="Skrivs på varje sida i påhittade planer.")
    samordnare: Line | None = Field(None, title="Lokal samordnare", description="En funktion, aldrig en person.")
    beslut: Decisions = Field(Decisions(), title="Beslut", description="Fylls i efter hand.")
    kallor: dict[Key, Source] = Field({}, title="Källor", description="Planens egna källor, utöver stadens.")

    @field_validator("beslut", "kallor", mode="before")
    @classmethod
    def _nothing_yet(cls, value: object) -> object:
        return {} if value is None else value

    @model_validator(mode="after")
    def _ids_are_unique(self) -> ActionPlan:
        seen: set[str] = set()
        for _, activity in self.activities():
            if activity.id in seen:
                raise fault(f"två aktiviteter har id {activity.id}", "ge den ena ett eget, oanvänt id")
            seen.add(activity.id)
        return self

    @classmethod
    def chapters(cls) -> Iterator[tuple[str, FieldInfo]]:
        """Yield the name and field of each chapter, in the document's order."""
        for name, info in cls.model_fields.items():
            if is_part(info):
                yield name, info

    def has_reached(self, status: Status) -> bool:
        """Return whether the plan has come as far as `status`, or further."""
        return STATUSES.index(self.status) >= STATUSES.index(status)

    def parts(self) -> Iterator[tuple[Path, FieldInfo, object]]:
        """Yield every part with its path and what stands there, an outer part before its inner ones.

        A part that the plan leaves out is None; what would be inside it is not yielded.
        """
        for path, model in walk(self):
            for name, info in type(model).model_fields.items():
                if is_part(info):
                    yield (*path, name), info, getattr(model, name)

    def heading(self, path: Path) -> str:
        """Return the heading of the innermost part that holds `path` and has one, or the empty string."""
        headings = [info.title for p, info, _ in self.parts() if info.title and path[: len(p)] == p]
        return headings[-1] if headings else ""

    def activities(self) -> Iterator[tuple[Path, Activity]]:
        """Yield each activity with its path, in the document's order."""
        yield from ((p, m) for p, m in walk(self) if isinstance(m, Activity))

    def picture(self) -> tuple[Path, Picture] | None:
        """Return the lägesbild and its path."""
        return next(((p, m) for p, m in walk(self) if isinstance(m, Picture)), None)

    def goals(self) -> tuple[Path, GoalFollowUp] | None:
        """Return the follow-up chapter and its path."""
        return next(((p, m) for p, m in walk(self) if isinstance(m, GoalFollowUp)), None)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every string that is printed, with its path, in the document's order; ids and the like are not."""
        for path, model in walk(self):
            for name, info in type(model).model_fields.items():
                value = getattr(model, name)
                if isinstance(value, str) and name not in _NOT_PRINTED and (path or name == "samordnare"):
                    yield (*path, name), value
                elif info.annotation == tuple[Line, ...]:
                    yield from (((*path, name, item(n)), v) for n, v in enumerate(value or ()))


_NOT_PRINTED = {"id", "typ", "ur", "datum", "fran", "till", "sedan", "status", "adress", "sfs"}


def walk(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Yield `model` and every model inside it, with paths, in declared order."""
    yield path, model
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from walk(value, (*path, name))
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                if isinstance(entry, BaseModel):
                    yield from walk(entry, (*path, name, item(getattr(entry, "id", number))))
        elif isinstance(value, dict):
            for key, entry in value.items():
                if isinstance(entry, BaseModel):
                    yield from walk(entry, (*path, name, str(key)))
