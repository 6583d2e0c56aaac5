"""Texts that a sample board writes itself, with every form that the small markdown has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.sample.dice import Dice
from pipeline.sample.setting import Setting

# By the name of the part; a part that is not here takes one of the general texts.
_OWN: Mapping[str, tuple[str, ...]] = {
    "ansvar_och_samverkan": (
        "Kapitlet beskriver vem som gör vad inom $forvaltningen, från nämnden till den enskilda medarbetaren.",
    ),
    "kartlaggning": (
        "Underlaget har samlats in under hösten $forra. Den lokala samordnaren har ställt samma frågor till alla "
        "enhetschefer och talat med polisen om svaren.",
        "Uppgifterna kommer från enheterna, från polisen och från andra nämnder. Alla svar är avidentifierade. Enheter "
        "som inte har svarat har fått frågan en gång till, per telefon.",
        "Samordnaren har gått igenom svaren i tre steg:\n\n1. vad som har rapporterats\n2. vad andra har sett\n"
        "   - polisen\n   - skolorna\n3. vad som skiljer sig från förra året.",
    ),
    "rutin_vid_oro": (
        "Rutinen är densamma som stadens. $namn har lagt till en egen lista med telefonnummer i receptionen, och den "
        "gås igenom varje termin.",
    ),
    "samverkan": (
        "Förvaltningen träffar polisen varje månad och $partner en gång per termin. Vid mötena används en fast "
        "dagordning:\n\n- läget sedan sist\n- oro och händelser, utan namn\n- vad som ska göras till nästa möte.",
    ),
    "foreningsbidrag_och_lokaler": (
        "Nämnden ger bidrag till föreningar och hyr ut lokaler. Varje ansökan prövas mot stadens demokrativillkor, och "
        "bedömningen skrivs ned. Ett avslag motiveras alltid.",
        "Den som söker bidrag eller vill hyra en lokal uppger vad pengarna eller lokalen ska användas till. Är något "
        "oklart frågar handläggaren **innan** beslutet fattas.",
    ),
    "uppdrag_och_insatser": (
        "Nämnden möter många av stadens invånare i sina verksamheter. Uppdraget är brett, och arbetet mot "
        "våldsbejakande extremism är en del av det som redan görs.",
    ),
}
_GENERAL = (
    "Arbetet bygger på det som verksamheterna redan gör. Det som är särskilt för $omrade är samarbetet med $partner, "
    "som har pågått i flera år.",
    "Förvaltningen utgår från behoven $har. Samtal om $tema är en återkommande del, liksom stöd till dem som möter "
    "$grupp i sitt arbete.",
    "Nämnden prioriterar tidiga insatser. Det betyder att resurser läggs på mötesplatser, på stöd till "
    "föräldrar och på kunskap bland medarbetarna.[^metodhandbok]",
)
# Signs that mean something elsewhere, in sentences where they belong.
_SIGNS = (
    'På entréerna sitter skylten "Alla är välkomna" & en karta. Den finns för åldrarna <13 och >65 i större stil.',
    "Ärendesystemet skriver {# funktion #} i sina mallar; det byts ut mot *funktionen* innan något skickas.",
    "Se [stadens sida om trygghet](https://www.exempel.se/trygghet?sida=1&visa=alla) för öppettider och kontakt.",
    "Temat i år är ”Säg hej!” 👋 och affischen finns på svenska, arabiska (مرحبا) och somaliska.",
    "Fältet {namn} i utskicken är borttaget, tecknen ]]> är rättade, och rubriken är nu ***kort & klar***.",
    "Kostnaden är 12 000 kronor, dvs. 40 kronor per deltagare – inte 4*3 000 som i det första förslaget.",
)
_FREE = (
    (
        "unga",
        "Unga och nätet",
        "Unga möter propaganda på nätet snarare än på gatan. $forvaltningen prövar nya sätt att "
        "finnas där unga är, till exempel genom fältassistenter som svarar på frågor på nätet.",
    ),
    (
        "skolor",
        "Skolornas läge & behov",
        "Skolorna $har har ett eget ansvar men vill ha stöd. $skola har prövat "
        "samtalsgrupper om $tema och delar med sig av sina erfarenheter.",
    ),
    (
        "platser",
        "Platser i fokus",
        "Vid $plats har klotter förekommit. Belysningen är ny, och parkvärdarna passerar platsen varje kväll.",
    ),
    (
        "erfarenheter",
        "Erfarenheter från förra året",
        "Av förra årets aktiviteter gav samtalsgrupperna mest. De stora "
        "föreläsningarna nådde många men gav få frågor, och därför är de färre $ar.",
    ),
)
OWN_SOURCES: Mapping[str, dict[str, str]] = {
    "enkatsammanstallning": {"text": "Sammanställningen av enkäten finns hos den lokala samordnaren."},
    "metodhandbok": {
        "forfattare": "Exempelinstitutet",
        "titel": "Metodhandbok för lokala samordnare",
        "ar": "2019",
        "sida": "s. 12–15",
        "adress": "https://www.exempel.se/metodhandbok",
    },
}


def own_text(setting: Setting, name: str, dice: Dice) -> str:
    """Return what the board itself writes in the part called `name`."""
    text = setting.words(dice.pick(_OWN.get(name, _GENERAL)), dice)
    paragraphs = [text]
    if setting.length == "lång":
        paragraphs.append(dice.pick(_SIGNS))
    for label in OWN_SOURCES:
        if f"[^{label}]" in text:
            setting.cited.append(label)
    return "\n\n".join(paragraphs) + "\n" * any("\n" in p for p in (text, *paragraphs[1:]))


def free_sections(setting: Setting, dice: Dice) -> list[dict[str, Any]]:
    """Return the board's own sections of a chapter; most chapters have none."""
    count = {"kort": 0, "vanlig": dice.number(0, 3) // 3, "lång": dice.number(0, 2)}[setting.length]
    return [
        {"id": key, "rubrik": heading, "text": setting.words(text, dice)}
        for key, heading, text in dice.some(_FREE, count)
    ]
