"""Ett årtal före planens år.

Ett äldre årtal i löptexten är oftast kvar från förra årets plan. Undantagna är källor och noter, lagar och
diarienummer, perioder som når planens år, det som började ("sedan 2018") eller beslutades då, och i lägesbilden året
före planens, som underlaget gäller.

Grund: Lägesbilden revideras årligen; i Kungsholmens plan för 2023 stod en uppföljning kvar från 2022.
Åtgärd: Byt till planens år, eller skriv "sedan" framför om det är något som började då.

Fel:
    forebyggande_arbete:
      text: Under 2021 bygger arbetet på tidiga och breda insatser.
                  ^^^^
---
    lokal_lagesbild:
      analys:
        text: Läget var lugnt 2020, och aktiviteterna riktas därför till skolorna.
                              ^^^^
Rätt:
    forebyggande_arbete:
      text: Arbetet bygger sedan 2018 på lag (1990:52) och programmet för 2021–2024. Det följer Ds 2014:4, ärendet
        EXE 2022/12 och planen som nämnden antog i mars 2020.
---
    lokal_lagesbild:
      analys:
        text: Under 2022 var läget oförändrat, och aktiviteterna riktas därför till skolorna.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.k109_old_threat_source import YEARBOOK
from pipeline.rules.prose import prose, sentences
from pipeline.rules.rule import Rule

_YEAR = re.compile(r"(?<![\d:/.,\w–-])(?:19|20)\d\d(?![\d:/\w]|[.,–-]\d)")
_CITED = (
    re.compile(r"\[[^\]\[]*\]\([^)]*\)|<https?://[^>]*>|https?://\S+"),  # links
    re.compile(r"(?<![*\w])\*[^*\n]+\*(?!\*)|(?<!\w)_[^_\n]+_(?!\w)"),  # titles in italic
    re.compile(r"[\"”»][^\"”»«\n]*[\"”«]"),  # quoted titles
    re.compile(r"(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)\b|(?:19|20)\d\d\s+(?:till|t\.o\.m\.)\s+(?:19|20)\d\d"),
    re.compile(r"\b[A-ZÅÄÖ]{2,4}\s\d{4}/\d+|\b(?:Ds|SOU|SFS|prop\.|skr\.|bet\.|rapport)\s+\d{4}[:/]?[\d/]*", re.I),
    YEARBOOK,
    re.compile(r"\b(?:sedan|från och med|fr\.o\.m\.|jämfört med|jämförelse med|än)\s+(?:[a-zåäö]+\s+){0,3}\d{4}\b"),
    re.compile(r"\b(?:sedan|från och med|fr\.o\.m\.)\s+(?:den\s+)?\d{1,2}\s+[a-z]+\s+\d{4}\b"),
)
_HISTORY = re.compile(
    r"\b(?:besluta(?:de|des|ts|ade)|antogs?|antagits?|antagen|antagna|fastställd(?:e|es)|inrättade?s?|bildade?s|"
    r"trädde i kraft|infördes?|invigde?s|öppnade?s?|startade?s?|tog över|avvecklade?s|upphörde)\b"
)


def stale_year(dossier: Dossier) -> Iterator[Finding]:
    """Yield each year before the plan's in the board's running text that is neither cited nor told as history."""
    picture = dossier.plan.picture()
    for path, text in prose(dossier):
        if "kallor" in path:
            continue  # what the lägesbild builds on has a period of its own
        in_picture = picture is not None and path[: len(picture[0])] == picture[0]
        for start, end in _years_before(text, dossier.plan.ar - (1 if in_picture else 0)):
            yield Finding(
                path,
                f"texten nämner {text[start:end]}, men planen gäller {dossier.plan.ar}",
                "byt till planens år; är det något som började då, skriv `sedan` framför årtalet",
                (start, end),
            )


def _years_before(text: str, earliest: int) -> Iterator[tuple[int, int]]:
    if not _YEAR.search(text):
        return
    cited = [match.span() for pattern in _CITED for match in pattern.finditer(text)]
    for first, last in sentences(text):
        years = [m.span() for m in _YEAR.finditer(text, first, last) if int(m[0]) < earliest]
        if years and not _HISTORY.search(text, first, last):
            yield from ((a, b) for a, b in years if not any(c <= a and b <= d for c, d in cited))


K110 = Rule("K110", Severity.WARNING, __doc__, stale_year)
