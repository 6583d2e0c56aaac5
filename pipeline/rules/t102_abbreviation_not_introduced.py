"""En förkortning som inte är förklarad.

En förkortning ska skrivas ut första gången, med förkortningen inom parentes: våldsbejakande extremism (VBE).
Allmänt kända förkortningar som EU och KF behöver inte förklaras.

Grund: Språklagen kräver enkelt och begripligt språk; Myndigheternas skrivregler om förkortningar.
Åtgärd: Skriv ut orden första gången, med förkortningen inom parentes, eller använd orden varje gång.

Fel:
    lokal_lagesbild:
      analys:
        text: Läget för VBE är oförändrat, och aktiviteterna riktas därför till skolorna.
                        ^^^
---
    lokal_lagesbild:
      analys:
        text: Stöd ges enligt SoL, och aktiviteterna riktas därför till skolorna.
                              ^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Läget för våldsbejakande extremism (VBE) är oförändrat. För VBE riktas aktiviteterna till skolorna i EU.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_SHORT = re.compile(r"(?<![\w§/.@-])(?:[A-ZÅÄÖ]{2,5}|SoL|BrB|RegF)(?![\w/]|\.\w|\s+\d{4}/\d)")
_KNOWN = frozenset(
    (
        *("EU", "FN", "USA", "UK", "NATO", "IS", "KF", "KS", "SLK", "SKR", "SISAB", "ILS", "SFS", "SOU", "DS", "JO"),
        *(
            "GDPR",
            "IT",
            "AI",
            "TV",
            "SVT",
            "SR",
            "TT",
            "PM",
            "SMS",
            "PDF",
            "QR",
            "ID",
            "AB",
            "OK",
            "OBS",
            "DNA",
            "HBTQ",
        ),
        *("HBTQI", "SFI", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "ÅÅÅÅ", "NN"),
    )
)


def abbreviation_not_introduced(dossier: Dossier) -> Iterator[Finding]:
    """Yield the first use of each abbreviation that no text before it explains, the city's texts included."""
    done = set(_KNOWN)
    for path, text in dossier.texts():
        if path[0] in ("kallor", "beslut"):
            continue
        for match in _SHORT.finditer(text):
            short = match[0]
            if short in done or _is_shouted(text, *match.span()) or set(short) == {"X"}:
                continue
            done.add(short)
            if path not in dossier.lent and not _introduces(text, *match.span()):
                yield Finding(
                    path,
                    f"förkortningen {short} används utan att vara förklarad; den ska skrivas ut första gången",
                    f"skriv ut orden och sätt ({short}) efter dem, eller använd orden varje gång",
                    match.span(),
                )


def _introduces(text: str, start: int, end: int) -> bool:
    """Return whether the abbreviation stands beside its words: `ord (VBE)`, `VBE (ord)` or `ord, VBE,`."""
    before, short = text[:start].rstrip(" \n*_"), text[start:end]
    if before.endswith("(") and re.search(r"\w[\s*_]*\($", before):
        return True
    if re.match(r"[\s*_]*\(\s*[\w*]{3,}", text[end:]):
        return True
    words = re.findall(r"\w+", before)[-5:]
    return bool(re.search(r"\w[*_]*[,–-]$", before)) and _initials(short, " ".join(words))


def _initials(short: str, words: str) -> bool:
    """Return whether the letters of `short` come in order in `words`, the first at a word's beginning."""
    letters = "".join(rf".*?{letter}" for letter in short[1:])
    return re.search(rf"\b{short[0]}{letters}", words, re.I) is not None


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the word stands among others in capitals: then it is a heading and no abbreviation."""
    beside = (*re.findall(r"[^\W\d_]+", text[:start])[-1:], *re.findall(r"[^\W\d_]+", text[end:])[:1])
    return any(len(word) > 5 and word.isupper() for word in beside)


T102 = Rule("T102", Severity.INFO, __doc__, abbreviation_not_introduced, reads_all=True)
