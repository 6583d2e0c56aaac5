"""Programmet har löpt ut.

Planen hänvisar till ett program eller en strategi vars sista år ligger före planens. Ett program för 2018–2021
styr inte arbetet 2023.

Grund: Planen ska följa de styrdokument som gäller; Västerås nämnd anmärkte 2018 på sådant som inte längre fanns.
Åtgärd: Hänvisa till det program som gäller, eller rätta `galler_till` om programmet har förlängts.

Fel:
    kallor:
      program: {titel: Program för trygghet, galler_till: 2021}
                                                          ^^^^
    lokal_lagesbild:
      analys:
        text: Arbetet följer stadens program.[^program]
Rätt:
    kallor:
      program: {titel: Program för trygghet, galler_till: 2024}
    lokal_lagesbild:
      analys:
        text: Arbetet följer stadens program.[^program]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.citations import of_each_work, place
from pipeline.rules.rule import Rule


def expired_programme(dossier: Dossier) -> Iterator[Finding]:
    """Yield each source that the board cites and whose last year lies before the plan's."""
    for citation in of_each_work(dossier):
        last = citation.source.galler_till
        path, offsets = place(dossier, citation, "galler_till")
        if last is not None and last < dossier.plan.ar and path not in dossier.borrowed:
            yield Finding(
                path,
                f"{citation.source.titel or citation.label} gäller till och med {last}, men planen gäller "
                f"{dossier.plan.ar}",
                "hänvisa till det som gäller nu, eller rätta `galler_till` om programmet har förlängts",
                offsets,
            )


K108 = Rule("K108", Severity.WARNING, __doc__, expired_programme)
