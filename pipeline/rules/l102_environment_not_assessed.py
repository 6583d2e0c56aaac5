"""En av de tre miljöerna är inte bedömd.

Var och en av de tre miljöerna ska bedömas. Ett streck eller ett frågetecken säger inte om miljön saknas i
området eller om ingen har undersökt saken.

Grund: Stadens riktlinjer pekar ut tre extremistmiljöer.
Åtgärd: Skriv vad ni vet. Finns miljön inte i området, skriv `ingen förekomst`.

Fel:
    lokal_lagesbild:
      miljoer:
        hogerextremism: Okänt.
                        ^^^^^^
        vansterextremism: "-"
                           ^
        islamism: ""
        ^^^^^^^^
Rätt:
    lokal_lagesbild:
      miljoer:
        hogerextremism: Enkäten gav inga svar om miljön.
        vansterextremism: ingen förekomst
        islamism: Ingen.
"""

from collections.abc import Iterator

from pipeline import markup, words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Environments
from pipeline.rules.rule import Rule

_SAYS_NOTHING = {
    *("okänt", "okänd", "oklart", "oklar", "oviss", "ovisst", "saknas", "uppgift saknas", "uppgifter saknas", "vet ej"),
    *("vet inte", "ej känt", "inte känt", "ej bedömt", "ej bedömd", "inte bedömt", "inte bedömd", "ej aktuellt"),
    *("inte aktuellt", "fylls i", "fylls i senare", "kommer", "kommer senare", "n/a", "na", "tbd", "x", "xx", "xxx"),
}


def environment_not_assessed(dossier: Dossier) -> Iterator[Finding]:
    """Yield each environment whose assessment says nothing."""
    picture = dossier.plan.picture()
    if picture is None:
        return
    path, model = picture
    for name, info in Environments.model_fields.items():
        found = words.normalised(getattr(model.miljoer, name))
        bare = markup.plain(found).lower().strip(" .,;:!?…–—-_/()")
        if not bare or bare in _SAYS_NOTHING:
            yield Finding(
                (*path, "miljoer", name),
                f"bedömningen av {(info.title or name).lower()} är {f'`{found}`' if found else 'tom'}, men miljön ska "
                "bedömas",
                "skriv vad ni vet om miljön; finns den inte i området, skriv `ingen förekomst`",
            )


L102 = Rule("L102", Severity.ERROR, __doc__, environment_not_assessed)
