"""Något som ser ut som ett personnamn i lägesbilden.

Lägesbilden beskriver ett område och inte människor. Två eller tre ord med stor bokstav mitt i en mening, som
inte hör till en känd plats, nämnd, myndighet eller grupp, kan vara ett namn. Meddelandet upprepar det inte.

Grund: Dataskyddsförordningen, artikel 9: uppgifter om politisk uppfattning och brott får inte knytas till en person.
Åtgärd: Stryk namnet. Är det en plats eller en organisation, skriv vad den är: föreningen, torget, gruppen.

Fel:
    lokal_lagesbild:
      analys:
        text: Enligt uppgift har Kim Testsson satt upp klistermärken, och aktiviteterna riktas därför till skolorna.
                                 ^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Enligt Lokalpolisområde Exempel och Nordiska Motståndsrörelsen i Gamla Stan är läget oförändrat vid
          Stora Torget, och aktiviteterna riktas därför till skolorna.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import PLAN_NAME
from pipeline.rules.prose import prose, sentences
from pipeline.rules.rule import Rule

_CAPITALISED = r"[A-ZÅÄÖÉÜ][a-zåäöéüèáó]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéüèáó]+)*"
_NAME = re.compile(
    rf"(?<=[\w,;:–-][ \n])\b{_CAPITALISED}(?:\s+[A-ZÅÄÖ]\.)?(?:\s+(?:af|av|von|de|al|el|ben|bin))?"
    rf"(?:\s+{_CAPITALISED}){{1,2}}\b"
)
# How words for places, bodies and groups end. Endings that surnames share (-berg, -by, -holm) are not among them.
_THING = re.compile(
    r"""
    (?: gatan|vägen|gränd|torg|plan|plats|parken|stranden|bron|hamnen|holmen|malm|staden|stan|huset|gården|hallen
      | centrum|center|central|station|skola|skolan|gymnasie|gymnasium|bibliotek|kyrka|kyrkan|moské|församling
      | nämnd|förvaltning|område|polis|region|myndighet|domstol|tingsrätt|råd|styrelse|kommun|län|verket|institut
      | universitet|högskola|förening|förbund|parti|partiet|rörelse|front|aktion|grupp|stiftelse|bolag|korset|barnen
      | jour|festival|mässan|united|ism|isk|iska|enhet|avdelning|system
    )(?:en|et|n|s|ens|ets)?$
    """,
    re.X | re.I,
)
_KNOWN = frozenset(
    (
        *("Al", "Islamiska", "Staten", "Islamic", "State", "Hamas", "Hizb", "Hizbollah", "Nordiska", "Svenska", "Fria"),
        *("Sveriges", "Alternativ", "Aktivklubb", "Aktiv", "Klubb", "Active", "Club", "Blood", "Honour", "Soldiers"),
        *("Proud", "Boys", "Combat", "Rasta", "Antifascistisk", "Antifa", "Revolutionära", "Reclaim", "Extinction"),
        *("Rebellion", "Black", "Stockholm", "Göteborg", "Malmö", "Uppsala", "Sverige", "Europa", "Norra", "Södra"),
        *("Östra", "Västra", "Inre", "Yttre", "Gamla", "Nya", "Stora", "Lilla", "Övre", "Nedre", "Sankt", "Sankta"),
        *("Kungliga", "Rädda", "Röda", "Gröna", "Svarta", "Vita", "Mentorer", "Center", "Exit", "Agera", "Nationellt"),
        *("Nationella", "Brottsförebyggande", "Statens", "Facebook", "Instagram", "Telegram", "Discord", "Flashback"),
        *("Mellanöstern", "Syrien", "Irak", "Gaza", "Israel", "Palestina", "Ukraina", "Ryssland", "Pride", "Ramadan"),
    )
)


def name_in_picture(dossier: Dossier) -> Iterator[Finding]:
    """Yield each run of two or three capitalised words in the lägesbild that is no known place, body or group."""
    picture = dossier.plan.picture()
    if picture is None:
        return
    chapter = picture[0] if dossier.reads == PLAN_NAME else ("lagesbild",)
    known = _KNOWN | _known_words(dossier)
    for path, text in prose(dossier):
        if path[: len(chapter)] == chapter and "kallor" not in path and path[-1] != "rubrik":
            for start, end in _names(text, known):
                yield Finding(
                    path,
                    "orden ser ut som ett personnamn, men lägesbilden ska inte peka ut någon enskild",
                    "stryk namnet; är det en plats eller organisation, skriv vad den är",
                    (start, end),
                )


def _names(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    for begins, ends in sentences(text):
        for match in _NAME.finditer(text[begins:ends]):
            parts = re.findall(r"[\w-]+", match[0])
            if match.start() and not any(_is_known(part, known) for part in parts):
                yield begins + match.start(), begins + match.end()


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known or word.removesuffix("s") in known or _THING.search(word) is not None


def _known_words(dossier: Dossier) -> frozenset[str]:
    """Return the words with a capital in the register's forms and in what the lägesbild builds on."""
    texts = [form for b in dossier.boards.values() for form in (b.namn, b.namnd, b.forvaltning, b.omrade or "")]
    texts += [text for path, text in dossier.plan.texts() if "kallor" in path or path[0] == "beslut"]
    return frozenset(word for text in texts for word in re.findall(_CAPITALISED, text))


P106 = Rule("P106", Severity.WARNING, __doc__, name_in_picture, reads_all=True)
