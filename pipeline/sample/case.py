"""The case of a sample plan: who handles it, what it says beside the plan, and when it goes to the board."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.sample.dice import Dice
from pipeline.sample.setting import MARK, Setting

_OFFICERS = ("utredare", "verksamhetsutvecklare", "säkerhetssamordnare", "trygghetsstrateg")
_UNITS = ("administrativa avdelningen", "avdelningen för samhällsplanering", "ledningsstaben")
_SUMMARIES = (
    "Nämnden ska varje år besluta om en handlingsplan mot våldsbejakande extremism. Planen för $ar utgår från en lokal "
    "lägesbild och är framtagen i samråd med stadsledningskontoret och polisen. Förvaltningen föreslår att nämnden "
    "godkänner planen.",
    "Förvaltningen har tagit fram ett förslag till handlingsplan för $ar. Lägesbilden har gjorts om, och aktiviteterna "
    "har setts över med ledning av förra årets uppföljning.",
    "Ärendet gäller nämndens handlingsplan för $ar. Tyngdpunkten ligger på tidigt stöd och på att alla medarbetare ska "
    "känna till rutinen vid oro.",
)
# By the id of the section, as a year that says nothing of its own has them.
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "bakgrund": (
        "Enligt stadens riktlinjer ska nämnden ha en egen plan, med samma struktur som de andra nämndernas.",
        "Nämnden har haft en handlingsplan sedan 2017. Den revideras varje år i samband med verksamhetsplaneringen.",
    ),
    "arendet": (
        "Planen innehåller en lägesbild, en beskrivning av arbetet och en tabell för varje slag av aktiviteter. För "
        "varje aktivitet framgår vem som ansvarar, när den genomförs och var den följs upp.",
        "Förslaget bygger på förra årets plan. De viktigaste förändringarna är:\n\n- lägesbilden är ny\n"
        "- aktiviteter som är genomförda har tagits bort\n- ansvaret är fördelat på enhetschefer.",
    ),
    "beredning": (
        "Ärendet har beretts av $beredare tillsammans med berörda enhetschefer.",
        "Ärendet har beretts av $beredare. Rådet för funktionshinderfrågor har fått information.",
    ),
    "jamstalldhetsanalys": (
        "Män och pojkar är i majoritet i de våldsbejakande miljöerna. Aktiviteterna riktas till alla, och utfallet "
        "redovisas uppdelat på kvinnor och män där det går.",
    ),
    "synpunkter": (
        "Förvaltningen bedömer att planen svarar mot lägesbilden, och att aktiviteterna går att följa upp.",
    ),
}
_POINTS = (
    "Nämnden ger förvaltningen i uppdrag att redovisa läget i samband med tertialrapport 2.",
    "Nämnden överlämnar tjänsteutlåtandet till den lokala polisen för kännedom.",
)
_ATTACHMENTS = (
    "Sammanställning av enkäten till enhetscheferna",
    "Protokollsutdrag från rådet för funktionshinderfrågor",
    "Förvaltningens svar på samrådets synpunkter",
)


def case(setting: Setting, decisions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the case of the setting's plan; what `decisions` of the plan know is seldom said again."""
    dice, lasting = setting.dice.of("ärende"), setting.lasting.of("ärende")
    step = decisions.get("namnd", {})
    unit = lasting.pick(_UNITS)
    values: dict[str, Any] = {"exempeldata": MARK}
    if "dnr" in step and dice.happens(20):
        values["dnr"] = step["dnr"]
    day = _day(setting, decisions, dice)
    if day:
        values["datum"] = day
    values["handlaggare"] = {"funktion": lasting.pick(_OFFICERS), "enhet": unit, "telefon": "08-508 00 000"}
    meeting: dict[str, str] = {"datum": step["datum"]} if "datum" in step and dice.happens(50) else {}
    if day:
        meeting["punkt"] = str(dice.number(5, 24))
    if meeting:
        values["mote"] = meeting
    points = dice.some(_POINTS, dice.number(0, 2) // 2)
    if points:
        values["forslag"] = points
    if dice.happens(40):
        values["omedelbar_justering"] = "ja"
    values["sammanfattning"] = setting.words(dice.pick(_SUMMARIES), dice)
    values["avsnitt"] = {
        name: setting.words(dice.pick(texts), dice, beredare=unit)
        for name, texts in _SECTIONS.items()
        if name == "arendet" or setting.length != "kort"
    }
    head = "Stadsdelsdirektör" if setting.board.is_local else "Förvaltningschef"
    values["underskrift"] = [head, "Avdelningschef"] if dice.happens(50) else [head]
    attachments = dice.some(_ATTACHMENTS, {"kort": 0, "vanlig": 1, "lång": 3}[setting.length])
    if attachments:
        values["bilagor"] = [{"titel": title} for title in attachments]
    return values


def _day(setting: Setting, decisions: Mapping[str, Any], dice: Dice) -> str:
    """Return the day of the case: after the samråd and before the board's meeting; none before the samråd."""
    if not decisions.get("samrad"):
        return ""
    decided = decisions["namnd"].get("datum")
    if decided:
        return f"{setting.year}-01-31" if decided >= f"{setting.year}-02-01" else str(decided)
    return f"{setting.year}-02-{dice.number(1, 10):02}"
