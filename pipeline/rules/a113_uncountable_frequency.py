"""Frekvensen går inte att räkna.

”Regelbundet”, ”ofta”, ”kontinuerligt” och ”vid behov” säger inte hur många gånger. Står ett antal bredvid är
det i sin ordning: ”regelbundet, minst en gång per kvartal”.

Grund: Planerna följs upp årligen, och då behöver det gå att säga om aktiviteten blev av.
Åtgärd: Skriv hur många gånger, eller vad som utlöser aktiviteten.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          tidplan: {frekvens: möten hålls regelbundet}
                                          ^^^^^^^^^^^
    ---
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {typ: vid behov, frekvens: vid behov, sedan: ~}
                                              ^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          tidplan: {frekvens: 'regelbundet, minst en gång per kvartal'}
    ---
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {frekvens: vid varje nyanställning}
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.countable import is_countable
from pipeline.rules.rule import Rule

_VAGUE = re.compile(
    r"""
    \b(?: regelbund(?:et|en|na) | ofta | (?:kontinuer|stadigvar|ständ|tillfäll)\w*lig\w* | ständigt | löpande | pågående
      | (?:vid|efter|utifrån)\s+behov | när\s+det\s+behövs | vid\s+(?:tillfälle|förekommande\s+anledning)
      | ibland | då\s+och\s+då | emellanåt | sällan | återkommande | fortlöpande | periodvis | i\s+mån\s+av\s+\w+
      | (?:några|flera|många|ett\s+antal)\s+gånger | tills\s+vidare )\b
    """,
    re.X | re.I,
)


def uncountable_frequencies(dossier: Dossier) -> Iterator[Finding]:
    """Yield each frequency that holds no number but a word like often."""
    for path, activity in dossier.plan.activities():
        frequency = activity.tidplan.frekvens or ""
        match = _VAGUE.search(frequency)
        if match and not is_countable(frequency):
            yield Finding(
                (*path, "tidplan", "frekvens"),
                f"aktivitet {activity.id} har frekvensen `{words.normalised(match[0])}`, som inte går att räkna",
                "skriv hur många gånger, till exempel 4 gånger per år eller varje kvartal",
                match.span(),
            )


A113 = Rule("A113", Severity.WARNING, __doc__, uncountable_frequencies)
