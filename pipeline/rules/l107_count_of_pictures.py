"""Antalet föregående lägesbilder stämmer inte.

De lokala lägesbilderna görs en gång om året. Den första kom med planerna för 2017, så planen för 2023 har sex
före sig. Meningen kopieras lätt från förra året med fel antal.

Grund: Lägesbilden revideras årligen; antalet är räknat från planerna för 2017.
Åtgärd: Rätta antalet, eller skriv utan antal: `de föregående lägesbilderna`.

Fel:
    lokal_lagesbild:
      analys:
        text: Bilden från Exempelstaden stämmer med de fem föregående lägesbilderna.
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Bilden från Exempelstaden stämmer med de sex föregående lägesbilderna.
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_FIRST_YEAR = 2017
_COUNT = re.compile(r"\b(\w+)\s+(?:(?:närmast|närmaste)\s+)?(?:föregående|tidigare|förra)\s+(?:lokala\s+)?lägesbild\w*")


def count_of_pictures(dossier: Dossier) -> Iterator[Finding]:
    """Yield each number of earlier lägesbilder that is not the number of years since the first."""
    wanted = dossier.plan.ar - _FIRST_YEAR
    for path, text in dossier.picture_texts():
        for match in _COUNT.finditer(text):
            found = words.number(match[1])
            if found is not None and found != wanted:
                yield Finding(
                    path,
                    f"lägesbilden räknar {match[1]} föregående lägesbilder, men med en om året sedan {_FIRST_YEAR} är "
                    f"det {wanted} före {dossier.plan.ar}",
                    "rätta antalet, eller skriv `de föregående lägesbilderna`",
                    match.span(),
                )


L107 = Rule("L107", Severity.INFO, __doc__, count_of_pictures)
