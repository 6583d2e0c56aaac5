"""A sample plan: the parts come from the structure itself, so that a new version of it has samples at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.activity import Activity
from pipeline.model import model_in
from pipeline.plan import (
    ActionPlan,
    Environments,
    FreeSection,
    GoalFollowUp,
    Need,
    Picture,
    PictureSource,
    common_of,
    fields_by_name,
    is_part,
    need_of,
)
from pipeline.sample.activities import activities
from pipeline.sample.dice import Dice
from pipeline.sample.picture import analysis, assessment, picture_sources, picture_text
from pipeline.sample.sections import OWN_SOURCES, free_sections, own_text
from pipeline.sample.setting import MARK, Setting
from pipeline.structures import STRUCTURES

_STATUSES = ("utkast", "samråd", "nämndbehandlad", "godkänd", "godkänd", "nämndbehandlad")


def plan(setting: Setting, goals: list[dict[str, str]], *, latest: bool) -> dict[str, Any]:
    """Return the definition of the setting's plan; one that is not the latest has gone all the way."""
    structure = structure_for(setting)
    status = _STATUSES[setting.turn % len(_STATUSES)] if latest else "godkänd"
    values: dict[str, Any] = {
        "struktur": structure.structure_id,
        "namnd": setting.board.id,
        "ar": str(setting.year),
        "status": status,
        "exempeldata": MARK,
        "samordnare": setting.lasting.of("samordnare").pick(
            ("lokal samordnare mot våldsbejakande extremism", "trygghetssamordnare", "säkerhetssamordnare")
        ),
        "beslut": decisions(setting, status),
    }
    for name, info in structure.chapters():
        values[name] = _part(setting, goals, (name,), info)
    if setting.cited:
        values["kallor"] = {label: OWN_SOURCES[label] for label in OWN_SOURCES if label in setting.cited}
    return values


def structure_for(setting: Setting) -> type[ActionPlan]:
    """Return one of the versions of the common structure that suit the board, the same every year."""
    wanted = setting.board.entry["typ"]
    return setting.lasting.of("struktur").pick([s for s in STRUCTURES if s.board_type == wanted])


def registry(board_id: str) -> str:
    """Return the letters of a board's dnr."""
    return board_id.replace("-", "")[:3].upper()


def decisions(setting: Setting, status: str) -> dict[str, Any]:
    """Return the steps that a plan of `status` has taken, in order and in time; its dnr is given early."""
    dice, before = setting.dice.of("beslut"), setting.year - 1
    code, serial = registry(setting.board.id), dice.number(20, 900)
    numbers = [f"{code} {before}/{serial + n}" for n in range(2 if dice.happens(25) else 1)]
    dnr: Any = numbers if len(numbers) > 1 else numbers[0]
    if status == "utkast":
        return {"namnd": {"dnr": dnr}} if dice.happens(50) else {}
    police = f"lokalpolisområde {setting.board.entry['namn']}" if setting.board.is_local else "polisregionen"
    day = f"{setting.year}-01-{dice.number(8, 30):02}" if setting.board.first_year == setting.year else ""
    held = day or f"{before}-11-{dice.number(10, 28):02}"
    taken: dict[str, Any] = {
        "samrad": [{"part": "stadsledningskontoret", "datum": held}, {"part": police, "datum": held}],
        "namnd": {"dnr": dnr},
    }
    if status in ("nämndbehandlad", "godkänd"):
        decided = f"{setting.year}-02-{dice.number(5, 25):02}"
        taken["namnd"] = {"datum": decided, "paragraf": f"§ {dice.number(3, 24)}", "dnr": dnr}
    if status == "godkänd":
        taken["kommunstyrelsen"] = {
            "datum": f"{setting.year}-05-{dice.number(3, 28):02}",
            "paragraf": f"§ {dice.number(3, 40)}",
            "dnr": f"KS {setting.year}/{dice.number(100, 900)}",
        }
    return taken


def _part(setting: Setting, goals: list[dict[str, str]], path: tuple[str, ...], info: FieldInfo) -> Any:
    kind = model_in(info.annotation)
    dice = setting.dice.of(*path)
    if kind is Activity:
        return activities(setting, path[0])
    if kind is PictureSource:
        return picture_sources(setting, dice)
    if kind is FreeSection:
        return free_sections(setting, dice)
    if kind is Environments:
        return {name: assessment(setting, dice, name) for name in fields_by_name(Environments)}
    if path[-1] == "mal":
        return [goals[setting.lasting.of("mål").number(0, len(goals) - 1)]["nummer"]]
    assert kind is not None, f"a part of an unknown kind: {'.'.join(path)}"
    return _section(setting, goals, path, info, kind)


def _section(
    setting: Setting, goals: list[dict[str, str]], path: tuple[str, ...], info: FieldInfo, kind: type[BaseModel]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    text = _text(setting, path, info, kind)
    if text is not None:
        values["text"] = text
    for name, inner in fields_by_name(kind).items():
        if is_part(inner) or name == "egna_avsnitt":
            if is_part(inner) and _is_left_out(setting, (*path, name), need_of(inner)):
                continue
            value = _part(setting, goals, (*path, name), inner)
            if value != []:
                values[name] = value
    return values


def _is_left_out(setting: Setting, path: tuple[str, ...], need: Need) -> bool:
    """Return whether a part is missing: never one that is required, seldom one of the core, often an optional one."""
    chance = {Need.REQUIRED: 0, Need.CORE: 6, Need.OPTIONAL: 40}[need]
    return setting.dice.of(*path, "saknas").happens(chance)


def _text(setting: Setting, path: tuple[str, ...], info: FieldInfo, kind: type[BaseModel]) -> Any:
    """Return the text of a section: the picture's, its analysis', the city's or the board's own."""
    dice: Dice = setting.dice.of(*path, "text")
    if issubclass(kind, Picture):
        return picture_text(setting, dice)
    if path[-1] == "analys":
        return analysis(setting, dice)
    common: Mapping[str, str] = setting.texts
    name = common_of(info)
    borrows = GoalFollowUp in kind.__mro__ or path[-1] == "ansvar" or setting.lasting.of(*path).happens(85)
    if name in common and borrows:
        return {"stad": name}
    if not kind.model_fields["text"].is_required() and not setting.lasting.of(*path).happens(30):
        return None
    return own_text(setting, path[-1], setting.lasting.of(*path, "text"))
