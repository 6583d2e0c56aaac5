"""Ett avsnitt i strukturens kärna saknas.

Den gemensamma strukturen har avsnitt som varje plan brukar ha utan att de är ett absolut krav. Den som
läser sexton planer letar efter dem på samma ställe i alla.

Grund: Planerna följer en gemensam struktur, och samarbetsformer och rutiner ska framgå.
Åtgärd: Lägg till avsnittet. Har staden en gemensam text räcker det att hänvisa till den.

Fel:
    ansvar_och_samverkan:
    ^^^^^^^^^^^^^^^^^^^^
      blankett: ~
    ---
    lokal_lagesbild:
      kartlaggning:
        kallor: []
        ^^^^^^
Rätt:
    ansvar_och_samverkan:
      blankett:
        text: Blanketten lämnas till samordnaren och innehåller aldrig personuppgifter.
"""

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from pipeline import markup
from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Need, Section, common_of, need_of
from pipeline.rules.rule import Rule


def missing_core_parts(dossier: Dossier) -> Iterator[Finding]:
    """Yield each core part that the plan leaves out or leaves empty."""
    for path, info, value in dossier.plan.parts():
        if need_of(info) is Need.CORE and _is_empty(value):
            yield Finding(
                path,
                f"{_named(dossier, path, info)} saknas, men hör till kärnan i den gemensamma strukturen",
                _remedy(dossier, path, info),
            )


def _is_empty(value: object) -> bool:
    return not value or (isinstance(value, Section) and not markup.plain(value.text))


def _named(dossier: Dossier, path: Path, info: FieldInfo) -> str:
    return f"avsnittet {info.title}" if info.title else f"`{path[-1]}` i avsnittet {dossier.plan.heading(path)}"


def _remedy(dossier: Dossier, path: Path, info: FieldInfo) -> str:
    common = common_of(info)
    if common in dossier.city.texter:
        return f"skriv `{path[-1]}: {{text: {{stad: {common}}}}}`, så används stadens text, eller skriv en egen"
    return f"lägg till `{path[-1]}`; där ska stå: {info.description}"


S201 = Rule("S201", Severity.WARNING, __doc__, missing_core_parts)
