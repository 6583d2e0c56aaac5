"""Ett avsnitt som krävs är tomt.

Nyckeln finns, men det står ingenting efter den. I dokumentet blir det en rubrik utan text, eller en tabell
utan rader.

Grund: Planerna följer en gemensam struktur, och aktiviteter och samarbetsformer ska preciseras i planen.
Åtgärd: Skriv texten, eller fyll listan. Har staden en gemensam text räcker det att hänvisa till den.

Fel:
    ansvar_och_samverkan:
      samverkan: {text: ""}
                  ^^^^
    ---
    kompetenshojande_insatser:
      aktiviteter: []
      ^^^^^^^^^^^
Rätt:
    ansvar_och_samverkan:
      samverkan: {text: Polisen och skolorna i området möter förvaltningen varje termin.}
"""

from collections.abc import Iterator

from pipeline import markup
from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Need, Section, need_of
from pipeline.rules.rule import Rule


def empty_required_parts(dossier: Dossier) -> Iterator[Finding]:
    """Yield each required part whose text or list is there but empty."""
    for path, info, value in dossier.plan.parts():
        if need_of(info) is not Need.REQUIRED:
            continue
        if isinstance(value, Section) and _text_is_due(value) and not markup.plain(value.text or ""):
            yield _finding(dossier, (*path, "text"), "texten", "en text", info.description)
        elif value == () and not dossier.source.value(path):  # rows at fault are told, and then set aside
            yield _finding(dossier, path, f"`{path[-1]}`", "minst en rad", info.description)


def _text_is_due(section: Section) -> bool:
    return type(section).model_fields["text"].is_required()


def _finding(dossier: Dossier, path: Path, what: str, wanted: str, guidance: str | None) -> Finding:
    return Finding(
        path,
        f"{what} i avsnittet {dossier.plan.heading(path)} är tom, men strukturen kräver {wanted}",
        f"fyll i: {guidance}",
    )


S202 = Rule("S202", Severity.ERROR, __doc__, empty_required_parts)
