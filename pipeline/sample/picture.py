"""The lägesbild of a sample plan: nothing happens in it that would point at anyone."""

from __future__ import annotations

from typing import Any

from pipeline.sample.dice import Dice
from pipeline.sample.setting import Setting

_OPENINGS = (
    "$omrade har under $forra haft få händelser med koppling till våldsbejakande extremism.",
    "Läget inom $omrade är i stort sett lugnt, och de flesta verksamheter har inte märkt något under $forra.",
    "Enstaka händelser har rapporterats $har under året. Bilden är likartad den som gavs förra året.",
    "Oron $har har ökat något sedan förra året, framför allt bland unga som möter våldspropaganda på nätet.",
)
_MIDDLES = (
    "Det som rapporteras är mest klotter och klistermärken vid $plats och längs gångvägarna dit.",
    "Flera verksamheter beskriver att unga visar varandra filmer med våld. Filmerna kommer från olika miljöer, och de "
    "som delar dem vet sällan var de kommer ifrån.",
    "Föräldrar har hört av sig med frågor, oftast om vad deras barn möter på nätet.",
    "Verksamheterna ser ett behov av mer kunskap om $tema.",
    "Polisen bedömer att ingen grupp har sin bas i området.",
    "Uthyrningen av lokaler har fungerat, och ingen hyresgäst har behövt nekas på grund av stadens demokrativillkor.",
    "Samarbetet med $partner har gjort att uppgifter kommer in snabbare än tidigare.",
)
_CHANGES = (
    "Jämfört med förra året är bilden oförändrad, men underlaget är bättre eftersom fler enheter har svarat.",
    "Det som är nytt sedan förra året är att propaganda på nätet nämns av fler verksamheter än klotter.",
    "Antalet rapporter är lägre än tidigare. Det kan bero på att färre har rapporterat, inte på att mindre har hänt.",
    "Bilden är splittrad: skolorna beskriver ett lugnt år, medan fritidsverksamheterna har sett fler konflikter.",
)
_CONCLUSIONS = (
    "Slutsatsen är att arbetet ska riktas till $grupp och till de vuxna som finns nära dem.",
    "Därför läggs tyngdpunkten $ar på tidigt stöd och på att alla medarbetare ska känna till rutinen vid oro.",
    "Aktiviteterna i planen svarar mot tre behov:\n\n- kunskap om $tema\n- snabbare stöd till anhöriga\n"
    "- trygga platser, först och främst $plats.",
    "Förvaltningen bedömer att aktiviteterna i planen räcker, och prövar det igen i samband med tertialrapport 2.",
)
_ASSESSMENTS = {
    "hogerextremism": (
        "Klistermärken och klotter förekommer. Ingen organiserad verksamhet är känd $har.",
        "Enstaka händelser, mest propaganda på nätet som unga har visat för medarbetare.",
        "**Ökande.** Fler verksamheter än förra året har sett symboler och hört rekryterande budskap.",
        "Ingen förekomst har rapporterats under året.",
    ),
    "vansterextremism": (
        "Ingen förekomst.",
        "Ingen förekomst har rapporterats. Polisen har samma bild.",
        "Klistermärken har setts vid $plats. Inga våldsamma händelser är kända.",
    ),
    "islamism": (
        "Ingen förekomst har rapporterats under året.",
        "Enstaka orossamtal har hållits. Bilden är *oförändrad* sedan förra året.",
        "Oro för propaganda på nätet har framförts av föräldrar. Ingen verksamhet är känd $har.",
    ),
}


def picture_text(setting: Setting, dice: Dice) -> str:
    """Return how it looks in the board's area: one paragraph in a short plan, else more."""
    middles = dice.some(_MIDDLES, {"kort": 1, "vanlig": 3, "lång": 5}[setting.length])
    paragraphs = [" ".join((dice.pick(_OPENINGS), middles[0])), *middles[1:]]
    text = "\n\n".join(setting.words(paragraph, dice) for paragraph in paragraphs)
    if setting.length == "lång":
        setting.cited.append("enkatsammanstallning")
        text += "[^enkatsammanstallning]"
    return text + "\n"


def analysis(setting: Setting, dice: Dice) -> str:
    """Return what the picture means for the board."""
    return "\n\n".join(setting.words(dice.pick(part), dice) for part in (_CHANGES, _CONCLUSIONS)) + "\n"


def assessment(setting: Setting, dice: Dice, environment: str) -> str:
    """Return the assessment of one environment; one that a later structure adds is said to be absent."""
    return setting.words(dice.pick(_ASSESSMENTS.get(environment, ("Ingen förekomst.",))), dice)


def picture_sources(setting: Setting, dice: Dice) -> list[dict[str, Any]]:
    """Return what the picture builds on: police, a survey, another board, often more; seldom one without its period."""
    before, entry = setting.year - 1, setting.board.entry
    others = [board for board in setting.neighbours if not board.is_local and board.id != setting.board.id]
    other = dice.pick(others).entry["forvaltning"] if others else "grannkommunens socialförvaltning"
    sources: list[dict[str, Any]] = [
        {"typ": "polis", "namn": f"lokalpolisområde {entry['namn']}" if setting.board.is_local else "polisregionen"},
        {"typ": "enkät", "namn": f"intern enkät till enhetschefer inom {entry['forvaltning']}"},
        {"typ": "nämnd", "namn": other},
    ]
    more = [
        {"typ": "klotterstatistik", "namn": "entreprenörens klotterstatistik"},
        {"typ": "incidentrapportering", "namn": "stadens system för incidenter (IA)"},
        {"typ": "annan", "namn": "samtal med unga på fritidsgårdar och bibliotek"},
    ]
    sources += dice.some(more, {"kort": 0, "vanlig": 2, "lång": 3}[setting.length])
    periods = (f"helåret {before}", f"hösten {before}", f"läsåret {before}/{setting.year % 100:02}")
    return [s if dice.happens(4) else {**s, "period": dice.pick(periods)} for s in sources]
