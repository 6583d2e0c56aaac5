"""The places that a version of the common structure has for what a document says, in the document's order."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from pipeline.activity import Activity
from pipeline.diagnostics import Path
from pipeline.matching import Target
from pipeline.model import plain_kinds
from pipeline.plan import ActionPlan, Environments, FreeSection, Need, PictureSource, fields_by_name, is_part, need_of

# Other ways in which boards head the same part, by the part's name. The structure's own heading comes first.
_OTHERS: dict[str, tuple[str, ...]] = {
    "inledning_och_syfte": ("Inledning", "Bakgrund och syfte", "Bakgrund", "Syfte", "Om planen", "Syftet med planen"),
    "ansvar_och_samverkan": ("Ansvarsfördelning och samverkan", "Organisation och samverkan", "Ansvar och samarbete"),
    "ansvar": ("Ansvarsfördelning", "Roller och ansvar", "Organisation och ansvar"),
    "samverkan": ("Samarbete", "Intern och extern samverkan", "Samverkansformer"),
    "rutin_vid_oro": ("Rutin vid oro", "Rutin vid oro och händelser", "Rutiner vid oro"),
    "blankett": ("Blankett", "Avidentifierad information"),
    "lokal_lagesbild": ("Lägesbild", "Lokal lägesbild och analys", "Nulägesbeskrivning", "Lägesbeskrivning", "Nuläge"),
    "lagesbild": ("Lägesbild", "Nämndens lägesbild", "Nulägesbeskrivning", "Lokal lägesbild"),
    "kartlaggning": ("Kartläggning av nuläget", "Underlag", "Källor till lägesbilden", "Kartläggning och underlag"),
    "analys": ("Analys av lägesbilden", "Sammanfattande analys", "Slutsatser", "Bedömning"),
    "forebyggande_arbete": ("Förebyggande", "Förebyggande insatser", "Att förebygga"),
    "tidig_upptackt": ("Att upptäcka tidigt", "Upptäcka i tid"),
    "forhindrande_arbete": ("Förhindrande", "Förhindrande insatser", "Att förhindra"),
    "socialtjanstens_arbete": ("Socialtjänstens arbete", "Socialtjänsten"),
    "avhopparverksamhet": ("Stöd till avhoppare", "Avhoppare", "Avhopparstöd"),
    "stod_till_anhoriga": ("Anhörigstöd", "Anhöriga"),
    "kompetenshojande_insatser": ("Kompetensutveckling", "Kompetenshöjande insatser", "Utbildning och kompetens"),
    "kunskaper_bland_personalen": ("Kompetensutveckling", "Utbildning", "Kunskap bland personalen"),
    "uppdrag_och_insatser": ("Uppdrag", "Nämndens uppdrag", "Uppdrag och åtgärder", "Insatser"),
    "foreningsbidrag_och_lokaler": ("Föreningsbidrag", "Föreningsbidrag och lokaler", "Bidrag och lokaler"),
    "uppfoljning": ("Uppföljning och utvärdering", "Utvärdering", "Uppföljning av planen"),
    "hogerextremism": ("Högerextremistisk miljö", "Den högerextremistiska miljön", "Högerextrema miljön"),
    "vansterextremism": ("Vänsterextremistisk miljö", "Den vänsterextremistiska miljön", "Autonoma miljön"),
    "islamism": ("Islamism", "Islamistisk miljö", "Den islamistiska miljön", "Våldsbejakande islamism"),
}
# A table's own heading, where a board calls it something else than the structure does.
_ROWS = ("Aktiviteter", "Aktivitetsplan", "Åtgärder", "Handlingsplan", "Insatser och aktiviteter", "Åtgärdsplan")


@dataclass(frozen=True)
class Slot:
    """A place for text under a heading, or for the rows of an activity table.

    `path` is the part's; `text` is where words under the heading go. A heading that is `required` is missed.
    """

    path: Path
    heading: str
    level: int
    kind: Literal["text", "rows", "environment"]
    text: Path
    need: Need
    due: bool = True  # whether a heading without text is a fault

    @property
    def target(self) -> Target:
        """Return the heading as it is looked for."""
        others = _OTHERS.get(self.path[-1], ())
        return Target(self.heading, self.level, others + (_ROWS if self.kind == "rows" else ()))


@cache
def slots(structure: type[ActionPlan]) -> tuple[Slot, ...]:
    """Return every headed place of a structure, in the document's order."""
    return tuple(slot for name, info in structure.chapters() for slot in _slots((name,), info.title or "", info, 1, ()))


@cache
def parts_of_kind(structure: type[ActionPlan], kind: type[BaseModel]) -> tuple[Path, ...]:
    """Return the paths of the lists of activities, picture sources or free sections, or of a model itself."""
    return tuple(path for path, model, _ in _walk(structure, ()) if model is kind)


@cache
def goal_list(structure: type[ActionPlan]) -> Path | None:
    """Return the path of the list of the council's goals."""
    found = (path for path, _, name in _walk(structure, ()) if name == "mal")
    return next(found, None)


def _inner(annotation: object) -> type[BaseModel] | None:
    for kind in plain_kinds(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        inner = [a for a in typing.get_args(kind) if a is not Ellipsis]
        if inner and (found := _inner(inner[0])):
            return found
    return None


def _slots(path: Path, heading: str, info: typing.Any, level: int, parent: Path) -> Iterator[Slot]:
    kind = _inner(info.annotation)
    need = need_of(info)
    if kind is Activity:
        yield Slot(path, heading, level, "rows", parent, need)
    elif kind is Environments:
        for name, inner in fields_by_name(Environments).items():
            yield Slot((*path, name), inner.title or name, level, "environment", (*path, name), Need.OPTIONAL)
    elif kind is not None and heading and kind not in (PictureSource, FreeSection):
        text = (*path, "text")
        yield Slot(path, heading, level, "text", text, need, kind.model_fields["text"].is_required())
        for name, inner in fields_by_name(kind).items():
            if is_part(inner):
                yield from _slots((*path, name), inner.title or "", inner, level + 1, text)


def _walk(model: type[BaseModel], path: Path) -> Iterator[tuple[Path, type[BaseModel] | None, str]]:
    for name, info in fields_by_name(model).items():
        if path or is_part(info):
            kind = _inner(info.annotation)
            yield (*path, name), kind, name
            if kind is not None and kind not in (Activity, PictureSource, FreeSection):
                yield from _walk(kind, (*path, name))
