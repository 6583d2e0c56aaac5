"""En egen källa används aldrig.

Planen har en källa under `kallor` som ingen not hänvisar till. Den trycks inte. Oftast har texten som använde
den strukits, eller så har noten glömts.

Grund: Uppgifter ska gå att följa till sin källa; en källa utan not säger inte vad den styrker.
Åtgärd: Sätt en not där källan används, eller ta bort källan.

Fel:
    kallor:
      rapport: {titel: Trygghetsmätning i Exempelstaden, ar: 2022}
      ^^^^^^^
Rätt:
    kallor:
      rapport: {titel: Trygghetsmätning i Exempelstaden, ar: 2022}
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat, och aktiviteterna riktas därför till skolorna.[^rapport]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.citations import citations
from pipeline.rules.rule import Rule


def uncited_source(dossier: Dossier) -> Iterator[Finding]:
    """Yield each source of the plan's own that no note names and no other source is `ur`."""
    own = dossier.plan.kallor
    used = {citation.label for name in dossier.definitions for citation in citations(dossier.reading(name))}
    used |= {source.ur for source in own.values() if source.ur}
    for key in own:
        if key not in used:
            yield Finding(
                ("kallor", key),
                f"källan `{key}` används inte i någon text, men ska ha minst en not",
                f"skriv `[^{key}]` där källan används, eller ta bort den",
            )


K102 = Rule("K102", Severity.WARNING, __doc__, uncited_source)
