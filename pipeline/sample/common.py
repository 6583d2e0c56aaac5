"""What a sample city issues for a year: common texts, sources and goals, all invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.sample.dice import Dice

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "inledning": (
        "Våldsbejakande extremism hotar demokratin och människors rätt att leva utan hot. Staden arbetar för att ingen "
        "ska dras in i en sådan miljö och för att den som vill lämna ska få hjälp.[^arsrapport]",
        "Planen gäller tre miljöer:[^miljo]\n\n- den högerextremistiska\n- den vänsterextremistiska\n- den "
        "islamistiska.",
        "Var och en av stadens nämnder som berörs har en egen plan. Alla planer har samma struktur, så att de går att "
        "läsa sida vid sida. Nämnden beslutar om planen, och kommunstyrelsen godkänner den.",
    ),
    "ansvar": (
        "Nämnden ansvarar för att planen finns, att den följs och att medarbetarna känner till den. En lokal "
        "samordnare håller ihop arbetet.",
        "Nämnden kontrollerar att föreningsbidrag och lokaler inte går till aktörer som motarbetar demokratin. Den som "
        "är osäker på en ansökan frågar samordnaren innan beslutet fattas.",
    ),
    "samverkan": (
        "Förvaltningen samråder med polisen om lägesbilden och om aktiviteterna. Frågan tas upp i de forum som redan "
        "finns, där polis, skola, socialtjänst och föreningsliv möts.",
        "Uppgifter om enskilda delas bara om personen samtycker eller om lagen medger det.[^regeringsformen]",
    ),
    "rutin": (
        "Stadens rutin beskriver i fyra steg vad en medarbetare gör vid oro:\n\n1. prata med den det gäller, "
        "om det går\n2. prata med närmaste chef\n3. kontakta den lokala samordnaren\n4. ring polisen om det "
        "är bråttom.",
    ),
    "blankett": (
        "En händelse rapporteras på en blankett utan namn och andra uppgifter som kan peka ut någon. "
        "Blanketten går till den lokala samordnaren, som sammanställer dem.",
    ),
    "forebyggande_arbete": (
        "Det förebyggande arbetet riktas till alla. Det handlar om trygghet, delaktighet och en meningsfull fritid, "
        "och är en del av det som verksamheterna redan gör.",
        "Åsikter är fria.[^regeringsformen] Arbetet gäller handlingar: våld, hot och det som leder dit.",
    ),
    "tidig_upptackt": (
        "Den som möter unga ska känna igen tidiga tecken och veta vem som kan hjälpa till. Ett tecken är ingen "
        "slutsats. Det är ett skäl att börja samtala.",
    ),
    "forhindrande_arbete": (
        "Det förhindrande arbetet riktas till den som redan finns i en våldsbejakande miljö, eller är på väg dit. "
        "Stödet utgår från personens behov och bygger på att personen själv vill.",
    ),
    "socialtjanst": (
        "Socialtjänsten erbjuder samtal, praktiskt stöd och kontakt med andra aktörer. Stödet är detsamma "
        "som andra kan få, och det prövas i varje enskilt fall.",
    ),
    "avhopparverksamhet": (
        "Den som vill lämna en miljö kan få stöd genom stadens avhopparverksamhet. Polisen bedömer om det "
        "behövs skydd.",
    ),
    "stod_till_anhoriga": (
        "Anhöriga erbjuds samtal, enskilt eller i grupp.[^anhorigprogram] Stödet gäller också när den närstående själv "
        "inte vill ha hjälp.",
    ),
    "kompetens": (
        "Alla som möter medborgare ska ha grundläggande kunskap. Staden erbjuder en webbaserad grundutbildning och en "
        "fördjupningsdag.",
        "Varje chef ansvarar för att de egna medarbetarna får tid att delta.",
    ),
    "uppfoljning": (
        "Planen följs upp i nämndens verksamhetsberättelse. Där redovisas varje aktivitet: vad som blev gjort, vad som "
        "avvek och vad som fortsätter nästa år.",
        "Lägesbilden revideras varje år tillsammans med polisen och andra nämnder.",
    ),
}
# What the city adds in every other year, so that two years are never the same.
_ADDED: Mapping[str, str] = {
    "inledning": "Under året lägger staden särskild vikt vid unga som dras till våld utan att ha någon tydlig "
    "ideologi.",
    "rutin": "Rutinen övas minst en gång om året på varje enhet.",
    "kompetens": "Nya chefer går fördjupningsdagen under sitt första år.",
}
_GOALS = (
    "Staden ska vara trygg att bo och vistas i",
    "Tidiga insatser ska bryta utanförskap",
    "Demokratin ska stå stark i hela staden",
)


def city(year: int) -> dict[str, Any]:
    """Return `stad.yaml` of `year`: the goals' numbers and some of the texts are of their own each year."""
    dice = Dice("stad", year)
    area = dice.number(1, 3)
    return {
        "ar": str(year),
        "mal": [{"nummer": f"{area}.{number}", "text": text} for number, text in enumerate(_GOALS, dice.number(1, 4))],
        "texter": {name: _text(name, parts, year) for name, parts in _TEXTS.items()},
        "kallor": _sources(year),
    }


def _text(name: str, paragraphs: tuple[str, ...], year: int) -> str:
    added = (_ADDED[name],) if name in _ADDED and year % 2 == 0 else ()
    return "\n\n".join((*paragraphs, *added)) + "\n"


def _sources(year: int) -> dict[str, Any]:
    first = year - year % 4
    return {
        "arsrapport": {
            "forfattare": "Exempelinstitutet",
            "titel": "Årsrapport om hot mot demokratin",
            "ar": str(year - 1),
            "sida": f"s. {Dice('sida', year).number(4, 60)}",
        },
        "miljo": {"text": "Med *miljö* menas här flera grupper som har samma ideologiska grund."},
        "regeringsformen": {"titel": "regeringsformen", "sfs": "1974:152", "lagrum": "2 kap. 1 §"},
        "anhorigprogram": {
            "titel": f"Program för stöd till anhöriga {first}–{first + 3}",
            "galler_till": str(first + 3),
        },
    }
