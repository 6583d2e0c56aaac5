"""En rad har blivit en lista av misstag.

En rad som börjar med ett streck, en stjärna eller ett tal med punkt blir en punkt i en lista. Det är rätt när det är
menat, men en radbruten mening kan börja så av en slump, och då klyvs den.

Grund: Texten ska komma fram som den är skriven; språklagen kräver vårdad text.
Åtgärd: Är listan menad: sätt en tom rad före den. Annars: flytta radbrytningen, eller skriv `\\` före tecknet.

Fel:
    lokal_lagesbild:
      analys:
        text: |
          Läget är oförändrat
          - aktiviteterna riktas därför till skolorna.
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: "2023. Så heter året som aktiviteterna gäller, och de riktas till skolorna."
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: |
          Läget är oförändrat, och aktiviteterna riktas därför till

          - grundskolorna
          - gymnasieskolorna.

          Under hösten sker tre saker:
          1. möten
          2. samtal
          3. utbildning
"""

import re
from collections.abc import Iterator

from pipeline import markup
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_ITEM = re.compile(r"^[ \t]*((?:[-+*]|(\d{1,9})[.)]))(?=[ \t]+\S).*$", re.M)
_HIGHEST = 100  # no list of a plan begins there; a year does


def accidental_list(dossier: Dossier) -> Iterator[Finding]:
    """Yield each line that begins a list though the text before it is not finished, and each list from a year."""
    for path, text in dossier.own_texts():
        for match in _ITEM.finditer(text):
            number = int(match[2] or 0)
            if (number > _HIGHEST or _is_in_a_sentence(text, match.start())) and _begins_a_list(text, match):
                start = match.start(1)
                yield Finding(
                    path,
                    f"raden börjar med `{match[1]}` och blir en lista, men ser ut som en del av meningen",
                    "sätt en tom rad före listan om den är menad; flytta annars radbrytningen",
                    (start, start + len(text[start : match.end()].rstrip())),
                )


def _is_in_a_sentence(text: str, start: int) -> bool:
    """Return whether the line before is text of a paragraph that announces no list."""
    before = text[:start].rstrip("\n").split("\n")[-1] if start else ""
    blank = text[:start].endswith("\n\n") or not before.strip()
    return bool(start) and not blank and not _ITEM.match(before) and not before.rstrip("*_ ").endswith(":")


def _begins_a_list(text: str, match: re.Match[str]) -> bool:
    """Return whether the parser makes an item of the line: whether one is lost when its sign is made literal."""
    literal = text[: match.end(1) - 1] + "\\" + text[match.end(1) - 1 :]
    return _items(text) > _items(literal)


def _items(text: str) -> int:
    return sum(block.kind != "paragraph" and not block.continued for block in markup.parse(text))


T105 = Rule("T105", Severity.WARNING, __doc__, accidental_list)
