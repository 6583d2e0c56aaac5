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
            if _begins_at_a_year(text, match) or _tears_a_sentence(text, match):
                start = match.start(1)
                yield Finding(
                    path,
                    f"raden börjar med `{match[1]}` och blir en lista, men ser ut som en del av meningen",
                    "sätt en tom rad före listan om den är menad; flytta annars radbrytningen",
                    (start, start + len(text[start : match.end()].rstrip())),
                )


def _begins_at_a_year(text: str, match: re.Match[str]) -> bool:
    number = int(match[2] or 0)
    return number > _HIGHEST and any(b.kind == "number" and b.start == number for b in markup.parse(text))


def _tears_a_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether the parser makes an item of the line, though the line before is text that announces no list."""
    paragraph = re.split(r"\n[ \t]*\n", text[: match.start()])[-1]
    if not paragraph.strip() or _ITEM.search(paragraph) or paragraph.rstrip("*_ \n").endswith(":"):
        return False
    literal = text[: match.end(1) - 1] + "\\" + text[match.end(1) - 1 :]
    return _items(text) > _items(literal)


def _items(text: str) -> int:
    return sum(block.kind != "paragraph" and not block.continued for block in markup.parse(text))


T105 = Rule("T105", Severity.WARNING, __doc__, accidental_list, reads_all=True)
