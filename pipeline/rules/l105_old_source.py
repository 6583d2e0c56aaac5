"""Ett underlag är äldre än ett år.

Lägesbilden ska vara aktuell när nämnden beslutar. Årtalet i perioden jämförs med året för beslutet, eller
med planens år så länge inget beslut finns; ett underlag från året före duger.

Grund: Lägesbilden revideras årligen, i samband med verksamhetsplaneringen.
Åtgärd: Hämta in nya uppgifter. Är det bara årtalet som har blivit kvar, rätta det.

Fel:
    lokal_lagesbild:
      kartlaggning:
        kallor:
          - {typ: polis, namn: Lokalpolisområde Exempel, period: 2020–2021}
                                                                 ^^^^^^^^^
          - {typ: enkät, namn: enkät till enhetschefer, period: hösten 2022}
          - {typ: nämnd, namn: utbildningsförvaltningen, period: läsåret 2020/21}
                                                                 ^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      kartlaggning:
        kallor:
          - {typ: polis, namn: Lokalpolisområde Exempel, period: 2020–2022}
          - {typ: enkät, namn: enkät till enhetschefer, period: januari 2023}
          - {typ: nämnd, namn: utbildningsförvaltningen, period: läsåret 2021/22}
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:[/–-](\d\d)(?![\d-]))?")


def old_source(dossier: Dossier) -> Iterator[Finding]:
    """Yield each source whose last year lies more than a year before the decision, or before the plan's year."""
    plan, picture = dossier.plan, dossier.plan.picture()
    if picture is None:
        return
    path = (*picture[0], "kartlaggning", "kallor")
    decided = plan.beslut.namnd.datum
    year = int(decided[:4]) if decided else plan.ar
    measure = f"nämnden beslutade {decided}" if decided else f"planen gäller {plan.ar}"
    for number, source in enumerate(picture[1].kartlaggning.kallor or ()):
        latest = _last_year(source.period or "")
        if latest is not None and latest < year - 1:
            yield Finding(
                (*path, item(number), "period"),
                f"underlaget {source.namn} gäller {source.period}, men {measure}",
                f"hämta in uppgifter från {year - 1} eller senare, eller rätta perioden",
            )


def _last_year(period: str) -> int | None:
    """Return the last year that a period names, or None; `2021/22` and `2021–22` end in 2022, `2021-11` in 2021."""
    ends = [(int(year), int(year[:2] + short) if short else 0) for year, short in _YEAR.findall(period)]
    return max((end if end == start + 1 else start for start, end in ends), default=None)


L105 = Rule("L105", Severity.WARNING, __doc__, old_source)
