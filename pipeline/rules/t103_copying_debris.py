"""Rester av kopiering ur en PDF.

Avstavningar mitt i raden, mjuka bindestreck, dubbla mellanslag och sammanskrivna bokstäver följer med när text
kopieras ur en PDF. De syns i dokumentet, stör uppläsning och gör att sökning inte träffar.

Grund: Språklagen kräver vårdad text; tillgängliga dokument enligt WCAG 2.1 AA.
Åtgärd: Skriv ihop ordet, och ta bort det överflödiga tecknet.

Fel:
    lokal_lagesbild:
      analys:
        text: Läget i förvaltningens verk- samhet är oförändrat.
                                     ^^^^^^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: "Läget är oförändrat,  och aktiviteterna riktas därför till skolorna."
                        ^^^^^^^^^^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat i ﬂera skolor.
                                    ^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Läget i förvaltningens verksamhet är oförändrat för trygghets- och säkerhetsrådet och för social-,
          utbildnings- och kulturfrågor i för- eller grundskola.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_JOINS = r"och|eller|samt|respektive|till|som|men|resp\.|och/eller|med|plus|kontra|inklusive"
# What must be in a text for the pattern to match, the pattern, what is wrong, what to do.
_DEBRIS = (
    (
        ("- ", "-\n", "-\u00a0", "-\t"),
        re.compile(rf"(?<![^\W\d_])[^\W\d_]{{2,}}-\s+(?!(?:{_JOINS})\b)[a-zåäöé]{{2,}}(?![\w-]*-)"),
        "ordet är avstavat mitt i raden",
        "skriv ihop ordet",
    ),
    (
        ("\u00ad",),
        re.compile(r"(?<![\w\u00ad])\w*\u00ad[\w\u00ad]*"),
        "ett mjukt bindestreck som inte syns står i ordet",
        "ta bort bindestrecket",
    ),
    (
        ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0"),
        re.compile(r"(?<!\S)\S+[ \u00a0]{2,}(?![ \n]|$)\S+"),
        "två mellanslag i rad, men det ska vara ett",
        "ta bort det ena",
    ),
    (
        tuple("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"),
        re.compile(r"(?<!\w)\w*[\ufb00-\ufb06]\w*"),
        "två bokstäver är ett enda tecken (en ligatur), men ska vara var för sig",
        "skriv bokstäverna var för sig",
    ),
)


def copying_debris(dossier: Dossier) -> Iterator[Finding]:
    """Yield each split word, soft hyphen, double space and ligature in the board's texts and sources."""
    for path, text in dossier.own_texts():
        for signs, pattern, message, remedy in _DEBRIS:
            if not any(sign in text for sign in signs):
                continue
            for match in pattern.finditer(text):
                yield Finding(path, message, remedy, match.span())


T103 = Rule("T103", Severity.WARNING, __doc__, copying_debris, reads_all=True)
