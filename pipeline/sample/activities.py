"""The rows of a sample plan's activity tables: the same rows year after year, some gone, some new, some changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.sample.dice import Dice
from pipeline.sample.ideas import ASSIGNMENT, COUNTERING, GENERAL, GRANTS, PREVENTIVE, SKILLS, Idea
from pipeline.sample.setting import Length, Setting

# By the chapter that the table stands in: the letter of its ids, and what its rows are made of. A chapter that a
# later structure adds gets its own first letter and rows of all kinds.
_TABLES: Mapping[str, tuple[str, Sequence[Idea]]] = {
    "forebyggande_arbete": ("F", PREVENTIVE),
    "forhindrande_arbete": ("H", COUNTERING),
    "kompetenshojande_insatser": ("K", SKILLS),
    "uppdrag_och_insatser": ("U", ASSIGNMENT),
    "foreningsbidrag_och_lokaler": ("B", GRANTS),
    "kunskaper_bland_personalen": ("P", SKILLS),
}
_ROWS: Mapping[Length, tuple[int, int]] = {"kort": (1, 2), "vanlig": (3, 6), "lång": (8, 13)}
_LATER = 2  # rows that come some year
_UNITS = (
    *("familjeenheten", "vuxenenheten", "ungdomsenheten", "fritidsenheten", "enheten för trygghet", "kulturenheten"),
    *("förskoleenheten", "beställarenheten", "stadsmiljöenheten", "enheten för stöd och behandling"),
)
_DEPARTMENTS = ("avdelningen för individ och familj", "avdelningen för barn och unga", "samhällsavdelningen")
_EFFECTS = (
    "Färre unga dras till våldsbejakande miljöer.",
    "Fler vågar berätta när de är oroliga.",
    "Medarbetarna är tryggare i svåra samtal.",
    "Stödet kommer fram snabbare.",
)
_ENVIRONMENTS = ("högerextremism", "vänsterextremism", "islamism")
_METHODS = (
    "Enhetschefen redovisar *antal och andel* på årets sista arbetsplatsträff.",
    "Följs upp med en kort enkät till deltagarna efter varje termin.",
    "Samordnaren går igenom utfallet med **alla** berörda chefer.",
)


def activities(setting: Setting, chapter: str) -> list[dict[str, Any]]:
    """Return the rows of a chapter's table in the setting's year, each as the definition has it."""
    letter, ideas = _TABLES.get(chapter, (chapter[:1].upper(), GENERAL))
    lasting = setting.lasting.of(chapter)
    low, high = _ROWS[setting.length]
    count = lasting.number(low, high)
    rows = []
    # No idea twice in a table: two rows with the same text are one.
    for number, idea in enumerate(lasting.of("ordning").shuffled(ideas)[: count + _LATER], 1):
        row = lasting.of(number)
        if number == 1 or _is_in(row, number, count, setting.year):
            rows.append(_row(setting, f"{letter}{number}", idea, row))
    return rows


def _is_in(row: Dice, number: int, count: int, year: int) -> bool:
    """Return whether a row stands in the plan of `year`: most always do, some end, and later ones begin."""
    turn = row.of("växlar").number(0, 5)
    return year % 6 != turn if number <= count else year % 2 == turn % 2


def _row(setting: Setting, key: str, idea: Idea, lasting: Dice) -> dict[str, Any]:
    new = setting.dice.of(key)
    # Every fourth row says something else than last year.
    chosen = new.of("text") if new.happens(25) else lasting.of("text")
    words = lasting.of("ord")
    row: dict[str, Any] = {"id": key, "aktivitet": setting.words(idea.text, words) + "\n" * ("\n" in idea.text)}
    full = setting.length != "kort" or chosen.happens(50)
    if full and chosen.happens(75):
        row["syfte"] = setting.words(idea.aim, words)
    if full and chosen.happens(30):
        row["forvantad_effekt"] = chosen.pick(_EFFECTS)
    if full and chosen.happens(60):
        row["matt"] = setting.words(idea.measure, words)
    if chosen.happens(60):
        row["miljoer"] = chosen.some(_ENVIRONMENTS, chosen.pick((1, 2, 3, 3)))
    row["ansvarig"] = _responsible(setting, lasting.of("ansvarig") if not new.happens(12) else new.of("ansvarig"))
    row["tidplan"] = _schedule(chosen.of("tid"), setting.year)
    row["uppfoljning"] = _follow_up(setting, row["ansvarig"], chosen.of("uppföljning"))
    return row


def _responsible(setting: Setting, dice: Dice) -> list[Any]:
    case = dice.number(1, 10)
    if case == 1 and setting.board.is_local:
        return ["Stadsdelsdirektör"]
    if case == 2:
        return [{"funktion": "Avdelningschef", "enhet": dice.pick(_DEPARTMENTS)}]
    if case == 3:
        return [{"funktion": "Samtliga enhetschefer", "enhet": dice.pick(_DEPARTMENTS)}]
    return [{"funktion": "Enhetschef", "enhet": unit} for unit in dice.some(_UNITS, 2 if case == 4 else 1)]


def _schedule(dice: Dice, year: int) -> dict[str, Any]:
    match dice.number(1, 10):
        case 1:
            return {"typ": "engång", "datum": f"{year}-{dice.number(1, 12):02}-{dice.number(1, 28):02}"}
        case 2:
            return {"typ": "engång", "datum": f"{year}-{dice.number(2, 11):02}"}
        case 3:
            return {"typ": "period", "fran": f"{year}-01", "till": f"{year}-{dice.pick(('06', '12'))}"}
        case 4 | 5 | 6:
            often = dice.pick(("2 gånger per år", "4 gånger per år", "en gång per termin", "varje månad"))
            return {"typ": "återkommande", "frekvens": often}
        case 7 | 8:
            return {"typ": "löpande", "sedan": str(dice.number(2017, 2020))}
        case 9:
            return {"typ": "löpande"}
        case _:
            return {
                "typ": "vid behov",
                "anmarkning": dice.pick(("när det efterfrågas", "efter beslut av enhetschefen")),
            }


def _follow_up(setting: Setting, responsible: list[Any], dice: Dice) -> dict[str, Any]:
    unit = responsible[0]["enhet"] if isinstance(responsible[0], dict) else setting.board.office
    told: dict[str, Any] = {
        "dokument": "tertialrapport 2" if dice.happens(20) else "verksamhetsberättelse",
        "niva": setting.board.office if dice.happens(50) else unit,
    }
    if dice.happens(8):
        return {"metod": dice.pick(_METHODS)}
    if dice.happens(20):
        told["metod"] = dice.pick(_METHODS)
    if dice.happens(10):
        told["anmarkning"] = "med uppgifter uppdelade på kvinnor och män"
    return told
