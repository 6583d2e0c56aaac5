"""Lägesbilden är densamma som förra året.

Texten är ord för ord den som stod i förra årets plan. Radbrytningar räknas inte. Även när läget är oförändrat
behöver läsaren se att det har undersökts på nytt.

Grund: Lägesbilden revideras årligen. En plan som inte följer läget blir bara en symbol.
Åtgärd: Skriv vad årets underlag visar, och vad som har ändrats sedan förra året.

Fel:
    lokal_lagesbild:
      text: Läget i Exempelstadens stadsdelsområde är lugnt, och få uppgifter har kommit in.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      analys: {text: Insatserna riktas till de unga vuxna i området.}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      text: Läget i Exempelstadens stadsdelsområde är fortfarande lugnt enligt årets enkät.
      analys: {text: Insatserna breddas från unga vuxna till skolorna.}
"""

from collections.abc import Iterator

from pipeline import markup, words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Picture
from pipeline.rules.rule import Rule


def unchanged_picture(dossier: Dossier) -> Iterator[Finding]:
    """Yield the text and the analysis of a lägesbild that are last year's, white space passed over."""
    now = dossier.plan.picture()
    then = dossier.previous.picture() if dossier.previous else None
    if now is None or then is None or dossier.previous is None:
        return
    before = _texts(then[1])
    for name, text in _texts(now[1]).items():
        if markup.plain(text) and words.normalised(text) == words.normalised(before[name]):
            place = ("text",) if name == "lägesbilden" else ("analys", "text")
            yield Finding(
                (*now[0], *place),
                f"{name} är ordagrant densamma som i planen för {dossier.previous.ar}, men ska revideras varje år",
                "skriv vad årets underlag visar, och vad som har ändrats sedan förra året",
            )


def _texts(picture: Picture) -> dict[str, str]:
    return {"lägesbilden": picture.text, "analysen": picture.analys.text}


L106 = Rule("L106", Severity.WARNING, __doc__, unchanged_picture)
