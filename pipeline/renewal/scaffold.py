"""A plan to fill in, in Swedish, made of the structure: its parts, what it says of each, and the city's texts."""

from __future__ import annotations

import textwrap
import typing
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.activity import Activity
from pipeline.board import Board
from pipeline.city import City
from pipeline.diagnostics import Path
from pipeline.model import plain_kinds
from pipeline.plan import (
    ActionPlan,
    Environments,
    FreeSection,
    Need,
    PictureSource,
    common_of,
    fields_by_name,
    is_part,
    need_of,
)
from pipeline.words import capitalised, joined
from pipeline.yaml_text import written

SCHEMA_LINE = "# yaml-language-server: $schema=../../../docs/handlingsplan.schema.json\n"
_NEEDS = {Need.REQUIRED: "måste finnas", Need.CORE: "bör finnas", Need.OPTIONAL: "om det behövs"}
_COORDINATOR = "lokal samordnare mot våldsbejakande extremism"
_WIDTH = 110  # letters of a comment line

Values = dict[str, Any]


def scaffold(structure: type[ActionPlan], key: str, board: Board, city: City) -> str:
    """Return the text of a plan of `structure` for the board with the id `key`, in the city's year."""
    values: Values = {
        "struktur": structure.structure_id,
        "namnd": key,
        "ar": str(city.ar),
        "status": "utkast",
        "samordnare": _COORDINATOR,
        "beslut": {},
    }
    comments: dict[Path, str] = {
        (): (
            f"{board.title}, handlingsplan för {city.ar}.\n"
            "Byt ut varje [fyll i …] mot er egen text. `handlingsplan validate` säger vad som är kvar.\n"
            "{stad: namn} hämtar en text ur ../stad.yaml. Vill nämnden skriva själv: byt ut hela {stad: …} mot egen "
            "text.\nDet som står efter # trycks inte."
        ),
        ("status",): "utkast, samråd, nämndbehandlad eller godkänd.",
        ("samordnare",): "En funktion, aldrig en person.",
        ("beslut",): "Ska tabellen över det som har ändrats sedan förra årets plan stå sist i dokumentet? Skriv raden\n"
        "andringar_som_bilaga: ja\n"
        "Fyll i samråd, nämndens beslut och kommunstyrelsens godkännande när de finns.",
    }
    chapters = dict(structure.chapters())
    writer = _Writer(board, city, comments, {name: info.title or name for name, info in chapters.items()})
    for name, info in chapters.items():
        values[name] = writer.part((name,), info)
    return SCHEMA_LINE + "#\n" + written(values, comments)


def to_fill_in(
    structure: type[ActionPlan], path: Path, info: FieldInfo, board: Board, city: City, taken: set[str]
) -> Any:
    """Return what a scaffold has at one part; `taken` are first letters that activities have already."""
    chapters = {name: chapter.title or name for name, chapter in structure.chapters()}
    writer = _Writer(board, city, {}, chapters)
    writer.letters = taken
    return writer.part(path, info)


class _Writer:
    """Fills values and comments, part by part; remembers which letters the ids of activities have taken."""

    def __init__(self, board: Board, city: City, comments: dict[Path, str], chapters: dict[str, str]) -> None:
        self.board, self.city, self.comments, self.chapters = board, city, comments, chapters
        self.letters: set[str] = set()

    def part(self, path: Path, info: FieldInfo) -> Any:
        """Return what stands at a part; its comment says what it is for, and who asks for it."""
        self.comments[path] = _told(info)
        model = _model(info)
        if path[-1] == "mal":
            return self.goals(path)
        if model is Environments:
            wanted = "är [fyll i, eller stryk meningen och skriv ingen förekomst]"
            named = {n: (f.title or n).lower() for n, f in Environments.model_fields.items()}
            return {name: f"Förekomsten av {title} {wanted}.\n" for name, title in named.items()}
        if model is PictureSource:
            return _picture_sources()
        if model is Activity:
            return [self.activity(path, self.chapters[path[0]])]
        assert model is not None, f"{path} is of no kind that a scaffold knows"
        return self.section(path, model, info)

    def section(self, path: Path, model: type[BaseModel], info: FieldInfo) -> Values:
        values: Values = {}
        later = []
        for name, field in fields_by_name(model).items():
            if name == "text" and field.is_required():
                values["text"] = self.text(model, info)
            elif is_part(field) and need_of(field) is Need.OPTIONAL:
                later.append(f"Går att lägga till: `{name}:`. {_told(field)}")
            elif is_part(field):
                values[name] = self.part((*path, name), field)
            elif _model(field) is FreeSection:
                later.append(f"Går att lägga till: `{name}:`, en lista med egna avsnitt (id, rubrik och text).")
        if later:
            self.comments[path] = "\n".join((self.comments[path], *later))
        return values

    def text(self, model: type[BaseModel], info: FieldInfo) -> Any:
        common = common_of(info)
        if common in self.city.texter:
            return {"stad": common}
        guidance = (info.description or "").split(". Oftast")[0].rstrip(".").replace("[", "(").replace("]", ")")
        wanted = f"[fyll i: {guidance[:1].lower()}{guidance[1:]}]"
        if "miljoer" in model.model_fields:
            where = self.board.omrade or f"{self.board.forvaltning}s verksamheter"
            return f"I {where}: {wanted}.\n"
        return f"{wanted}\n"

    def goals(self, path: Path) -> list[str]:
        """Return the year's goal if there is but one; who can know which of several it is?"""
        known = [f"{goal.nummer} {goal.text}" for goal in self.city.mal]
        self.comments[path] += (
            f"\nÅrets mål: {joined(known)}." if known else "\nFilen stad.yaml har inga mål för året än."
        )
        return [self.city.mal[0].nummer] if len(known) == 1 else []

    def activity(self, path: Path, chapter: str) -> Values:
        key = f"{self.letter(path[0])}1"
        row: Values = {
            "id": key,
            "aktivitet": f"{chapter}: enheten [fyll i vad som görs].\n",
            "ansvarig": [{"funktion": "Enhetschef", "enhet": "[fyll i enheten]"}],
            "tidplan": {"typ": "återkommande", "frekvens": "[fyll i hur många] gånger per år"},
            "uppfoljning": {"dokument": "verksamhetsberättelse", "niva": "[fyll i vems]"},
        }
        if len(self.letters) == 1:  # once is enough
            rest = [f"`{n}:` {f.description}" for n, f in fields_by_name(Activity).items() if not f.is_required()]
            self.comments[(*path, f"[{key}]")] = "\n".join(
                ("Ett id behålls från år till år, också när ordningen ändras. Går att lägga till på varje rad:", *rest)
            )
        return row

    def letter(self, chapter: str) -> str:
        """Return the first letter of a chapter's name that no other table has: F, then H for `forhindrande`."""
        wanted = (chapter[0], chapter.removeprefix("for")[0], *chapter)
        found: str = next(sign.upper() for sign in wanted if sign.isalpha() and sign.upper() not in self.letters)
        self.letters.add(found)
        return found


def _told(info: FieldInfo) -> str:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    name = f"{info.title}, {_NEEDS[need_of(info)]}." if info.title else f"{capitalised(_NEEDS[need_of(info)])}."
    return f"{textwrap.fill(f'{name} {info.description}', _WIDTH)}\nGrund: {extra.get('x-grund')}."


def _model(info: FieldInfo) -> type[BaseModel] | None:
    """Return the model that a field is or has a list of, or None."""
    for kind in plain_kinds(info.annotation):
        inner = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    return None


def _picture_sources() -> list[Values]:
    unknown = "[fyll i period]"
    return [
        {"typ": "polis", "namn": "[fyll i vilken del av polisen]", "period": unknown},
        {"typ": "enkät", "namn": "enkät till enhetscheferna", "period": unknown},
        {"typ": "nämnd", "namn": "[fyll i vilken nämnd]", "period": unknown},
    ]
