"""The frozen model of a plan: what every version of the common structure is made of.

Field names are the city's words; the same name is the YAML key, the template tag and the step of a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, Field, field_validator, model_validator
from pydantic.fields import FieldInfo

from pipeline import words
from pipeline.activity import Activity
from pipeline.decisions import STATUSES, Decisions, Status
from pipeline.diagnostics import Path, item
from pipeline.markup import NOTE, Block, Blocks, Words, parse
from pipeline.model import Key, Line, Model, Slug, Text, Year, YesNo, fault, takes_markup


class Need(StrEnum):
    """How much the common structure wants a part."""

    REQUIRED = "krävs"  # an error when missing
    CORE = "kärna"  # a warning when missing
    OPTIONAL = "valfri"


def part(
    heading: str,
    need: Need,
    guidance: str,
    demand: str,
    common: str | None = None,
    after: str | None = None,
    renamed_from: str | tuple[str, ...] = (),
) -> Any:
    """Return a field that is a part of the document.

    Args:
        heading: as printed in the document; the empty string for a part that stands without one.
        need: required parts have no default.
        guidance: what the writer should put there, one or two sentences.
        demand: where the city asks for it.
        common: the name of the city's text for it in `stad.yaml`, if the city usually writes it.
        after: the part that it follows in the document, for one that a later version adds; else the last.
        renamed_from: what an earlier version calls it, as a field's name or an address (`ansvar_och_samverkan.ansvar`).
    """
    extra: dict[str, Any] = {"x-del": True, "x-behov": need.value, "x-grund": demand, "x-stad": common}
    if after:
        extra["x-efter"] = after
    if renamed_from:
        extra["x-hette"] = [renamed_from] if isinstance(renamed_from, str) else list(renamed_from)
    default = ... if need is Need.REQUIRED else None
    return Field(default, title=heading, description=guidance, json_schema_extra=extra)


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


def formerly(info: FieldInfo) -> tuple[str, ...]:
    """Return what earlier versions of the structure call a part, as names or addresses."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    former = extra.get("x-hette", ())
    return tuple(map(str, former)) if isinstance(former, list | tuple) else ()


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

    @field_validator("text")
    @classmethod
    def _has_a_text(cls, value: str) -> str:
        if not value.strip():
            raise fault("avsnittet har ingen text", "skriv texten, eller ta bort avsnittet")
        return value


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
        if not (self.titel or (self.text or "").strip() or self.ur):
            raise fault("källan har varken titel, text eller `ur`", "lägg till `titel`")
        if self.text and any(getattr(self, name) for name in type(self).model_fields if name != "text"):
            raise fault(
                "källan har både `text` och andra uppgifter, men bara texten skulle skrivas ut", "behåll det ena"
            )
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
        title = " ".join(piece for piece in (self.lagrum, self.titel) if piece)
        before = f"{self.forfattare}, " if self.forfattare else ""
        title = title if before else words.capitalised(title)
        year = f" ({self.ar})" if self.ar and str(self.ar) not in title else ""
        year += f" ({self.sfs})" if self.sfs else ""
        page = f", {self.sida}" if self.sida else ""
        named = Words(title, italic=not (self.adress or self.sfs), href=self.adress)
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
    andringar_som_bilaga: YesNo = Field(
        False,
        title="Ändringar som bilaga",
        description="ja, om tabellen över det som har ändrats sedan förra årets plan ska stå sist i dokumentet.",
    )
    beslut: Decisions = Field(Decisions(), title="Beslut", description="Fylls i efter hand.")
    kallor: dict[Key, Source] = Field({}, title="Källor", description="Planens egna källor, utöver stadens.")

    @field_validator("beslut", "kallor", mode="before")
    @classmethod
    def _nothing_yet(cls, value: object) -> object:
        return {} if value is None else value

    @model_validator(mode="after")
    def _ids_are_unique(self) -> ActionPlan:
        seen: set[str] = set()
        for path, model in self.walked:
            rows = getattr(model, "aktiviteter", None) or ()
            for number, row in enumerate(rows):
                if row.id in seen:
                    # Ids repeated in one list give way to numbers; see source.item_keys.
                    step = item(number if any(row.id == other.id for other in rows[:number]) else row.id)
                    raise fault(
                        f"två aktiviteter har id {row.id}",
                        "ge den ena ett eget, oanvänt id",
                        (*path, "aktiviteter", step, "id"),
                    )
                seen.add(row.id)
        return self

    @classmethod
    def chapters(cls) -> Iterator[tuple[str, FieldInfo]]:
        """Yield the name and field of each chapter, in the document's order."""
        for name, info in fields_by_name(cls).items():
            if is_part(info):
                yield name, info

    def has_reached(self, status: Status) -> bool:
        """Return whether the plan has come as far as `status`, or further."""
        return STATUSES.index(self.status) >= STATUSES.index(status)

    def __copy__(self) -> Self:
        """Return a copy that works out for itself what this one has worked out."""
        copied = super().__copy__()
        for name in ("walked", "printed", "literal", "_parts"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def walked(self) -> tuple[tuple[Path, BaseModel], ...]:
        """Return the plan and every model inside it, with paths, in declared order."""
        return tuple(walk(self))

    @cached_property
    def printed(self) -> tuple[tuple[Path, str], ...]:
        """Return what `texts` yields; some sixty rules ask for it."""
        return tuple(printed_texts(self.walked, frozenset(("samordnare",))))

    @cached_property
    def literal(self) -> frozenset[Path]:
        """Return the paths of the texts that are printed as they are written: notes and emphasis mean nothing."""
        return literal_paths(self.walked, self.printed)

    def parts(self) -> Iterator[tuple[Path, FieldInfo, object]]:
        """Yield every part with its path and what stands there, an outer part before its inner ones.

        A part that the plan leaves out is None; what would be inside it is not yielded.
        """
        yield from self._parts

    @cached_property
    def _parts(self) -> tuple[tuple[Path, FieldInfo, object], ...]:
        return tuple(
            ((*path, name), info, getattr(model, name))
            for path, model in self.walked
            for name, info in fields_by_name(type(model)).items()
            if is_part(info)
        )

    def heading(self, path: Path) -> str:
        """Return the heading of the innermost part that holds `path` and has one, or the empty string."""
        headings = [info.title for p, info, _ in self.parts() if info.title and path[: len(p)] == p]
        return headings[-1] if headings else ""

    def activities(self) -> Iterator[tuple[Path, Activity]]:
        """Yield each activity with its path, in the document's order."""
        yield from ((p, m) for p, m in self.walked if isinstance(m, Activity))

    def picture(self) -> tuple[Path, Picture] | None:
        """Return the lägesbild and its path."""
        return next(((p, m) for p, m in self.walked if isinstance(m, Picture)), None)

    def goals(self) -> tuple[Path, GoalFollowUp] | None:
        """Return the follow-up chapter and its path."""
        return next(((p, m) for p, m in self.walked if isinstance(m, GoalFollowUp)), None)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every string that is printed, with its path, in the document's order; ids and the like are not."""
        yield from self.printed


_NOT_PRINTED = frozenset(
    (
        *("id", "typ", "ur", "datum", "fran", "till", "sedan", "status", "adress", "sfs"),
        *("telefon", "punkt", "fil", "nummer", "bedomning", "utfall", "arsmal", "kvinnor", "man"),
    )
)


@cache
def fields_by_name(kind: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a model's fields in the document's order: a later version's own parts stand where they say."""
    fields = kind.model_fields
    names = list(fields)
    for name, info in fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and extra.get("x-efter"):
            names.remove(name)
            names.insert(names.index(str(extra["x-efter"])) + 1, name)
    return {name: fields[name] for name in names}


def printed_texts(models: Iterable[tuple[Path, BaseModel]], at_root: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Yield the strings in `models` that are printed, with paths; of the outermost one, only those in `at_root`."""
    for path, model in models:
        for name, info in fields_by_name(type(model)).items():
            value = getattr(model, name)
            if isinstance(value, str):
                if (name not in _NOT_PRINTED) if path else (name in at_root):
                    yield (*path, name), value
            elif value and (path or name in at_root):
                if info.annotation in (tuple[Line, ...], tuple[Text, ...]):
                    yield from (((*path, name, item(n)), v) for n, v in enumerate(value))
                elif info.annotation == dict[Key, Text]:
                    yield from (((*path, name, key), v) for key, v in value.items())


def literal_paths(models: Iterable[tuple[Path, BaseModel]], texts: Iterable[tuple[Path, str]]) -> frozenset[Path]:
    """Return the paths of those `texts` in `models` that are printed as they are written."""
    known = dict(models)

    def has_form(path: Path) -> bool:
        for end in (1, 2):  # a text is a field, or an item of one
            owner = known.get(path[:-end])
            if owner is not None and path[-end] in type(owner).model_fields:
                return takes_markup(type(owner).model_fields[path[-end]])
        return False

    return frozenset(path for path, _ in texts if not has_form(path))


def walk(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Yield `model` and every model inside it, with paths, in declared order."""
    yield path, model
    for name in fields_by_name(type(model)):
        value = getattr(model, name)
        if value is None or isinstance(value, str):
            continue
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
