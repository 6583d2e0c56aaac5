"""Ett underlag säger inte vilken tid det gäller.

Utan period går det inte att se om lägesbilden är aktuell, eller om underlagen gäller samma tid.

Grund: Lägesbilden revideras årligen, i samband med verksamhetsplaneringen.
Åtgärd: Lägg till `period`, till exempel `helåret 2022` eller `hösten 2022`.

Fel:
    lokal_lagesbild:
      kartlaggning:
        kallor:
          - {typ: polis, namn: Lokalpolisområde Exempel, period: helåret 2022}
          - {typ: enkät, namn: enkät till enhetschefer}
             ^^^^^^^^^^
          - {typ: nämnd, namn: utbildningsförvaltningen, period: helåret 2022}
    ---
    lokal_lagesbild:
      kartlaggning:
        kallor:
        ^^^^^^
          - {typ: polis, namn: Lokalpolisområde Exempel}
          - {typ: enkät, namn: enkät till enhetschefer}
          - {typ: nämnd, namn: utbildningsförvaltningen}
Rätt:
    lokal_lagesbild:
      kartlaggning:
        kallor:
          - {typ: polis, namn: Lokalpolisområde Exempel, period: helåret 2022}
          - {typ: enkät, namn: enkät till enhetschefer, period: hösten 2022}
          - {typ: nämnd, namn: utbildningsförvaltningen, period: läsåret 2022/23}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_REMEDY = "lägg till `period`, till exempel `period: hösten {}`"


def source_without_period(dossier: Dossier) -> Iterator[Finding]:
    """Yield each source without a period; the list as a whole when none has one."""
    picture = dossier.plan.picture()
    if picture is None:
        return
    path = (*picture[0], "kartlaggning", "kallor")
    sources = picture[1].kartlaggning.kallor or ()
    remedy = _REMEDY.format(dossier.plan.ar - 1)
    lacking = [(number, source) for number, source in enumerate(sources) if not source.period]
    if lacking and len(lacking) == len(sources):
        yield Finding(path, "inget av lägesbildens underlag har en period, men alla ska ha det", remedy)
        return
    for number, source in lacking:
        message = f"underlaget {source.namn} har ingen period, men ska säga vilken tid det gäller"
        yield Finding((*path, item(number), "period"), message, remedy)


L104 = Rule("L104", Severity.WARNING, __doc__, source_without_period)
