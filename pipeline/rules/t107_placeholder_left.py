"""En platshållare är kvar.

Något som skulle fyllas i senare har blivit stående: en rad kryss, en uppmaning inom hakparentes eller bara tre
punkter.

Grund: Nämnden beslutar om planen som den lyder; den gemensamma strukturen kräver text i varje avsnitt.
Åtgärd: Fyll i uppgiften, eller stryk meningen.

Fel:
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat enligt [fyll i källa] och polisen.
                                         ^^^^^^^^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: Antalet rapporter är xx och därmed oförändrat.
                                   ^^
---
    kompetenshojande_insatser:
      text: …
            ^
Rätt:
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat enligt [polisens lägesbild](https://www.exempel.se/lagesbild) … trots allt.
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_WORDS = (
    r"fyll\s+i|fylls\s+i|skriv|ange|infoga|komplettera|datum|namn|text|antal|belopp|källa|kommer|kvar|x+|\?+|\.\.\.|…"
)
_PLACEHOLDER = re.compile(
    rf"""
    (?<!\w)(?:TO\s?DO|FIX\s?ME|TBD|TBA)(?!\w) | (?<![\w:/.])[Xx]{{2,}}(?!\w) | \bÅÅÅÅ(?:-MM(?:-DD)?)?\b
  | \[\s*(?i:{_WORDS})(?:[^\w\]^][^\]^]*)?\](?![(\[]) | <\s*(?i:{_WORDS})(?:\s[^>]*)?>
  | (?i:\blorem\s+ipsum\w*|\bplatshållare\b) | \?{{2,}} | _{{3,}}
    """,
    re.X,
)
_ALONE = re.compile(r"\s*(?:…|\.{2,}|[-–—?]+)\s*")


def placeholder_left(dossier: Dossier) -> Iterator[Finding]:
    """Yield each placeholder in the board's texts that no rule of its own field tells."""
    for path, text in dossier.own_texts():
        own_rule = "ansvarig" in path or "dnr" in path
        for start, end in _placeholders(text):
            whole = own_rule or (_is_whole(text, start, end) and (path[-1] == "aktivitet" or "miljoer" in path))
            if not whole or text[start] in "[<":  # what is within brackets only this rule knows
                yield Finding(
                    path,
                    f"platshållaren `{words.normalised(text[start:end])}` är kvar, men uppgiften ska vara ifylld",
                    "fyll i uppgiften, eller stryk meningen",
                    (start, end),
                )


def _placeholders(text: str) -> list[tuple[int, int]]:
    if _ALONE.fullmatch(text):
        return [(len(text) - len(text.lstrip()), len(text.rstrip()))]
    return [match.span() for match in _PLACEHOLDER.finditer(text)]


def _is_whole(text: str, start: int, end: int) -> bool:
    return re.search(r"\w", text[:start] + text[end:]) is None


T107 = Rule("T107", Severity.WARNING, __doc__, placeholder_left, reads_all=True)
