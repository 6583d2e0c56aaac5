"""Samma mening på två ställen.

En mening på minst åtta ord står ordagrant på två ställen i nämndens egna texter. Oftast är den kopierad, och nästa
gång den ändras glöms det ena stället.

Grund: Planen för Kungsholmen 2023 upprepade hela meningar mellan kapitel; språklagen kräver enkel och klar text.
Åtgärd: Behåll meningen på det ena stället, och hänvisa dit från det andra.

Fel:
    forebyggande_arbete:
      tidig_upptackt:
        text: Medarbetare får veta vart de vänder sig när de känner oro.
    forhindrande_arbete:
      socialtjanstens_arbete:
        text: Medarbetare får veta vart de vänder sig när de känner oro.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      tidig_upptackt:
        text: Medarbetare får veta vart de vänder sig när de känner oro.
    forhindrande_arbete:
      socialtjanstens_arbete:
        text: Den som känner oro följer samma rutin som i det förebyggande arbetet.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.markup import NOTE
from pipeline.rules.prose import prose, sentences
from pipeline.rules.rule import Rule

_ENOUGH = 8  # words: shorter sentences are alike by chance
_ROW = {"aktivitet", "ansvarig", "tidplan", "uppfoljning"}  # rows may share these; twin rows have a rule of their own


def repeated_sentence(dossier: Dossier) -> Iterator[Finding]:
    """Yield each sentence of the board's texts that an earlier one already has, word for word."""
    first: dict[tuple[str, ...], Path] = {}
    for path, text in prose(dossier):
        if "aktiviteter" in path and _ROW & set(path[path.index("aktiviteter") :]):
            continue
        for start, end in sentences(text):
            key = tuple(re.findall(r"\w+", NOTE.sub("", text[start:end]).casefold()))
            if len(key) < _ENOUGH:
                continue
            if key in first:
                yield Finding(
                    path,
                    f"meningen står redan i avsnittet {dossier.plan.heading(first[key])}, men ska stå på ett ställe",
                    "stryk meningen här, eller hänvisa till det andra stället",
                    (start, end),
                )
            first.setdefault(key, path)


T101 = Rule("T101", Severity.INFO, __doc__, repeated_sentence)
