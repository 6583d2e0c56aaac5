"""Lägesbilden är densamma som förra året.

Texten är ord för ord den som stod i förra årets plan, eller har bara fått nya årtal. Radbrytningar räknas inte. Det
gäller lägesbilden, analysen och de längre texterna i den: en miljö, ett eget avsnitt. En kort rad, som "ingen
förekomst", får vara densamma. Även när läget är oförändrat behöver läsaren se att det har undersökts på nytt.

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
from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.plan import ActionPlan, Environments
from pipeline.rules.rule import Rule
from pipeline.words import without_years

_SHORT = 12  # words: a part of the picture may say as little in the same way each year
_NAMES = {("text",): "lägesbilden", ("analys", "text"): "analysen"}
_NOT_THE_PICTURE = {"kartlaggning", "rubrik"}  # how it was made may well be the same


def unchanged_picture(dossier: Dossier) -> Iterator[Finding]:
    """Yield each text of a lägesbild that is last year's, white space and years passed over."""
    picture = dossier.plan.picture()
    before = [dict(_texts(past.plan)) for past in (dossier.history[0] if dossier.history else ())]
    for inner, text in _texts(dossier.plan) if picture else ():
        then = next((t[inner] for t in before if inner in t and without_years(t[inner]) == without_years(text)), None)
        path = (*picture[0], *inner) if picture else ()
        if then is None or path in dossier.borrowed or not _says_much(inner, text):
            continue
        same = "är ordagrant densamma som i"
        if words.normalised(then) != words.normalised(text):
            same = "har bara nya årtal sedan"
        yield Finding(
            path,
            f"{_name(inner)} {same} planen för {dossier.plan.ar - 1}, men ska revideras varje år",
            "skriv vad årets underlag visar, och vad som har ändrats sedan förra året",
        )


def _texts(plan: ActionPlan) -> Iterator[tuple[Path, str]]:
    """Yield the running texts of a plan's lägesbild with their paths inside it."""
    picture = plan.picture()
    if picture:
        start = picture[0]
        for path, text in plan.texts():
            inner = path[len(start) :]
            if path[: len(start)] == start and not _NOT_THE_PICTURE & set(inner):
                yield inner, text


def _name(inner: Path) -> str:
    environment = dict(Environments.model_fields).get(inner[-1])
    return _NAMES.get(inner) or (f"texten om {(environment.title or '').lower()}" if environment else "avsnittet")


def _says_much(inner: Path, text: str) -> bool:
    plain = markup.plain(text)
    return bool(plain) and (inner in _NAMES or len(plain.split()) >= _SHORT)


L106 = Rule("L106", Severity.WARNING, __doc__, unchanged_picture)
