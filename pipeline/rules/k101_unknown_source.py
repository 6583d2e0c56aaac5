"""Noten hänvisar till en källa som inte finns.

`[^namn]` i en text pekar på en källa under `kallor` i planen eller bland stadens källor för året. Är namnet
felskrivet eller källan borttagen får dokumentet en not utan innehåll. Detsamma gäller `ur` i en källa.

Grund: Uppgifter ska gå att följa till sin källa; den gemensamma strukturen trycker källorna som noter.
Åtgärd: Rätta namnet i noten, eller lägg till källan under `kallor`.

Fel:
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat enligt handboken.[^handbock]
                                                   ^^^^^^^^^^^
---
    kallor:
      kapitel: {ur: hanbok, sida: s. 12}
                    ^^^^^^
    uppfoljning:
      text: Nämnden behandlar planen och kommunstyrelsen godkänner den.[^kapitel] Den följs upp varje år.
Rätt:
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat enligt handboken.[^handbok]
"""

from collections.abc import Iterator

from pipeline import markup, words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import PLAN_NAME
from pipeline.rules.rule import Rule


def unknown_source(dossier: Dossier) -> Iterator[Finding]:
    """Yield each note and each `ur` of the plan that names no source of the plan or the city."""
    known = dossier.sources
    for path, text in dossier.own_texts():
        for label, start, end in () if path in dossier.literal else markup.labels(text):
            if label not in known:
                yield Finding(
                    path,
                    f"noten `[^{label}]` finns varken bland planens eller stadens källor{words.meant(label, known)}",
                    f"rätta namnet i noten, eller lägg till `{label}` under `kallor`",
                    (start, end),
                )
    for key, source in dossier.plan.kallor.items() if dossier.reads == PLAN_NAME else ():
        outer = {**dossier.city.kallor, **dossier.plan.kallor}.get(source.ur or "")
        if outer and outer.ur:
            yield Finding(
                ("kallor", key, "ur"),
                f"källan `{key}` är ur `{source.ur}`, som själv är ur en annan källa",
                "peka på hela verket",
            )
        if source.ur and source.ur not in known:
            yield Finding(
                ("kallor", key, "ur"),
                f"källan `{key}` är ur `{source.ur}`, som varken finns bland planens eller stadens källor"
                f"{words.meant(source.ur, known)}",
                f"rätta `ur`, eller lägg till `{source.ur}` under `kallor`",
            )


K101 = Rule("K101", Severity.ERROR, __doc__, unknown_source, may_be_allowed=False, reads_all=True)
