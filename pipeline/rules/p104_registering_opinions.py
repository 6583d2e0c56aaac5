"""Texten ber någon att anteckna åsikter eller namn.

Ingen får registreras bara för sin politiska åskådning. Forskare fann att var sjunde kommunal plan bad
personalen notera vilka som träffas, vad de säger och vad de heter. Det är oro och handlingar som ska leda
till insatser, inte åsikter.

Grund: 2 kap. 3 § regeringsformen, artikel 9 i dataskyddsförordningen och Segerstedtinstitutets genomgång 2017.
Åtgärd: Stryk uppmaningen, eller beskriv vilka handlingar som ska rapporteras, avidentifierat.

Fel:
    forebyggande_arbete:
      tidig_upptackt:
        text: Medarbetare ska anteckna namn på dem som samlas.
                              ^^^^^^^^^^^^^
---
    forebyggande_arbete:
      tidig_upptackt:
        text: Fältassistenterna kartlägger vilka som umgås vid torget.
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^
---
    forebyggande_arbete:
      tidig_upptackt:
        text: Deltagarnas åsikter registreras av ledarna.
                          ^^^^^^^^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      tidig_upptackt:
        text: Medarbetare ska inte anteckna namn, och åsikter registreras aldrig. Oro för våld dokumenteras
          avidentifierat. Enheten kartlägger vilka skolor som behöver stöd.
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.prose import prose
from pipeline.rules.rule import Rule

_WHO = r"(?:vilka|vem|de|dem|elever|ungdomar|personer|individer|besökare|deltagare)"
_DOES = (
    r"umgås|umgicks|deltar|deltog|träffas|träffar|samlas|ses|möts|besöker|följer|sympatiserar|stödjer|stöder|"
    r"tycker|anser|säger|sprider|delar|visar|bär"
)
_VERB = (
    r"(?:anteckna|notera|registrera|dokumentera|rapportera|bokföra?|lista|kartlägg(?:a|er)?|skriv(?:a|er)?\s+(?:ner|upp)"
    r"|samlar?\s+in|för(?:a|s|er)?\s+(?:lista|listor|register|förteckning|anteckningar)\s+över)(?:[rs]|de|des|ts?)?"
    r"|(?:registrering|kartläggning|dokumentation|insamling|notering|anteckning(?:ar)?)(?:en)?\s+av"
)
_OBJECT = (
    rf"namn(?:en|et)?|namnuppgifter|personuppgifter|{_WHO}\s+som\s+(?:{_DOES})|vad\s+\w+\s+(?:{_DOES})"
    r"|\w*åsikt(?:er|erna|en)?|(?:politiska?|religiösa?|ideologiska?)\s+"
    r"(?:uppfattning(?:ar)?|åskådning(?:ar)?|hemvist|tillhörighet(?:er)?|övertygelse|sympatier|tro)|trosuppfattning(?:ar)?"
    r"|partitillhörighet|sympatisörer"
)
_PASSIVE = r"(?:ska|bör|måste|kan)?\s*(?:antecknas|noteras|registreras|dokumenteras|rapporteras|listas|kartläggs)"
_ASKS = re.compile(
    rf"\b(?:(?:{_VERB})\s+(?:(?!(?:inte|inga|inget|aldrig|att|i)\b)[\w-]+\s+){{0,3}}?(?:{_OBJECT})\b"
    rf"|(?:{_OBJECT})\s+{_PASSIVE}\b"
    rf"|(?:föra?|förs|upprättar?)\s+(?:en\s+)?(?:lista|listor|register|förteckning)\s+över\s+\w+)",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:inte|aldrig|ej|inga|inget|ingen|varken|utan\s+att|förbjud\w+|otillåt\w+|undvik\w*|vägra\w*)\b", re.I
)
_CLAUSE_END = re.compile(r"[.;:!?]|\bmen\b|\butan\b(?!\s+att)", re.I)


def registering_opinions(dossier: Dossier) -> Iterator[Finding]:
    """Yield each wording that asks someone to write down names or opinions and that its clause does not deny."""
    for path, text in prose(dossier):
        for match in _ASKS.finditer(text):
            if not _NEGATION.search(_clause(text, *match.span())):
                yield Finding(
                    path,
                    f"”{words.normalised(match[0])}” kan läsas som att åsikter eller namn ska registreras, vilket "
                    "planen inte får be om",
                    "stryk uppmaningen, eller beskriv vilka handlingar som rapporteras, avidentifierat",
                    match.span(),
                )


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause round a stretch of `text`."""
    begins = max((m.end() for m in _CLAUSE_END.finditer(text, 0, start)), default=0)
    stops = _CLAUSE_END.search(text, end)
    return text[begins : stops.start() if stops else len(text)]


P104 = Rule("P104", Severity.WARNING, __doc__, registering_opinions, reads_all=True)
