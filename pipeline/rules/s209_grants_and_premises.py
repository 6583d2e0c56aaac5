"""Planen tar inte upp bidrag och lokaler.

Alla nämnder ska kontrollera att ekonomiska bidrag och lokaler inte går till odemokratiska aktörer. I en
facknämnds plan är det ett eget kapitel; i en stadsdelsnämnds räcker en mening, oftast under Ansvar.

Grund: Bidrag och lokaler ska inte gå till aktörer som inte står bakom demokratins principer.
Åtgärd: Skriv under Ansvar hur nämnden kontrollerar bidrag och lokaler.

Fel:
    ansvar_och_samverkan:
      ansvar: {text: Nämnden ansvarar för att planen genomförs.}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ---
    ansvar_och_samverkan:
      ansvar: {text: Nämnden ansvarar för planen. Insatserna bidrar till trygghet. Föreningsbidrag prövas varje år.}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    ansvar_och_samverkan:
      ansvar: {text: Nämnden prövar föreningsbidrag och uthyrning av lokaler mot stadens demokratikrav.}
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_PLACE = ("ansvar_och_samverkan", "ansvar", "text")
_GRANTS = re.compile(r"\b\w*bidrag(?:et|en|ens|ets|s)?\b|\bbidragsg\w+|\bföreningsstöd\w*", re.I)
# "lokal" alone is mostly the adjective: lokal lägesbild.
_PREMISES = re.compile(
    r"\b\w*lokal(?:er|erna|ernas|ers|en|ens)\b|\blokal(?:uthyrning|upplåtelse|bokning)\w*"
    r"|\b(?:upplåt|hyr|uthyr)\w*\W+(?:\w+\W+){0,3}\w*lokal\b",
    re.I,
)


def grants_and_premises(dossier: Dossier) -> Iterator[Finding]:
    """Yield a stadsdelsnämnd's plan in which grants or premises are mentioned nowhere, the city's texts included."""
    if dossier.plan.board_type != "stadsdelsnämnd":
        return
    whole = "\n".join(text for _, text in dossier.plan.texts())
    missing = [name for name, sign in (("bidrag", _GRANTS), ("lokaler", _PREMISES)) if not sign.search(whole)]
    if missing:
        yield Finding(
            _PLACE,
            f"planen tar inte upp {' eller '.join(missing)}, men alla nämnder ska kontrollera att varken bidrag "
            "eller lokaler går till odemokratiska aktörer",
            f"skriv i avsnittet {dossier.plan.heading(_PLACE) or 'Ansvar'} hur nämnden kontrollerar det",
        )


S209 = Rule("S209", Severity.WARNING, __doc__, grants_and_premises)
